package news

// Details are what an article's page says besides, that only the article's own
// page shows. They are kept apart, so that no list reads them.
type Details struct {
	Kicker string // the words over the headline, in the article's language
	Place  string // where the text says it was written, as it stands
	// Signed are those named for who wrote it who are no persons. Persons are
	// the article's Authors.
	Signed       []Signature
	ImageCaption string // of the main image
	ImageCredit  string // who made it
	Found        Found
}

// IsZero reports whether nothing is known.
func (d Details) IsZero() bool {
	return d.Kicker == "" && d.Place == "" && len(d.Signed) == 0 && d.ImageCaption == "" && d.ImageCredit == "" && d.Found == Found{}
}

// Signature is a name under which a text appeared.
type Signature struct {
	Name string        `json:"name"`
	Kind SignatureKind `json:"kind"`
}

// SignatureKind says what a name is.
type SignatureKind string

// The kinds of signatures that are no persons.
const (
	SignedAgency   SignatureKind = "agency"
	SignedOutlet   SignatureKind = "outlet"   // the outlet itself
	SignedDesk     SignatureKind = "desk"     // a department
	SignedInitials SignatureKind = "initials" // of somebody on the staff
	SignedOther    SignatureKind = "other"    // another organisation
)

// Found says where on a page, or whether in its feed, answers were found:
// "json-ld", "meta og:title", "h1", "byline", "feed" … An empty one was found
// nowhere.
type Found struct {
	Headline  string `json:"title,omitempty"`
	Authors   string `json:"authors,omitempty"`
	Published string `json:"published,omitempty"`
}

// FoundInFeed is the source of what no page but the feed said.
const FoundInFeed = "feed"
