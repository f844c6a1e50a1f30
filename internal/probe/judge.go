package probe

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/netip"
	"strings"
	"time"

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
	// maxJudged bounds the entries that are read for their language.
	maxJudged = 30
	// ahead is how far in the future a date may lie and still be believed.
	ahead = time.Hour
)

// firstFeed is when there were no feeds yet: what is dated before stands for
// no date.
var firstFeed = time.Date(1997, 1, 1, 0, 0, 0, 0, time.UTC)

// Weights of failures, as docs/catalog.md explains them.
const (
	weightGone      = 1
	weightError     = 0.5
	weightTemporary = 0.25
)

const again = "check it again later"

// judge makes a verdict.
type judge struct {
	Verdict
	allow []netip.Prefix
	notes []string // more evidence
}

// failed judges a request without a usable answer.
func (j *judge) failed(err error) {
	j.State, j.Weight, j.Evidence = news.CheckDead, weightError, err.Error()
	var e *fetch.Error
	if !errors.As(err, &e) {
		return
	}
	j.Evidence = string(e.Class) + ": " + e.Sentence()
	if e.Status != 0 {
		j.Evidence += fmt.Sprintf(" (status %d)", e.Status)
	}
	class := e.Class
	if class == fetch.RobotsDenied && e.Reason != "" {
		// robots.txt could not be had. Where the host did not answer at all,
		// that is what is wrong; where it answered, it keeps us out.
		if class = silence(e.Reason); class == "" {
			j.State, j.Weight, j.Suggestion = news.CheckBlocked, weightTemporary, again
			return
		}
		j.Evidence = string(class) + ": " + class.Sentence() + " (asked for robots.txt)"
	}
	switch class {
	case fetch.RobotsDenied:
		j.State, j.Suggestion = news.CheckBlocked, "look for a feed that robots.txt allows, or ask the outlet"
	case fetch.Forbidden:
		j.Suggestion = "look where its name or its redirect leads: into no public network"
	case fetch.Refused:
		j.State, j.Suggestion = news.CheckBlocked, "ask the outlet; do not go around it"
	case fetch.RateLimited:
		j.State, j.Weight, j.Suggestion = news.CheckBlocked, weightTemporary, again
	case fetch.Gone:
		j.Weight, j.Suggestion = weightGone, "take the feed out: its publisher removed it for good"
	case fetch.NotFound, fetch.DNS, fetch.BadAddress:
		j.Weight, j.Suggestion = weightGone, "look for the feed's new address: "+discover(j.URL)
	case fetch.NameServer, fetch.Timeout, fetch.ServerError, fetch.Unreachable, fetch.Offline, fetch.Canceled:
		j.Weight, j.Suggestion = weightTemporary, again
	default:
		j.Suggestion = again
	}
}

// silence is the class of a reason that says that a host did not answer; ""
// where it did.
func silence(reason string) fetch.Class {
	for _, c := range []fetch.Class{fetch.DNS, fetch.NameServer, fetch.Connect, fetch.TLS, fetch.Timeout, fetch.Protocol, fetch.Unreachable} {
		if strings.Contains(reason, c.Sentence()) {
			return c
		}
	}
	return ""
}

// discover is the command that looks for the feeds of an address's site.
func discover(u string) string {
	home, err := address.Resolve(u, "/")
	if err != nil {
		home = u
	}
	return "overview outlets discover " + home
}

// answered judges an answer. A panic in reading it is the document's fault
// and costs no other feed its verdict.
func (j *judge) answered(ctx context.Context, client Client, answer *fetch.Response, t task) {
	defer func() {
		if broken := recover(); broken != nil {
			j.State, j.Weight, j.Evidence = news.CheckNotFeed, weightError, fmt.Sprintf("reading it failed: %v", broken)
		}
	}()
	r := reader{client: client, answer: answer, listed: t.feed.URL}
	items, err := r.items(ctx, t.kind)
	if err != nil {
		j.State, j.Weight, j.Evidence = news.CheckNotFeed, weightError, err.Error()
		j.Suggestion = "look for the feed's address: " + discover(j.URL)
		return
	}
	j.Entries, j.notes = len(items), r.notes
	if answer.PermanentTo != "" && answer.PermanentTo != j.URL {
		j.MovedTo = answer.PermanentTo
	}
	if odd := oddType(answer.ContentType); odd != "" {
		j.notes = append(j.notes, "sent as "+odd)
	}
	if address.Domain(answer.URL) != address.Domain(j.URL) && j.MovedTo == "" {
		j.notes = append(j.notes, "answered by "+clip(answer.URL))
	}
	usable := j.look(items, t.outlet.Home)
	j.decide(usable)
	j.articles(ctx, client, items)
	j.evidence()
}

