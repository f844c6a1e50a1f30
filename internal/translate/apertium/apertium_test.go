package apertium

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/translate"
)

// installed returns a backend on the machine's Apertium. Where it is missing
// the test is skipped, but not under CI, which installs it.
func installed(t testing.TB, opt Options) *Backend {
	t.Helper()
	b, err := New(slog.New(slog.DiscardHandler), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if b.Model("es") == "" {
		const advice = "Apertium's pairs are missing: docs/operating.md lists the packages"
		if os.Getenv("CI") != "" {
			t.Fatal(advice)
		}
		t.Skip(advice)
	}
	return b
}

func TestTranslate(t *testing.T) {
	b := installed(t, Options{})
	for _, tt := range []struct {
		language, in string
		want         []string // words of the translation
		model        string
	}{
		{"es", "El gobierno aprueba la ley.", []string{"The government", "law."}, "spa-eng"},
		{"es-MX", "La casa es blanca", []string{"The house is white"}, "spa-eng"},
		{"ca", "El govern aprova la llei.", []string{"govern", "law."}, "cat-eng"},
		{"gl", "O goberno aproba a lei.", []string{"government", "law."}, "gl-en"},
		{"eu", "Gobernuak legea onartu du.", []string{"overnment", "law"}, "eu-en"},
		{"hr", "Vlada je kupila novu kuću.", []string{"bought", "house."}, "hbs-eng"},
		{"sr-Cyrl", "Влада је купила нову кућу.", []string{"bought", "house."}, "hbs-eng"},
		{"bs", "Knjiga je na stolu.", []string{"ook"}, "hbs-eng"},
		{"is", "Hesturinn er hvítur.", []string{"horse", "white"}, "isl-eng"},
		{"mk", "Владата купи нова куќа.", []string{"house"}, "mkd-eng"},
		{"fr", "Le gouvernement approuve la loi.", []string{"govern", "law."}, "fra-cat cat-eng"},
		{"pt", "O governo aprova a lei.", []string{"govern", "law."}, "por-cat cat-eng"},
		{"it", "Il governo approva la legge.", []string{"govern", "law."}, "ita-cat cat-eng"},
		{"ro", "Guvernul aprobă legea.", []string{"overn", "law."}, "ro-es spa-eng"},
		{"sl", "Vlada je kupila novo hišo.", []string{"house."}, "slv-hbs hbs-eng"},
		{"bg", "Правителството купи нова къща.", []string{"house"}, "bul-mkd mkd-eng"},
	} {
		t.Run(tt.language, func(t *testing.T) {
			out, err := b.Translate(t.Context(), tt.language, []string{tt.in})
			if err != nil {
				t.Fatal(err)
			}
			got := out[0]
			for _, want := range tt.want {
				if !strings.Contains(got.Text, want) {
					t.Errorf("Translate(%q) = %q, want %q in it", tt.in, got.Text, want)
				}
			}
			if strings.ContainsAny(got.Text, "*#@[]\\") {
				t.Errorf("Translate(%q) = %q, want no marks", tt.in, got.Text)
			}
			versions := len(strings.Fields(got.Version))
			if got.Engine != Name || got.Model != tt.model || versions != len(strings.Fields(tt.model)) {
				t.Errorf("made by %s %s %q, want %s %s and a version for each pair", got.Engine, got.Model, got.Version, Name, tt.model)
			}
			if got.Quality <= 0 || got.Quality > 1 {
				t.Errorf("quality %v, want over 0, at most 1", got.Quality)
			}
		})
	}
}

func TestUnsupported(t *testing.T) {
	b := installed(t, Options{})
	for _, language := range []string{"ja", "", "und", "en", "../../etc"} {
		if _, err := b.Translate(t.Context(), language, []string{"x"}); !errors.Is(err, translate.ErrUnsupported) {
			t.Errorf("Translate in %q: error %v, want ErrUnsupported", language, err)
		}
		if m := b.Model(language); m != "" {
			t.Errorf("Model(%q) = %q, want none", language, m)
		}
	}
}

// Whatever a sentence has in it, it stays one sentence, and what Apertium's
// format gives a meaning to comes out as text.
func TestForeignText(t *testing.T) {
	b := installed(t, Options{})
	in := []string{
		"Uno \x00 dos", "", "   ", `[abc] ^foo$ \ {x} <b> a/b |`, "*asterisco #etiqueta @alguien ~",
		"Mire https://diario.example/x_y?a=[b]&c=*d#e, por favor.", "Costó 1.200,5 euros.",
		"línea\nnueva\r\n", "\xff\xfe roto", "[[t:b:123]]marca[[/]]", "casa $1 $(id) `id`; ^casa/casa<n>$",
		strings.Repeat("a", 5000), "🙂🙂", "مرحبا", "fin",
	}
	out, err := b.Translate(t.Context(), "es", in)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range out {
		got = append(got, s.Text)
	}
	for i, want := range []string{
		"", "", "", `[abc]`, "#etiqueta @alguien", "https://diario.example/x_y?a=[b]&c=*d#e,",
		"1,200.5", "", "", "[[t:b:123]]", "$1 $(", "aaaa", "🙂🙂", "مرحبا", "",
	} {
		if !strings.Contains(got[i], want) {
			t.Errorf("Translate(%.40q) = %.80q, want %q in it", in[i], got[i], want)
		}
	}
	if last := got[len(got)-1]; !strings.EqualFold(last, "end") {
		t.Errorf("the last sentence came out as %q, want \"end\"", last)
	}
	if got[1] != "" || got[2] != "" {
		t.Errorf("white space came out as %q and %q", got[1], got[2])
	}
}

// Many goroutines, more pairs than may run, and work that is given up.
func TestFewProcesses(t *testing.T) {
	b := installed(t, Options{MaxPipelines: 2, Idle: 50 * time.Millisecond})
	failed := make(chan error, 12)
	for i := range 12 {
		language := []string{"es", "ca", "gl", "mk"}[i%4]
		go func() {
			_, err := b.Translate(t.Context(), language, []string{"casa", "mar", "sol"})
			failed <- err
		}()
	}
	for range 12 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Translate(ctx, "es", []string{"casa"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Translate under an ended context: %v, want %v", err, context.Canceled)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if n := len(b.pool.seats); n != 0 {
		t.Errorf("%d pipelines run after Close, want 0", n)
	}
	if _, err := b.Translate(t.Context(), "es", []string{"casa"}); !errors.Is(err, translate.ErrBusy) {
		t.Errorf("Translate after Close: %v, want %v", err, translate.ErrBusy)
	}
}

// rogue is a backend whose one mode is a program of the test's own, in the
// place of lt-proc, that misbehaves on certain sentences.
func rogue(t *testing.T, opt Options) *Backend {
	t.Helper()
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("this test's program needs bash")
	}
	program := filepath.Join(t.TempDir(), "lt-proc")
	script := "#!" + shell + `
while IFS= read -r -d '' line; do
	case "$line" in
	*die*) exit 1 ;;
	*hang*) sleep 1000 & wait ;;
	*flood*) exec tr '\0' x < /dev/zero ;;
	*) printf '%s\0' "${line^^}" ;;
	esac
done
`
	if err := os.WriteFile(program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	steps, err := parseMode("lt-proc 'x'")
	if err != nil || !locate(steps, func(string) (string, error) { return program, nil }) {
		t.Fatal(err)
	}
	steps[0].files = nil
	opt = opt.withDefaults()
	b := &Backend{
		log: slog.New(slog.DiscardHandler), opt: opt, versions: map[string]string{},
		pool:   newPool(slog.New(slog.DiscardHandler), opt),
		routes: routes([]mode{{name: "xx-en", from: "xx", to: "en", steps: slices.Repeat(steps, 2)}}),
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func TestProgramsThatFail(t *testing.T) {
	for _, tt := range []struct {
		name, in string
	}{
		{"dies", "please die"}, {"hangs", "please hang"}, {"floods", "please flood"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := rogue(t, Options{Patience: 300 * time.Millisecond})
			out, err := b.Translate(t.Context(), "xx", []string{"one", tt.in, "two"})
			if err != nil {
				t.Fatal(err)
			}
			got := []string{out[0].Text, out[1].Text, out[2].Text}
			if diff := cmp.Diff([]string{"ONE", "", "TWO"}, got); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

func TestRestartsAreFewer(t *testing.T) {
	b := rogue(t, Options{})
	sentences := slices.Repeat([]string{"die"}, 5)
	_, err := b.Translate(t.Context(), "xx", sentences)
	if !errors.Is(err, translate.ErrBusy) {
		t.Errorf("a program that always dies: %v, want %v", err, translate.ErrBusy)
	}
}

func TestWithoutApertium(t *testing.T) {
	b, err := New(slog.New(slog.DiscardHandler), Options{Modes: filepath.Join(t.TempDir(), "none")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	if got := b.Languages(); len(got) != 0 {
		t.Errorf("Languages() = %v, want none", got)
	}
}

func BenchmarkTranslate(b *testing.B) {
	backend := installed(b, Options{})
	sentences := slices.Repeat([]string{"El gobierno aprobó el lunes la ley de vivienda que había pedido la oposición."}, 50)
	words := 0
	for b.Loop() {
		if _, err := backend.Translate(b.Context(), "es", sentences); err != nil {
			b.Fatal(err)
		}
		words += 50 * 13
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
