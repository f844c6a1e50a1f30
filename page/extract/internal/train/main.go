// Train makes the model that tells which blocks of a page are the article, and
// measures it by cross-validation over publishers.
//
//	go run ./page/extract/internal/train -shared ../shared [-out page/extract/model.bin]
//
// It needs the labelled pages beside the repository, about 2 GB of memory and a
// few minutes. The same pages give the same model, byte for byte.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/corpus"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/score"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func main() {
	shared := flag.String("shared", "../shared", "folder of the shared corpora")
	out := flag.String("out", "", "write the model here")
	trees := flag.Int("trees", 120, "trees of each model")
	worst := flag.Int("worst", 0, "list the N worst pages")
	flag.IntVar(&tune.Leaves, "leaves", 24, "leaves of each tree")
	flag.Float64Var(&tune.MinHess, "minhess", 10, "least weight of a leaf")
	flag.Float64Var(&tune.Rate, "rate", 0.07, "shrinkage")
	flag.Float64Var(&tune.Columns, "columns", 0.2, "part of the features a tree sees")
	show := flag.String("show", "", "print the blocks of pages whose address holds this")
	flag.Parse()
	if err := run(*shared, *out, *show, *trees, *worst); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

var tune boost.Options

// folds is the number of parts of the cross-validation.
const folds = 5

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

func run(shared, out, show string, trees, worst int) error {
	examples, err := load(shared)
	if err != nil {
		return err
	}
	opts := tune
	opts.Trees, opts.Rows, opts.L2, opts.Seed = trees, 0.6, 5, 7
	first := func(e *example) [][]float32 { return e.rows }
	second := func(e *example) [][]float32 { return e.smoothed }
	crossPredict(examples, first, opts)
	for _, e := range examples {
		e.smoothed = e.cut.Smooth(e.rows, e.probs)
	}
	predicted := make([][]float32, len(examples))
	for i, e := range examples {
		predicted[i] = e.probs
		e.probs = e.perfect()
	}
	fmt.Println("perfect choice of blocks")
	report(examples, segment.DefaultBars, 0)
	for i, e := range examples {
		e.probs = predicted[i]
	}
	fmt.Println("first model, cross-validated")
	report(examples, segment.DefaultBars, 0)
	var one, two *boost.Model
	if out != "" {
		one, two = fit(examples, -1, first, opts), fit(examples, -1, second, opts)
	}
	crossPredict(examples, second, opts)
	fmt.Println("both models, cross-validated, by bars")
	for _, clear := range []float32{0.4, 0.45, 0.55} {
		bars := segment.DefaultBars
		bars.Expect = clear
		fmt.Printf("  clear %.2f", clear)
		report(examples, bars, 0)
	}
	report(examples, segment.DefaultBars, worst)
	for _, e := range examples {
		if show != "" && !e.made && strings.Contains(e.page.URL, show) {
			e.print()
		}
	}
	if out == "" {
		return nil
	}
	header := fmt.Sprintf("overview blocks %d %d %d\n", segment.Version, len(examples), folds)
	data := slices.Concat([]byte(header), one.Encode(), two.Encode())
	return os.WriteFile(out, data, 0o644)
}

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
	}
	fmt.Printf("%d pages, %d with those cut down, described in %v\n", len(pages), len(examples), time.Since(start))
	return examples, nil
}

