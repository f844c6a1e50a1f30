package extract

import (
	"encoding/gob"
	"encoding/json"
	"flag"
	"os"
	"sort"
	"testing"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/corpus"
	"github.com/overview-news/overview/page/extract/internal/score"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

var (
	probsFile = flag.String("probs", "", "with -quality: cross-validate, with the probabilities that internal/train -probs wrote")
	textsFile = flag.String("texts", "", "with -probs: write the texts to this file, for internal/yardstick")
)

// TestCrossValidated measures the whole of Page with the probabilities of models
// that saw no page of the same publisher, with and without memory of the site.
func TestCrossValidated(t *testing.T) {
	if *probsFile == "" {
		t.Skip("needs -probs")
	}
	f, err := os.Open(*probsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	probs := map[string][]float32{}
	if err := gob.NewDecoder(f).Decode(&probs); err != nil {
		t.Fatal(err)
	}
	missing := 0
	judged = func(address string) []float32 {
		if probs[address] == nil {
			missing++
		}
		return probs[address]
	}
	defer func() { judged = nil }()
	var pages []corpus.Page
	for _, p := range readPages(t, 1) {
		if p.Body != "" {
			pages = append(pages, p)
		}
	}
	checkFresh(t, pages, probs)
	articles := make([]Article, len(pages))
	sites := map[string]*Site{}
	for i, p := range pages {
		a, err := Page(p.HTML, p.URL, Options{ContentType: p.ContentType})
		if err != nil {
			t.Fatal(err)
		}
		articles[i] = a
		if sites[p.Domain] == nil {
			sites[p.Domain] = NewSite()
		}
		sites[p.Domain].Observe(p.URL, a)
	}
	logBodies(t, "without memory of the site", pages, articles)
	writeTexts(t, pages, articles)
	dropped := 0
	for i, p := range pages {
		dropped += sites[p.Domain].Apply(p.URL, &articles[i])
	}
	logBodies(t, "with it", pages, articles)
	t.Logf("%d blocks dropped; %d pages without probabilities", dropped, missing)
}

// checkFresh fails where probabilities are not those of the blocks that pages
// are cut into now: the reader would take the shipped models, which saw these
// pages, and the figures would be too good. An address that two sets have, each
// with a page of its own, is such a page rightly.
func checkFresh(t *testing.T, pages []corpus.Page, probs map[string][]float32) {
	t.Helper()
	stale := 0
	for _, p := range pages {
		doc, err := dom.Parse(charset.Decode(p.HTML, p.ContentType, charset.HTML).Bytes)
		if err != nil {
			t.Fatal(err)
		}
		if known := probs[p.URL]; known != nil && len(segment.Cut(doc).Blocks) != len(known) {
			stale++
		}
	}
	const fewShared = 3 // addresses that two sets have
	if stale > fewShared {
		t.Errorf("%d of %d pages are cut otherwise than for these probabilities: run internal/train -probs again", stale, len(pages))
	}
}

// writeTexts writes what is scored of each page, as JSON lines.
func writeTexts(t *testing.T, pages []corpus.Page, articles []Article) {
	t.Helper()
	if *textsFile == "" {
		return
	}
	f, err := os.Create(*textsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for i, p := range pages {
		row := struct{ Set, URL, Text string }{p.Set, p.URL, textFor(p.Set, articles[i])}
		if err := enc.Encode(row); err != nil {
			t.Fatal(err)
		}
	}
}

func logBodies(t *testing.T, name string, pages []corpus.Page, articles []Article) {
	t.Helper()
	sets := map[string][]score.Body{}
	for i, p := range pages {
		sets[p.Set] = append(sets[p.Set], score.ScoreBody(p.Body, textFor(p.Set, articles[i]), p.Set == "aeb"))
	}
	var names []string
	for s := range sets {
		names = append(names, s)
	}
	sort.Strings(names)
	for _, s := range names {
		t.Logf("%-28s %-12s %4d pages  body F1 %.4f", name, s, len(sets[s]), score.MeanF1(sets[s]))
	}
}
