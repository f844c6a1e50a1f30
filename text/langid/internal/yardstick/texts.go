package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/overview-news/overview/text/langid"
	"github.com/overview-news/overview/text/language"
)

// text is a labelled one.
type text struct {
	words, label string
	outlet, body string       // of an article
	prior        langid.Prior // see addPriors
}

// set is a list of texts that one figure is given for.
type set struct {
	name  string
	texts []text
	many  bool // too many for the slow ones
}

// beginning is how much of an article's text stands beside its title, in
// characters.
const beginning = 300

// maxLine bounds a line of a file of labels, in bytes.
const maxLine = 64 << 20

// sharedFolder is the folder of test data: beside the module under test.
func sharedFolder(ctx context.Context) (string, error) {
	if dir := os.Getenv("OVERVIEW_SHARED"); dir != "" {
		return dir, nil
	}
	out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/overview-news/overview").Output()
	if err != nil {
		return "", fmt.Errorf("find the module under test, from the folder of this one: %w", err)
	}
	return filepath.Join(filepath.Dir(strings.TrimSpace(string(out))), "shared"), nil
}

func readSets(o options) ([]set, error) {
	sets, err := readArticles(filepath.Join(o.shared, "corpora/replay/manifest.jsonl"))
	if err != nil || o.lines == "" {
		return sets, err
	}
	for _, file := range []struct{ name, path string }{{"sentences", "sentences.txt"}, {"word pairs", "word-pairs.txt"}} {
		texts, err := readLabelledLines(filepath.Join(o.lines, file.path))
		if err != nil {
			return nil, err
		}
		sets = append(sets, set{name: file.name, texts: texts, many: true})
	}
	return sets, nil
}

// article is a row of the archive's manifest.
type article struct {
	Domain   string `json:"domain"`
	Kind     string `json:"kind"`
	Language string `json:"language"`
	Source   string `json:"language_source"`
	Title    string `json:"title"`
	Body     string `json:"body"`
}

// readArticles reads the titles whose language is labelled, and the same with
// the beginning of their texts.
func readArticles(path string) ([]set, error) {
	titles, bodies := set{name: "title"}, set{name: "title + 300"}
	err := eachLine(path, func(line []byte) error {
		var a article
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		if a.Kind != "article" || a.Source != "truth" || a.Title == "" {
			return nil
		}
		t := text{words: a.Title, label: canonical(a.Language), outlet: a.Domain, body: a.Body}
		titles.texts = append(titles.texts, t)
		if a.Body != "" {
			start := []rune(a.Body)
			t.words += " " + string(start[:min(len(start), beginning)])
			bodies.texts = append(bodies.texts, t)
		}
		return nil
	})
	return []set{titles, bodies}, err
}

// addPriors gives each article what its outlet's other articles are found to
// be in with their texts: what the pipeline knows of an outlet.
func addPriors(texts []text) {
	written := map[string]map[language.Tag]int{}
	own := make([]language.Tag, len(texts))
	for i, t := range texts {
		own[i] = langid.Identify(t.words+"\n"+t.body, nil).Language
		if written[t.outlet] == nil {
			written[t.outlet] = map[language.Tag]int{}
		}
		written[t.outlet][own[i]]++
	}
	for i := range texts {
		counts := maps.Clone(written[texts[i].outlet])
		counts[own[i]]--
		texts[i].prior = langid.PriorOf(nil, counts)
	}
}

func readLabelledLines(path string) ([]text, error) {
	var texts []text
	err := eachLine(path, func(line []byte) error {
		if label, words, labelled := strings.Cut(string(line), "\t"); labelled {
			texts = append(texts, text{words: words, label: canonical(label)})
		}
		return nil
	})
	if err == nil && len(texts) == 0 {
		err = fmt.Errorf("read %s: no labelled line", path)
	}
	return texts, err
}

func eachLine(path string, each func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read labels: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), maxLine)
	for n := 1; lines.Scan(); n++ {
		if err := each(lines.Bytes()); err != nil {
			return fmt.Errorf("read labels %s, line %d: %w", path, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read labels %s: %w", path, err)
	}
	return nil
}

// canonical makes names of languages comparable: without script or region, one
// name for both ways of writing Norwegian, as labels have it, and one for
// Filipino.
func canonical(name string) string {
	base, _, _ := strings.Cut(strings.ToLower(name), "-")
	switch base {
	case "nb", "nn", "nob", "nno":
		return "no"
	case "fil":
		return "tl"
	}
	return cmp.Or(base, "und")
}
