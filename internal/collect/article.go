package collect

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/page/robots"
	"github.com/overview-news/overview/text/agency"
	"github.com/overview-news/overview/text/langid"
	"github.com/overview-news/overview/text/language"
	"github.com/overview-news/overview/text/sentence"
	"github.com/overview-news/overview/text/topic"
)

const (
	// langidBytes is how much of a text is read to tell its language.
	langidBytes = 4000
	// sureLanguage is the confidence from which a text's own language goes
	// before what its feed or outlet declares.
	sureLanguage = 0.6
	// maxAhead is how far in the future a stated date may lie.
	maxAhead = time.Hour
)

// article reads a page into an article, with its further pages.
func (c *Collector) article(ctx context.Context, claim news.CollectClaim, answer *fetch.Response) news.CollectResult {
	page, err := c.extract(claim, answer)
	if err != nil {
		return c.without(claim, "parse", err.Error())
	}
	page, answer = c.mainPage(ctx, claim, page, answer)
	if !isArticle(page.Kind) {
		return c.without(claim, "not-article", kindSentence(page.Kind))
	}
	whole := c.join(ctx, claim, page, answer)
	switch {
	case whole.same:
		return c.asStored(claim, whole)
	case whole.less && claim.Article.State == news.StateCollected:
		return c.keeping(claim, both(limits(answer, page), whole.limit)) // a page that is missing now is no change
	}
	page = whole.page
	r := news.CollectResult{Article: claim.Article, Site: c.leaveRepeats(ctx, claim, &page), Miss: string(page.Miss), Completes: whole.completes}
	r.At = c.clk.Now() // pages after the first take time
	c.fill(&r, claim, page, answer)
	r.Article.Limit = both(r.Article.Limit, whole.limit)
	r.Validators = news.Validators{Joined: whole.mark}
	if whole.pages == 0 && !whole.cut {
		// Those of the first page say nothing of the others.
		r.Validators = news.Validators{URL: answer.URL, ETag: answer.ETag, LastModified: answer.LastModified}
	}
	return r
}

// without is the result of a page that holds no article.
func (c *Collector) without(claim news.CollectClaim, class, detail string) news.CollectResult {
	r := news.CollectResult{At: c.clk.Now(), Article: claim.Article}
	r.Article.State = ended(claim.Article.State)
	r.Article.Fault = news.Fault{Class: class, Detail: detail, At: r.At}
	return r
}

// fill sets what a page says of its article.
func (c *Collector) fill(r *news.CollectResult, claim news.CollectClaim, page extract.Article, answer *fetch.Response) {
	a, now := &r.Article, r.At
	text := page.Text()
	a.State, a.Fault = news.StateCollected, news.Fault{}
	if a.Collected.IsZero() {
		a.Collected = now
	}
	r.Again = c.again(a.Collected, now)
	a.Title = cmp.Or(page.Headline, a.Title, firstWords(text))
	a.Language = languageOf(claim, page, text)
	c.dates(a, page, now)
	c.describe(a, claim, page, text)
	sign(a, page, claim.Outlet.Name)
	a.Limit = limits(answer, page)
	a.Canonical = canonical(claim, page)
	r.Details = details(page, *a)
	r.Original = &news.Rendition{
		Article: a.ID, Language: a.Language, Original: true, Title: a.Title,
		Blocks: append(blocks(page, a.Language), corrections(page, a.Language)...), Aligned: true, Made: asOf(claim),
	}
}

// asOf is when the hints were in force by which a claim's page is read: when it
// was claimed. The list may change while the page is fetched.
func asOf(claim news.CollectClaim) time.Time { return claim.Until.Add(-lease) }

// maxFirstWords bounds what stands for a headline where a page has none, in
// characters.
const maxFirstWords = 100

