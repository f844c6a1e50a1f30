package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// An edition is stored when its content changed, not sooner than the gap, and
// the old ones stay.
func testEditions(t *testing.T, open Opener) {
	s := open(t)
	if _, err := s.Edition(t.Context(), "world", 0); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Edition of an empty store = %v, want ErrNotFound", err)
	}
	for _, tt := range []struct {
		page, body string
		at         time.Duration
		want       bool
	}{
		{"world", "one", 0, true},
		{"world", "one", time.Hour, false},
		{"world", "two", time.Second, false},
		{"world", "two", time.Minute, true},
		{"overlooked/US", "us", 0, true},
		{"overlooked/FR", "fr", 0, true},
		{"overlooke", "no", 0, true},
	} {
		got, err := s.Publish(t.Context(), tt.page, []byte(tt.body), Epoch.Add(tt.at), time.Minute)
		if err != nil || got != tt.want {
			t.Errorf("Publish(%s, %s, %v) = %v, %v, want %v", tt.page, tt.body, tt.at, got, err, tt.want)
		}
	}
	for version, want := range map[int]string{0: "two", 1: "one", 2: "two"} {
		e, err := s.Edition(t.Context(), "world", version)
		if err != nil || string(e.Body) != want {
			t.Errorf("Edition(world, %d) = %q, %v, want %q", version, e.Body, err, want)
		}
	}
	pages, err := s.EditionPages(t.Context(), "overlooked/")
	if diff := cmp.Diff([]string{"overlooked/FR", "overlooked/US"}, pages); diff != "" || err != nil {
		t.Errorf("EditionPages (-want +got):\n%s%v", diff, err)
	}
}

// A story's subject is what was measured last; an empty one is forgotten.
func testSubject(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 2)
	place := func(story news.StoryID) {
		group(t, s, news.Grouping{Placed: map[news.ArticleID]news.StoryID{1: story},
			Medoid: map[news.StoryID]news.ArticleID{story: 1}})
	}
	measure := func(body string) {
		t.Helper()
		claims, err := s.ClaimMeasure(t.Context(), ask("suite", 0))
		if err != nil || len(claims) == 0 {
			t.Fatalf("ClaimMeasure = %d, %v, want one", len(claims), err)
		}
		for _, c := range claims {
			if err := s.FinishMeasure(t.Context(), c, Epoch, []byte(body)); err != nil {
				t.Fatalf("FinishMeasure = %v", err)
			}
		}
	}
	place(1)
	if _, err := s.Subject(t.Context(), 1); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Subject before it is measured = %v, want ErrNotFound", err)
	}
	measure("one")
	if got, err := s.Subject(t.Context(), 1); err != nil || string(got) != "one" {
		t.Errorf("Subject = %q, %v, want one", got, err)
	}
	place(2)
	measure("")
	if _, err := s.Subject(t.Context(), 1); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Subject of an emptied story = %v, want ErrNotFound", err)
	}
}