const (
	// shortParagraphs is how much of the article a short page keeps.
	shortParagraphs = 4
	// madeWeight is what a page that was cut down counts, beside a real one.
	madeWeight = 0.25
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
		title := e.fold%2 == 0 && b.IsHeading() && b.Tag == atom.H1
		if e.labels[i] && b.Tokens > 0 {
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
	// The article's own surroundings stay: neighbours of what is needed, if
	// they are small.
	keepNear := e.fold%3 != 0
	root := copyTree(e.doc, need, drop, keepNear)
	p := e.page
	made := &example{page: p, cut: segment.Cut(root), fold: e.fold, made: true}
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

func describe(p corpus.Page) (*example, error) {
	doc, err := dom.Parse(charset.Decode(p.HTML, p.ContentType, charset.HTML).Bytes)
	if err != nil {
		return nil, err
	}
	p.HTML = nil
	cut := segment.Cut(doc)
	e := &example{page: p, doc: doc, cut: cut, context: meta.Read(doc).Context(p.URL)}
	e.rows = cut.Describe(e.context)
	h := fnv.New32a()
	h.Write([]byte(p.Domain))
	e.fold = int(h.Sum32() % folds)
	e.label()
	return e, nil
}

// label marks the blocks that the labelled body holds, each of its words once.
func (e *example) label() {
	left := map[string]int{}
	want := score.Words(e.page.Body, false)
	for i := range max(0, len(want)-2) {
		left[strings.Join(want[i:i+3], " ")]++
	}
	lines := map[string]bool{}
	for line := range strings.SplitSeq(e.page.Body, "\n") {
		lines[score.Fold(line)] = true
	}
	e.labels, e.weights = make([]bool, len(e.rows)), make([]float32, len(e.rows))
	for i := range e.cut.Blocks {
		b := &e.cut.Blocks[i]
		words := score.Words(b.Text, false)
		if len(words) < 5 {
			e.labels[i] = len(words) > 0 && lines[score.Fold(b.Text)]
		} else {
			e.labels[i] = take(left, words)
		}
		e.weights[i] = float32(3+min(len(words), 150)) / float32(100+len(want)) * 20
		if e.foreign(b) {
			e.weights[i] = 0
		}
	}
}

// take uses up the words' shingles if at least half of them are left.
func take(left map[string]int, words []string) bool {
	n, have := len(words)-2, 0
	for i := range n {
		if left[strings.Join(words[i:i+3], " ")] > 0 {
			have++
		}
	}
	if have*2 < n {
		return false
	}
	for i := range n {
		left[strings.Join(words[i:i+3], " ")]--
	}
	return true
}

// foreign reports whether a set's custom of labelling such a block differs
// from ours: magic counts captions, waddle the headline and date lines, and aeb
// leaves most standfirsts out.
func (e *example) foreign(b *segment.Block) bool {
	switch e.page.Set {
	case "aeb":
		return (b.Class|b.Above)&segment.ClassLead != 0 && b.Tokens >= 5
	case "magic":
		return b.Flags&segment.InFigure != 0 || b.Class&segment.ClassCaption != 0
	case "waddle":
		return b.IsHeading() || b.Class&(segment.ClassDate|segment.ClassByline) != 0 || b.Tokens < 12 && b.IsDate()
	}
	return false
}

// perfect are the probabilities that a model without error would give.
func (e *example) perfect() []float32 {
	probs := make([]float32, len(e.labels))
	for i, l := range e.labels {
		if l {
			probs[i] = 1
		}
	}
	return probs
}

// obviousSample thins out the short links of menus and lists, which are most
// of every page: one in so many is learned from, and counts for them all.
const obviousSample = 4

func (e *example) obvious(i int) bool {
	b := &e.cut.Blocks[i]
	return !e.labels[i] && b.Tokens < 8 && b.LinkTokens == b.Tokens
}

func fit(examples []*example, without int, rowsOf func(*example) [][]float32, opts boost.Options) *boost.Model {
	var rows [][]float32
	var labels []bool
	var weights []float32
	for _, e := range examples {
		if e.fold == without {
			continue
		}
		for i, r := range rowsOf(e) {
			w := e.weights[i]
			if e.obvious(i) {
				if i%obviousSample != 0 {
					continue
				}
				w *= obviousSample
			}
			if w > 0 {
				rows, labels, weights = append(rows, r), append(labels, e.labels[i]), append(weights, w)
			}
		}
	}
	return boost.Train(rows, labels, weights, opts)
}

// crossPredict sets every page's probabilities by a model that saw no page of
// its publisher.
func crossPredict(examples []*example, rowsOf func(*example) [][]float32, opts boost.Options) {
	probs := make([][]float32, len(examples))
	for f := range folds {
		m := fit(examples, f, rowsOf, opts)
		for i, e := range examples {
			if e.fold != f {
				continue
			}
			for _, r := range rowsOf(e) {
				probs[i] = append(probs[i], boost.Sigmoid(m.Predict(r)))
			}
		}
		runtime.GC()
	}
	for i, e := range examples {
		e.probs = probs[i]
	}
}

// report prints body F1 by set, and the worst pages.
func report(examples []*example, bars segment.Bars, worst int) {
	sets := map[string][]score.Body{}
	var order []string
	type bad struct {
		f1  float64
		url string
	}
	var list []bad
	for _, e := range examples {
		if e.made {
			continue
		}
		got := score.ScoreBody(e.page.Body, e.text(bars), e.page.Set == "aeb")
		if sets[e.page.Set] == nil {
			order = append(order, e.page.Set)
		}
		sets[e.page.Set] = append(sets[e.page.Set], got)
		list = append(list, bad{got.F1(), fmt.Sprintf("%s P %.2f R %.2f %s", e.page.Set, got.P, got.R, e.page.URL)})
	}
	for _, s := range order {
		fmt.Printf("  %s %.4f", s, score.MeanF1(sets[s]))
	}
	fmt.Println()
	slices.SortFunc(list, func(a, b bad) int { return cmp.Compare(a.f1, b.f1) })
	for _, b := range list[:min(worst, len(list))] {
		fmt.Printf("    %.3f %s\n", b.f1, b.url)
	}
}

// text is what the page's probabilities choose.
func (e *example) text(bars segment.Bars) string {
	var b strings.Builder
	chosen, _ := e.cut.Choose(e.probs, bars)
	for i, c := range chosen {
		if c {
			b.WriteString(e.cut.Blocks[i].Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// print shows what was said of each block of a page.
func (e *example) print() {
	chosen, sure := e.cut.Choose(e.probs, segment.DefaultBars)
	fmt.Printf("%s, sure %.2f\n", e.page.URL, sure)
	for i := range e.cut.Blocks {
		b := &e.cut.Blocks[i]
		fmt.Printf("  label %-5v chosen %-5v %.2f %4d %-10s %.80q\n", e.labels[i], chosen[i], e.probs[i], b.Tokens, b.Tag, b.Text)
	}
}
