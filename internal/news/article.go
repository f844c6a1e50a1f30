package news

import "time"

// Genre is what kind of text an article is.
type Genre string

// The genres. Report, Analysis and Interview count in statistics.
const (
	GenreUnsure    Genre = ""
	GenreReport    Genre = "report"
	GenreAnalysis  Genre = "analysis"
	GenreOpinion   Genre = "opinion"
	GenreInterview Genre = "interview"
	GenreLive      Genre = "live"
	GenreRoundup   Genre = "roundup"
	GenreSponsored Genre = "sponsored"
)

// Counts reports whether an article of this genre counts in statistics. An
// unsure one counts.
func (g Genre) Counts() bool {
	switch g {
	case GenreUnsure, GenreReport, GenreAnalysis, GenreInterview:
		return true
	}
	return false
}

// ArticleState is how much of an article is here.
type ArticleState string

// The states of an article.
const (
	StateHeadline  ArticleState = "headline"  // known from a feed; its page was not fetched
	StateCollected ArticleState = "collected" // page fetched, text extracted
	StateRefused   ArticleState = "refused"   // the publisher does not want its page fetched
	StateFailed    ArticleState = "failed"    // fetching was given up
	StateWithdrawn ArticleState = "withdrawn" // the publisher took it down; its text is gone
	StateHidden    ArticleState = "hidden"    // the operator took it down
)

// Entry is one item of a feed or news sitemap, as read.
type Entry struct {
	Key        string // identity within its feed
	URL        string // in canonical form
	Link       string // as the feed gives it, where that differs
	Title      string
	Summary    string // plain text
	Language   string // BCP 47, empty if the document does not say
	Published  time.Time
	DayOnly    bool // only the day of Published is stated
	Updated    time.Time
	Authors    []string
	Image      string
	Categories []string
	Credit     string // the agency or other source that the entry names

	// Collect says when the article's page should be fetched; zero means not
	// before a reader or a story asks for it.
	Collect time.Time
	// Priority orders collection among what is due; the lowest goes first.
	Priority int
}

// Article is one text of one outlet, from the headline in its feed to the
// full page.
type Article struct {
	ID        ArticleID
	Outlet    OutletID
	Country   string // the outlet's
	Lane      Lane   // the outlet's
	URL       string // as first met, in canonical form
	Link      string // as its feed gives it, where that differs: the address to ask
	Canonical string // as the page states it, if it can be believed
	Language  string // BCP 47, "und" if unknown
	Title     string // original headline
	Summary   string // original, plain text, bounded
	Authors   []string
	Credit    string // news agency, as named by package text/agency
	Image     string // main image's address
	Section   string
	Genre     Genre
	Topic     string
	Words     int // of the original text

	Published   time.Time // the best known; orders lists
	DateGuessed bool      // no date is stated: Published is Seen, or long ago for what a feed's first answer listed
	DayOnly     bool      // only the day of Published is stated
	Modified    time.Time
	Seen        time.Time // when its feed first showed it
	Collected   time.Time // when its page was fetched

	State ArticleState
	Fault Fault // of the last fetch
	Limit Limit // what the page itself forbids

	TitleEnglish   string // empty until translated
	SummaryEnglish string

	Story  StoryID   // 0 while it is in none
	Family ArticleID // root of its text family; itself when it has no copy
}

// Headline is the English headline where there is one, else the original, and
// the language that it is in.
func (a Article) Headline() (text, language string) {
	if a.TitleEnglish != "" {
		return a.TitleEnglish, "en"
	}
	return a.Title, a.Language
}

// Limit says what a page asks not to be done with its text.
type Limit struct {
	NoArchive bool
	NoSnippet bool
	Reserved  bool // text and data mining reserved
	Paywalled bool
	NoIndex   bool
}

// Block is a part of an article's body. Its sentences keep the order of the
// page; a translation has the same blocks with as many sentences in each.
type Block struct {
	Role      string   `json:"role"` // as package page/extract names it: paragraph, subheading, quotation, list-item …
	Sentences []string `json:"s"`
	// Language is the original's where it is another one than the rendition's
	// original: a page in two languages, a quotation. A block of a translation
	// has that of the block that it renders.
	Language string `json:"lang,omitempty"`
	// Kept lists the sentences (by index) that a translation left in the
	// original language because no translation passed the gate.
	Kept []int `json:"kept,omitempty"`
	// Sure is how sure the backend was of each sentence, in percent; 0 is
	// unknown. It is nil where nothing is known.
	Sure []int `json:"sure,omitempty"`
}

// RoleCorrection is the role of a note by the publisher that says what was put
// right. Such notes stand behind the text and are no part of it.
const RoleCorrection = "correction"

// Rendition is an article's text in one language: the original or a
// translation. Sentence i of block j of a translation renders sentence i of
// block j of the original.
type Rendition struct {
	Article  ArticleID
	Language string
	Original bool
	Title    string
	Blocks   []Block
	Engine   string // who translated: a backend's name, or what an import states
	Model    string
	Version  string
	Quality  float64 // 0 to 1 as the backend estimates it; 0 is unknown
	Partial  bool    // headline and lead only
	// Aligned says that blocks and sentences match the original's one to one.
	// An imported summary is not aligned.
	Aligned bool
	Made    time.Time
}

// Text is the rendition's body, one block a line, without notes of correction.
func (r Rendition) Text() string {
	return lines(r.Blocks, func(role string) bool { return role != RoleCorrection })
}

// Corrections are the notes of correction, one a line.
func (r Rendition) Corrections() string {
	return lines(r.Blocks, func(role string) bool { return role == RoleCorrection })
}

// lines are the blocks whose role is wanted, one a line.
func lines(blocks []Block, wanted func(role string) bool) string {
	n := 0
	for _, b := range blocks {
		for _, s := range b.Sentences {
			n += len(s) + 1
		}
	}
	out := make([]byte, 0, n)
	first := true
	for _, b := range blocks {
		if !wanted(b.Role) {
			continue
		}
		if !first {
			out = append(out, '\n')
		}
		first = false
		for j, s := range b.Sentences {
			if j > 0 {
				out = append(out, ' ')
			}
			out = append(out, s...)
		}
	}
	return string(out)
}

// Story is a set of articles about the same event, with the figures that
// lists need.
type Story struct {
	ID         StoryID
	Title      string // the medoid article's headline
	Medoid     ArticleID
	First      time.Time // first report
	Last       time.Time // newest report
	Articles   int
	Publishers int
	Countries  int
	Texts      int     // independent texts: distinct families
	Into       StoryID // the story that this one was merged into; 0 if it lives
}
