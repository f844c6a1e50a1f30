package news

import "time"

// Cursor is a place in a list that is ordered newest first. The zero value is
// the start.
type Cursor struct {
	Time time.Time
	ID   int64
}

// IsZero reports whether c is the start of the list.
func (c Cursor) IsZero() bool { return c.ID == 0 && c.Time.IsZero() }

// ArticleQuery chooses articles, newest first. Zero fields do not restrict.
// Hidden articles are never among them.
type ArticleQuery struct {
	Country  string
	Outlet   OutletID
	Language string // primary subtag or whole tag
	Genres   []Genre
	Lane     Lane
	Since    time.Time // published at or after
	Until    time.Time // published before
	After    Cursor    // continue behind this article
	Limit    int       // 1 to 500; 50 if zero
}

// StoryQuery chooses stories, those with the newest report first, or the most
// widely reported first.
type StoryQuery struct {
	Country    string // stories that an outlet of this country told
	Since      time.Time
	Until      time.Time
	Widest     bool // most countries, then publishers, first
	Countries  int  // at least so many countries told it
	Alone      bool // outlets of one country only told it
	Publishers int  // at least so many newsrooms told it
	After      Cursor
	Limit      int // 1 to 500; 50 if zero
}

// SearchQuery looks for articles by their words, newest first.
type SearchQuery struct {
	Text     string // words, "phrases", -without, begin*
	Country  string
	Outlet   OutletID
	Language string
	Genre    Genre
	Since    time.Time
	Until    time.Time
	After    Cursor
	Limit    int
}

// CountryCount is what one country's press brought in a window.
type CountryCount struct {
	Country  string
	Articles int // published in the window
	Latest   time.Time
}

// Progress is how far filling the paper has come.
type Progress struct {
	Outlets   int // watched
	Answered  int // of them, that answered at least once
	Failing   int // of them, whose last poll failed
	Countries int // with at least one article
	Entries   int
	Articles  map[ArticleState]int
	Stories   int
	English   int // articles with an English headline, or in English
	Faults    map[string]int
}

// FaultyArticle is an article whose page could not be read, and why.
type FaultyArticle struct {
	ID    ArticleID
	Title string
	URL   string
	Fault Fault
}
