// Package storetest is the suite that every database behind package store
// passes: what the stages and the pages rely on, tried with two writers at
// once.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Epoch is the moment at which the suite's clock starts.
var Epoch = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// Opener opens the same empty database as often as it is called: each call is
// another writer.
type Opener func(t *testing.T) *store.Store

// Run runs the suite. fresh makes an empty database.
func Run(t *testing.T, fresh func(t *testing.T) Opener) {
	for _, tt := range []struct {
		name string
		test func(t *testing.T, open Opener)
	}{
		{"Outlets", testOutlets},
		{"Attest", testAttest},
		{"Similar", testSimilar},
		{"PollStoresOnce", testPollStoresOnce},
		{"PollIsWhole", testPollIsWhole},
		{"UndatedEntries", testUndated},
		{"LostClaimsWriteNothing", testLostClaims},
		{"TwoWritersShareWork", testTwoWriters},
		{"OneClaimAHost", testOneClaimAHost},
		{"ClaimLooksFurther", testClaimLooksFurther},
		{"ExpiredClaimsComeBack", testExpired},
		{"CollectToRendition", testCollect},
		{"Withdraw", testWithdraw},
		{"TranslateHeadlineThenBody", testTranslate},
		{"PageBesideHeadline", testPageBesideHeadline},
		{"GroupingIsIdempotent", testGrouping},
		{"MergedStoriesRedirect", testMerge},
		{"NewsroomCountsOnce", testNewsroomCountsOnce},
		{"Import", testImport},
		{"Lists", testLists},
		{"Search", testSearch},
		{"PoisonBytes", testPoison},
		{"AddressBelongsToItsSite", testReown},
		{"Progress", testProgress},
		{"Editions", testEditions},
		{"Subject", testSubject},
		{"Revisions", testRevisions},
		{"TranslateBetter", testTranslateBetter},
		{"LookedAtAgain", testAgain},
		{"DayBudget", testBudget},
		{"HideArticle", testHideArticle},
		{"HideUnknown", testHideUnknown},
		{"HideOutlet", testHideOutlet},
		{"Retain", testRetain},
		{"OldPolls", testOldPolls},
		{"Robots", testRobots},
		{"Paces", testPaces},
		{"Checks", testChecks},
		{"ChecksTwoWriters", testChecksTwoWriters},
		{"Examinations", testExaminations},
		{"SiteMemories", testSiteMemories},
		{"Hints", testHints},
		{"MissOfOldHints", testMissOfOldHints},
		{"Corrections", testCorrections},
		{"Details", testDetails},
		{"DetailsAge", testDetailsAge},
		{"LeadingStories", testLeading},
		{"Health", testHealth},
		{"FoundLanguages", testFoundLanguages},
		{"Postpone", testPostpone},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.test(t, fresh(t)) })
	}
}

// watch stores an outlet of a country with one feed, and returns its outlet.
func watch(t *testing.T, s *store.Store, id, country, language string) news.Outlet {
	t.Helper()
	o := news.Outlet{
		ID: news.OutletID(id), Name: "The " + id, Home: "https://" + id + ".example/",
		Country: country, Language: language, Lane: news.Domestic, Publisher: id,
	}
	feed := news.Feed{URL: "https://" + id + ".example/rss.xml", Language: language}
	if err := s.Watch(t.Context(), []store.WatchedOutlet{{Outlet: o, Feeds: []news.Feed{feed}}}, Epoch); err != nil {
		t.Fatalf("Watch(%s) = %v", id, err)
	}
	return o
}

// ask is a claim request at Epoch plus a time.
func ask(worker string, after time.Duration) news.ClaimRequest {
	return news.ClaimRequest{Worker: worker, Now: Epoch.Add(after), Lease: time.Minute, Limit: 100}
}

// entry is the n-th entry of an outlet.
func entry(outlet string, n int) news.Entry {
	return news.Entry{
		Key: fmt.Sprintf("%s-%d", outlet, n), URL: fmt.Sprintf("https://%s.example/%d", outlet, n),
		Title: fmt.Sprintf("Headline %d of %s", n, outlet), Summary: "What happened.",
		Published: Epoch.Add(-time.Duration(n) * time.Minute), Collect: Epoch,
	}
}

// poll claims every due feed and stores n entries for each.
func poll(t *testing.T, s *store.Store, after time.Duration, n int) {
	t.Helper()
	claims, err := s.ClaimPolls(t.Context(), ask("suite", after))
	if err != nil {
		t.Fatalf("ClaimPolls = %v", err)
	}
	for _, c := range claims {
		if _, err := s.FinishPoll(t.Context(), c.Claim, answer(c, after, n)); err != nil {
			t.Fatalf("FinishPoll(%s) = %v", c.Feed.URL, err)
		}
	}
}

