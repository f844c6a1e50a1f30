package news

import "time"

// FindingKind is what is odd about what was read of an outlet's pages.
type FindingKind string

// The kinds of findings.
const (
	FindingShortened FindingKind = "shortened" // texts became far shorter than they were
	FindingRepeated  FindingKind = "repeated"  // the same passage stands on many pages
	FindingTitles    FindingKind = "titles"    // many pages have one headline
	FindingUndated   FindingKind = "undated"   // pages do not say when they were published
	FindingTextless  FindingKind = "textless"  // pages give no text
	FindingAuthors   FindingKind = "authors"   // authors were named and no longer are
	FindingElsewhere FindingKind = "elsewhere" // dates or authors are found at another place than before
	FindingHints     FindingKind = "hints"     // pages cannot be read by the hints of their list
)

// Finding is one oddity, in plain words, and the pages that show it.
type Finding struct {
	Kind   FindingKind `json:"kind"`
	Detail string      `json:"detail"`
	Pages  []ArticleID `json:"pages"`
}

// Examination is what a look at an outlet's last pages found. An outlet that
// changes its layout shows there first.
type Examination struct {
	Outlet   OutletID  `json:"outlet"`
	At       time.Time `json:"at"`
	Pages    int       `json:"pages"` // looked at
	Findings []Finding `json:"findings"`
}
