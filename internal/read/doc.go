// Package read prepares what pages, the API and feeds show: lists and details
// as values that a template can print without thinking.
//
// It decides how much of a text may be shown (see [Policy]), which headline
// stands first and which beside it, in which language and direction each
// string is, and says in plain words how an outlet is doing. It reads the
// store and writes nothing, apart from noting which article a reader opened.
package read

import (
	"context"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Store is the part of the store that readers need.
type Store interface {
	Articles(ctx context.Context, q news.ArticleQuery) ([]news.Article, error)
	Article(ctx context.Context, id news.ArticleID) (news.Article, error)
	Details(ctx context.Context, id news.ArticleID) (news.Details, error)
	Renditions(ctx context.Context, id news.ArticleID) ([]news.Rendition, error)
	Revisions(ctx context.Context, id news.ArticleID) ([]news.Revision, error)
	Demand(ctx context.Context, id news.ArticleID, now time.Time) error

	Story(ctx context.Context, id news.StoryID) (news.Story, error)
	Stories(ctx context.Context, q news.StoryQuery) ([]news.Story, error)
	StoryArticles(ctx context.Context, id news.StoryID, limit int) ([]news.Article, error)

	OutletHealth(ctx context.Context) ([]news.OutletHealth, error)
	OutletDays(ctx context.Context, id news.OutletID, since, until time.Time) ([]int, error)
	Checks(ctx context.Context, outlet news.OutletID) ([]news.FeedCheck, error)
	Examination(ctx context.Context, outlet news.OutletID) (news.Examination, error)
	Outlet(ctx context.Context, id news.OutletID) (news.Outlet, error)
	Feeds(ctx context.Context, outlet news.OutletID) ([]news.Feed, error)
	OutletFaults(ctx context.Context, outlet news.OutletID, limit int) ([]news.FaultyArticle, error)

	CountryCounts(ctx context.Context, since, until time.Time) ([]news.CountryCount, error)
	Search(ctx context.Context, q news.SearchQuery) ([]news.Article, error)
	Progress(ctx context.Context) (news.Progress, error)
	Newest(ctx context.Context) (time.Time, error)

	Edition(ctx context.Context, page string, version int) (store.Edition, error)
	EditionPages(ctx context.Context, prefix string) ([]string, error)
	Reports(ctx context.Context, story news.StoryID) ([]news.Report, error)
	Subject(ctx context.Context, story news.StoryID) ([]byte, error)
	Newsrooms(ctx context.Context) ([]news.Newsroom, error)
}

// Options says how a Reader shows things.
type Options struct {
	// Private says that only the person who runs this installation can reach
	// it (a loopback address), who may see whole texts.
	Private bool
	// Languages lists how languages are translated here; nil if nothing is.
	// It is asked at most once a minute.
	Languages func() []LanguageEngine
}

// Reader answers what pages ask. It may be used from several goroutines.
type Reader struct {
	clk   clock.Clock
	store Store
	opts  Options

	params measure.Params

	mu        sync.Mutex
	press     press
	counts    countsCache
	rooms     rooms
	languages languagesCache
	proposals proposedCache
	takes     takesCache
}

// New returns a Reader of s.
func New(clk clock.Clock, s Store, opts Options) *Reader {
	return &Reader{clk: clk, store: s, opts: opts, params: measure.Defaults()}
}

// Now is the time that pages are made for.
func (r *Reader) Now() time.Time { return r.clk.Now().UTC() }

// day is the window of "today" on pages and on the globe.
const day = 24 * time.Hour
