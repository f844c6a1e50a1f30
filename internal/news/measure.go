package news

import "time"

// Newsroom is a publisher in one country: the unit of counting. Its figures
// are the best of its feeds.
type Newsroom struct {
	Publisher string
	Country   string
	Lane      Lane
	Name      string     // of its first outlet
	Outlets   []OutletID // at least one
	Owner     Ownership  // of the first outlet that has a citation

	WatchedSince time.Time // start of the unbroken watch; zero if it is not watched
	LastSuccess  time.Time
	NewestEntry  time.Time
	MedianGap    time.Duration // between its entries; 0 if unknown
}

// Report is what measuring reads of an article that tells a story.
type Report struct {
	Article   ArticleID
	Outlet    OutletID
	Publisher string
	Country   string
	Lane      Lane
	Genre     Genre
	Topic     string
	Family    ArticleID // root of its text family; itself if it has no copy
	Credit    string    // news agency
	Published time.Time
	Related   bool // joined by names alone
	Title     string
	Language  string // of Title
}

// Panel is the fixed set of a country's newsrooms that is used as a
// reference. It is frozen under a version.
type Panel struct {
	Country    string
	Version    string
	Publishers []string
}
