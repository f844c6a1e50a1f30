package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/corpus"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

var update = flag.Bool("update", false, "write the sample's models anew")

// textRoles are those of package extract's default text, in the roles files.
var textRoles = []string{"standfirst", "paragraph", "subheading", "list-item", "quotation", "cell"}

// samplePages are the golden pages of package extract with their text as label.
func samplePages(t *testing.T) []corpus.Page {
	t.Helper()
	files, err := filepath.Glob("../../testdata/golden/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d golden pages, %v", len(files), err)
	}
	var pages []corpus.Page
	for _, path := range files {
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		roles, err := os.ReadFile(strings.TrimSuffix(path, ".html") + ".roles")
		if err != nil {
			t.Fatal(err)
		}
		var body []string
		for line := range strings.Lines(string(roles)) {
			if role, text, _ := strings.Cut(line, "\t"); slices.Contains(textRoles, role) {
				body = append(body, strings.TrimSpace(text))
			}
		}
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		pages = append(pages, corpus.Page{Set: "golden", ID: name, URL: "https://" + name + ".example/news/" + name,
			Domain: name + ".example", Body: strings.Join(body, "\n"), HTML: page})
	}
	return pages
}

// TestTrainingIsDeterministic trains small models on the golden pages. They must
// be the stored ones byte for byte: then the shipped ones can be made again too.
func TestTrainingIsDeterministic(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors may add and multiply in one step, which rounds once")
	}
	examples, err := describeAll(samplePages(t))
	if err != nil {
		t.Fatal(err)
	}
	first, second := standard(7)
	first.opts = boost.Options{Trees: 10, Leaves: 6, Rate: 0.3, Columns: 0.3, Rows: 0.7, L2: 1, MinHess: 2, Seed: 7}
	second.opts = first.opts
	for i, p := range first.crossPredict(examples) {
		examples[i].probs = p
	}
	smooth(examples)
	scores := report("golden pages", examples, segment.DefaultBars)
	head, err := header(examples, scores, "2026-11-26")
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Concat(head, first.fit(examples, -1).Encode(), second.fit(examples, -1).Encode())
	const path = "testdata/sample.bin"
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("training on the golden pages gave other models than %s: %d bytes, want %d; if features or training changed, write them with -update",
			path, len(got), len(want))
	}
}

func TestLabelTakesTheParagraphNotItsCopy(t *testing.T) {
	const text = "The ferry to the outer islands will sail again from the first of May"
	page := "<figure><figcaption>" + text + "</figcaption></figure><aside><a>One more teaser</a></aside>" +
		strings.Repeat("<div><a>A link among links</a></div>", 10) + "<p>" + text + "</p><p>Two ships were bought for it, and both are being painted.</p>"
	e, err := describe(corpus.Page{URL: "https://a.example/x", HTML: []byte(page),
		Body: text + "\nTwo ships were bought for it, and both are being painted."})
	if err != nil {
		t.Fatal(err)
	}
	for i := range e.cut.Blocks {
		b := &e.cut.Blocks[i]
		if want := b.Tag.String() == "p"; e.labels[i] != want {
			t.Errorf("block %d, %s %q: label %v, want %v", i, b.Tag, b.Text, e.labels[i], want)
		}
	}
}

func TestBalanceBoundsWhatSurroundsAnArticle(t *testing.T) {
	e := &example{labels: []bool{true, false, false}, weights: []float32{100, 5_000, 5_000}}
	e.balance()
	if yes, no := e.weights[0], e.weights[1]+e.weights[2]; no > 7*yes {
		t.Errorf("the article weighs %v, the rest %v", yes, no)
	}
}

// fundus's labels leave lists within the article out; that must teach nothing.
func TestListsThatFundusLeavesOutWeighNothing(t *testing.T) {
	const first, last = "The board said on Monday that it would sell both of its ships.", "Two others stay in the harbour, and both are being painted now."
	page := "<article><p>" + first + "</p><ul><li>Ufer, built in the year 1961</li></ul>" +
		`<div class="newsletter"><ul><li>Sign up for our weekly letter now</li></ul></div><p>` + last + "</p></article>"
	for set, want := range map[string]bool{"fundus": false, "aeb": true} {
		e, err := describe(corpus.Page{Set: set, URL: "https://a.example/x", HTML: []byte(page), Body: first + "\n" + last})
		if err != nil {
			t.Fatal(err)
		}
		if got := e.weights[1] > 0; got != want {
			t.Errorf("%s: the item %q weighs %v", set, e.cut.Blocks[1].Text, e.weights[1])
		}
		if e.weights[2] == 0 {
			t.Errorf("%s: the item of an offer %q weighs nothing", set, e.cut.Blocks[2].Text)
		}
	}
}
