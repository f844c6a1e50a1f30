package news

import (
	"slices"
	"time"
)

// OutletHealth is how an outlet has been doing, over all its feeds and what
// came from them.
type OutletHealth struct {
	Outlet Outlet
	Feeds  int // listed
	Polled int // of them, that are polled
	Asked  int // of those, that were asked at least once

	LastAttempt   time.Time // zero if it was never asked
	LastSuccess   time.Time // zero if it never answered with a feed
	NewestEntry   time.Time // newest stated date of an entry
	NewestArticle time.Time // newest article; for what has no date, when it was first seen
	Entries       int       // ever stored
	MedianGap     time.Duration
	// Failures in a row and the last fault are those of the feed that does
	// best: they are zero while any of them answers.
	Failures int
	Fault    Fault

	Declared []string        // languages of the outlet and its feeds, as listed
	Found    []LanguageCount // of its collected pages, most first
}

// LanguageCount is how many of an outlet's pages were found to be in a
// language.
type LanguageCount struct {
	Language string
	Articles int
	Last     time.Time // when one was last collected
}

// Newest is when the outlet last brought anything; zero if it never did.
func (h OutletHealth) Newest() time.Time {
	if h.NewestArticle.After(h.NewestEntry) {
		return h.NewestArticle
	}
	return h.NewestEntry
}

// FailScore weighs the failures in a row by what the last one was.
func (h OutletHealth) FailScore() float64 { return float64(h.Failures) * h.Fault.Weight() }

// FailScore weighs the failures in a row by what the last one was: a feed
// that is gone reaches a score in a quarter of the polls that one with a slow
// host needs.
func (f Feed) FailScore() float64 { return float64(f.Failures) * f.Fault.Weight() }

// Weight is what one failure of this class says against a feed: 1 that it is
// gone, 0.5 that it is wrong, 0.25 that it may pass, 0 that it is no fault of
// the feed's. A class that is not known is an error.
func (f Fault) Weight() float64 {
	switch f.Class {
	case "", "offline", "canceled", "internal":
		return 0
	case "gone", "not-found", "dns", "bad-address":
		return 1
	case "timeout", "connect", "name-server", "robots", "rate-limited", "http-5xx", "unreachable", "empty":
		return 0.25
	}
	return 0.5
}

// Add counts a feed of the outlet in.
func (h *OutletHealth) Add(f Feed) {
	h.Feeds++
	h.Entries += f.Entries
	if f.NewestEntry.After(h.NewestEntry) {
		h.NewestEntry = f.NewestEntry
	}
	if f.MedianGap > 0 && (h.MedianGap == 0 || f.MedianGap < h.MedianGap) {
		h.MedianGap = f.MedianGap
	}
	if f.Language != "" && !slices.Contains(h.Declared, f.Language) {
		h.Declared = append(h.Declared, f.Language)
	}
	if f.LastAttempt.After(h.LastAttempt) {
		h.LastAttempt = f.LastAttempt
	}
	if f.LastSuccess.After(h.LastSuccess) {
		h.LastSuccess = f.LastSuccess
	}
	if f.State != FeedActive {
		if h.Polled == 0 && h.Fault.IsZero() {
			h.Failures, h.Fault = f.Failures, f.Fault // why it is not polled
		}
		return
	}
	h.Polled++
	if f.LastAttempt.IsZero() {
		return
	}
	if h.Asked == 0 || f.Failures < h.Failures {
		h.Failures, h.Fault = f.Failures, f.Fault
	}
	h.Asked++
}
