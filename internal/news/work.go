package news

import (
	"errors"
	"time"
)

// ErrLost says that a claim ended before its result was written: its time ran
// out or newer work replaced it. The result is dropped and the work is done
// again by whoever holds the claim now.
var ErrLost = errors.New("the claim was lost")

// ErrNotFound says that the thing asked for is not in the store.
var ErrNotFound = errors.New("not found")

// Stage names a queue of due work.
type Stage string

// The stages that claim work, in the order an article meets them.
const (
	StagePoll      Stage = "poll"      // subject: a feed
	StageCollect   Stage = "collect"   // subject: an article
	StageTranslate Stage = "translate" // subject: an article
	StageGroup     Stage = "group"     // subject: an article
	StageMeasure   Stage = "measure"   // subject: a story
)

// Stages lists every stage in order.
func Stages() []Stage {
	return []Stage{StagePoll, StageCollect, StageTranslate, StageGroup, StageMeasure}
}

// Claim is the right to do one piece of due work until a moment. Attempt
// grows with every claim and whenever newer work replaces the row, so that a
// result is written only by the latest holder.
type Claim struct {
	Stage   Stage
	Subject int64
	Attempt int64
	Tries   int // failed tries so far, for back-off
	Until   time.Time
}

// ClaimRequest asks for due work.
type ClaimRequest struct {
	Worker string        // who asks, for people who look at the store
	Now    time.Time     // work due until then is given
	Lease  time.Duration // how long the claim lasts
	Limit  int
}

// PollClaim is a feed to poll.
type PollClaim struct {
	Claim
	Feed   Feed
	Outlet Outlet
}

// PollResult is what one poll found. It is stored whole, with the feed's
// validators and next poll, or not at all.
type PollResult struct {
	At      time.Time
	Feed    Feed      // as it is to be stored: validators, counts, interval, fault, state
	Next    time.Time // the next poll; ignored when the feed is no longer active
	Entries []Entry
	// Answered says that the feed was received, or that it had not changed.
	Answered bool
	// Overlapped says that an entry seen before was met, so nothing can have
	// been missed since the poll before.
	Overlapped bool
}

// CollectClaim is a page to fetch.
type CollectClaim struct {
	Claim
	Article Article
	Outlet  Outlet
	Feed    string // address of a feed of the outlet, which named the page
	// Categories are what the feed said, for what the page does not say.
	Categories []string
	// Languages counts the outlet's collected articles by language.
	Languages map[string]int
	// Validators are those of the text that is stored, if it has any.
	Validators Validators
}

// CollectResult is what fetching a page gave.
type CollectResult struct {
	At      time.Time
	Article Article // fields as they are to be stored; its State says how it ended
	// Original is the text found; nil leaves what is stored.
	Original *Rendition
	// Details are what the page says besides; nil leaves what is stored.
	Details *Details
	// Retry is when to try again after a failure; zero ends the work.
	Retry time.Time
	// Untried says that the page was not asked for after all, because its host
	// was not to be asked yet: it is due again at Retry, and nothing else is
	// stored.
	Untried bool
	// Unchanged says that the page has not changed since its text was stored:
	// nothing of the article is stored.
	Unchanged bool
	// Completes says that Original goes on where the stored text was cut off,
	// because a page of it was not to be had: its publisher changed nothing.
	Completes bool
	// Validators are those of Original.
	Validators Validators
	// Site is what is remembered of the outlet's pages from now on; nil leaves
	// what is stored.
	Site *SiteMemory
	// Miss is why a hint of the outlet's list was not followed on the page; ""
	// if all were, or there is none.
	Miss string
	// Again is when to look whether a collected page has changed; zero means
	// never.
	Again time.Time
}

// SiteMemory is what is remembered of the pages of one outlet, to tell the
// article from what repeats around it.
type SiteMemory struct {
	Body  []byte // as package page/extract writes it
	Pages int    // that it was learnt from
}

// TranslateClaim is an article to translate.
type TranslateClaim struct {
	Claim
	Article  Article
	Original Rendition // headline only where the page was not collected
	// Partial asks for headline and lead only.
	Partial bool
}

// TranslateResult is an English rendition, or why there is none.
type TranslateResult struct {
	At        time.Time
	Rendition *Rendition // nil if it was not translated
	Reason    string     // why not, for the article's page
	Retry     time.Time  // when to try again; zero ends the work
}

// GroupClaim is an article to be placed in a story.
type GroupClaim struct {
	Claim
	Document Document
}

// Document is what grouping reads of an article.
type Document struct {
	Article   ArticleID
	Published time.Time
	Seen      time.Time
	Language  string // of the original
	Outlet    OutletID
	Publisher string
	Country   string
	Lane      Lane
	Genre     Genre
	Credit    string
	Title     string
	Text      string // body, bounded by the store to maxGroupText
	// The English rendition, where there is one.
	TitleEnglish string
	TextEnglish  string
	// Gone says that the article was withdrawn or hidden: take it out.
	Gone bool
	// Story and Family are what is stored, for a restart; 0 if none.
	Story  StoryID
	Family ArticleID
}

// Grouping is what a batch of grouping decided. Applying it twice changes
// nothing.
type Grouping struct {
	At      time.Time
	Placed  map[ArticleID]StoryID   // 0 takes the article out of its story
	Family  map[ArticleID]ArticleID // article → root of its text family
	BasedOn map[ArticleID]ArticleID // article → the text that it uses part of
	Related map[ArticleID]bool      // joined by names alone: related coverage
	Merged  map[StoryID]StoryID     // emptied story → the one that has its members
	Medoid  map[StoryID]ArticleID   // the most central article of each touched story
}

// ImportedArticle is an article that comes whole from a file.
type ImportedArticle struct {
	Outlet   Outlet
	Article  Article
	Details  Details
	Original Rendition
	English  *Rendition // nil if the file has none
}
