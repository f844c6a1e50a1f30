package extract

import (
	"sort"
	"testing"
	"unicode"

	"github.com/overview-news/overview/page/extract/internal/corpus"
)

// others are the figures over all sets: kinds of pages, and metadata by script.
type others struct {
	labels  map[string]Kind
	kinds   kindCounts
	scripts map[string]*tally
	pages   map[string]string // addresses by canonical address
}

func newOthers(t *testing.T) *others {
	return &others{labels: readKindLabels(t), kinds: kindCounts{}, scripts: map[string]*tally{}, pages: map[string]string{}}
}

func (o *others) add(t *testing.T, p corpus.Page, a Article) {
	if p.Set == "replay fundus" {
		return // the pages of fundus again
	}
	want := KindArticle
	if k, labelled := o.labels[p.Set+" "+p.ID]; labelled {
		want = k
	}
	o.kinds[[2]Kind{want, a.Kind}]++
	if want != a.Kind {
		reportFaults(t, p)("kind", string(a.Kind)+": "+a.Headline, string(want))
	}
	if other, seen := o.pages[a.Canonical]; seen && other != p.URL && a.Canonical != "" {
		t.Errorf("%s and %s have the canonical address %s", other, p.URL, a.Canonical)
	}
	o.pages[a.Canonical] = p.URL
	name := scriptOf(p.Title + p.Body + a.Headline)
	if o.scripts[name] == nil {
		o.scripts[name] = &tally{}
	}
	o.scripts[name].addMeta(p, a, func(string, string, string) {})
}

func (o *others) log(t *testing.T) {
	o.kinds.log(t, "kinds")
	articles, alarms := 0, 0
	for pair, n := range o.kinds {
		if pair[0] == KindArticle {
			articles += n
			if pair[1] != KindArticle {
				alarms += n
			}
		}
	}
	t.Logf("kinds: %d of %d articles taken for another kind", alarms, articles)
	const mostAlarms = 0.005 // of the articles
	if float64(alarms) > mostAlarms*float64(articles)+1 {
		t.Errorf("%d of %d articles are taken for another kind, want at most %.1f %%", alarms, articles, mostAlarms*100)
	}
	var names []string
	for name := range o.scripts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		s := o.scripts[name]
		t.Logf("script %-10s title %.4f of %d  authors %.4f (%.4f as signed, %.4f people) of %d  day right %.4f (%d labels the change), given %.4f of %d",
			name, s.title(), s.titles, s.author(), s.signed/float64(max(s.authored, 1)), s.people/float64(max(s.authored, 1)), s.authored,
			s.day(), s.changedDay, s.given(), s.dated)
	}
}

// scripts are those with figures of their own.
var scripts = []struct {
	name  string
	table []*unicode.RangeTable
}{
	{"CJK", []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}},
	{"Cyrillic", []*unicode.RangeTable{unicode.Cyrillic}},
	{"Greek", []*unicode.RangeTable{unicode.Greek}},
	{"Arabic", []*unicode.RangeTable{unicode.Arabic}},
	{"Hebrew", []*unicode.RangeTable{unicode.Hebrew}},
	{"Armenian", []*unicode.RangeTable{unicode.Armenian}},
	{"Indic", []*unicode.RangeTable{unicode.Devanagari, unicode.Bengali, unicode.Gujarati, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam}},
	{"Thai", []*unicode.RangeTable{unicode.Thai}},
	{"Latin", []*unicode.RangeTable{unicode.Latin}},
}

// scriptOf is the script of most letters of a text.
func scriptOf(s string) string {
	const enough = 2_000 // letters
	counts := map[string]int{}
	n := 0
	for _, c := range s {
		if !unicode.IsLetter(c) || n > enough {
			continue
		}
		n++
		for _, k := range scripts {
			if unicode.In(c, k.table...) {
				counts[k.name]++
				break
			}
		}
	}
	best := "Latin"
	for _, k := range scripts {
		if counts[k.name] > counts[best] {
			best = k.name
		}
	}
	return best
}
