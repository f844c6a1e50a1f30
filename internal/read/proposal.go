package read

import (
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// Proposal is what is proposed to do about an outlet or a feed of it. Nothing
// of it is ever done by itself.
type Proposal struct {
	Title      string // "Quarantine", "Retirement", "Change"
	Means      string // what that would do
	Feed       string // which; empty for the outlet
	Reason     string
	Evidence   string
	Suggestion string
	From       string // "live check" or "polling"
	When       Moment
}

// From when on polling proposes something about a feed: an outage, a holiday
// or a broken certificate must not do it. Polls back off to one a day, so a
// feed that is gone reaches a score of 3 in hours, and one whose host is slow
// in a week.
const (
	quarantineScore = 3
	quarantineAfter = 3 * day
	retireScore     = 8
	retireAfter     = 30 * day
	// writtenNoMore is how long a feed may bring nothing; weeklies pause for
	// holidays, hardly one for longer.
	writtenNoMore = 30 * day
	// surePages is how many pages must have been read before their language
	// speaks against a list.
	surePages = 20
)

// proposalsOf lists what polling and live checks suggest about an outlet.
func (r *Reader) proposalsOf(h news.OutletHealth, feeds []news.Feed, checks []news.FeedCheck) []Proposal {
	var out []Proposal
	for _, f := range r.judged(feeds, newestOf(h)) {
		if p, ok := r.polled(f); ok {
			out = append(out, p)
		}
	}
	if p, ok := r.misdeclared(h); ok {
		out = append(out, p)
	}
	for _, c := range checks {
		p, ok := c.Proposal()
		if !ok {
			continue
		}
		title, means := proposalWords(p.Kind)
		out = append(out, Proposal{Title: title, Means: means, Feed: line(p.URL), Reason: line(p.Reason),
			Evidence: line(p.Evidence), Suggestion: line(p.Suggestion), From: "live check", When: r.moment(p.At)})
	}
	return out
}

// judged are an outlet's feeds with the newest entry of each as its page tells
// it, but never older than the feed's own where that speaks against a proposal.
func (r *Reader) judged(feeds []news.Feed, newest time.Time) []news.Feed {
	out := dated(feeds, newest)
	for i, f := range feeds {
		if r.Now().Sub(f.NewestEntry) <= writtenNoMore {
			out[i].NewestEntry = f.NewestEntry
		}
	}
	return out
}

func proposalWords(k news.ProposalKind) (title, means string) {
	switch k {
	case news.ProposeRetire:
		return "Retirement", "take the feed out of the list"
	case news.ProposeQuarantine:
		return "Quarantine", "keep the feed listed without asking it"
	}
	return "Change", "list it differently"
}

// polled is what polling suggests about a feed.
func (r *Reader) polled(f news.Feed) (Proposal, bool) {
	p := Proposal{Feed: line(f.URL), From: "polling", When: r.moment(f.LastAttempt),
		Evidence: line(faultWords(f.Fault))}
	var kind news.ProposalKind
	failing := time.Duration(0)
	if !f.LastSuccess.IsZero() {
		failing = r.Now().Sub(f.LastSuccess)
	}
	never := f.LastSuccess.IsZero() && !f.LastAttempt.IsZero()
	score := f.FailScore()
	switch {
	case f.State == news.FeedRetired:
		kind, p.Reason = news.ProposeRetire, "its publisher removed the feed for good (410), so it is no longer asked"
	case f.State != news.FeedActive:
		return Proposal{}, false
	case score >= retireScore && (failing >= retireAfter || never):
		kind, p.Reason = news.ProposeRetire, failedFor(f, failing)
	case score >= quarantineScore && (failing >= quarantineAfter || never):
		kind, p.Reason = news.ProposeQuarantine, failedFor(f, failing)
	case f.MovedTo != "":
		kind, p.Reason = news.ProposeChange, "it answers from another address for good"
		p.Evidence = "permanent redirect, first seen " + r.moment(f.MovedSeen).Full()
		p.Suggestion = "list " + line(f.MovedTo)
	case f.Failures == 0 && !f.NewestEntry.IsZero() && r.Now().Sub(f.NewestEntry) > writtenNoMore:
		kind, p.Reason = news.ProposeChange, "nothing new for "+span(r.Now().Sub(f.NewestEntry))
		p.Evidence = "newest article " + r.moment(f.NewestEntry).Full()
		p.Suggestion = "look for a feed that is still written"
	default:
		return Proposal{}, false
	}
	p.Title, p.Means = proposalWords(kind)
	return p, true
}

func failedFor(f news.Feed, failing time.Duration) string {
	words := failWords(f.Failures, f.FailScore())
	if failing > 0 {
		return "no answer for " + span(failing) + ": " + words
	}
	return "it never answered with a feed: " + words
}

// misdeclared is what the languages of an outlet's pages say against its list.
func (r *Reader) misdeclared(h news.OutletHealth) (Proposal, bool) {
	all := 0
	for _, l := range h.Found {
		all += l.Articles
	}
	if all < surePages || len(h.Declared) == 0 {
		return Proposal{}, false
	}
	for _, own := range r.params.Writes(h) {
		for _, listed := range h.Declared {
			if language.Close(language.Tag(own), language.Tag(listed)) {
				return Proposal{}, false
			}
		}
	}
	first := h.Found[0]
	p := Proposal{From: "its pages", Reason: "it writes in another language than its list says", When: r.moment(first.Last),
		Evidence:   fmt.Sprintf("%s of %s are in %s", number(first.Articles), count(all, "page", "pages"), languageName(first.Language)),
		Suggestion: "list its language as " + known(first.Language)}
	p.Title, p.Means = proposalWords(news.ProposeChange)
	return p, true
}
