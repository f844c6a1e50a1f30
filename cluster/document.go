package cluster

import "time"

// StoryID numbers a story. Ids grow and are never used again.
type StoryID int64

// Document is an article to be grouped.
type Document struct {
	ID   int64
	Time time.Time
	// Language is the language of Title and Text: "en" where they are an
	// English rendition. Only the base of the tag is looked at.
	Language string
	// OriginalLanguage is the language it was published in, if another.
	OriginalLanguage string
	Outlet           string
	Country          string
	Title            string
	Text             string
}

// Options are the parameters of a [Grouper]. A zero value means the default.
type Options struct {
	// Window is how long documents are compared, 4 days. Must not be longer
	// than MaxAge.
	Window time.Duration
	// Close is how long after its last document a story takes no more, 72 h.
	Close time.Duration
	// MaxAge is the longest time between first and last document, 14 days.
	MaxAge time.Duration
	// JoinAt is the score at which a new document joins a story, 0 to 1.
	JoinAt float64
	// LinkAbove is the probability of a pair from which two stories are
	// looked at together in refinement.
	LinkAbove float64
	// KeepAbove is the mean probability below which refinement stops joining.
	KeepAbove float64
	// RefineEvery is the number of arrivals between two refinements.
	RefineEvery int
	// MaxGroup is the number of documents that are clustered together.
	MaxGroup int
	// FirstStory is the first id to give out, 1 if not set. It must be higher
	// than every id in use; Restore raises it as needed.
	FirstStory StoryID
}

// Defaults returns the parameters that are used where Options are zero, for
// display. Where they come from is in docs/measurements.md, "Grouping".
func Defaults() Options {
	return Options{
		Window: 4 * 24 * time.Hour, Close: 72 * time.Hour, MaxAge: 14 * 24 * time.Hour,
		JoinAt: 0.40, LinkAbove: 0.35, KeepAbove: 0.20, RefineEvery: 50, MaxGroup: 60, FirstStory: 1,
	}
}

func (o Options) withDefaults() Options {
	d := Defaults()
	set(&o.Window, d.Window)
	set(&o.Close, d.Close)
	set(&o.MaxAge, d.MaxAge)
	set(&o.JoinAt, d.JoinAt)
	set(&o.LinkAbove, d.LinkAbove)
	set(&o.KeepAbove, d.KeepAbove)
	set(&o.RefineEvery, d.RefineEvery)
	set(&o.MaxGroup, d.MaxGroup)
	set(&o.FirstStory, d.FirstStory)
	return o
}

func set[T comparable](v *T, standard T) {
	var zero T
	if *v == zero {
		*v = standard
	}
}

// Reason says why a document is in a story now.
type Reason int

// The reasons.
const (
	Founded Reason = iota + 1 // it opened the story
	Joined                    // it joined on arrival
	Moved                     // refinement merged or split stories
	Removed                   // it was taken out; Story is where it was
)

// String returns the reason's name.
func (r Reason) String() string {
	switch r {
	case Founded:
		return "founded"
	case Joined:
		return "joined"
	case Moved:
		return "moved"
	case Removed:
		return "removed"
	}
	return "unknown"
}

// Placement says which story a document is in.
type Placement struct {
	Document int64
	Story    StoryID
	Reason   Reason
}

// Redirect says that a story was merged into another: whatever is still in From
// belongs to To, and so does whatever was redirected to From before.
type Redirect struct{ From, To StoryID }

// Changes are what one call changed, to be applied in this order: placements,
// redirects, gone. A document is placed at most once and never into a
// story that is redirected in the same Changes; no redirect leads to another.
type Changes struct {
	Placed    []Placement
	Redirects []Redirect
	// Gone are stories that lost their last document by Remove.
	Gone []StoryID
	// Closed are stories that take no more documents.
	Closed []StoryID
}

// Empty reports whether nothing changed.
func (c Changes) Empty() bool {
	return len(c.Placed)+len(c.Redirects)+len(c.Gone)+len(c.Closed) == 0
}