// firstWords is the beginning of a text, cut at a space, to stand where no
// headline is.
func firstWords(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	r := []rune(line)
	if len(r) <= maxFirstWords {
		return line
	}
	cut := string(r[:maxFirstWords])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

func (c *Collector) location(country string) *time.Location {
	if c.opts.Location == nil {
		return nil
	}
	return c.opts.Location(country)
}

// kindSentence says for a person what a page is that is no article.
func kindSentence(k extract.Kind) string {
	switch k {
	case extract.KindFront:
		return "the page is a list of articles, not an article"
	case extract.KindGallery:
		return "the page is a gallery of pictures"
	case extract.KindVideo:
		return "the page is a video"
	case extract.KindConsent:
		return "the page asks for consent before it shows anything"
	case extract.KindChallenge:
		return "the page asks whether we are a robot"
	case extract.KindLogin:
		return "the page asks to log in"
	case extract.KindMissing:
		return "the page says that the article is not there"
	}
	return "no text was found on the page"
}

// languageOf tells the language of a text: its letters and words, with what
// the page, the feed and the outlet declare, and what the outlet's articles
// were found to be in, as a prior.
func languageOf(claim news.CollectClaim, page extract.Article, text string) string {
	prior := langid.PriorOf(declared(claim, page), recent(claim.Languages))
	if len(text) > langidBytes {
		text = strings.ToValidUTF8(text[:langidBytes], "")
	}
	found := langid.Identify(claim.Article.Title+"\n"+text, prior)
	if found.Confidence >= sureLanguage || len(prior) == 0 {
		return string(found.Language)
	}
	best, weight := language.Und, 0.0
	for tag, w := range prior {
		if w > weight || (w == weight && tag < best) {
			best, weight = tag, w
		}
	}
	return string(best)
}

func declared(claim news.CollectClaim, page extract.Article) []language.Tag {
	var out []language.Tag
	for _, tag := range []string{page.Language, claim.Article.Language, claim.Outlet.Language} {
		if t, ok := language.Parse(tag); ok {
			out = append(out, t)
		}
	}
	return out
}

// recent scales counts of all articles to those of the last hundred, as if
// they were spread evenly.
func recent(counts map[string]int) map[language.Tag]int {
	total := 0
	for _, n := range counts {
		total += n
	}
	out := map[language.Tag]int{}
	for tag, n := range counts {
		if t, ok := language.Parse(tag); ok {
			out[t] += n * langid.RecentTexts / max(total, langid.RecentTexts)
		}
	}
	return out
}

// dates sets the article's dates. The page's own date is believed before the
// feed's if the page is sure of it; no date lies in the future.
func (c *Collector) dates(a *news.Article, page extract.Article, now time.Time) {
	stated := page.Published.Time
	if !stated.IsZero() && !stated.After(now.Add(maxAhead)) && (a.DateGuessed || betterDate(a, page)) {
		a.Published, a.DateGuessed, a.DayOnly = stated, false, !page.Published.HasTime
	}
	if m := page.Modified.Time; !m.IsZero() && !m.After(now.Add(maxAhead)) {
		a.Modified = m
	}
}

// betterDate reports whether a page's date is better than its feed's: it has a
// time of day, is clearly stated, and is earlier (feeds often give the time of
// the last change), or is the hour of the day that the feed names alone.
func betterDate(a *news.Article, page extract.Article) bool {
	stated := page.Published
	if !stated.HasTime || stated.Confidence < 0.8 {
		return false
	}
	return stated.Time.Before(a.Published) || stated.Time.Before(endOfDay(a))
}

// endOfDay is when the day ends that a feed names alone; zero where it names a
// time.
func endOfDay(a *news.Article) time.Time {
	switch {
	case isDay(a.Published):
		return a.Published.Add(longestDay)
	case a.DayOnly:
		return a.Dated().AddDate(0, 0, 1)
	}
	return time.Time{}
}

// longestDay is from the midnight in UTC with which a feed names a day to the
// last hour of that day anywhere.
const longestDay = 36 * time.Hour

// isDay reports whether a feed's time is a day: midnight to the second.
func isDay(t time.Time) bool { return t.Equal(t.Truncate(24 * time.Hour)) }

// sign sets who wrote the article, and its picture.
func sign(a *news.Article, page extract.Article, outlet string) {
	if a.Authors = people(a.Authors, page.Signed, outlet, a.URL); len(page.Authors) > 0 {
		a.Authors = page.Authors
	}
	if page.Image.URL != "" && address.Safe(page.Image.URL) {
		a.Image = page.Image.URL
	}
}

// describe sets whose text the article is, what kind it is and what it is
// about. Where the page has no headline, that of the feed speaks for it.
func (c *Collector) describe(a *news.Article, claim news.CollectClaim, page extract.Article, text string) {
	a.Credit = creditOf(a.Credit, page, text)
	a.Section, a.Words = page.Section, sentence.Words(text)
	signals := page.Signals
	if page.Headline == "" {
		signals.Headline += a.Title // after the kicker
	}
	signals.Keywords = slices.Concat(page.Keywords, claim.Categories)
	signals.Text = text
	a.Genre = news.Genre(page.Genre)
	if a.Genre == news.GenreUnsure {
		a.Genre = news.Genre(topic.GenreOf(signals))
	}
	if page.Kind == extract.KindLive {
		a.Genre = news.GenreLive
	}
	a.Topic = string(topic.Of(signals))
	if lead := page.TextOf(extract.RoleStandfirst); lead != "" {
		a.Summary = lead
	} else if first, _, _ := strings.Cut(text, "\n"); a.Summary == "" {
		a.Summary = first
	}
}

// creditOf names the news agency that a text comes from: by the page's credit,
// its dateline or last line, or what the feed said.
func creditOf(fromFeed string, page extract.Article, text string) string {
	first, _, _ := strings.Cut(text, "\n")
	last := text[strings.LastIndexByte(text, '\n')+1:]
	lines := append([]string{page.Credit}, strings.Split(page.TextOf(extract.RoleByline, extract.RoleCredit, extract.RoleDateline), "\n")...)
	for _, line := range append(lines, first, last) {
		if id, ok := agency.Credit(line); ok {
			return id
		}
	}
	if id, ok := agency.Source(fromFeed); ok {
		return id
	}
	if id, ok := agency.Credit(fromFeed); ok {
		return id
	}
	return ""
}

// limits is what a page forbids, by its header and its meta elements.
func limits(answer *fetch.Response, page extract.Article) news.Limit {
	d := robots.FromHeader(answer.Header, fetch.Product)
	for _, m := range page.Directives {
		d.AddMeta(m.Agent, m.Content, fetch.Product)
	}
	return news.Limit{
		NoArchive: d.NoArchive, NoSnippet: d.NoSnippet || (d.HasMaxSnippet && d.MaxSnippet == 0),
		Reserved: d.Reserved || d.NoAI, NoIndex: d.NoIndex, Paywalled: page.Paywalled,
	}
}

// canonical is the page's own address if it can be believed: one of the
// outlet's site, and not its front page.
func canonical(claim news.CollectClaim, page extract.Article) string {
	c, err := address.Canonical(page.Canonical)
	if err != nil || address.Domain(c) != address.Domain(claim.Article.URL) {
		return ""
	}
	return c
}

// blocks is the text in blocks of sentences.
func blocks(page extract.Article, tag string) []news.Block {
	var out []news.Block
	for _, b := range page.Blocks {
		switch b.Role {
		case extract.RoleStandfirst, extract.RoleParagraph, extract.RoleSubheading,
			extract.RoleListItem, extract.RoleQuotation, extract.RoleCell:
			if s := sentence.Strings(b.Text, tag); len(s) > 0 {
				out = append(out, news.Block{Role: string(b.Role), Sentences: s})
			}
		}
	}
	nameStrangers(out, tag)
	return out
}

// nameStrangers names the language of blocks that are in another one than the
// article.
func nameStrangers(blocks []news.Block, tag string) {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i] = strings.Join(b.Sentences, " ")
	}
	for i, found := range langid.Blocks(texts, language.Tag(tag)) {
		if string(found) != tag {
			blocks[i].Language = string(found)
		}
	}
}

// The bounds of an article's notes of correction. Honest ones are a few lines.
const (
	maxCorrections     = 10
	maxCorrectionBytes = 2_000
)

// corrections are the publisher's notes of what was put right, those that the
// page shows before those that it states for machines only. They stand behind
// the text: a translation's lead must not be one.
func corrections(page extract.Article, language string) []news.Block {
	var notes []string
	for _, b := range page.Blocks {
		if b.Role == extract.RoleCorrection {
			notes = append(notes, b.Text)
		}
	}
	var out []news.Block
	known := squeeze(page.Text())
	for _, note := range append(notes, page.Corrections...) {
		if len(note) > maxCorrectionBytes {
			note = strings.ToValidUTF8(note[:maxCorrectionBytes], "")
		}
		plain := squeeze(note)
		if plain == "" || len(out) == maxCorrections || strings.Contains(known, plain) {
			continue
		}
		known += plain
		if s := sentence.Strings(note, language); len(s) > 0 {
			out = append(out, news.Block{Role: news.RoleCorrection, Sentences: s})
		}
	}
	return out
}
