package read_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
)

func reader(s *readtest.Store, private bool) *read.Reader {
	return read.New(readtest.Clock{}, s, read.Options{Private: private})
}

func find(t *testing.T, s *readtest.Store, id news.ArticleID) *news.Article {
	t.Helper()
	for i := range s.All {
		if s.All[i].ID == id {
			return &s.All[i]
		}
	}
	t.Fatalf("no article %d in the sample", id)
	return nil
}

func TestHome(t *testing.T) {
	h, err := reader(readtest.Full(), true).Home(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if h.Lit != 15 || h.Window != "in the last 24 hours" {
		t.Errorf("home has %d countries lit %s, want 15 in the last 24 hours", h.Lit, h.Window)
	}
	if len(h.Leading) != 2 || h.Leading[0].Counts.Words() != "9 newsrooms · 9 countries · 7 independent texts" {
		t.Errorf("leading stories are %+v", h.Leading)
	}
	var names []string
	for _, g := range h.Regions {
		names = append(names, g.Name)
	}
	want := []string{"Africa", "Americas", "Asia", "Europe", "Oceania"}
	if d := cmp.Diff(want, names[:5]); d != "" {
		t.Errorf("regions differ (-want +got):\n%s", d)
	}
	if got, want := h.Filling.Words(), "618 of 640 outlets answered · 121 countries read · 4,528 headlines · 2,871 in English"; got != want {
		t.Errorf("filling says %q, want %q", got, want)
	}
	if !h.Filling.Active {
		t.Error("13 outlets were never asked, but filling is not active")
	}
}

// A store of old articles shows its last day, not an empty page.
func TestHomeOfOldNews(t *testing.T) {
	s := readtest.Full()
	for i := range s.All {
		s.All[i].Published = s.All[i].Published.AddDate(0, 0, -20)
	}
	h, err := reader(s, true).Home(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if h.Lit == 0 || h.Newest.IsZero() || h.Window != "on the last day of news" {
		t.Errorf("lit %d, newest %v, window %q", h.Lit, h.Newest.Time, h.Window)
	}
}

func TestEmptyHome(t *testing.T) {
	h, err := reader(&readtest.Store{}, true).Home(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !h.Empty() || h.Lit != 0 || h.Places < 200 {
		t.Errorf("empty %v, lit %d, places %d", h.Empty(), h.Lit, h.Places)
	}
}

// Before the first answer, and for a while after the first try, no country is
// silent.
func TestCountryStateOfTheFirstDay(t *testing.T) {
	asked := news.Feed{State: news.FeedActive, LastAttempt: readtest.Now.Add(-45 * time.Second), Failures: 1, Fault: news.Fault{Class: "dns"}}
	given := asked
	given.Failures = measure.Tries
	for _, tt := range []struct {
		name          string
		feed          news.Feed
		words, reason string
		group         string
	}{
		{"not asked", news.Feed{State: news.FeedActive}, "not asked yet", "Its newsroom has not been asked yet.", "Not asked yet"},
		{"not answered", asked, "not reached yet", "Its newsroom has not answered yet.", "Not reached yet"},
		{"never answered", given, "silent", "Its only newsroom does not answer.", "Not answering"},
	} {
		s := &readtest.Store{Listed: []news.Outlet{{ID: "bote", Country: "DE", Lane: news.Domestic}},
			Polled: map[news.OutletID][]news.Feed{"bote": {tt.feed}}}
		l, err := reader(s, true).Ledger(t.Context(), read.LedgerForm{Country: "de"})
		if err != nil || l.One == nil || len(l.One.Groups) != 1 {
			t.Fatalf("%s: the ledger of Germany is %+v, error %v", tt.name, l.One, err)
		}
		if l.One.Words() != tt.words || l.One.Reason != tt.reason || l.One.Groups[0].Title != tt.group {
			t.Errorf("%s: Germany is %q, %q, %q, want %q, %q, %q", tt.name, l.One.Words(), l.One.Reason,
				l.One.Groups[0].Title, tt.words, tt.reason, tt.group)
		}
	}
}

// The time beside the headline that stands for a story is that headline's.
func TestTimeOfAHeadline(t *testing.T) {
	s := readtest.Full()
	h, err := reader(s, true).Home(t.Context())
	if err != nil || len(h.Leading) == 0 || len(h.Themes) == 0 {
		t.Fatalf("home has %d stories and %d themes, error %v", len(h.Leading), len(h.Themes), err)
	}
	own := find(t, s, 1).Published
	if l := h.Leading[0]; !l.When.Time.Equal(own) || !l.Last.Time.Equal(readtest.Now.Add(-20*time.Minute)) || !l.Later() {
		t.Errorf("the headline is of %v, the newest report of %v, want %v and 20 minutes ago", l.When.Time, l.Last.Time, own)
	}
	for _, th := range h.Themes {
		if th.Gone == "" && th.When.IsZero() {
			t.Errorf("theme %q has no time", th.Headline.Text)
		}
	}
}

func TestCountryState(t *testing.T) {
	s := readtest.Full()
	for _, tt := range []struct {
		code   string
		state  measure.PressState
		words  string
		reason string
	}{
		{"ir", measure.PressStateOnly, "state media only", "Its only newsroom is cited as state-owned; it works."},
		{"NG", measure.PressThin, "thin", "Its only newsroom works, where 3 are needed."},
		{"us", measure.PressThin, "thin", "All its 2 newsrooms work, where 3 are needed."},
		{"mn", measure.PressNone, "not watched", "No outlet of its own press is listed."},
		{"by", measure.PressNone, "not watched", "No outlet of its own press is listed. Watched, but not speaking for it: 1 outlet from exile."},
		{"fr", measure.PressNone, "not watched", "No outlet of its own press is listed. Watched, but not speaking for it: 1 news agency."},
	} {
		c, err := reader(s, true).Country(context.Background(), tt.code, news.Cursor{})
		if err != nil || c.State != tt.state || c.Words() != tt.words || c.Reason != tt.reason {
			t.Errorf("%s is %s (%s), %q, error %v, want %s (%s), %q", tt.code, c.State, c.Words(), c.Reason, err, tt.state, tt.words, tt.reason)
		}
	}
	if _, err := reader(s, true).Country(context.Background(), "zz", news.Cursor{}); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("country zz gives error %v, want ErrNotFound", err)
	}
}

// Following the cursor shows every article once.
func TestCountryPages(t *testing.T) {
	s := readtest.Full()
	for i := range 97 {
		s.All = append(s.All, news.Article{
			ID: news.ArticleID(1000 + i), Outlet: "bote", Country: "DE", Language: "de", Title: "Meldung",
			Published: readtest.Now.Add(-time.Duration(i/3) * time.Minute), State: news.StateHeadline,
		})
	}
	r := reader(s, true)
	seen := map[news.ArticleID]bool{}
	var at news.Cursor
	for range 5 {
		c, err := r.Country(context.Background(), "de", at)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range c.Latest.Lines {
			if seen[l.ID] {
				t.Errorf("article %d is shown twice", l.ID)
			}
			seen[l.ID] = true
		}
		if c.Latest.Next == "" {
			break
		}
		at = read.ParseCursor(c.Latest.Next)
	}
	if len(seen) != 98 {
		t.Errorf("%d articles shown, want 98", len(seen))
	}
}

func TestArticleViews(t *testing.T) {
	a, err := reader(readtest.Full(), true).Article(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if a.Headline.Lang != "en" || a.Original.Lang != "pt" || !a.Body.Translated || !a.Body.Aligned {
		t.Errorf("headline %+v, original %+v, body %+v", a.Headline, a.Original, a.Body)
	}
	var kinds []read.GroupKind
	for _, g := range a.Body.Groups {
		kinds = append(kinds, g.Kind)
	}
	want := []read.GroupKind{read.GroupParagraph, read.GroupHeading, read.GroupParagraph, read.GroupQuote, read.GroupList}
	if d := cmp.Diff(want, kinds); d != "" {
		t.Errorf("groups differ (-want +got):\n%s", d)
	}
	if c := a.Body.Corrections; len(c) != 1 || c[0].Single() || c[0].English.Sentences[0].Text != "Correction: the work cost 41 million, not 14." {
		t.Errorf("corrections are %+v, want the one in both languages", c)
	}
	third := a.Body.Groups[2].Blocks[0].English.Sentences[2]
	if third.Lang != "pt" {
		t.Errorf("the kept sentence is in %q, want pt", third.Lang)
	}
	var unsure []bool
	for _, s := range a.Body.Groups[2].Blocks[0].English.Sentences {
		unsure = append(unsure, s.Unsure)
	}
	if d := cmp.Diff([]bool{false, true, false}, unsure); d != "" {
		t.Errorf("sentences that the engine was unsure of differ (-want +got):\n%s", d)
	}
	if want := "Translated by machine: Sample (by hand), from Portuguese, on 2 March 2026. 1 of 10 sentences were left in the original."; a.Body.Provenance != want {
		t.Errorf("provenance is %q, want %q", a.Body.Provenance, want)
	}
	if a.Local != "Monday 2 March 2026, 08:40 WET" {
		t.Errorf("local time is %q", a.Local)
	}
	if a.Told == nil {
		t.Error("the article's story is missing")
	}
}

func TestArticleOnAPublicAddress(t *testing.T) {
	s := readtest.Full()
	long := strings.Repeat("Uma frase que se repete aqui. ", 40)
	s.Texts[1][0].Blocks[0].Sentences[0] = long
	s.Texts[1][1].Blocks[0].Sentences[0] = long
	public := reader(s, false)
	a, err := public.Article(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := textLength(a.Body); got > 2*read.Excerpt || got == 0 {
		t.Errorf("an excerpt shows %d characters in both languages", got)
	}
	if a.Note == "" || a.Link.URL == "" {
		t.Errorf("note %q, link %+v: a reader must be told where the rest is", a.Note, a.Link)
	}
	find(t, s, 1).Limit.NoSnippet = true
	if a, err = public.Article(context.Background(), 1); err != nil || !a.Body.IsZero() || !a.Summary.IsZero() {
		t.Errorf("nosnippet shows body %+v, summary %q, error %v", a.Body, a.Summary.Text, err)
	}
	if a.Body.Provenance != "" {
		t.Errorf("provenance %q of a text that is not shown", a.Body.Provenance)
	}
}

func textLength(b read.Body) int {
	n := 0
	for _, g := range b.Groups {
		for _, block := range g.Blocks {
			for _, s := range append(block.English.Sentences, block.Original.Sentences...) {
				n += len([]rune(s.Text))
			}
		}
	}
	return n
}

func TestArticleStates(t *testing.T) {
	for _, tt := range []struct {
		name  string
		state news.ArticleState
		check func(a read.Article) bool
	}{
		{"hidden shows nothing of it", news.StateHidden, func(a read.Article) bool {
			return a.Hidden && a.Gone != "" && a.Headline.IsZero() && a.Link.IsZero()
		}},
		{"withdrawn keeps the headline", news.StateWithdrawn, func(a read.Article) bool {
			return a.Gone != "" && !a.Headline.IsZero() && a.Body.IsZero() && a.Summary.IsZero()
		}},
		{"refused says so", news.StateRefused, func(a read.Article) bool { return strings.Contains(a.Note, "does not want") }},
		{"failed says why", news.StateFailed, func(a read.Article) bool { return strings.Contains(a.Note, "404") }},
		{"a headline is asked for", news.StateHeadline, func(a read.Article) bool { return strings.Contains(a.Note, "first in line") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := readtest.Full()
			first := find(t, s, 1)
			first.State, first.Fault = tt.state, news.Fault{Class: "not-found"}
			if tt.state != news.StateWithdrawn {
				s.Texts = nil
			}
			a, err := reader(s, true).Article(context.Background(), 1)
			if err != nil || !tt.check(a) {
				t.Errorf("article is %+v, error %v", a, err)
			}
			if asked := len(s.Demanded) == 1; asked != (tt.state == news.StateHeadline) {
				t.Errorf("state %s: asked for %v", tt.state, s.Demanded)
			}
		})
	}
}

func TestStoryFoldsCopies(t *testing.T) {
	s := readtest.Full()
	s.All = append(s.All, news.Article{ // a second carrier of the wire's text in the same country
		ID: 50, Outlet: "prairie", Country: "US", Language: "en", Title: "The bridge is open", Story: 1, Family: 6,
		Published: readtest.Now.Add(-10 * time.Minute), State: news.StateCollected,
	})
	st, err := reader(s, true).Story(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if st.Countries[0].Place.Code != "PT" || len(st.Countries) != 9 {
		t.Fatalf("countries are %+v", st.Countries)
	}
	for _, c := range st.Countries {
		if c.Place.Code != "US" {
			continue
		}
		if len(c.Texts) != 1 || len(c.Texts[0].Copies) != 1 || c.Texts[0].Root.ID != "wire" {
			t.Errorf("the United States have %+v, want one carried text with one copy under it", c.Texts)
		}
	}
	var moved *read.Moved
	if _, err = reader(s, true).Story(context.Background(), 2); !errors.As(err, &moved) || !strings.HasPrefix(moved.Path, "/story/1/") {
		t.Errorf("merged story gives %v, want a move to story 1", err)
	}
}

func TestStoryWithoutAnythingToShow(t *testing.T) {
	s := readtest.Full()
	for i := range s.All {
		s.All[i].State = news.StateHidden
	}
	if _, err := reader(s, true).Story(context.Background(), 1); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("a story of hidden articles gives %v, want ErrNotFound", err)
	}
}

func TestSearchForm(t *testing.T) {
	got := read.SearchForm{
		Text: " a\x00 " + strings.Repeat("b", 999), Country: "de", Language: "pt_BR", Genre: "poem",
		From: "2026-02-30", To: "2026-03-01", After: "junk", Outlet: "x",
	}.Clean()
	want := read.SearchForm{Text: "a " + strings.Repeat("b", 198), Country: "DE", Language: "pt", To: "2026-03-01", Outlet: "x"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Clean differs (-want +got):\n%s", d)
	}
}

func TestSearch(t *testing.T) {
	r := reader(readtest.Full(), true)
	s, err := r.Search(context.Background(), read.SearchForm{Text: "bridge"})
	if err != nil || len(s.Results.Lines) != 8 || !s.Asked {
		t.Errorf("bridge finds %d, error %v, want 8", len(s.Results.Lines), err)
	}
	if s, err = r.Search(context.Background(), read.SearchForm{Country: "us"}); err != nil || len(s.Results.Lines) != 2 {
		t.Errorf("country alone finds %d, error %v, want 2", len(s.Results.Lines), err)
	}
	if s, err = r.Search(context.Background(), read.SearchForm{}); err != nil || s.Asked || len(s.Countries) < 10 || len(s.Languages) < 8 {
		t.Errorf("empty form: asked %v, %d countries, %d languages, error %v", s.Asked, len(s.Countries), len(s.Languages), err)
	}
}

func TestStoreErrorsAreTold(t *testing.T) {
	boom := errors.New("disk gone")
	r := reader(&readtest.Store{Err: boom}, true)
	ctx := context.Background()
	for name, call := range map[string]func() error{
		"home":    func() error { _, err := r.Home(ctx); return err },
		"country": func() error { _, err := r.Country(ctx, "de", news.Cursor{}); return err },
		"article": func() error { _, err := r.Article(ctx, 1); return err },
		"story":   func() error { _, err := r.Story(ctx, 1); return err },
		"outlet":  func() error { _, err := r.Outlet(ctx, "x", news.Cursor{}); return err },
		"ledger":  func() error { _, err := r.Ledger(ctx, read.LedgerForm{}); return err },
		"search":  func() error { _, err := r.Search(ctx, read.SearchForm{Text: "x"}); return err },
		"latest":  func() error { _, err := r.Latest(ctx, ""); return err },
		"world":   func() error { _, err := r.World(ctx); return err },
	} {
		if err := call(); !errors.Is(err, boom) {
			t.Errorf("%s gives %v, want the store's error", name, err)
		}
	}
}
