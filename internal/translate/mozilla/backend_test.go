package mozilla

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/nmt"
)

// trusted is a synthetic model that passes for verified.
func trusted(t *testing.T, f *models.Folder, code, seed string) models.Model {
	t.Helper()
	m := synthetic(t, f, code, seed)
	if err := f.SetVerdict(m, models.Verdict{Passed: true, Probes: 5, Good: 5, Logit: 10, Spread: 1}); err != nil {
		t.Fatal(err)
	}
	return m
}

func backend(t *testing.T, f *models.Folder, o Options) *Backend {
	t.Helper()
	b := New(slog.New(slog.DiscardHandler), time.Now, f, o)
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// lines are sentences of words that synthetic vocabularies have.
func lines(n int) []string {
	words := strings.Fields("ba be bi bo bu da de di do du fa fe fi fo fu ga ge gi go gu")
	out := make([]string, n)
	for i := range out {
		for j := range 3 + i%9 {
			out[i] += words[(i*7+j*j)%len(words)] + " "
		}
	}
	return out
}

func TestTranslate(t *testing.T) {
	f := folder(t)
	m := trusted(t, f, "es", "1")
	b := backend(t, f, Options{Workers: 2})
	if got, want := b.Model("es-MX"), "es-en/tiny "+m.Hash(); got != want {
		t.Errorf("Model(es-MX) = %q, want %q", got, want)
	}
	in := append(lines(200), "", "🙂", "\xff\x00", strings.Repeat("x", 100_000))
	got, err := b.Translate(t.Context(), "es", in)
	if err != nil {
		t.Fatal(err)
	}
	direct, err := nmt.Open(m.Weights(), m.Vocabs(), nmt.Options{ISA: "scalar"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = direct.Close() }()
	want, err := direct.Translate(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range got {
		text := want[i].Text
		if want[i].Truncated {
			text = ""
		}
		if s.Text != text {
			t.Fatalf("sentence %d came out as %q, want %q", i, s.Text, text)
		}
		if s.Engine != Name || s.Model != b.Model("es") || s.Version == "" || s.Quality <= 0 || s.Quality > 1 {
			t.Fatalf("provenance of sentence %d: %+v", i, s)
		}
	}
}

func TestUnsupported(t *testing.T) {
	f := folder(t)
	trusted(t, f, "es", "1")
	synthetic(t, f, "fr", "2") // not verified
	b := backend(t, f, Options{})
	for _, language := range []string{"fr", "fr-CA", "sw", "zh-Hant", "en", "und", "", "../../etc"} {
		if got := b.Model(language); got != "" {
			t.Errorf("Model(%q) = %q, want none", language, got)
		}
		if _, err := b.Translate(t.Context(), language, []string{"x"}); !errors.Is(err, translate.ErrUnsupported) {
			t.Errorf("Translate in %q: %v, want %v", language, err, translate.ErrUnsupported)
		}
	}
	// Swahili is not published, and English is wanted by nobody.
	if diff := cmp.Diff([]string{"fr", "zh"}, b.Wanted()); diff != "" {
		t.Errorf("Wanted() (-want +got):\n%s", diff)
	}
}

func TestRelatives(t *testing.T) {
	f := folder(t)
	trusted(t, f, "hr", "1")
	trusted(t, f, "nb", "2")
	b := backend(t, f, Options{})
	for tag, code := range map[string]string{"hr": "hr", "bs": "hr", "sr-Latn": "hr", "no": "nb", "nn": "nb", "sr": "", "da": ""} {
		if got := b.Model(tag); !strings.HasPrefix(got, code) || code == "" && got != "" {
			t.Errorf("Model(%q) = %q, want that of %q", tag, got, code)
		}
	}
}

// Many callers in three languages under room for one model: everybody gets
// the same as alone.
func TestManyCallers(t *testing.T) {
	f := folder(t)
	codes := []string{"es", "fr", "de"}
	want := map[string][]translate.Sentence{}
	for i, code := range codes {
		trusted(t, f, code, fmt.Sprint(i+1))
	}
	in := lines(12)
	alone := backend(t, f, Options{Workers: 1})
	for _, code := range codes {
		out, err := alone.Translate(t.Context(), code, in)
		if err != nil {
			t.Fatal(err)
		}
		want[code] = out
	}
	b := backend(t, f, Options{Workers: 2, MaxBytes: 1})
	var callers sync.WaitGroup
	for i := range 24 {
		callers.Go(func() {
			code, at := codes[i%3], i%11
			out, err := b.Translate(t.Context(), code, in[at:at+1])
			if err != nil {
				t.Error(err)
				return
			}
			if diff := cmp.Diff(want[code][at:at+1], out); diff != "" {
				t.Errorf("%s, sentence %d (-alone +together):\n%s", code, at, diff)
			}
		})
	}
	callers.Wait()
	if n := len(b.open); n > 1 {
		t.Errorf("%d models are in memory, want one", n)
	}
}

// Callers that wait at the same time share batches.
func TestBatchesAreShared(t *testing.T) {
	f := folder(t)
	info := trusted(t, f, "es", "1")
	b := backend(t, f, Options{Workers: 1})
	l, err := b.acquire(t.Context(), info)
	if err != nil {
		t.Fatal(err)
	}
	defer b.release(l)
	b.pool <- struct{}{} // no seat is free
	var callers sync.WaitGroup
	texts := lines(10)
	for i := range texts {
		callers.Go(func() {
			if _, err := l.translate(t.Context(), b.pool, texts[i:i+1]); err != nil {
				t.Error(err)
			}
		})
	}
	given, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() { _, err := l.translate(given, b.pool, texts[:1]); gone <- err }()
	for waiting := 0; waiting < 11; {
		l.mu.Lock()
		waiting = len(l.queue)
		l.mu.Unlock()
	}
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("a request that was given up: %v", err)
	}
	before := l.model.Stats().Sentences
	<-b.pool
	callers.Wait()
	if got := l.model.Stats().Sentences - before; got != 10 {
		t.Errorf("%d sentences were translated, want 10", got)
	}
	if got := l.batches; got != 1 {
		t.Errorf("10 callers that waited at once made %d batches, want 1", got)
	}
}

func TestModelIsSwapped(t *testing.T) {
	f := folder(t)
	m := trusted(t, f, "es", "1")
	b := backend(t, f, Options{})
	if err := os.WriteFile(m.Weights(), make([]byte, m.Files[0].Size), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Translate(t.Context(), "es", lines(1)); err == nil {
		t.Error("a model that was swapped after its verification translates")
	}
	b.Look()
	if got := b.Model("es"); got != "" {
		t.Errorf("Model(es) = %q after that, want none", got)
	}
}

func TestPulledWhileRunning(t *testing.T) {
	f := folder(t)
	now := noon
	b := New(slog.New(slog.DiscardHandler), func() time.Time { return now }, f, Options{})
	defer func() { _ = b.Close() }()
	if got := b.Model("es"); got != "" {
		t.Fatalf("Model(es) = %q in an empty folder", got)
	}
	m := trusted(t, f, "es", "1")
	now = now.Add(lookAgain)
	if got := b.Model("es"); got == "" || len(b.Wanted()) != 0 {
		t.Errorf("Model(es) = %q, wanted %v, after another process pulled it", got, b.Wanted())
	}
	if err := f.Remove(m); err != nil {
		t.Fatal(err)
	}
	now = now.Add(lookAgain)
	if got := b.Model("es"); got != "" {
		t.Errorf("Model(es) = %q after it was removed", got)
	}
}

func TestClosed(t *testing.T) {
	f := folder(t)
	trusted(t, f, "es", "1")
	b := backend(t, f, Options{})
	if _, err := b.Translate(t.Context(), "es", lines(1)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Translate(ctx, "es", lines(1)); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Translate under an ended context: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Translate(t.Context(), "es", lines(1)); !errors.Is(err, translate.ErrBusy) {
		t.Errorf("Translate after Close: %v, want %v", err, translate.ErrBusy)
	}
}

func TestQuality(t *testing.T) {
	usual := &models.Verdict{Logit: 10, Spread: 1}
	last := 2.0
	for _, logit := range []float32{20, 11, 10, 9, 8, 5, -100} {
		q := quality(usual, logit)
		if q > last || q <= 0 || q > 1 {
			t.Errorf("quality(%v) = %v after %v, want less, within 0 and 1", logit, q, last)
		}
		last = q
	}
	if q := quality(usual, 10); q < 0.85 || q > 0.9 {
		t.Errorf("quality at the mean = %v, want 0.88", q)
	}
}
