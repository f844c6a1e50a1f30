package nmt

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overview-news/overview/nmt/internal/engine"
	"github.com/overview-news/overview/nmt/internal/synth"
)

var update = flag.Bool("update", false, "renew the goldens; see testdata/README.md")

// golden is a line of testdata/official.jsonl.
type golden struct {
	Name   string    `json:"name"`
	Source string    `json:"source"`
	Text   string    `json:"text"`
	Logits []float32 `json:"logits"`
	Same   bool      `json:"same"` // we say the same, to the last word
}

const (
	goldenVocab = 1000
	goldenLines = 6
)

// variant is one way to build and use a model.
type variant struct {
	arch        string
	split, list bool
}

func (v variant) String() string {
	return fmt.Sprintf("%s split=%v list=%v", v.arch, v.split, v.list)
}

func variants() []variant {
	var all []variant
	for _, arch := range []string{"tiny", "base-memory", "base"} {
		for _, split := range []bool{false, true} {
			for _, list := range []bool{false, true} {
				all = append(all, variant{arch, split, list})
			}
		}
	}
	return all
}

// write puts the variant's files into dir and returns their paths: model,
// vocabularies, shortlist.
func (v variant) write(t testing.TB, dir string) (string, []string, string) {
	t.Helper()
	s, err := synth.Architecture(v.arch, goldenVocab)
	if err != nil {
		t.Fatal(err)
	}
	s.EndBias, s.Split = 1.5, v.split
	s.Seed = uint64(len(v.arch))
	if v.split {
		s.Target = goldenVocab - 64
	}
	model, source, target := filepath.Join(dir, "model.bin"), filepath.Join(dir, "source.spm"), filepath.Join(dir, "target.spm")
	list := filepath.Join(dir, "lex.bin")
	for path, data := range map[string][]byte{
		model: synth.Model(s), source: synth.Vocab(s.Source), target: synth.Vocab(s.Target),
		list: synth.Shortlist(s.Source, s.Target, 1),
	} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if !v.list {
		list = ""
	}
	if !v.split {
		return model, []string{source}, list
	}
	return model, []string{source, target}, list
}

// official runs the official engine.
func (v variant) official(t *testing.T, model string, vocabs []string, list string) []golden {
	t.Helper()
	lines := synth.Lines(goldenLines, goldenVocab, 3, 24, uint64(len(v.String())))
	if list == "" {
		list = "-"
	}
	cmd := exec.Command("node", "testdata/official.mjs", v.String(), model, list, strings.Join(vocabs, ","))
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return parseGoldens(t, out)
}

func parseGoldens(t *testing.T, data []byte) []golden {
	t.Helper()
	var all []golden
	for d := json.NewDecoder(bytes.NewReader(data)); d.More(); {
		var g golden
		if err := d.Decode(&g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	return all
}

// TestOfficial feeds the official translations to our decoder and compares the
// logits; and our own translations where they are known to be the same.
func TestOfficial(t *testing.T) {
	const file = "testdata/official.jsonl"
	data, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	all := parseGoldens(t, data)
	var renewed []golden
	var d differences
	for _, v := range variants() {
		t.Run(v.String(), func(t *testing.T) {
			model, vocabs, list := v.write(t, t.TempDir())
			var goldens []golden
			for _, g := range all {
				if g.Name == v.String() {
					goldens = append(goldens, g)
				}
			}
			if *update {
				goldens = v.official(t, model, vocabs, list)
			}
			if len(goldens) != goldenLines {
				t.Fatalf("%d goldens, not %d", len(goldens), goldenLines)
			}
			m, err := Open(model, vocabs, Options{Shortlist: list})
			if err != nil {
				t.Fatal(err)
			}
			defer m.Close()
			for i := range goldens {
				compareGolden(t, m, &goldens[i], &d)
			}
			renewed = append(renewed, goldens...)
		})
	}
	d.report(t)
	if *update && !t.Failed() {
		var b bytes.Buffer
		for _, g := range renewed {
			line, _ := json.Marshal(g)
			b.Write(append(line, '\n'))
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// differences are our logits less the official ones.
type differences struct {
	n            int
	sum, squares float64
	largest      float64
	same, lines  int
}

func (d *differences) report(t *testing.T) {
	if d.n == 0 {
		t.Fatal("nothing was compared")
	}
	mean := d.sum / float64(d.n)
	deviation := math.Sqrt(d.squares/float64(d.n) - mean*mean)
	t.Logf("%d logits: mean difference %.5f, standard deviation %.5f, largest %.4f; %d of %d lines the same",
		d.n, mean, deviation, d.largest, d.same, d.lines)
	if math.Abs(mean) >= 0.005 || deviation >= 0.03 || d.largest >= 0.15 {
		t.Errorf("logits differ: mean %v (bound 0.005), deviation %v (0.03), largest %v (0.15)", mean, deviation, d.largest)
	}
}

func compareGolden(t *testing.T, m *Model, g *golden, d *differences) {
	t.Helper()
	results, err := m.Translate(context.Background(), []string{g.Source})
	if err != nil {
		t.Fatal(err)
	}
	same := results[0].Text == g.Text
	if *update {
		g.Same = same
	}
	d.lines++
	if same {
		d.same++
	}
	if g.Same && !same {
		t.Errorf("Translate(%q) = %q, want %q", g.Source, results[0].Text, g.Text)
	}
	forced := m.target.NewEncoder().Append(nil, g.Text)
	logits := forcedLogits(t, m, g.Source, forced)
	for i, want := range g.Logits {
		diff := float64(logits[i] - want)
		d.n++
		d.sum += diff
		d.squares += diff * diff
		d.largest = max(d.largest, math.Abs(diff))
	}
}

// forcedLogits makes the decoder say the given pieces.
func forcedLogits(t *testing.T, m *Model, source string, forced []int32) []float32 {
	t.Helper()
	w, err := m.worker(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { m.workers <- w }()
	chunks := w.cut([]string{source})
	w.engine.Shortlist(m.candidates(w, chunks))
	batch := []engine.Sentence{{Source: chunks[0].source, Forced: forced}}
	if err := w.engine.Translate(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	return batch[0].Logits
}
