package nmt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/overview-news/overview/nmt/internal/synth"
)

const smallVocab = 600

// files writes a small model with its vocabulary and shortlist.
func files(t testing.TB) (model, vocab, list string) {
	t.Helper()
	s, err := synth.Architecture("small", smallVocab)
	if err != nil {
		t.Fatal(err)
	}
	s.EndBias = 1.5
	dir := t.TempDir()
	model, vocab, list = filepath.Join(dir, "model.bin"), filepath.Join(dir, "vocab.spm"), filepath.Join(dir, "lex.bin")
	write(t, model, synth.Model(s))
	write(t, vocab, synth.Vocab(smallVocab))
	write(t, list, synth.Shortlist(smallVocab, smallVocab, 1))
	return model, vocab, list
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func small(t testing.TB, o Options) *Model {
	t.Helper()
	model, vocab, list := files(t)
	if o.Shortlist != "" {
		o.Shortlist = list
	}
	m, err := Open(model, []string{vocab}, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

func translate(t testing.TB, m *Model, texts ...string) []Result {
	t.Helper()
	r, err := m.Translate(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	if len(r) != len(texts) {
		t.Fatalf("%d results for %d texts", len(r), len(texts))
	}
	return r
}

// TestSentencesAlone: what a sentence becomes does not depend on the others.
func TestSentencesAlone(t *testing.T) {
	lines := synth.Lines(120, smallVocab, 1, 30, 7)
	m := small(t, Options{Detail: true})
	together := translate(t, m, lines...)
	for i, l := range lines {
		alone := translate(t, m, l)[0]
		if alone.Text != together[i].Text || !slices.Equal(alone.PieceLogits, together[i].PieceLogits) {
			t.Fatalf("Translate(%q) = %q alone and %q with others", l, alone.Text, together[i].Text)
		}
	}
	if s := m.Stats(); s.Sentences != 240 || s.TargetPieces == 0 || s.SourcePieces < 240 || s.WorkerBytes == 0 || s.Dim != 128 {
		t.Errorf("Stats = %+v", s)
	}
}

func TestConcurrentCalls(t *testing.T) {
	lines := synth.Lines(30, smallVocab, 1, 20, 8)
	m := small(t, Options{Workers: 2})
	want := translate(t, m, lines...)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			got, err := m.Translate(context.Background(), lines)
			if err != nil {
				t.Error(err)
				return
			}
			for i := range got {
				if got[i].Text != want[i].Text || got[i].Logit != want[i].Logit {
					t.Errorf("Translate(%q) = %q, want %q", lines[i], got[i].Text, want[i].Text)
				}
			}
		})
	}
	wg.Wait()
}

func TestBadInput(t *testing.T) {
	m := small(t, Options{})
	texts := []string{
		"", "   ", "ba", strings.Repeat("x", 1<<20), strings.Repeat("ba ", 2000), strings.Repeat("😀", 500),
		"ba да 中文 عربى", "\x00\x01\x7f\x1b[31m", "\xff\xfe\xc0", "ba\u00adbe", "babe", "\u2581", "ba\nbe\tbi",
	}
	r := translate(t, m, texts...)
	for i := range 2 {
		if r[i].Text != "" || r[i].Pieces != 0 || r[i].Logit != 0 || r[i].Truncated {
			t.Errorf("Translate(%q) = %+v, want nothing", texts[i], r[i])
		}
	}
	if r[9].Text != r[10].Text {
		t.Errorf("a soft hyphen changes %q to %q", r[10].Text, r[9].Text)
	}
	if r[4].Pieces == 0 {
		t.Error("a text of 2000 words became nothing")
	}
	if got := translate(t, m); len(got) != 0 {
		t.Errorf("no texts gave %d results", len(got))
	}
}

// TestShortlist: with a shortlist only its pieces are said, and a list of
// everything changes nothing.
func TestShortlist(t *testing.T) {
	lines := synth.Lines(20, smallVocab, 3, 20, 9)
	full := translate(t, small(t, Options{}), lines...)
	some := translate(t, small(t, Options{Shortlist: "yes"}), lines...)
	all := translate(t, small(t, Options{Shortlist: "yes", Frequent: smallVocab}), lines...)
	different := 0
	for i := range lines {
		if full[i].Text != all[i].Text {
			t.Errorf("with all pieces listed %q became %q, not %q", lines[i], all[i].Text, full[i].Text)
		}
		if full[i].Text != some[i].Text {
			different++
		}
	}
	if different == 0 {
		t.Error("the shortlist changed nothing: it was not used")
	}
}

func TestContext(t *testing.T) {
	m := small(t, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.Translate(ctx, []string{"ba be"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Translate = %v, want %v", err, context.Canceled)
	}
	translate(t, m, "ba be") // the worker came back
	if err := m.Close(); err != nil || m.Close() != nil {
		t.Errorf("Close = %v", err)
	}
	if _, err := m.Translate(context.Background(), []string{"ba"}); !errors.Is(err, ErrClosed) {
		t.Errorf("Translate after Close = %v, want %v", err, ErrClosed)
	}
}

func TestOpenRefuses(t *testing.T) {
	model, vocab, list := files(t)
	dir := t.TempDir()
	other := filepath.Join(dir, "other.spm")
	write(t, other, synth.Vocab(smallVocab+1))
	data, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(dir, "cut.bin")
	write(t, cut, data[:len(data)-1000])
	for _, tt := range []struct {
		name   string
		model  string
		vocabs []string
		o      Options
		want   string
	}{
		{"no model", filepath.Join(dir, "none"), []string{vocab}, Options{}, "no such file"},
		{"no vocabulary", model, nil, Options{}, "0 vocabulary files"},
		{"missing vocabulary", model, []string{filepath.Join(dir, "none")}, Options{}, "no such file"},
		{"two for a shared one", model, []string{vocab, vocab}, Options{}, "2 vocabulary files"},
		{"another vocabulary", model, []string{other}, Options{}, "do not belong together"},
		{"vocabulary as model", vocab, []string{vocab}, Options{}, "not a Marian model"},
		{"model as vocabulary", model, []string{model}, Options{}, "vocabulary"},
		{"cut model", cut, []string{vocab}, Options{}, "ends inside"},
		{"instruction set", model, []string{vocab}, Options{ISA: "z80"}, "z80"},
		{"model as shortlist", model, []string{vocab}, Options{Shortlist: model}, "shortlist"},
		{"shortlist", model, []string{vocab}, Options{Shortlist: list}, ""},
	} {
		m, err := Open(tt.model, tt.vocabs, tt.o)
		if err == nil {
			m.Close()
		}
		if (tt.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Open = %v, want an error with %q", tt.name, err, tt.want)
		}
	}
}

func TestMeasure(t *testing.T) {
	m := small(t, Options{})
	lines := synth.Lines(20, smallVocab, 10, 10, 4)
	r, f, err := m.Measure(context.Background(), lines, 7)
	if err != nil || len(r) != 20 || f.Words != 200 || f.ISA != m.Stats().ISA || f.CPU < 0 {
		t.Errorf("Measure = %d results, %+v, %v", len(r), f, err)
	}
	if want := translate(t, m, lines...); r[3].Text != want[3].Text {
		t.Errorf("Measure said %q, Translate %q", r[3].Text, want[3].Text)
	}
}