func answer(c news.PollClaim, after time.Duration, n int) news.PollResult {
	at := Epoch.Add(after)
	f := c.Feed
	f.ETag, f.LastAttempt, f.LastSuccess = `"one"`, at, at
	r := news.PollResult{At: at, Feed: f, Next: at.Add(time.Hour), Answered: true}
	for i := range n {
		r.Entries = append(r.Entries, entry(string(c.Outlet.ID), i))
	}
	return r
}

func testOutlets(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "fr", "fr")
	watch(t, s, "beta", "DE", "de")
	all, err := s.Outlets(t.Context(), "")
	if err != nil || len(all) != 2 {
		t.Fatalf("Outlets() = %d outlets, %v, want 2", len(all), err)
	}
	french, err := s.Outlets(t.Context(), "fr")
	if err != nil || len(french) != 1 || french[0].ID != "alpha" || french[0].Country != "FR" {
		t.Errorf("Outlets(fr) = %+v, %v, want alpha of FR", french, err)
	}
	if _, err := s.Outlet(t.Context(), "gamma"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Outlet(gamma) = %v, want ErrNotFound", err)
	}
	feeds, err := s.Feeds(t.Context(), "alpha")
	if err != nil || len(feeds) != 1 || !feeds[0].NextPoll.Equal(Epoch) {
		t.Errorf("Feeds(alpha) = %+v, %v, want one that is due at %v", feeds, err, Epoch)
	}
}

func testPollStoresOnce(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 3)
	poll(t, s, 2*time.Hour, 4)
	got, err := s.Articles(t.Context(), news.ArticleQuery{Outlet: "alpha"})
	if err != nil || len(got) != 4 {
		t.Fatalf("Articles = %d, %v, want 4", len(got), err)
	}
	if got[0].Title != "Headline 0 of alpha" || got[0].State != news.StateHeadline {
		t.Errorf("newest = %q in state %q, want headline 0 as a headline", got[0].Title, got[0].State)
	}
	known, err := s.KnownKeys(t.Context(), 1, []string{"alpha-0", "alpha-9"})
	if err != nil || !known["alpha-0"] || known["alpha-9"] {
		t.Errorf("KnownKeys = %v, %v, want alpha-0 only", known, err)
	}
	feeds, err := s.Feeds(t.Context(), "alpha")
	if err != nil || feeds[0].ETag != `"one"` || feeds[0].Entries != 4 {
		t.Errorf("feed = %+v, %v, want its validator and 4 entries", feeds, err)
	}
}

