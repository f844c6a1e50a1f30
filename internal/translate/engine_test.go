package translate

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var quiet = slog.New(slog.DiscardHandler)

// phrasebook is a backend that knows exactly the sentences given.
type phrasebook struct {
	name      string
	languages string            // separated by spaces
	answers   map[string]string // missing: empty
	err       error
	asked     []string
	batches   int
}

func (p *phrasebook) Name() string { return p.name }

func (p *phrasebook) Model(language string) string {
	if strings.Contains(" "+p.languages+" ", " "+language+" ") {
		return "book"
	}
	return ""
}

func (p *phrasebook) Translate(_ context.Context, language string, sentences []string) ([]Sentence, error) {
	p.batches++
	if p.err != nil {
		return nil, p.err
	}
	p.asked = append(p.asked, sentences...)
	out := make([]Sentence, len(sentences))
	for i, s := range sentences {
		out[i] = Sentence{Text: p.answers[s], Engine: p.name, Model: "book", Version: "1", Quality: 0.5}
	}
	return out, nil
}

func texts(sentences []Sentence) []string {
	out := make([]string, len(sentences))
	for i, s := range sentences {
		out[i] = s.Text
		if s.Kept {
			out[i] = "kept: " + s.Text
		}
	}
	return out
}

func TestEngine(t *testing.T) {
	for _, tt := range []struct {
		name     string
		language string
		answers  map[string]string
		in, want []string
	}{
		{
			// The kind of case 028.
			name: "a loop stays where it is", language: "fr",
			answers: map[string]string{
				"Les passants se sont couchés sur la place devant le théâtre.": "The passers-by lay on the square, on the square, on the square, on the square, on the square",
				"« Jamais, jamais et jamais », dit la ministre.":               `"Never, never and never," says the minister.`,
			},
			in:   []string{"Les passants se sont couchés sur la place devant le théâtre.", "« Jamais, jamais et jamais », dit la ministre."},
			want: []string{"kept: Les passants se sont couchés sur la place devant le théâtre.", `"Never, never and never," says the minister.`},
		},
		{
			name: "translated in pieces", language: "fr",
			answers: map[string]string{
				"Le maire est venu hier soir;": "The mayor came yesterday evening;",
				"il est reparti ce matin tôt.": "he left early this morning.",
			},
			in:   []string{"Le maire est venu hier soir; il est reparti ce matin tôt."},
			want: []string{"The mayor came yesterday evening; he left early this morning."},
		},
		{
			// The kind of case 030.
			name: "capitals tried in small letters", language: "es",
			answers: map[string]string{
				"EL AYUNTAMIENTO CIERRA LA CALLE DEL PUENTE": "EL AYUNTAMIENTO CLOSES LA CALLE OF THE BRIDGE",
				"El ayuntamiento cierra la calle del puente": "The city council closes the bridge street",
			},
			in:   []string{"EL AYUNTAMIENTO CIERRA LA CALLE DEL PUENTE"},
			want: []string{"The city council closes the bridge street"},
		},
		{
			name: "nothing to translate", language: "es",
			in: []string{"", "…", "—"}, want: []string{"", "…", "—"},
		},
		{
			name: "unknown sentence", language: "es",
			in: []string{"Nada."}, want: []string{"kept: Nada."},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			book := &phrasebook{name: "book", languages: "fr es", answers: tt.answers}
			e := NewEngine(quiet, []Backend{book}, EngineOptions{})
			got, err := e.Translate(t.Context(), tt.language, tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, texts(got)); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

func TestEngineFallsThrough(t *testing.T) {
	down := &phrasebook{name: "down", languages: "es", err: ErrBusy}
	poor := &phrasebook{name: "poor", languages: "es", answers: map[string]string{"Uno.": "One."}}
	good := &phrasebook{name: "good", languages: "es fr", answers: map[string]string{"Uno.": "Number one.", "Dos.": "Two."}}
	all := []Backend{down, poor, good}
	for _, tt := range []struct {
		name string
		opt  EngineOptions
		want []string
		from []string
	}{
		{"in the order given", EngineOptions{}, []string{"One.", "Two.", "kept: Tres."}, []string{"poor", "good", ""}},
		{"as ordered", EngineOptions{Order: map[string][]string{"es": {"good", "none", "poor"}}},
			[]string{"Number one.", "Two.", "kept: Tres."}, []string{"good", "good", ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := NewEngine(quiet, all, tt.opt).Translate(t.Context(), "es", []string{"Uno.", "Dos.", "Tres."})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, texts(got)); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
			for i, s := range got {
				if s.Engine != tt.from[i] {
					t.Errorf("sentence %d is by %q, want %q", i, s.Engine, tt.from[i])
				}
			}
		})
	}
	e := NewEngine(quiet, []Backend{down}, EngineOptions{})
	if _, err := e.Translate(t.Context(), "es", []string{"Uno."}); !errors.Is(err, ErrBusy) {
		t.Errorf("Translate with every backend down: %v, want %v", err, ErrBusy)
	}
	if _, err := e.Translate(t.Context(), "ja", []string{"一"}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("Translate from an unknown language: %v, want %v", err, ErrUnsupported)
	}
	if got := e.Model("ja"); got != "" {
		t.Errorf("Model(ja) = %q, want none", got)
	}
}

// german says that everything with "der" in it is German.
func german(text string) (string, float64) {
	if strings.Contains(text, "der") {
		return "de", 0.95
	}
	return "en", 0.95
}

func TestEngineLooksAtTheLanguage(t *testing.T) {
	source := "Gubernator miasta powiedział wczoraj wieczorem, że most będzie zamknięty."
	book := &phrasebook{name: "book", languages: "pl", answers: map[string]string{
		source: "Gestern abend sagte der Chef von Stadt und Land, das werde nun geschlossen.",
	}}
	e := NewEngine(quiet, []Backend{book}, EngineOptions{Identifier: IdentifierFunc(german)})
	got, err := e.Translate(t.Context(), "pl", []string{source})
	if err != nil {
		t.Fatal(err)
	}
	if !got[0].Kept || len(got[0].Faults) != 1 || got[0].Faults[0].Kind != FaultLanguage {
		t.Errorf("German output gave %+v, want the original with a fault of language", got[0])
	}
}

func TestEngineRemembers(t *testing.T) {
	book := &phrasebook{name: "book", languages: "es", answers: map[string]string{"Uno.": "One."}}
	e := NewEngine(quiet, []Backend{book}, EngineOptions{})
	for range 3 {
		got, err := e.Translate(t.Context(), "es", []string{"Uno."})
		if err != nil || got[0].Text != "One." {
			t.Fatalf("Translate = %v, %v", got, err)
		}
	}
	if book.batches != 1 {
		t.Errorf("the backend was asked %d times, want once", book.batches)
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache(10 * cacheOverhead)
	for i := range 100 {
		c.put(strings.Repeat("k", i), Sentence{Text: "x"})
		c.put("often", Sentence{Text: "y"})
	}
	if c.bytes > c.limit || len(c.byKey) != c.order.Len() {
		t.Errorf("%d bytes in %d entries, want at most %d bytes", c.bytes, len(c.byKey), c.limit)
	}
	if _, ok := c.get("often"); !ok {
		t.Error("the newest entry is gone")
	}
	if _, ok := c.get("k"); ok {
		t.Error("the oldest entry is still there")
	}
}

func TestEngineCutsWhatIsTooLong(t *testing.T) {
	book := &phrasebook{name: "book", languages: "es"}
	e := NewEngine(quiet, []Backend{book}, EngineOptions{})
	long := strings.Repeat("palabra ", 1000)
	got, err := e.Translate(t.Context(), "es", []string{long})
	if err != nil || !got[0].Kept {
		t.Fatalf("Translate = %.40v, %v, want the original", got, err)
	}
	for _, s := range book.asked {
		if len(s) > maxSentence {
			t.Errorf("the backend was asked %d bytes, want at most %d", len(s), maxSentence)
		}
	}
}

func TestEngineKeepsWhatIsNoSentence(t *testing.T) {
	data := strings.Repeat("QUJD", 1<<18)
	book := &phrasebook{name: "a", languages: "es", answers: map[string]string{"Hola a todos.": "Hello everyone."}}
	got, err := NewEngine(quiet, []Backend{book}, EngineOptions{}).Translate(t.Context(), "es", []string{data, "Hola a todos."})
	if err != nil {
		t.Fatal(err)
	}
	if !got[0].Kept || got[0].Text != data || len(got[0].Faults) != 1 || got[0].Faults[0].Kind != FaultLength {
		t.Errorf("a megabyte without a space: kept %v, faults %v", got[0].Kept, got[0].Faults)
	}
	if got[1].Text != "Hello everyone." || len(book.asked) != 1 {
		t.Errorf("beside it: %q, %d sentences asked, want 1", got[1].Text, len(book.asked))
	}
}

func TestText(t *testing.T) {
	book := &phrasebook{name: "book", languages: "es", answers: map[string]string{"Uno.": "One.", "Dos.": "Two."}}
	e := NewEngine(quiet, []Backend{book}, EngineOptions{})
	for _, tt := range []struct {
		in   string
		want Sentence
	}{
		{"Uno. Dos.\n\nUno.", Sentence{Text: "One. Two.\n\nOne.", Engine: "book", Model: "book", Version: "1", Quality: 0.5}},
		{"Uno. Cien.", Sentence{Text: "One. Cien.", Engine: "book", Model: "book", Version: "1", Quality: 2.0 / 9}},
		{"Nada.", Sentence{Text: "Nada.", Kept: true}},
		{"", Sentence{}},
	} {
		got, err := e.Text(t.Context(), "es", tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Text(%q), want → got:\n%s", tt.in, diff)
		}
	}
}
