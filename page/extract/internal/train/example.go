package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"slices"
	"time"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/page/extract/internal/corpus"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// example is one labelled page, described.
type example struct {
	page     corpus.Page
	doc      *html.Node
	context  segment.Context
	cut      *segment.Page
	rows     [][]float32
	smoothed [][]float32
	labels   []bool
	weights  []float32
	fold     int
	made     bool // cut down from a labelled page; never scored
	probs    []float32
}

// load reads every labelled page and makes smaller ones from them.
func load(shared string) ([]*example, error) {
	all := func(int) bool { return true }
	var pages []corpus.Page
	for _, set := range []string{"aeb", "fundus"} {
		p, err := corpus.Pages(filepath.Join(shared, "corpora", "pages"), set, all)
		if err != nil {
			return nil, err
		}
		for i := range p {
			p[i].Set = set
		}
		pages = append(pages, p...)
	}
	replay, err := corpus.Replay(filepath.Join(shared, "corpora", "replay"), all)
	if err != nil {
		return nil, err
	}
	for _, p := range replay {
		if p.Set != "fundus" && p.Body != "" {
			pages = append(pages, p)
		}
	}
	start := time.Now()
	examples, err := describeAll(pages)
	fmt.Printf("%d pages, %d with those cut down, described in %v\n", len(pages), len(examples), time.Since(start))
	return examples, err
}

func describeAll(pages []corpus.Page) ([]*example, error) {
	var examples []*example
	for _, p := range pages {
		e, err := describe(p)
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", p.URL, err)
		}
		examples = append(examples, e)
		for _, keep := range []int{-1, shortParagraphs} {
			if small := e.cutDown(keep); small != nil {
				examples = append(examples, small)
			}
		}
		e.doc = nil
	}
	return examples, nil
}

func describe(p corpus.Page) (*example, error) {
	doc, err := dom.Parse(charset.Decode(p.HTML, p.ContentType, charset.HTML).Bytes)
	if err != nil {
		return nil, err
	}
	e := &example{page: p, doc: doc, cut: segment.Cut(doc), context: meta.Read(doc).Context(p.URL)}
	headline, err := extract.HeadlineOf(p.HTML, p.URL, extract.Options{ContentType: p.ContentType})
	if err != nil {
		return nil, err
	}
	e.context.Headline = cmp.Or(headline, e.context.Headline)
	e.page.HTML = nil
	e.rows = e.cut.Describe(e.context)
	h := fnv.New32a()
	h.Write([]byte(p.Domain))
	e.fold = int(h.Sum32() % folds)
	e.label()
	return e, nil
}

const (
	// shortParagraphs is how much of the article a short page keeps.
	shortParagraphs = 4
	// madeWeight is what a page that was cut down counts, beside a real one.
	madeWeight = 0.4
)

// cutDown makes a page that is little more than its article, and if keep is
// not negative, no more of it than so many paragraphs. Without such pages the
// models know the article by what surrounds it and are lost on plain pages.
func (e *example) cutDown(keep int) *example {
	need := map[*html.Node]bool{}
	positives := 0
	var drop []*html.Node
	for i := range e.cut.Blocks {
		b := &e.cut.Blocks[i]
		title := e.fold%2 == 0 && b.Tag == atom.H1
		if e.labels[i] {
			positives++
			if keep >= 0 && positives > keep {
				drop = append(drop, b.Node)
				continue
			}
		}
		if e.labels[i] || title {
			for n := b.Node; n != nil; n = n.Parent {
				need[n] = true
			}
		}
	}
	if positives == 0 {
		return nil
	}
	// The article's own surroundings stay on some: what stands beside what is
	// needed.
	near := e.fold%3 != 0
	made := &example{page: e.page, cut: segment.Cut(copyTree(e.doc, need, drop, near)), fold: e.fold, made: true}
	made.rows = made.cut.Describe(e.context)
	made.label()
	for i := range made.weights {
		made.weights[i] *= madeWeight
	}
	return made
}

// copyTree copies what is needed of a tree, with the subtrees of the deepest
// needed elements, and with those beside them if near is set.
func copyTree(n *html.Node, need map[*html.Node]bool, drop []*html.Node, near bool) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: n.Attr}
	inner := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if need[k] {
			inner++
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case slices.Contains(drop, k):
		case need[k]:
			c.AppendChild(copyTree(k, need, drop, near))
		case inner == 0 && need[n], !need[n], inner > 1 && near:
			c.AppendChild(copyTree(k, need, drop, near))
		}
	}
	return c
}
