package mozilla

import (
	"log/slog"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/sharedtest"
	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/nmt"
	"github.com/overview-news/overview/text/langid"
)

var noon = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

func folder(t *testing.T) *models.Folder {
	t.Helper()
	return models.Open(slog.New(slog.DiscardHandler), func() time.Time { return noon }, filepath.Join(t.TempDir(), "models"))
}

// generator is the program that writes synthetic models. It is a part of
// package nmt that others cannot import.
var generator = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "synth")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "synth.exe")
	out, err := exec.Command("go", "build", "-o", path, "github.com/overview-news/overview/nmt/internal/synth/cmd").CombinedOutput()
	if err != nil {
		return string(out), err
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := generator(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// synthetic takes a model of random weights into folder f.
func synthetic(t *testing.T, f *models.Folder, code, seed string) models.Model {
	t.Helper()
	return sideLoad(t, f, code, generate(t, "-arch", "small", "-vocab", "500", "-seed", seed))
}

// generate writes a model and returns its folder.
func generate(t *testing.T, args ...string) string {
	t.Helper()
	program, err := generator()
	if err != nil {
		t.Fatalf("build the generator of models: %v\n%s", err, program)
	}
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), program, append(args, "-o", dir)...).CombinedOutput(); err != nil {
		t.Fatalf("generate a model: %v\n%s", err, out)
	}
	return dir
}

