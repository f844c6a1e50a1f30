package group_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/group"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

var now = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// rig is a store with a grouping stage.
type rig struct {
	t     *testing.T
	store *store.Store
	stage *group.Grouper
}

func newRig(t *testing.T) *rig {
	t.Helper()
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r := &rig{t: t, store: s}
	r.restart()
	return r
}

// restart forgets what the stage holds in memory.
func (r *rig) restart() {
	r.stage = group.New(slog.New(slog.DiscardHandler), clock.NewStopped(now), r.store, "test")
}

// run works until nothing is due and returns how many articles were placed.
func (r *rig) run() int {
	r.t.Helper()
	total := 0
	for {
		n, err := r.stage.Run(r.t.Context())
		if err != nil {
			r.t.Fatalf("Run = %v", err)
		}
		if n == 0 {
			return total
		}
		total += n
	}
}

// report imports an article of an outlet, some minutes before now.
func (r *rig) report(outlet, title string, minutes int, sentences ...string) {
	r.t.Helper()
	in := news.ImportedArticle{
		Outlet: news.Outlet{ID: news.OutletID(outlet), Name: outlet, Country: "GB", Language: "en"},
		Article: news.Article{Title: title, Language: "en", URL: fmt.Sprintf("https://%s.example/%d", outlet, minutes),
			Published: now.Add(-time.Duration(minutes) * time.Minute)},
		Original: news.Rendition{Language: "en", Title: title, Blocks: []news.Block{{Role: "paragraph", Sentences: sentences}}},
	}
	if _, err := r.store.Import(r.t.Context(), []news.ImportedArticle{in}, now); err != nil {
		r.t.Fatalf("Import = %v", err)
	}
}

// place is the story and the text family of an article.
func (r *rig) place(id news.ArticleID) (news.StoryID, news.ArticleID) {
	r.t.Helper()
	a, err := r.store.Article(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return a.Story, a.Family
}

// wire is a text that is long enough to be recognised as a copy.
var wire = []string{
	"The lighthouse of Skerry Point went dark on Saturday night after a whale watching boat struck the causeway.",
	"Harbour master Edda Lunn said that nobody was hurt and that a spare lamp would be lit before the evening tide.",
	"Fishermen of the three villages agreed to keep their boats at the quay until the beam can be seen again.",
	"The lamp had burned without a pause since the winter of 1931, when a storm carried the old keeper's house away.",
}

// fill imports one event told by three outlets, of which two carry one text,
// and one event of another kind.
func (r *rig) fill() {
	r.report("tern", "Skerry Point lighthouse goes dark after boat strikes causeway", 90, wire...)
	r.report("gull", "Lighthouse at Skerry Point dark after collision", 80, wire...)
	r.report("auk", "Boat strikes causeway at Skerry Point, lighthouse dark", 70,
		"A boat with whale watchers ran into the causeway at Skerry Point on Saturday night and the lighthouse there went dark.",
		"Harbour master Edda Lunn expects a spare lamp before the evening tide; the villages keep their fishing boats at the quay.")
	r.report("rook", "Orchard growers of the valley vote on a cider festival", 60,
		"Growers of the Ambrose valley will vote next week on whether the cider festival moves to October.",
		"Their chairman, Piers Holloway, wants to wait for the late apples, while the inns prefer the end of August.")
}

func TestArticlesFindTheirStoryAndFamily(t *testing.T) {
	r := newRig(t)
	r.fill()
	if n := r.run(); n != 4 {
		t.Fatalf("placed %d articles, want 4", n)
	}
	tern, ternText := r.place(1)
	gull, gullText := r.place(2)
	auk, aukText := r.place(3)
	rook, _ := r.place(4)
	if tern == 0 || tern != gull || tern != auk {
		t.Errorf("one event is in stories %d, %d and %d", tern, gull, auk)
	}
	if rook == tern || rook == 0 {
		t.Errorf("another event is in story %d, as the first", rook)
	}
	if ternText != 1 || gullText != 1 || aukText != 3 {
		t.Errorf("text families = %d, %d, %d, want 1, 1, 3", ternText, gullText, aukText)
	}
	st, err := r.store.Story(t.Context(), tern)
	if err != nil || st.Articles != 3 || st.Publishers != 3 || st.Texts != 2 {
		t.Errorf("Story = %+v, %v, want 3 articles, 3 newsrooms, 2 texts", st, err)
	}
}

// TestRestart: what comes after a restart joins the story from before it.
func TestRestart(t *testing.T) {
	r := newRig(t)
	r.fill()
	r.run()
	before, _ := r.place(1)
	r.restart()
	r.report("kite", "Skerry Point lighthouse: spare lamp lit after boat struck causeway", 30, wire...)
	r.run()
	after, family := r.place(5)
	if after != before || family != 1 {
		t.Errorf("after a restart the article is in story %d and family %d, want %d and 1", after, family, before)
	}
	if again, _ := r.place(1); again != before {
		t.Errorf("an article of before moved from story %d to %d", before, again)
	}
}

// TestGoneArticlesLeave: an article that was hidden leaves its story.
func TestGoneArticlesLeave(t *testing.T) {
	r := newRig(t)
	r.fill()
	r.run()
	before, _ := r.place(3)
	if _, err := r.store.Hide(t.Context(), "https://auk.example/70", "a test", now); err != nil {
		t.Fatalf("Hide = %v", err)
	}
	r.run()
	st, err := r.store.Story(t.Context(), before)
	if err != nil || st.Articles != 2 {
		t.Errorf("Story = %+v, %v, want 2 articles left", st, err)
	}
	if n := r.run(); n != 0 {
		t.Errorf("a second run placed %d articles, want none", n)
	}
}
