package doctor_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/doctor"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// TestMissWords: every reason that a page can give has words; one of a newer
// program stands for itself.
func TestMissWords(t *testing.T) {
	for _, miss := range []extract.Miss{extract.MissKeep, extract.MissText, extract.MissDrop} {
		if got := doctor.MissWords(string(miss)); got == string(miss) || !strings.Contains(got, " ") {
			t.Errorf("MissWords(%q) = %q, want a clause", miss, got)
		}
	}
	if got := doctor.MissWords("keep-later"); got != "keep-later" {
		t.Errorf("MissWords(keep-later) = %q, want it as it is", got)
	}
}

// hintedStore has four articles of an outlet whose hints changed at noon.
type hintedStore struct {
	doctor.Store
	hints news.Hinting
}

func (hintedStore) Articles(context.Context, news.ArticleQuery) ([]news.Article, error) {
	out := make([]news.Article, 4)
	for i := range out {
		out[i] = news.Article{ID: news.ArticleID(i + 1), State: news.StateCollected, Collected: noon.Add(time.Duration(-i) * time.Hour)}
	}
	out[3].State = news.StateHeadline
	return out, nil
}

// Renditions: the first and the third were read after noon, the third again.
func (hintedStore) Renditions(_ context.Context, id news.ArticleID) ([]news.Rendition, error) {
	made := noon
	if id == 2 {
		made = noon.Add(-time.Minute)
	}
	return []news.Rendition{{Article: id, Original: true, Made: made}, {Article: id, Made: noon.Add(time.Hour)}}, nil
}

// Details are none.
func (hintedStore) Details(context.Context, news.ArticleID) (news.Details, error) {
	return news.Details{}, nil
}

func (s hintedStore) Hinting(context.Context, news.OutletID, int) (news.Hinting, error) {
	return s.hints, nil
}

// TestPagesByHints: only texts that were read by the hints in force count for
// or against them.
func TestPagesByHints(t *testing.T) {
	misses := map[news.ArticleID]string{1: "keep-unmatched", 2: "keep-textless"}
	for _, tt := range []struct {
		name   string
		hints  news.Hinting
		hinted [4]bool
	}{
		{"hints since noon", news.Hinting{Hints: news.Hints{Drop: ".a"}, Since: noon, Misses: misses}, [4]bool{true, false, true, false}},
		{"hints of old", news.Hinting{Hints: news.Hints{Keep: ".a"}, Misses: misses}, [4]bool{true, true, true, false}},
		{"none any more", news.Hinting{Since: noon}, [4]bool{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pages, err := doctor.Pages(t.Context(), hintedStore{hints: tt.hints}, "paper", 4)
			if err != nil || len(pages) != 4 {
				t.Fatalf("Pages = %d, %v, want 4", len(pages), err)
			}
			for _, p := range pages {
				i := p.Article.ID - 1
				if p.Hinted != tt.hinted[i] || p.Miss != tt.hints.Misses[p.Article.ID] {
					t.Errorf("page %d: hinted %v, missed %q; want %v, %q", p.Article.ID, p.Hinted, p.Miss, tt.hinted[i], tt.hints.Misses[p.Article.ID])
				}
			}
		})
	}
}