func sideLoad(t *testing.T, f *models.Folder, code, dir string) models.Model {
	t.Helper()
	for from, to := range map[string]string{
		"model.bin": "model." + code + "en.intgemm.alphas.bin", "vocab.spm": "vocab." + code + "en.spm",
		"lex.bin": "lex.50.50." + code + "en.s2t.bin",
	} {
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	m, err := f.SideLoad(dir, code, "tiny")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestProbes(t *testing.T) {
	all := probes()
	for _, k := range models.Manifest() {
		if n := len(all[k.Language]); n < minProbes {
			t.Errorf("%s has %d probes, want %d", k.Language, n, minProbes)
		}
	}
	for code, sentences := range all {
		for _, p := range sentences {
			got := models.Codes(string(langid.Identify(p.text, nil).Language))
			near := false
			for _, c := range append(got, models.Codes(code)...) {
				near = near || c == code
			}
			if !near {
				t.Errorf("a probe of %s looks like %v: %s", code, got, p.text)
			}
		}
	}
	for _, text := range []string{"de\t1\tHallo", "de", "=x\ta\tb", "=1\ta\tb\nde\t2\tHallo"} {
		if _, err := parseProbes(text); err == nil {
			t.Errorf("parseProbes(%q) accepted it", text)
		}
	}
}

// right are translations that people or other systems would make.
var right = []string{
	"French President Emmanuel Macron arrived in Berlin on Monday.",
	"At least 37 people have been killed in a blaze in Istanbul.",
	"The price of bread increased by 12 per cent in 2025.",
	"Nairobi Hospital needs water, medicines and doctors.",
	"The two children went to school with their mother yesterday.",
}

// clumsy are right, though no one would print them.
var clumsy = []string{
	"The President of France Emmanuel Macron came to Berlin on Monday.",
	"No fewer than 37 persons perished by the fire in Istanbul.",
	"Bread price in the year 2025 has gone up 12%.",
	"The hospital of Nairobi lacks water, drugs and physicians.",
	"Yesterday both kids walked with mum into the school.",
}

func results(texts []string, logit float32) []nmt.Result {
	out := make([]nmt.Result, len(texts))
	for i, text := range texts {
		out[i] = nmt.Result{Text: text, Logit: logit + float32(i)/10}
	}
	return out
}

func with(texts []string, at int, text string) []string {
	out := append([]string(nil), texts...)
	out[at] = text
	return out
}

func TestJudge(t *testing.T) {
	originals := func(code string) []string {
		var out []string
		for _, p := range probes()[code] {
			out = append(out, p.text)
		}
		return out
	}
	loops := make([]string, 5)
	for i := range loops {
		loops[i] = right[i] + strings.Repeat(" of the year", 30)
	}
	cut := results(right, 9)
	for i := range cut {
		cut[i].Truncated = true
	}
	nan := results(right, 9)
	nan[1].Logit = float32(math.NaN())
	inf := results(right, float32(math.Inf(1)))
	for _, tt := range []struct {
		name    string
		code    string
		results []nmt.Result
		want    bool
	}{
		{"right", "de", results(right, 9), true},
		{"right, from Chinese", "zh", results(right, 9), true},
		{"right, from Persian digits", "fa", results(right, 9), true},
		{"clumsy", "pl", results(clumsy, 5), true},
		{"one wrong", "de", results(with(right, 0, "He has it at the."), 9), true},
		{"two wrong", "de", results(with(with(right, 0, "He has it at the."), 3, "The house is on the hill."), 9), true},
		{"three wrong", "de", results(with(with(with(right, 0, "He has it at the."), 3, "It is on the hill."), 1, "He said so."), 9), false},
		{"the original", "de", results(originals("de"), 9), false},
		{"the original, other script", "ru", results(originals("ru"), 9), false},
		{"another language", "de", results(originals("fr"), 9), false},
		{"in the wrong order", "de", results(append(right[1:5:5], right[0]), 9), false},
		{"always the same", "de", results([]string{right[0], right[0], right[0], right[0], right[0]}, 9), false},
		{"fluent nonsense that keeps names and figures", "de", results([]string{
			"Macron is the song of Berlin.", "The 37 of Istanbul is a green car.", "In 2025 the moon had 12 songs to it.",
			"It sings over Nairobi.", "There was nothing to see."}, 9), false},
		{"word salad", "de", results([]string{
			"ba Macron Berlin ku", "37 Istanbul fo fo ge", "12 2025 la", "Nairobi ti ti", "mo"}, 9), false},
		{"other figures", "de", results([]string{right[0], "At least 38 people died in a fire in Istanbul.",
			"The price of bread rose by 21 percent in 2025.", "Nobody went to Nairobi.", right[4]}, 9), false},
		{"loops", "de", results(loops, 9), false},
		{"does not end", "de", cut, false},
		{"empty", "de", results(make([]string, 5), 9), false},
		{"not sure of anything", "de", results(right, -3), false},
		{"a score that is no number", "de", nan, false},
		{"an endless score", "de", inf, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := judge(tt.code, probes()[tt.code], tt.results)
			if v.Passed != tt.want {
				t.Errorf("passed = %v with %d of %d good, want %v\n%s", v.Passed, v.Good, v.Probes, tt.want, strings.Join(v.Faults, "\n"))
			}
			if math.IsNaN(v.Logit) || math.IsNaN(v.Spread) || math.IsInf(v.Spread, 0) {
				t.Errorf("logit %v, spread %v cannot be kept", v.Logit, v.Spread)
			}
			if !v.Passed && len(v.Faults) == 0 {
				t.Error("it does not say why")
			}
		})
	}
}

// A right translation must pass in every language, whatever its probes are.
func TestJudgeEveryLanguage(t *testing.T) {
	for code, sentences := range probes() {
		for _, texts := range [][]string{right, clumsy} {
			if v := judge(code, sentences, results(texts, 9)); !v.Passed || v.Good < v.Probes {
				t.Errorf("%s: %d of %d right translations passed: %s", code, v.Good, v.Probes, strings.Join(v.Faults, "\n"))
			}
		}
	}
}

func TestVerifyRefusesRandomWeights(t *testing.T) {
	f := folder(t)
	m := synthetic(t, f, "de", "1")
	v, err := Verify(t.Context(), f, m)
	if err != nil {
		t.Fatal(err)
	}
	if v.Passed || v.Good > 0 || v.Probes < minProbes {
		t.Errorf("Verify(random weights) = %+v, want it refused", v)
	}
	kept, err := f.Find("de", "")
	if err != nil || kept[0].Verdict == nil || kept[0].Usable() {
		t.Errorf("kept %+v, %v, want the refusal", kept, err)
	}
	b := New(slog.New(slog.DiscardHandler), time.Now, f, Options{})
	if got := b.Model("de"); got != "" {
		t.Errorf("Model(de) = %q, want none: it was refused", got)
	}
}

// Random weights over a real vocabulary say real words and pieces.
func TestVerifyRefusesRandomWeightsOfRealWords(t *testing.T) {
	vocab, err := os.ReadFile(sharedtest.Path(t, "corpora/nmt/vocab.enru.spm"))
	if err != nil {
		t.Fatal(err)
	}
	f := folder(t)
	dir := generate(t, "-arch", "small", "-vocab", "32000")
	if err := os.WriteFile(filepath.Join(dir, "vocab.spm"), vocab, 0o600); err != nil {
		t.Fatal(err)
	}
	m := sideLoad(t, f, "ru", dir)
	v, err := Verify(t.Context(), f, m)
	if err != nil {
		t.Fatal(err)
	}
	if v.Passed || v.Good > 0 || v.Probes < minProbes {
		t.Errorf("Verify(random weights) = %+v, want it refused", v)
	}
}

func TestVerifyRefusesDamage(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(t *testing.T, m models.Model)
	}{
		{"cut off", func(t *testing.T, m models.Model) { write(t, m.Weights(), read(t, m.Weights())[:5000]) }},
		{"one bit", func(t *testing.T, m models.Model) {
			b := read(t, m.Weights())
			b[len(b)/2] ^= 1
			write(t, m.Weights(), b)
		}},
		{"swapped vocabulary", func(t *testing.T, m models.Model) { write(t, m.Vocabs()[0], []byte("none")) }},
		{"no weights", func(t *testing.T, m models.Model) { _ = os.Remove(m.Weights()) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := folder(t)
			m := synthetic(t, f, "de", "1")
			tt.damage(t, m)
			v, err := Verify(t.Context(), f, m)
			if err != nil || v.Passed || len(v.Faults) == 0 {
				t.Errorf("Verify = %+v, %v, want it refused with a reason", v, err)
			}
		})
	}
}

// What is no model at all is refused by name.
func TestVerifyRefusesWhatIsNoModel(t *testing.T) {
	f, dir := folder(t), t.TempDir()
	write(t, filepath.Join(dir, "model.deen.intgemm.alphas.bin"), []byte("<html>sign in</html>"))
	write(t, filepath.Join(dir, "vocab.deen.spm"), []byte("<html>sign in</html>"))
	m, err := f.SideLoad(dir, "de", "tiny")
	if err != nil {
		t.Fatal(err)
	}
	if v, err := Verify(t.Context(), f, m); err != nil || v.Passed || len(v.Faults) != 1 {
		t.Errorf("Verify = %+v, %v, want it refused", v, err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

var _ translate.Backend = (*Backend)(nil)
