package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/score"
)

// pageKey names a page; ids are unique only within a set, and not in the
// archive.
type pageKey struct{ set, url string }

// foldTexts has the test of package extract read all pages with probabilities
// of models that saw no page of the publisher. Only a test can give the package
// other probabilities than its models'.
func foldTexts(ctx context.Context, root string, o options) (map[pageKey]string, error) {
	if o.probs == "" {
		return nil, nil
	}
	probs, err := filepath.Abs(o.probs)
	if err != nil {
		return nil, fmt.Errorf("read probabilities: %w", err)
	}
	dir, err := os.MkdirTemp("", "yardstick")
	if err != nil {
		return nil, fmt.Errorf("read five-fold texts: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "texts.jsonl")
	cmd := exec.CommandContext(ctx, "go", "test", "./page/extract", "-count=1", "-run", "^TestCrossValidated$",
		"-args", "-quality", "-probs", probs, "-texts", file)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "OVERVIEW_SHARED="+o.shared)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("cross-validate: %w\n%s", err, out)
	}
	return readTexts(file)
}

func readTexts(file string) (map[pageKey]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read five-fold texts: %w", err)
	}
	defer f.Close()
	texts := map[pageKey]string{}
	for dec := json.NewDecoder(bufio.NewReader(f)); ; {
		var row struct{ Set, URL, Text string }
		err := dec.Decode(&row)
		if errors.Is(err, io.EOF) {
			return texts, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read five-fold texts: %w", err)
		}
		texts[pageKey{row.Set, row.URL}] = row.Text
	}
}

// addFolds adds the five-fold texts as one more extractor.
func (m *measurement) addFolds(texts map[pageKey]string) {
	if texts == nil {
		return
	}
	m.engines = append(m.engines, engine{name: nameFolds, bodies: true})
	for i, in := range m.pages {
		f := found{text: texts[pageKey{in.Set, in.URL}]}
		m.answers[i] = append(m.answers[i], answer{found: f, outcome: newLabels(in).compare(f)})
	}
}

// addBest adds the best public text of each page. It cannot be built, but says
// what choosing well would bring.
func (m *measurement) addBest() {
	if !slices.ContainsFunc(m.engines, func(e engine) bool { return e.public }) {
		return
	}
	m.engines = append(m.engines, engine{name: nameBest, bodies: true})
	for i := range m.answers {
		var best score.Body
		for j, a := range m.answers[i] {
			b := a.outcome.body
			if m.engines[j].public && (!best.HasTrue || b.F1() > best.F1()) {
				best = b
			}
		}
		m.answers[i] = append(m.answers[i], answer{outcome: outcome{body: best}})
	}
}

// writePredictions writes a file for each extractor and half of the corpora, as
// score-extract reads them.
func (m *measurement) writePredictions(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("write predictions: %w", err)
	}
	for at, e := range m.engines {
		if e.read == nil && e.combine == nil && e.name != nameFolds {
			continue
		}
		for _, corpus := range []string{"aeb", "fundus", "replay"} {
			if err := m.writeEngine(filepath.Join(folder, fileName(e.name)+"."+corpus+".jsonl"), at, corpus); err != nil {
				return fmt.Errorf("write predictions: %w", err)
			}
		}
	}
	return nil
}

func fileName(engine string) string {
	return strings.Join(strings.FieldsFunc(engine, func(r rune) bool { return r < 'a' || r > 'z' }), "-")
}

func (m *measurement) writeEngine(path string, at int, corpus string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	for i, in := range m.pages {
		row := map[string]any{"url": in.URL}
		switch {
		case in.Set == corpus:
			row = map[string]any{"id": in.ID}
		case corpus != "replay" || !in.inArchive():
			continue
		}
		a := m.answers[i][at].found
		row["title"], row["authors"], row["published"], row["text"] = a.title, a.authors, a.published, a.text
		if err := enc.Encode(row); err != nil {
			f.Close()
			return err
		}
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
