package translate

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
)

// desk is a store of claims that keeps what it is handed.
type desk struct {
	claims []news.TranslateClaim
	err    error // of every FinishTranslate

	mu    sync.Mutex
	order []news.ArticleID
	done  map[news.ArticleID]news.TranslateResult
}

func (d *desk) ClaimTranslate(_ context.Context, r news.ClaimRequest) ([]news.TranslateClaim, error) {
	n := min(r.Limit, len(d.claims))
	out := d.claims[:n]
	d.claims = d.claims[n:]
	return out, nil
}

func (d *desk) FinishTranslate(_ context.Context, c news.Claim, r news.TranslateResult) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done == nil {
		d.done = make(map[news.ArticleID]news.TranslateResult)
	}
	d.done[news.ArticleID(c.Subject)] = r
	d.order = append(d.order, news.ArticleID(c.Subject))
	return d.err
}

var morning = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

func claim(id int64, language, title string, partial bool, blocks ...news.Block) news.TranslateClaim {
	article := news.Article{ID: news.ArticleID(id), Language: language, Title: title, State: news.StateCollected}
	return news.TranslateClaim{
		Claim: news.Claim{Stage: news.StageTranslate, Subject: id}, Article: article, Partial: partial,
		Original: news.Rendition{Article: article.ID, Language: language, Original: true, Title: title, Blocks: blocks},
	}
}

func paragraph(sentences ...string) news.Block {
	return news.Block{Role: "paragraph", Sentences: sentences}
}

var book = map[string]string{
	"Puente nuevo": "New bridge", "Llueve.": "It rains.", "Hace sol.": "The sun shines.",
	"Foto del puente.": "Photo of the bridge.", "Fin.": "End.",
}

