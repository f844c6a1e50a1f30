package read

import (
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// Health says how an outlet or feed is doing.
type Health string

// The states of an outlet, from well to unknown.
const (
	HealthWell    Health = "well"    // answers and brings news
	HealthQuiet   Health = "quiet"   // answers, but brings nothing new
	HealthFailing Health = "failing" // does not answer now
	HealthNew     Health = "new"     // not asked yet, or not answered yet
	HealthOff     Health = "off"     // not polled
)

// Bounds of how long a feed may bring nothing before it is called quiet:
// three times its own median gap, between two and eight days.
const (
	quietAtLeast = 48 * time.Hour
	quietAtMost  = 8 * day
)

// feedHealth is the state of one feed, with a sentence that says so.
func feedHealth(f news.Feed, now time.Time) (Health, string) {
	switch {
	case f.State == news.FeedRetired:
		return HealthOff, "Retired: its address is gone for good."
	case f.State == news.FeedDisabled:
		return HealthOff, "Switched off by the operator."
	case f.LastAttempt.IsZero():
		return HealthNew, "Not asked yet."
	case f.LastSuccess.IsZero() && f.Failures < measure.Tries:
		return HealthNew, "Has not answered yet: " + faultWords(f.Fault) + "."
	case f.LastSuccess.IsZero():
		return HealthFailing, "Has never answered with a feed: " + faultWords(f.Fault) + "."
	case f.Failures > 0:
		return HealthFailing, fmt.Sprintf("Has not answered for %s: %s.",
			span(now.Sub(f.LastSuccess)), faultWords(f.Fault))
	case f.NewestEntry.IsZero():
		return HealthQuiet, "Answers, but has no dated entry."
	case now.Sub(f.NewestEntry) > quietAfter(f.MedianGap):
		return HealthQuiet, fmt.Sprintf("Answers, but has brought nothing new for %s.",
			span(now.Sub(f.NewestEntry)))
	}
	answers := "Answers"
	if ago := now.Sub(f.LastSuccess); ago > measure.Defaults().WatchGap {
		answers = "Answered " + span(ago) + " ago"
	}
	return HealthWell, fmt.Sprintf("%s; newest article %s old.", answers, span(now.Sub(f.NewestEntry)))
}

// newestOf is when an outlet's newest article was published: by the article's
// own date where one is stored, by its feeds' where none is. Every age on an
// outlet's page is of this moment.
func newestOf(h news.OutletHealth) time.Time {
	if h.NewestArticle.IsZero() {
		return h.NewestEntry
	}
	return h.NewestArticle
}

// dated are an outlet's feeds with the newest entry of each as pages tell it.
// A page may state another date than the feed does, and what its feeds list is
// not always kept: the feed that brought news last has the outlet's newest
// article, and no other has a newer one.
func dated(feeds []news.Feed, newest time.Time) []news.Feed {
	out := slices.Clone(feeds)
	last := -1
	for i, f := range out {
		if f.NewestEntry.IsZero() || newest.IsZero() {
			continue
		}
		if last < 0 || f.NewestEntry.After(feeds[last].NewestEntry) {
			last = i
		}
		if f.NewestEntry.After(newest) {
			out[i].NewestEntry = newest
		}
	}
	if last >= 0 {
		out[last].NewestEntry = newest
	}
	return out
}

func quietAfter(gap time.Duration) time.Duration {
	return min(max(3*gap, quietAtLeast), quietAtMost)
}

// healthOf is the health that stands for a standing in the ledger.
func healthOf(s measure.Standing) Health {
	switch s {
	case measure.Works:
		return HealthWell
	case measure.Quiet:
		return HealthQuiet
	case measure.Fails:
		return HealthFailing
	case measure.Unreached, measure.Unasked:
		return HealthNew
	}
	return HealthOff
}

// outletWords says how an outlet stands, and why.
func outletWords(h news.OutletHealth, standing measure.Standing, now time.Time) string {
	newest := newestOf(h)
	switch standing {
	case measure.Works:
		return worksSentence(h, now)
	case measure.Quiet:
		if newest.IsZero() {
			return "Answers, but has no dated entry."
		}
		return fmt.Sprintf("Answers, but has brought nothing new for %s.", span(now.Sub(newest)))
	case measure.Fails:
		if h.LastSuccess.IsZero() {
			return "Has never answered with a feed: " + faultWords(h.Fault) + "."
		}
		return fmt.Sprintf("Has not answered for %s: %s.", span(now.Sub(h.LastSuccess)), faultWords(h.Fault))
	case measure.Unreached:
		return "Has not answered yet: " + faultWords(h.Fault) + "."
	case measure.Unasked:
		return "Not asked yet."
	}
	switch {
	case h.Outlet.Disabled:
		return "Listed, but not watched: switched off by the operator."
	case h.Feeds == 0:
		return "Listed, but not watched: no feed is known."
	}
	return "Listed, but not watched: its feeds are gone or switched off."
}

func worksSentence(h news.OutletHealth, now time.Time) string {
	newest := "newest article " + span(now.Sub(newestOf(h))) + " old"
	if now.Sub(newestOf(h)) > quietAfter(h.MedianGap) {
		newest = "its feeds list something newer than the " + newest // which we do not keep
	}
	switch {
	case h.LastSuccess.IsZero():
		return "Not asked; its articles came from a file, the " + newest + "."
	case h.Failures > 0:
		return fmt.Sprintf("Answered %s ago, not since: %s; %s.", span(now.Sub(h.LastSuccess)), faultWords(h.Fault), newest)
	case now.Sub(h.LastSuccess) > measure.Defaults().WatchGap:
		return fmt.Sprintf("Answered %s ago; %s.", span(now.Sub(h.LastSuccess)), newest)
	}
	return "Answers; " + newest + "."
}

// rank orders health, well first.
func rank(h Health) int {
	switch h {
	case HealthWell:
		return 0
	case HealthQuiet:
		return 1
	case HealthFailing:
		return 2
	case HealthNew:
		return 3
	}
	return 4
}

// FaultView is a fault in words.
type FaultView struct {
	Words  string
	Detail string
	When   Moment
}

func (r *Reader) fault(f news.Fault) FaultView {
	return FaultView{Words: faultWords(f), Detail: line(f.Detail), When: r.moment(f.At)}
}

// faultWords says a fault's class in plain words; a class without words of
// its own is printed as it is.
func faultWords(f news.Fault) string {
	if f.Class == classRobots && f.Detail != "" {
		return line(f.Detail) // a refusal, or that robots.txt cannot be had
	}
	if words, ok := faults[f.Class]; ok {
		return words
	}
	if f.Class == "" {
		return "no reason noted"
	}
	return short(f.Class)
}

// classRobots is package fetch's class of two faults that only their detail,
// a sentence of that package, tells apart.
const classRobots = "robots"

// faults has the words for the classes of package fetch and of the stages.
var faults = map[string]string{
	"bad-address":       "its address is not a web address",
	"forbidden-address": "its address leads where we do not go",
	"robots":            "its robots rules ask us not to",
	"dns":               "its name could not be resolved",
	"name-server":       "its name server gave no answer",
	"connect":           "no connection could be made",
	"tls":               "its certificate was not accepted",
	"timeout":           "it took too long to answer",
	"protocol":          "the answer broke off",
	"too-large":         "the answer was larger than we read",
	"bad-redirect":      "it redirected too often or to nowhere",
	"decode":            "the answer could not be unpacked",
	"not-found":         "there is nothing at that address (404)",
	"gone":              "it was removed for good (410)",
	"http-4xx":          "it refuses the request",
	"rate-limited":      "it asked us to come back later (429)",
	"http-5xx":          "its server reported an error",
	"odd-status":        "its answer had a status that means nothing",
	"unreachable":       "it could not be reached",
	"offline":           "there was no network",
	"canceled":          "we stopped before it answered",
	"not-feed":          "the answer was not a feed",
	"not-article":       "the page holds no article",
	"parse":             "the answer could not be read",
	"empty":             "the answer was empty",
	"internal":          "our own reading of it failed",
}
