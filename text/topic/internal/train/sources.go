package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/overview-news/overview/text/topic"
	"github.com/overview-news/overview/text/topic/internal/labelled"
	"github.com/overview-news/overview/text/topic/internal/style"
)

// example is an article of the tuning halves whose genre was judged by reading.
type example struct {
	set, outlet string
	genre       topic.Genre
	signals     topic.Signals
	text        style.Text
	x           []float64  // what the model at hand is told
	measures    []float64  // of the text
	leans       [2]float64 // towards opinion and analysis, by models that did not see its outlet
	weight      float64
}

// weights are how much the sets weigh, in the models of texts and in those of
// pages: sets of pages count most where pages are judged. What was chosen by its
// address counts nowhere: it would make addresses look too sure.
var weights = map[string]struct{ text, page float64 }{
	"archive": {1, 1}, "aeb": {0.15, 0.2}, "allsides": {1, 0.6}, "newsweek": {0, 0},
}

// leaveOut takes all weight from sets, which are named with commas between.
func leaveOut(sets string) error {
	for set := range strings.SplitSeq(sets, ",") {
		if _, known := weights[set]; !known && set != "" {
			return fmt.Errorf("leave out %q: no such set", set)
		}
		delete(weights, set)
	}
	return nil
}

// signed reports whether who wrote an article is known in a set.
func signed(set string) bool { return set == "archive" || set == "aeb" }

// read reads the tuning halves of all sets.
func read(shared, data string) ([]*example, error) {
	genres, err := labelled.Column(filepath.Join(data, "genres.csv"))
	if err != nil {
		return nil, err
	}
	more, err := labelled.Column(filepath.Join(data, "genres-more.csv"))
	if err != nil {
		return nil, err
	}
	for id, g := range more {
		genres[id] = g
	}
	outlets, err := labelled.Column(filepath.Join(data, "outlets.csv"))
	if err != nil {
		return nil, err
	}
	known := func(id string) bool { return genres[id] != "" }
	corpora := filepath.Join(shared, "corpora")
	var pages []labelled.Page
	for _, set := range []func() ([]labelled.Page, error){
		func() ([]labelled.Page, error) {
			return labelled.Pages(filepath.Join(corpora, "replay/manifest.jsonl"), func(id, domain string, _ []string) bool {
				return labelled.TuningHalf(domain) && known(id)
			})
		},
		func() ([]labelled.Page, error) {
			return labelled.Collection("aeb", filepath.Join(corpora, "pages/aeb"), known)
		},
		func() ([]labelled.Page, error) {
			return labelled.Stories("allsides", filepath.Join(corpora, "stories/allsides.jsonl.gz"), outlets, known)
		},
		func() ([]labelled.Page, error) {
			return labelled.Stories("newsweek", filepath.Join(corpora, "stories/newsweek_2026-03.jsonl.gz"), outlets, known)
		},
	} {
		list, err := set()
		if err != nil {
			return nil, err
		}
		pages = append(pages, list...)
	}
	var out []*example
	for _, p := range pages {
		g := topic.Genre(genres[p.ID])
		if !p.Tuning || g != topic.Opinion && g != topic.Analysis && g != topic.Report {
			continue
		}
		e := &example{set: p.Set, outlet: p.Domain, genre: g, signals: p.Signals, text: style.Read(p.Signals.Text)}
		e.measures = e.text.Measures()
		out = append(out, e)
	}
	return out, nil
}

// count says how many examples of each genre the sets hold.
func count(all []*example) []string {
	var notes []string
	for _, set := range []string{"archive", "aeb", "allsides", "newsweek"} {
		n := map[topic.Genre]int{}
		for _, e := range all {
			if e.set == set {
				n[e.genre]++
			}
		}
		note := fmt.Sprintf("%s: %d opinions, %d analyses, %d reports", set, n[topic.Opinion], n[topic.Analysis], n[topic.Report])
		if weights[set].text+weights[set].page == 0 {
			note += ", not learnt from"
		}
		notes = append(notes, note)
	}
	return notes
}