func run(t *testing.T, d *desk, b Backend, opt Options) int {
	t.Helper()
	e := NewEngine(quiet, []Backend{b}, EngineOptions{})
	n, err := New(quiet, clock.NewStopped(morning), d, e, opt).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRun(t *testing.T) {
	caption := news.Block{Role: "caption", Sentences: []string{"Foto del puente."}}
	body := []news.Block{caption, paragraph("Llueve.", "Nadie sabe.", "Hace sol."), paragraph("Fin.")}
	made := func(r news.Rendition) *news.Rendition {
		r.Language, r.Engine, r.Model, r.Version = "en", "book", "book", "1"
		r.Aligned, r.Made = true, morning
		return &r
	}
	whole := []news.Block{
		{Role: "caption", Sentences: []string{"Photo of the bridge."}, Sure: []int{50}},
		{Role: "paragraph", Sentences: []string{"It rains.", "Nadie sabe.", "The sun shines."}, Kept: []int{1}, Sure: []int{50, 0, 50}},
		{Role: "paragraph", Sentences: []string{"End."}, Sure: []int{50}},
	}
	for _, tt := range []struct {
		name  string
		claim news.TranslateClaim
		want  news.TranslateResult
	}{
		{"whole article", claim(1, "es", "Puente nuevo", false, body...),
			news.TranslateResult{At: morning, Rendition: made(news.Rendition{Article: 1, Title: "New bridge", Blocks: whole})}},
		{"headline and lead", claim(1, "es", "Puente nuevo", true, body...),
			news.TranslateResult{At: morning, Rendition: made(news.Rendition{Article: 1, Title: "New bridge", Blocks: whole[:2], Partial: true})}},
		{"a summary of several sentences", claim(1, "es", "Puente nuevo", true, news.Block{Role: "standfirst", Sentences: []string{"Llueve. Hace sol."}}),
			news.TranslateResult{At: morning, Rendition: made(news.Rendition{Article: 1, Title: "New bridge",
				Blocks: []news.Block{{Role: "standfirst", Sentences: []string{"It rains. The sun shines."}, Sure: []int{50}}}})}},
		{"blocks in other languages", claim(1, "es", "Puente nuevo", false,
			paragraph("Llueve."), news.Block{Role: "quotation", Language: "en", Sentences: []string{"We waited."}},
			news.Block{Role: "quotation", Language: "ja", Sentences: []string{"橋です。"}}),
			news.TranslateResult{At: morning, Rendition: made(news.Rendition{Article: 1, Title: "New bridge", Blocks: []news.Block{
				{Role: "paragraph", Sentences: []string{"It rains."}, Sure: []int{50}},
				{Role: "quotation", Language: "en", Sentences: []string{"We waited."}},
				{Role: "quotation", Language: "ja", Sentences: []string{"橋です。"}, Kept: []int{0}}}})}},
		{"headline that does not pass", claim(1, "es", "Nadie sabe", false, paragraph("Fin.")),
			news.TranslateResult{At: morning, Rendition: made(news.Rendition{Article: 1, Blocks: whole[2:]})}},
		{"nothing passes", claim(1, "es", "Nadie sabe", false),
			news.TranslateResult{At: morning, Reason: "no translation passed the checks"}},
		{"language without a backend", claim(1, "ja", "橋", false),
			news.TranslateResult{At: morning, Reason: "no engine translates ja"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &desk{claims: []news.TranslateClaim{tt.claim}}
			b := &phrasebook{name: "book", languages: "es", answers: book}
			if n := run(t, d, b, Options{}); n != 1 {
				t.Errorf("Run = %d, want 1", n)
			}
			got := d.done[1]
			if got.Rendition != nil {
				if q := got.Rendition.Quality; q <= 0 || q > 0.5 {
					t.Errorf("quality %v, want over 0, at most the backend's 0.5", q)
				}
				got.Rendition.Quality = 0
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

// wishful notes what it is asked for.
type wishful struct {
	phrasebook
	wanted []string
}

func (w *wishful) Model(language string) string {
	model := w.phrasebook.Model(language)
	if model == "" {
		w.wanted = append(w.wanted, language)
	}
	return model
}

func (w *wishful) Peek(language string) string { return w.phrasebook.Model(language) }

// A quotation in another language is no wish for that language's model.
func TestQuotationWantsNoModel(t *testing.T) {
	d := &desk{claims: []news.TranslateClaim{claim(1, "es", "Puente nuevo", false,
		paragraph("Llueve."), news.Block{Role: "quotation", Language: "fi", Sentences: []string{"Sataa."}})}}
	b := &wishful{phrasebook: phrasebook{name: "book", languages: "es", answers: book}}
	run(t, d, b, Options{})
	if d.done[1].Rendition == nil || len(b.wanted) > 0 {
		t.Errorf("rendition %v, models wanted %v, want one and none", d.done[1].Rendition, b.wanted)
	}
}

// Kept sentences lower the article's quality; one in four here.
func TestQualityFalls(t *testing.T) {
	quality := func(blocks ...news.Block) float64 {
		d := &desk{claims: []news.TranslateClaim{claim(1, "es", "Puente nuevo", false, blocks...)}}
		run(t, d, &phrasebook{name: "book", languages: "es", answers: book}, Options{})
		return d.done[1].Rendition.Quality
	}
	if good, bad := quality(paragraph("Llueve.")), quality(paragraph("Llueve.", "Nadie sabe.")); bad >= good {
		t.Errorf("quality with a kept sentence %v, want under %v", bad, good)
	}
}

func TestHeadlinesComeFirst(t *testing.T) {
	d := &desk{claims: []news.TranslateClaim{
		claim(1, "es", "Puente nuevo", false), claim(2, "es", "Puente nuevo", true),
		claim(4, "ca", "Pont nou", true), claim(3, "es", "Puente nuevo", true),
	}}
	run(t, d, &phrasebook{name: "book", languages: "es", answers: book}, Options{Workers: 1})
	if want := []news.ArticleID{4, 2, 3, 1}; !slices.Equal(d.order, want) {
		t.Errorf("finished in the order %v, want %v", d.order, want)
	}
}

func TestRetries(t *testing.T) {
	for _, tt := range []struct {
		tries int
		want  time.Time
	}{
		{0, morning.Add(2 * time.Minute)}, {3, morning.Add(16 * time.Minute)}, {7, morning.Add(256 * time.Minute)}, {8, time.Time{}}, {1000, time.Time{}},
	} {
		c := claim(1, "es", "Puente nuevo", false)
		c.Tries = tt.tries
		d := &desk{claims: []news.TranslateClaim{c}}
		run(t, d, &phrasebook{name: "book", languages: "es", err: ErrBusy}, Options{})
		if got := d.done[1]; !got.Retry.Equal(tt.want) || got.Reason == "" {
			t.Errorf("after %d tries: retry at %v (%q), want %v and a reason", tt.tries, got.Retry, got.Reason, tt.want)
		}
	}
}

// panicker is a backend with a bug.
type panicker struct{ phrasebook }

func (p *panicker) Translate(context.Context, string, []string) ([]Sentence, error) {
	panic("a bug")
}

func TestPanicCostsOneArticle(t *testing.T) {
	d := &desk{claims: []news.TranslateClaim{claim(1, "es", "Puente nuevo", false), claim(2, "ja", "橋", false)}}
	if n := run(t, d, &panicker{phrasebook{name: "book", languages: "es"}}, Options{}); n != 2 {
		t.Errorf("Run = %d, want 2", n)
	}
	if got := d.done[1]; got.Reason != "internal: the translation failed" || !got.Retry.IsZero() {
		t.Errorf("result %+v, want the reason and no retry", got)
	}
}

func TestLostClaimsAreIgnored(t *testing.T) {
	d := &desk{claims: []news.TranslateClaim{claim(1, "es", "Puente nuevo", false)}, err: news.ErrLost}
	run(t, d, &phrasebook{name: "book", languages: "es", answers: book}, Options{})

	broken := errors.New("disk is full")
	d = &desk{claims: []news.TranslateClaim{claim(1, "es", "Puente nuevo", false)}, err: broken}
	e := NewEngine(quiet, []Backend{&phrasebook{name: "book", languages: "es", answers: book}}, EngineOptions{})
	if _, err := New(quiet, clock.Real{}, d, e, Options{}).Run(t.Context()); !errors.Is(err, broken) {
		t.Errorf("Run with a broken store: %v, want %v", err, broken)
	}
}

func TestNothingIsWrittenAfterTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := &desk{claims: []news.TranslateClaim{claim(1, "es", "Puente nuevo", false)}}
	e := NewEngine(quiet, []Backend{&phrasebook{name: "book", languages: "es", answers: book}}, EngineOptions{})
	if _, err := New(quiet, clock.Real{}, d, e, Options{}).Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Run under an ended context: %v, want %v", err, context.Canceled)
	}
	if len(d.done) != 0 {
		t.Errorf("%d results were written, want none", len(d.done))
	}
}
