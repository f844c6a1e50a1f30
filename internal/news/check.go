package news

import (
	"fmt"
	"time"
)

// CheckState is what a live check found a feed to be.
type CheckState string

// The states, best first.
const (
	CheckOK           CheckState = "ok"
	CheckMoved        CheckState = "moved"         // it is at another address for good
	CheckLangMismatch CheckState = "lang-mismatch" // in another language than listed
	CheckThin         CheckState = "thin"          // too little to read
	CheckStale        CheckState = "stale"         // nothing new for weeks
	CheckEmpty        CheckState = "empty"         // a feed without an entry
	CheckNotFeed      CheckState = "not-feed"      // something else stands there
	CheckBlocked      CheckState = "blocked"       // robots.txt or the host refuses us
	CheckDead         CheckState = "dead"          // no usable answer
)

// CheckStates lists every state, best first.
func CheckStates() []CheckState {
	return []CheckState{CheckOK, CheckMoved, CheckLangMismatch, CheckThin, CheckStale, CheckEmpty,
		CheckNotFeed, CheckBlocked, CheckDead}
}

// FeedCheck is what live checks found of one feed: the last of them, and what
// they add up to.
type FeedCheck struct {
	Outlet     OutletID   `json:"outlet"`
	URL        string     `json:"feed"` // as listed
	State      CheckState `json:"state"`
	Evidence   string     `json:"evidence"`
	Suggestion string     `json:"suggestion,omitempty"`
	Weight     float64    `json:"weight,omitempty"` // of the failure: 1 gone, 0.5 an error, 0.25 temporary
	Entries    int        `json:"entries"`
	Newest     time.Time  `json:"newest,omitzero"`
	Declared   string     `json:"declared,omitempty"`  // language of the list
	Detected   string     `json:"detected,omitempty"`  // language of the entries
	Duplicate  string     `json:"duplicate,omitempty"` // a feed with the same entries
	MovedTo    string     `json:"moved_to,omitempty"`  // where it is for good
	Prints     string     `json:"-"`                   // of its entries: two feeds with most of them in common are one
	At         time.Time  `json:"at"`

	// What the checks up to this one add up to; [FeedCheck.After] sets it.
	Score    float64   `json:"score"`
	Checks   int       `json:"checks"`
	Failures int       `json:"failures,omitempty"`     // in a row
	Since    time.Time `json:"since,omitzero"`         // it is in this state from then on
	Failing  time.Time `json:"failing_since,omitzero"` // first of the failures in a row
	Passed   time.Time `json:"last_without_failure,omitzero"`
}

const (
	// sameFailure is how close two failed checks are one observation: who
	// checks ten times in an evening saw one outage.
	sameFailure = 12 * time.Hour
	// maxScore bounds a score, so that a feed that comes back after a year of
	// checks is no longer proposed for anything after three good ones.
	maxScore = 8
	// leastScore is when a score that halves at each success is nothing.
	leastScore = 0.2
)

// After returns c as the check that follows before, whose zero value stands
// for none. A failure adds its weight to the score, or within half a day of
// the failure before only what it weighs more than that one; a check without
// a failure halves the score.
func (c FeedCheck) After(before FeedCheck) FeedCheck {
	c.Score, c.Checks, c.Failures = before.Score, before.Checks+1, 0
	c.Since, c.Passed, c.Failing = c.At, before.Passed, time.Time{}
	if before.State == c.State && !before.Since.IsZero() {
		c.Since = before.Since
	}
	if c.Weight == 0 {
		c.Passed = c.At
		if c.Score /= 2; c.Score < leastScore {
			c.Score = 0
		}
		return c
	}
	c.Failing, c.Failures = c.At, 1
	added := c.Weight
	if before.Weight > 0 && !before.Failing.IsZero() {
		c.Failing, c.Failures = before.Failing, before.Failures+1
		if c.At.Sub(before.At) < sameFailure {
			added = max(0, c.Weight-before.Weight)
		}
	}
	c.Score = min(c.Score+added, maxScore)
	return c
}

// ProposalKind is what is proposed to do about a feed.
type ProposalKind string

// The kinds. None is ever done by itself.
const (
	ProposeRetire     ProposalKind = "retire"     // take it out of the list
	ProposeQuarantine ProposalKind = "quarantine" // list it without polling it
	ProposeChange     ProposalKind = "change"     // list another address or language
)

// CheckProposal is what the checks of a feed suggest to do about it.
type CheckProposal struct {
	Kind       ProposalKind `json:"kind"`
	Outlet     OutletID     `json:"outlet"`
	URL        string       `json:"feed"`
	State      CheckState   `json:"state"`
	Reason     string       `json:"reason"`
	Evidence   string       `json:"evidence"`
	Suggestion string       `json:"suggestion,omitempty"`
	At         time.Time    `json:"at"`
}

// How much must have failed, for how long and how often, before something is
// proposed: one outage, a holiday or a broken certificate must not do it. A
// feed that answers 404 is proposed for quarantine after two checks in three
// days and for retirement after four in a month.
const (
	quarantineScore  = 1.5
	quarantineAfter  = 3 * 24 * time.Hour
	quarantineChecks = 2
	retireScore      = 4
	retireAfter      = 30 * 24 * time.Hour
	retireChecks     = 4
)

// Proposal returns what is proposed to do about the feed; ok is false if
// nothing is.
func (c FeedCheck) Proposal() (CheckProposal, bool) {
	p := CheckProposal{Outlet: c.Outlet, URL: c.URL, State: c.State, Evidence: c.Evidence,
		Suggestion: c.Suggestion, At: c.At}
	failing := time.Duration(0)
	if !c.Failing.IsZero() {
		failing = c.At.Sub(c.Failing)
	}
	switch {
	case c.Score >= retireScore && failing >= retireAfter && c.Failures >= retireChecks:
		p.Kind = ProposeRetire
	case c.Score >= quarantineScore && failing >= quarantineAfter && c.Failures >= quarantineChecks:
		p.Kind = ProposeQuarantine
	case c.State == CheckMoved || c.State == CheckLangMismatch:
		p.Kind, p.Reason = ProposeChange, "it is "+string(c.State)
		return p, true
	case c.Duplicate != "":
		p.Kind, p.Reason = ProposeChange, "it has the same entries as "+c.Duplicate
		p.Suggestion = "list one of them"
		return p, true
	default:
		return CheckProposal{}, false
	}
	p.Reason = fmt.Sprintf("%d checks in a row failed in %d days, the fail score is %.4g",
		c.Failures, int(failing.Hours()/24), c.Score)
	return p, true
}
