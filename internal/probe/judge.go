package probe

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/text/langid"
)

const (
	// staleAfter is how long a news outlet may publish nothing: weeklies pause
	// for holidays, hardly one for longer.
	staleAfter = 30 * 24 * time.Hour
	// thinEntries is the least number of entries to read.
	thinEntries = 2
	// sureLanguage and sureRunes are how sure the language of the entries must
	// be, and of how much text, before it speaks against a list.
	sureLanguage = 0.8
	sureRunes    = 200
	// maxJudged bounds the entries that are read for language and prints.
	maxJudged = 30
	// ahead is how far in the future a date may lie and still be believed.
	ahead = time.Hour
)

// Weights of failures, as docs/catalog.md explains them.
const (
	weightGone      = 1
	weightError     = 0.5
	weightTemporary = 0.25
)

// failed judges a request without a usable answer.
func (v *Verdict) failed(err error) {
	v.State, v.Weight, v.Evidence = Dead, weightError, err.Error()
	var e *fetch.Error
	if !errors.As(err, &e) {
		return
	}
	v.Evidence = string(e.Class) + ": " + e.Sentence()
	if e.Status != 0 {
		v.Evidence += fmt.Sprintf(" (status %d)", e.Status)
	}
	if e.Class == fetch.RobotsDenied && e.Reason != "" { // robots.txt could not be had
		v.Weight, v.Suggestion = weightTemporary, "check it again later"
		return
	}
	switch e.Class {
	case fetch.RobotsDenied:
		v.State, v.Suggestion = Blocked, "look for a feed that robots.txt allows, or ask the outlet"
	case fetch.Refused, fetch.Forbidden:
		v.State, v.Suggestion = Blocked, "ask the outlet; do not go around it"
	case fetch.RateLimited:
		v.State, v.Weight, v.Suggestion = Blocked, weightTemporary, "check it again later"
	case fetch.Gone:
		v.Weight, v.Suggestion = weightGone, "take the feed out: its publisher removed it for good"
	case fetch.NotFound, fetch.DNS, fetch.BadAddress:
		v.Weight, v.Suggestion = weightGone, "look for the feed's new address: overview outlets discover "+hostOf(v.Feed)
	case fetch.Timeout, fetch.ServerError, fetch.Unreachable, fetch.Offline, fetch.Canceled:
		v.Weight, v.Suggestion = weightTemporary, "check it again later"
	default:
		v.Suggestion = "check it again later"
	}
}

// hostOf is the front page of an address's host.
func hostOf(u string) string {
	home, err := address.Resolve(u, "/")
	if err != nil {
		return u
	}
	return home
}

// item is what judging needs of an entry.
type item struct {
	url, text string
	when      time.Time
}

// judgeSafely is judge. A panic in it is the document's fault and costs no
// other feed its verdict.
func (v *Verdict) judgeSafely(answer *fetch.Response, kind news.FeedKind) {
	defer func() {
		if broken := recover(); broken != nil {
			v.State, v.Weight, v.Evidence = NotFeed, weightError, fmt.Sprintf("reading it failed: %v", broken)
		}
	}()
	v.judge(answer, kind)
}

// judge judges an answer.
func (v *Verdict) judge(answer *fetch.Response, kind news.FeedKind) {
	items, err := itemsOf(answer, kind)
	if err != nil {
		v.State, v.Weight, v.Evidence = NotFeed, weightError, err.Error()
		v.Suggestion = "look for the feed's address: overview outlets discover " + hostOf(v.Feed)
		return
	}
	v.Entries = len(items)
	usable := v.look(items)
	v.Evidence = fmt.Sprintf("%d entries", v.Entries)
	if !v.Newest.IsZero() {
		v.Evidence += ", newest " + v.Newest.UTC().Format(time.DateOnly)
	}
	v.State = OK
	switch {
	case v.Entries == 0:
		v.State, v.Weight, v.Suggestion = Empty, weightTemporary, "check it again later"
	case answer.PermanentTo != "" && answer.PermanentTo != v.Feed:
		v.State, v.Suggestion = Moved, "list "+answer.PermanentTo
		v.Evidence += ", at " + answer.PermanentTo
	case !v.Newest.IsZero() && v.At.Sub(v.Newest) > staleAfter:
		v.State, v.Weight = Stale, weightError
		v.Suggestion = "look for a feed that is still written: overview outlets discover " + hostOf(v.Feed)
	case usable < thinEntries || usable*2 < v.Entries:
		v.State, v.Weight = Thin, weightTemporary
		v.Evidence += fmt.Sprintf(", of which %d have a headline and an address", usable)
		v.Suggestion = "look for a feed that says more"
	case v.Detected != "" && v.Declared != "" && !sameLanguage(v.Detected, v.Declared):
		v.State = LangMismatch
		v.Evidence += ", in " + v.Detected
		v.Suggestion = "list its language as " + v.Detected + ", or look for the edition in " + v.Declared
	}
}

