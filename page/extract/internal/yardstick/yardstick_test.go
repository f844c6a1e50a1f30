package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/page/extract/internal/score"
)

// sharedData returns the folder of the test data, or skips the test where it is
// missing, which under CI is an error.
func sharedData(t *testing.T) string {
	t.Helper()
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	folder := sharedFolder(root)
	if _, err := os.Stat(filepath.Join(folder, "corpora/pages")); err != nil {
		const advice = "shared test data is missing: put the shared folder beside the repository or set OVERVIEW_SHARED: "
		if os.Getenv("CI") != "" {
			t.Fatal(advice, err)
		}
		t.Skip(advice, err)
	}
	return folder
}

// TestScorer compares every figure of a sample with those of score-extract.
func TestScorer(t *testing.T) {
	folder := sharedData(t)
	const sample = 8 // every eighth page
	pages, err := readPages(folder, []string{"aeb", "fundus"}, sample)
	if err != nil {
		t.Fatal(err)
	}
	m := newMeasurement(chosenEngines([]string{nameStated, nameReadeck, nameOurs}))
	if err := m.measure(t.Context(), pages, nil); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := m.writePredictions(dir); err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"aeb", "fundus"} {
		truth := sampleRows(t, filepath.Join(folder, "corpora/pages", set, "truth.jsonl"), sample)
		groups := m.groups(setOf, either(set))
		for at, e := range m.engines[1:] {
			want := scoreExtract(t, folder, truth, filepath.Join(dir, fileName(e.name)+"."+set+".jsonl"))
			if got := asScored(m.over(at+1, groups[0])); got != want {
				t.Errorf("%s on %s: %v, score-extract says %v", e.name, set, got, want)
			}
		}
	}
}

// sampleRows writes every so-manyth row of a label file to a file of its own.
func sampleRows(t *testing.T, path string, step int) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	i := 0
	for line := range strings.Lines(string(data)) {
		if i%step == 0 {
			kept.WriteString(line)
		}
		i++
	}
	file := filepath.Join(t.TempDir(), "truth.jsonl")
	if err := os.WriteFile(file, []byte(kept.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// scored are the columns of score-extract that are here too, as it prints them.
type scored struct{ f1, deviation, title, authors, day, none string }

func scoreExtract(t *testing.T, folder, truth, predictions string) scored {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "run", ".", "-truth", truth, "-pred", predictions, "-by", "")
	cmd.Dir = filepath.Join(folder, "tools/score-extract")
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("score-extract: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		// all bodies F1 ± P R lost titles title authored authors dated date none
		if f := strings.Fields(line); len(f) == 14 && f[0] == "all" {
			return scored{f[2], f[3], f[8], f[10], f[12], f[13]}
		}
	}
	t.Fatalf("score-extract printed no total:\n%s", out)
	return scored{}
}

func asScored(f figures) scored {
	digits := func(sum float64, n int) string {
		if n == 0 {
			return "-"
		}
		return strconv.FormatFloat(sum/float64(n), 'f', 4, 64)
	}
	return scored{
		digits(score.MeanF1(f.bodies), 1), digits(deviation(f.bodies), 1), digits(float64(f.rightTitles), f.titles),
		digits(f.authors, f.authored), digits(float64(f.rightDay), f.dated), digits(float64(f.dated-f.named), f.dated),
	}
}

// TestTextRoles sees that the roles here are those of the default text.
func TestTextRoles(t *testing.T) {
	page := []byte(`<html><head><title>Ferry is back</title><meta name="description" content="The ferry sails again after a year of repairs.">
		</head><body><article><h1>Ferry is back</h1><p class="standfirst">The ferry sails again after a year of repairs.</p>
		<p>The ferry between the two towns sailed again on Monday, with three hundred people aboard and a band on the quay.</p>
		<h2>A long wait</h2><ul><li>The engine was replaced in spring by two men from the yard.</li><li>The hull was painted.</li></ul>
		<blockquote><p>We have waited for this day since the storm took the old ramp away, she said.</p></blockquote>
		<p>The next crossing is at noon, and tickets are sold on the quay until the boat is full or leaves.</p></article></body></html>`)
	a, err := extract.Page(page, "https://a.example/ferry", extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.TextOf(textRoles...), a.Text(); got != want || want == "" {
		t.Errorf("TextOf(textRoles) = %q, want the default text %q", got, want)
	}
}

func TestCombineTexts(t *testing.T) {
	in := &input{}
	long := "the ferry between the two towns sailed again on monday with three hundred people aboard"
	for _, tt := range []struct{ name, readability, trafilatura, want string }{
		{"shared paragraphs stay", long + "\nread also what others read about other ships\n", long, long + "\n"},
		{"short lines stay with all their words", long + "\nMonday news\nMore ships\n", long + " Monday news", long + "\nMonday news\n"},
		{"too little left", long + "\nfour words are here\n", "four words are here", long + "\nfour words are here\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := combineTexts(in, []found{{text: tt.readability}, {text: tt.trafilatura}})
			if got.text != tt.want {
				t.Errorf("combineTexts = %q, want %q", got.text, tt.want)
			}
		})
	}
}

func TestReadStated(t *testing.T) {
	for _, tt := range []struct {
		name, page              string
		title, author, day, txt string
	}{
		{"json-ld in a graph", `<meta property="og:site_name" content="Harbour Post"><script type="application/ld+json">{"@graph":[{"@type":"WebSite"},
			{"headline":"Ferry is back - Harbour Post","author":[{"name":"Rosa Lindt"}],"datePublished":"2026-03-01T10:00:00Z","articleBody":"<p>It sails.</p>"}]}</script>`,
			"Ferry is back", "Rosa Lindt", "2026-03-01T10:00:00Z", "It sails."},
		{"meta", `<meta property="og:title" content="Ferry is back"><meta name="author" content="Rosa Lindt"><meta property="article:published_time" content="2026-03-01">`,
			"Ferry is back", "Rosa Lindt", "2026-03-01", ""},
		{"shown", `<title>x</title><h1>Ferry is back</h1>`, "Ferry is back", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := readStated(&input{utf8: []byte(tt.page)})
			if err != nil {
				t.Fatal(err)
			}
			if author := strings.Join(f.authors, ";"); f.title != tt.title || author != tt.author || f.published != tt.day || f.text != tt.txt {
				t.Errorf("readStated = %q, %q, %q, %q, want %q, %q, %q, %q", f.title, author, f.published, f.text, tt.title, tt.author, tt.day, tt.txt)
			}
		})
	}
}
