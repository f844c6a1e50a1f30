package extract

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
)

var kindFit = flag.Bool("kindfit", false, "with -kindpages and -quality: fit the weights of list signs and print them")

// example is a page's signs of a list.
type example struct {
	row    [listSigns]float64
	isList bool
}

// TestFitList fits listWeights: a logistic regression on the tuning half of
// the folder's pages, and on half of the development pages. Pages that state
// an article's type are left out, as they are where the weights are used.
func TestFitList(t *testing.T) {
	if !*kindFit || *kindPages == "" {
		t.Skip("needs -kindfit -kindpages FOLDER -quality")
	}
	var list []example
	add := func(html []byte, address string, o Options, isList bool) {
		if row, stated := listSignsOf(t, html, address, o); !stated {
			list = append(list, example{row, isList})
		}
	}
	for _, p := range readLabelledPages(t) {
		if p.half != "tune" || p.kind != KindArticle && p.kind != KindFront {
			continue
		}
		html, err := os.ReadFile(filepath.Join(*kindPages, "pages", p.name+".html"))
		if err != nil {
			t.Fatal(err)
		}
		add(html, someArticle, Options{}, p.kind == KindFront)
	}
	labels := readKindLabels(t)
	for _, p := range readPages(t, 1) {
		h := fnv.New32a()
		h.Write([]byte(p.Domain))
		if _, isOther := labels[p.Set+" "+p.ID]; !isOther && p.Set != "replay fundus" && h.Sum32()%2 == 0 {
			add(p.HTML, p.URL, Options{ContentType: p.ContentType}, false)
		}
	}
	var words []string
	for _, w := range fitList(list) {
		words = append(words, fmt.Sprintf("%.2f", w))
	}
	t.Logf("%d pages: %s", len(list), strings.Join(words, ", "))
}

// listSignsOf reads a page's signs, and whether it states an article's type.
func listSignsOf(t *testing.T, page []byte, address string, o Options) ([listSigns]float64, bool) {
	t.Helper()
	doc, err := dom.Parse(charset.Decode(page, o.ContentType, charset.HTML).Bytes)
	if err != nil {
		t.Fatal(err)
	}
	r := readText(doc, address, o)
	r.readAuthors()
	r.readDates()
	r.assignRoles()
	return r.listRow(r.countList()), len(r.types) > 0
}

// fitList is a logistic regression; lists weigh as much as articles.
func fitList(list []example) [listSigns]float64 {
	const (
		steps = 4000
		rate  = 2.0
		decay = 0.0005
	)
	var w [listSigns]float64
	lists := 0
	for _, e := range list {
		if e.isList {
			lists++
		}
	}
	for range steps {
		var slope [listSigns]float64
		for _, e := range list {
			sum := 0.0
			for i, v := range e.row {
				sum += w[i] * v
			}
			off, weight := 1/(1+math.Exp(-sum)), 0.5/float64(len(list)-lists)
			if e.isList {
				off, weight = off-1, 0.5/float64(lists)
			}
			for i, v := range e.row {
				slope[i] += weight * off * v
			}
		}
		for i := range w {
			if listSign(i) != listBias {
				slope[i] += decay * w[i]
			}
			w[i] -= rate * slope[i]
		}
	}
	return w
}

// Two kinds of pages that one sign tells apart give that sign the weight.
func TestFitListFindsTheSign(t *testing.T) {
	var list []example
	for i := range 20 {
		e := example{isList: i%2 == 0}
		e.row[listBias], e.row[listTeasers], e.row[listTokens] = 1, flag01(e.isList), float64(i/2)/10
		list = append(list, e)
	}
	w := fitList(list)
	if w[listTeasers] < 3 || math.Abs(w[listTokens]) > 1 {
		t.Errorf("fitList: teasers weigh %.2f and length %.2f, want over 3 and about 0", w[listTeasers], w[listTokens])
	}
	if again := fitList(list); again != w {
		t.Errorf("fitList again = %v, want %v", again, w)
	}
}