// look reads the entries: their dates, their language and their prints. It
// returns how many have a headline and an address.
func (v *Verdict) look(items []item) int {
	usable := 0
	var text, prints strings.Builder
	for i, it := range items {
		if it.when.After(v.Newest) && !it.when.After(v.At.Add(ahead)) {
			v.Newest = it.when
		}
		if it.url != "" && it.text != "" {
			usable++
		}
		if i < maxJudged {
			text.WriteString(it.text + "\n")
			prints.WriteString(it.url + "\n")
		}
	}
	if usable > thinEntries {
		v.prints = fmt.Sprintf("%x", sha256.Sum256([]byte(prints.String())))
	}
	if t := text.String(); len([]rune(t)) >= sureRunes {
		if r := langid.Identify(t, nil); r.Confidence >= sureLanguage {
			v.Detected = string(r.Language)
		}
	}
	return usable
}

// itemsOf reads an answer as what it is listed as, or as the other kind.
func itemsOf(answer *fetch.Response, kind news.FeedKind) ([]item, error) {
	if kind == news.FeedSitemap {
		items, err := mapItems(answer)
		if errors.Is(err, sitemap.ErrNotSitemap) {
			if others, feedErr := feedItems(answer); feedErr == nil {
				return others, nil
			}
		}
		return items, err
	}
	items, err := feedItems(answer)
	var not *feed.NotFeedError
	if errors.As(err, &not) && not.Found == feed.FoundSitemap {
		return mapItems(answer)
	}
	return items, err
}

func feedItems(answer *fetch.Response) ([]item, error) {
	f, err := feed.Parse(answer.Body, answer.ContentType, feed.Options{URL: answer.URL})
	if err != nil {
		return nil, err
	}
	if f.Problem != "" && len(f.Entries) == 0 {
		return nil, fmt.Errorf("the feed is damaged: %s", f.Problem)
	}
	var out []item
	for _, e := range f.Entries {
		text := e.Title
		if text != "" && e.Summary != "" {
			text += ". " + e.Summary
		}
		out = append(out, item{url: e.URL, text: text, when: e.When()})
	}
	return out, nil
}

func mapItems(answer *fetch.Response) ([]item, error) {
	m, err := sitemap.Parse(answer.Body, answer.ContentType, answer.URL)
	if err != nil {
		return nil, err
	}
	var out []item
	for _, p := range m.Pages {
		it := item{url: p.URL, text: p.Title, when: p.Published}
		if !p.News {
			it.text, it.when = p.URL, p.Modified
		}
		out = append(out, it)
	}
	for _, s := range m.Sitemaps {
		out = append(out, item{url: s.URL, text: s.URL, when: s.Modified})
	}
	return out, nil
}

// sameLanguage reports whether two tags have one primary language. Names of
// one spoken language that lists use for one another are the same here.
func sameLanguage(a, b string) bool {
	return primary(a) == primary(b)
}

func primary(tag string) string {
	p, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch p {
	case "nb", "nn":
		return "no"
	case "bs", "hr", "sr", "cnr", "sh":
		return "sh"
	case "in":
		return "id"
	case "iw":
		return "he"
	case "fil":
		return "tl"
	case "prs":
		return "fa"
	}
	return p
}