// testPollIsWhole: validators and entries are stored together or not at all.
func testPollIsWhole(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	claims, err := s.ClaimPolls(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.FinishPoll(ctx, claims[0].Claim, answer(claims[0], 0, 3)); err == nil {
		t.Fatal("FinishPoll under an ended context = nil, want an error")
	}
	feeds, err := s.Feeds(t.Context(), "alpha")
	if err != nil || feeds[0].ETag != "" {
		t.Errorf("after a failed write: ETag %q, %v, want none", feeds[0].ETag, err)
	}
	if n, err := s.FinishPoll(t.Context(), claims[0].Claim, answer(claims[0], 0, 3)); err != nil || n != 3 {
		t.Errorf("FinishPoll again = %d, %v, want 3", n, err)
	}
}

func testLostClaims(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	first, err := s.ClaimPolls(t.Context(), ask("one", 0))
	if err != nil || len(first) != 1 {
		t.Fatalf("ClaimPolls = %d, %v, want 1", len(first), err)
	}
	second, err := s.ClaimPolls(t.Context(), ask("two", 2*time.Minute)) // the first lease ran out
	if err != nil || len(second) != 1 {
		t.Fatalf("ClaimPolls after the lease = %d, %v, want 1", len(second), err)
	}
	if _, err := s.FinishPoll(t.Context(), first[0].Claim, answer(first[0], 0, 3)); !errors.Is(err, news.ErrLost) {
		t.Errorf("FinishPoll with a lost claim = %v, want ErrLost", err)
	}
	if got, _ := s.Articles(t.Context(), news.ArticleQuery{}); len(got) != 0 {
		t.Errorf("a lost claim stored %d articles, want none", len(got))
	}
	if n, err := s.FinishPoll(t.Context(), second[0].Claim, answer(second[0], 0, 3)); err != nil || n != 3 {
		t.Errorf("FinishPoll of the holder = %d, %v, want 3", n, err)
	}
}

// testTwoWriters lets two writers do all work at once: each feed is polled
// once and each entry stored once.
func testTwoWriters(t *testing.T, open Opener) {
	writers := []*store.Store{open(t), open(t)}
	const outlets, each = 20, 5
	for i := range outlets {
		watch(t, writers[0], fmt.Sprintf("o%02d", i), "FR", "fr")
	}
	var mu sync.Mutex
	polled := map[string]int{}
	var wg sync.WaitGroup
	for n, s := range writers {
		wg.Go(func() {
			for {
				r := ask(fmt.Sprintf("w%d", n), 0)
				r.Limit = 3
				claims, err := s.ClaimPolls(t.Context(), r)
				if err != nil {
					t.Errorf("ClaimPolls = %v", err)
					return
				}
				if len(claims) == 0 {
					return
				}
				for _, c := range claims {
					if _, err := s.FinishPoll(t.Context(), c.Claim, answer(c, 0, each)); err != nil {
						t.Errorf("FinishPoll(%s) = %v", c.Feed.URL, err)
					}
					mu.Lock()
					polled[c.Feed.URL]++
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if len(polled) != outlets {
		t.Errorf("polled %d feeds, want %d", len(polled), outlets)
	}
	for url, n := range polled {
		if n != 1 {
			t.Errorf("%s was polled %d times, want once", url, n)
		}
	}
	seen := map[string]bool{}
	err := writers[0].EachAddress(t.Context(), func(url string) error {
		if seen[url] {
			t.Errorf("%s is stored twice", url)
		}
		seen[url] = true
		return nil
	})
	if err != nil || len(seen) != outlets*each {
		t.Errorf("stored %d addresses, %v, want %d", len(seen), err, outlets*each)
	}
}

func testOneClaimAHost(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "DE", "de")
	poll(t, s, 0, 3)
	first, err := s.ClaimCollect(t.Context(), ask("one", 0))
	if err != nil || len(first) != 2 {
		t.Fatalf("ClaimCollect = %d, %v, want one of each host", len(first), err)
	}
	again, err := s.ClaimCollect(t.Context(), ask("two", 0))
	if err != nil || len(again) != 0 {
		t.Errorf("ClaimCollect while both hosts are asked = %d, %v, want none", len(again), err)
	}
}

// testClaimLooksFurther: many pages of one host do not hide those of another.
func testClaimLooksFurther(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 30)
	watch(t, s, "beta", "DE", "de")
	poll(t, s, 0, 1)
	r := ask("one", 0)
	r.Limit = 2
	if c, err := s.ClaimCollect(t.Context(), r); err != nil || len(c) != 2 || c[0].Article.Outlet == c[1].Article.Outlet {
		t.Errorf("ClaimCollect = %d, %v, want one of each host", len(c), err)
	}
}

func testExpired(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	if c, err := s.ClaimPolls(t.Context(), ask("one", 0)); err != nil || len(c) != 1 {
		t.Fatalf("ClaimPolls = %d, %v, want 1", len(c), err)
	}
	if c, err := s.ClaimPolls(t.Context(), ask("two", 30*time.Second)); err != nil || len(c) != 0 {
		t.Errorf("ClaimPolls of claimed work = %d, %v, want none", len(c), err)
	}
	if err := s.Release(t.Context()); err != nil {
		t.Fatalf("Release = %v", err)
	}
	if c, err := s.ClaimPolls(t.Context(), ask("two", 30*time.Second)); err != nil || len(c) != 1 {
		t.Errorf("ClaimPolls of released work = %d, %v, want 1", len(c), err)
	}
}

func testProgress(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "GB", "en")
	poll(t, s, 0, 3)
	p, err := s.Progress(t.Context())
	if err != nil {
		t.Fatalf("Progress = %v", err)
	}
	if p.Outlets != 2 || p.Answered != 2 || p.Entries != 6 || p.Countries != 2 || p.English != 3 {
		t.Errorf("Progress = %+v, want 2 outlets that answered, 6 entries, 2 countries, 3 in English", p)
	}
	due, err := s.Due(t.Context(), Epoch)
	if err != nil || due[news.StageCollect] != 6 || due[news.StageTranslate] != 3 || due[news.StageGroup] != 6 {
		t.Errorf("due = %v, %v, want 6 to collect, 3 to translate, 6 to group", due, err)
	}
	counts, err := s.CountryCounts(t.Context(), Epoch.Add(-24*time.Hour), Epoch.Add(time.Minute))
	if err != nil || len(counts) != 2 || counts[0].Country != "FR" || counts[0].Articles != 3 || !counts[0].Latest.Equal(Epoch) {
		t.Errorf("CountryCounts = %+v, %v, want FR and GB with 3 articles each", counts, err)
	}
}