// decide chooses the state of a feed that could be read. What keeps its
// entries from readers comes before what is wrong with the list.
func (j *judge) decide(usable int) {
	j.State = news.CheckOK
	switch {
	case j.Entries == 0:
		j.State, j.Weight, j.Suggestion = news.CheckEmpty, weightTemporary, again
	case !j.Newest.IsZero() && j.At.Sub(j.Newest) > staleAfter:
		j.State, j.Weight = news.CheckStale, weightError
		j.Suggestion = "look for a feed that is still written: " + discover(j.URL)
	case usable < thinEntries || usable*2 < j.Entries:
		j.State, j.Weight = news.CheckThin, weightTemporary
		j.notes = append(j.notes, fmt.Sprintf("%d of them with a text and an address that can be asked", usable))
		j.Suggestion = "look for a feed that says more"
	case j.MovedTo != "":
		j.State, j.Suggestion = news.CheckMoved, "list "+j.MovedTo
		if address.Domain(j.MovedTo) != address.Domain(j.URL) {
			j.Suggestion += ", if that site is this outlet's"
		}
	case j.Detected != "" && j.Declared != "" && !sameLanguage(j.Detected, j.Declared):
		j.State = news.CheckLangMismatch
		j.Suggestion = "list its language as " + j.Detected + ", or look for the edition in " + j.Declared
	}
}

// articles looks whether robots.txt allows the pages behind the entries, where
// they are on the feed's own site. Headlines may be shown without them.
func (j *judge) articles(ctx context.Context, client Client, items []item) {
	for _, it := range items {
		if it.url == "" || address.Domain(it.url) != address.Domain(j.URL) || !fetch.MayConnect(it.url, j.allow) {
			continue
		}
		rules, err := client.RobotsFor(ctx, it.url)
		if err == nil && !rules.Allowed && rules.Reason == "" {
			j.notes = append(j.notes, "robots.txt keeps us from its articles")
			if j.Suggestion == "" {
				j.Suggestion = "expect headlines and summaries only, or ask the outlet"
			}
		}
		return // one tells for all
	}
}

// evidence puts what was seen into a line.
func (j *judge) evidence() {
	parts := []string{fmt.Sprintf("%d entries", j.Entries)}
	if !j.Newest.IsZero() {
		parts = append(parts, "newest "+j.Newest.UTC().Format(time.DateOnly))
	}
	if j.MovedTo != "" {
		parts = append(parts, "at "+j.MovedTo)
	}
	if j.State == news.CheckLangMismatch {
		parts = append(parts, "in "+j.Detected)
	}
	j.Evidence = strings.Join(append(parts, j.notes...), ", ")
}

// look reads the entries: their dates, their language, their prints and where
// they lead. It returns how many have a text, and an address that may be asked.
func (j *judge) look(items []item, home string) int {
	usable, undated, away := 0, 0, 0
	var prints sketch
	for _, it := range items {
		switch {
		case it.when.IsZero():
		case it.when.After(j.At.Add(ahead)), it.when.Before(firstFeed):
			undated++
		case it.when.After(j.Newest):
			j.Newest = it.when
		}
		if it.usable && fetch.MayConnect(it.url, j.allow) {
			usable++
			if d := address.Domain(it.url); d != address.Domain(j.URL) && d != address.Domain(home) {
				away++
			}
		}
		prints.add(it)
	}
	if undated > 0 {
		j.notes = append(j.notes, fmt.Sprintf("%d with a date that cannot be", undated))
	}
	if 2*away > len(items) {
		j.notes = append(j.notes, fmt.Sprintf("%d lead to other sites", away))
	}
	j.Prints = prints.String()
	j.Detected = languageOf(items, j.Declared)
	return usable
}

// languageOf is the language of entries, "" where that is not sure. Headlines
// alone are asked first: under them publishing systems put texts of their own.
// Where either speaks for the declared language, it is that one.
func languageOf(items []item, declared string) string {
	var titles, texts strings.Builder
	for _, it := range items[:min(len(items), maxJudged)] {
		titles.WriteString(it.title + "\n")
		texts.WriteString(it.title + ". " + it.summary + "\n")
	}
	found := ""
	for _, text := range []string{titles.String(), texts.String()} {
		tag := identify(text)
		if tag != "" && sameLanguage(tag, declared) {
			return tag
		}
		found = firstOf(found, tag)
	}
	return found
}

// identify is the language of a text, "" where that is not sure. Scripts of
// one language speak for it together.
func identify(text string) string {
	if len([]rune(text)) < sureRunes {
		return ""
	}
	best, sure := map[string]string{}, map[string]float64{} // by primary language
	for _, r := range langid.Rank(text, nil) {
		p := primary(string(r.Language))
		best[p] = firstOf(best[p], string(r.Language))
		if sure[p] += r.Confidence; sure[p] >= sureLanguage {
			return best[p]
		}
	}
	return ""
}

// oddType is the media type of an answer where it is none that feeds are sent
// as.
func oddType(raw string) string {
	kind, _, err := mime.ParseMediaType(raw)
	if err != nil || kind == "" {
		return ""
	}
	for _, good := range []string{"xml", "rss", "atom", "json", "text/plain"} {
		if strings.Contains(kind, good) {
			return ""
		}
	}
	return clip(kind)
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
