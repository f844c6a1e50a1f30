package read

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/agency"
	"github.com/overview-news/overview/text/language"
)

// Line is an article in a list.
type Line struct {
	ID       news.ArticleID
	Path     string
	Headline Text // in English where there is a translation
	Original Text // the original headline, if Headline is a translation
	Summary  Text // as far as it may be shown
	Language string
	Outlet   OutletRef
	When     Moment
	Guessed  bool   // When is when we first saw it
	Label    string // "opinion", "live" …; empty for a report
	Credit   string // the news agency it carries
	Paywall  bool
	Story    news.StoryID
	Family   news.ArticleID
}

// lines prepares articles for a list.
func (r *Reader) lines(ctx context.Context, articles []news.Article) ([]Line, error) {
	out := make([]Line, 0, len(articles))
	for _, a := range articles {
		if a.State == news.StateHidden {
			continue
		}
		l, err := r.line(ctx, a)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

func (r *Reader) line(ctx context.Context, a news.Article) (Line, error) {
	o, err := r.outlet(ctx, a.Outlet)
	if err != nil {
		return Line{}, err
	}
	l := Line{
		ID: a.ID, Path: ArticlePath(a), Outlet: outletRef(o),
		When: r.published(a), Guessed: a.DateGuessed,
		Language: languageName(a.Language),
		Label:    genreLabel(a.Genre), Credit: short(creditName(a.Credit)),
		Paywall: a.Limit.Paywalled, Story: a.Story, Family: a.Family,
	}
	l.Headline, l.Original = headlines(a)
	l.Summary = r.summary(a, o)
	return l, nil
}

// headlines returns the headline to show first and, if that is a translation,
// the original.
func headlines(a news.Article) (first, original Text) {
	own := Foreign(a.Title, a.Language)
	if own.IsZero() {
		own = English("(no headline)")
	}
	if a.TitleEnglish == "" || isEnglish(a.Language) {
		return own, Text{}
	}
	return English(a.TitleEnglish), own
}

func (r *Reader) summary(a news.Article, o news.Outlet) Text {
	show := Policy(r.opts.Private, o, a.Limit)
	if a.SummaryEnglish != "" {
		return English(summaryOf(a.SummaryEnglish, show))
	}
	return Foreign(summaryOf(a.Summary, show), a.Language)
}

func isEnglish(tag string) bool { return language.Tag(tag).Base() == "en" }

// genreLabel names what is not an ordinary report.
func genreLabel(g news.Genre) string {
	switch g {
	case news.GenreAnalysis, news.GenreOpinion, news.GenreInterview,
		news.GenreLive, news.GenreRoundup, news.GenreSponsored:
		return string(g)
	}
	return ""
}

// ArticlePath is the address of an article's page.
func ArticlePath(a news.Article) string {
	title, _ := a.Headline()
	return "/article/" + strconv.FormatInt(int64(a.ID), 10) + "/" + slug(title)
}

// StoryPath is the address of a story's page.
func StoryPath(s news.Story) string {
	return "/story/" + strconv.FormatInt(int64(s.ID), 10) + "/" + slug(s.Title)
}

// maxSlug bounds the readable part of an address, in bytes.
const maxSlug = 60

// slug is the readable part of an address: the words of title in ASCII, or
// "-" where none of its letters has an ASCII form.
func slug(title string) string {
	var b strings.Builder
	gap := false
	for _, c := range norm.NFKD.String(title) {
		if b.Len() >= maxSlug {
			break
		}
		c = unicode.ToLower(c)
		if c < 'a' && (c < '0' || c > '9') || c > 'z' {
			gap = gap || !unicode.Is(unicode.Mn, c) && c != '\'' && c != '’'
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(c)
	}
	words := b.String()
	if at := strings.LastIndexByte(words, '-'); len(words) >= maxSlug && at > 0 {
		words = words[:at] // no half word at the end
	}
	if len(words) < 3 || !strings.ContainsFunc(words, unicode.IsLetter) {
		return "-"
	}
	return words
}

// creditName is the name of the agency that a text is credited to, or the
// credit as it stands.
func creditName(credit string) string {
	if a, ok := agency.Find(credit); ok {
		return a.Name
	}
	return credit
}
