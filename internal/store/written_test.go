package store

import (
	"database/sql"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

var noon = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// scale is a store whose log of changes is weighed.
type scale struct {
	*Store
	t    *testing.T
	path string
}

func newScale(t *testing.T) scale {
	t.Helper()
	path := filepath.Join(t.TempDir(), "overview.db")
	s, err := Open(t.Context(), slog.New(slog.DiscardHandler), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.conn.ExecContext(t.Context(), "PRAGMA wal_autocheckpoint = 0"); err != nil { // the log only grows
		t.Fatal(err)
	}
	return scale{s, t, path}
}

// log is how many bytes have been written since the last call.
func (s scale) log() int64 {
	s.t.Helper()
	info, err := os.Stat(s.path + "-wal")
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.conn.ExecContext(s.t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		s.t.Fatal(err)
	}
	return info.Size()
}

// watchMany adds outlets with a feed each, in 60 countries.
func watchMany(t testing.TB, s *Store, n int) {
	t.Helper()
	var all []WatchedOutlet
	for i := range n {
		id := fmt.Sprintf("paper%03d", i)
		all = append(all, WatchedOutlet{
			Outlet: news.Outlet{ID: news.OutletID(id), Name: id, Home: "https://" + id + ".example/", Publisher: id,
				Country: fmt.Sprintf("%c%c", 'A'+i%6, 'A'+i%10), Language: "en"},
			Feeds: []news.Feed{{URL: "https://" + id + ".example/rss.xml"}},
		})
	}
	if err := s.Watch(t.Context(), all, noon); err != nil {
		t.Fatal(err)
	}
}

// poll stores perFeed entries of every feed, of the last four days, with the
// results of several polls in one transaction as when many wait.
func (s scale) poll(perFeed int) {
	s.t.Helper()
	claims, err := s.ClaimPolls(s.t.Context(), news.ClaimRequest{Worker: "w", Now: noon, Lease: time.Hour, Limit: 1000})
	if err != nil {
		s.t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for len(claims) > 0 {
		n := min(len(claims), maxGroup)
		var wg sync.WaitGroup
		s.mu.Lock()
		for i, c := range claims[:n] {
			result := news.PollResult{At: noon, Feed: c.Feed, Next: noon.Add(time.Hour), Answered: true}
			for k := range perFeed {
				result.Entries = append(result.Entries, news.Entry{
					Key: fmt.Sprint(c.Feed.ID, "-", k), URL: fmt.Sprintf("https://%s.example/%d/a-headline-of-some-length", c.Outlet.ID, k),
					Title: fmt.Sprintf("Headline %d of %s and some words more", k, c.Outlet.ID), Summary: strings.Repeat("What happened there. ", 8),
					Published: noon.Add(-time.Duration(r.IntN(4*24*3600)) * time.Second),
				})
			}
			wg.Go(func() {
				if _, err := s.FinishPoll(s.t.Context(), c.Claim, result); err != nil {
					s.t.Errorf("FinishPoll = %v", err)
				}
			})
			for waiting := 0; waiting <= i; runtime.Gosched() {
				s.waiting.mu.Lock()
				waiting = len(s.waiting.writes)
				s.waiting.mu.Unlock()
			}
		}
		s.mu.Unlock()
		wg.Wait()
		claims = claims[n:]
	}
}

// TestWrittenForAnEntry: what an entry costs in the log of changes, when many
// feeds are stored and when its article is grouped. The bar is 10 kB an entry
// with what is then moved to the database.
func TestWrittenForAnEntry(t *testing.T) {
	s := newScale(t)
	const feeds, perFeed = 200, 30
	watchMany(t, s.Store, feeds)
	s.log()
	s.poll(perFeed)
	const mostPolled = 5000
	polled := s.log() / (feeds * perFeed)
	if polled > mostPolled {
		t.Errorf("storing an entry writes %d B, want at most %d", polled, mostPolled)
	}
	story := news.StoryID(0)
	for {
		claims, err := s.ClaimGroup(t.Context(), news.ClaimRequest{Worker: "w", Now: noon, Lease: time.Hour, Limit: 500})
		if err != nil {
			t.Fatal(err)
		}
		if len(claims) == 0 {
			break
		}
		g := news.Grouping{At: noon, Placed: map[news.ArticleID]news.StoryID{}, Family: map[news.ArticleID]news.ArticleID{}}
		var held []news.Claim
		for i, c := range claims {
			if i%3 == 0 {
				story++
			}
			id := c.Document.Article
			g.Placed[id], g.Family[id] = story, id
			held = append(held, c.Claim)
		}
		if err := s.FinishGroup(t.Context(), held, g); err != nil {
			t.Fatal(err)
		}
	}
	const mostGrouped = 5000
	grouped := s.log() / (feeds * perFeed)
	t.Logf("an entry: %d B stored, %d B grouped", polled, grouped)
	if grouped > mostGrouped {
		t.Errorf("grouping an article writes %d B, want at most %d", grouped, mostGrouped)
	}
	if story < feeds*perFeed/3 {
		t.Errorf("%d stories, want every article of %d in one", story, feeds*perFeed)
	}
}

// TestStoriesAreFoundByIndex: merging stories and counting one look at no
// others; there are tens of thousands.
func TestStoriesAreFoundByIndex(t *testing.T) {
	s := newScale(t)
	for _, tt := range []struct{ query, want string }{
		{sqlRedirectOn, "INDEX stories_into (into_id="},
		{sqlMergeStory, "INDEX articles_story (story_id="},
		{sqlMembers, "INDEX articles_story (story_id="},
	} {
		var plan []string
		err := rows(t.Context(), s.read, "EXPLAIN QUERY PLAN"+tt.query, []any{1, 2}, func(rs *sql.Rows) error {
			var id, parent, unused int
			var step string
			err := rs.Scan(&id, &parent, &unused, &step)
			plan = append(plan, step)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if all := strings.Join(plan, "\n"); !strings.Contains(all, tt.want) {
			t.Errorf("%s is planned as:\n%s\nwant %s", tt.query, all, tt.want)
		}
	}
}
