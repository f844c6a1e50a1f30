package extract

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

var (
	kindPages = flag.String("kindpages", "", "measure kinds on the pages of testdata/kinds-pages.tsv, which are this `folder`'s pages/NAME.html")
	kindHalf  = flag.String("kindhalf", "", "with -kindpages: only pages of this half, tune or test")
	kindBare  = flag.Bool("kindbare", false, "with -kindpages: give every page the address of an article, as behind a redirect that lost it")
)

// someArticle is the address under which a list or a wall is harder to tell.
const someArticle = "https://paper.example/news/2026/05/lake-road-reopens-after-rock-fall"

// labelledPage is a row of testdata/kinds-pages.tsv. The half is the site's, so
// that no site is in both.
type labelledPage struct {
	name, group, half, site, address string
	kind                             Kind
}

// label is what a page is counted under.
func (p labelledPage) label() string {
	if p.group == "" {
		return string(p.kind)
	}
	return string(p.kind) + " · " + p.group
}

// labelledKinds are those that a page can be labelled with.
var labelledKinds = []Kind{KindArticle, KindLive, KindFront, KindGallery, KindVideo, KindConsent, KindChallenge, KindLogin, KindMissing, KindEmpty}

// parseLabelledPages reads rows of name, kind, group, half, site, address,
// collection and file, with tabs between; "-" is none. The error names the line.
func parseLabelledPages(text string) ([]labelledPage, error) {
	var pages []labelledPage
	names, halves := map[string]bool{}, map[string]string{}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 8 || slices.Contains(f, "") {
			return nil, fmt.Errorf("line %d: want 8 fields with tabs between, none of them empty, got %q", number, f)
		}
		p := labelledPage{name: f[0], kind: Kind(f[1]), group: strings.Trim(f[2], "-"), half: f[3], site: f[4], address: f[5]}
		switch {
		case !slices.Contains(labelledKinds, p.kind):
			return nil, fmt.Errorf("line %d: %q is no kind", number, p.kind)
		case p.half != "tune" && p.half != "test":
			return nil, fmt.Errorf("line %d: the half is %q, want tune or test", number, p.half)
		case !strings.HasPrefix(p.address, "http://") && !strings.HasPrefix(p.address, "https://"):
			return nil, fmt.Errorf("line %d: %q is no address", number, p.address)
		case names[p.name]:
			return nil, fmt.Errorf("line %d: %q is there twice", number, p.name)
		case halves[p.site] != "" && halves[p.site] != p.half:
			return nil, fmt.Errorf("line %d: the site %q is in both halves", number, p.site)
		}
		names[p.name], halves[p.site] = true, p.half
		pages = append(pages, p)
	}
	if len(pages) == 0 {
		return nil, errors.New("no pages")
	}
	return pages, nil
}

func readLabelledPages(t *testing.T) []labelledPage {
	t.Helper()
	data, err := os.ReadFile("testdata/kinds-pages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := parseLabelledPages(string(data))
	if err != nil {
		t.Fatalf("testdata/kinds-pages.tsv: %v", err)
	}
	return pages
}

// ofHalf are the pages of one half, or of both where it is "".
func ofHalf(pages []labelledPage, half string) ([]labelledPage, error) {
	if half != "" && half != "tune" && half != "test" {
		return nil, fmt.Errorf("half %q: want tune or test", half)
	}
	var list []labelledPage
	for _, p := range pages {
		if half == "" || p.half == half {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("half %q has no pages", half)
	}
	return list, nil
}

func TestParseLabelledPages(t *testing.T) {
	const good = "# a comment\na\tfront\tposts\ttest\tsite.example\thttps://site.example/\tset\ta.html\n"
	for _, tt := range []struct{ name, text, want string }{
		{"good", good, ""},
		{"no group", good + "b\tlogin\t-\ttest\tsite.example\thttps://site.example/in\tset\t-\n", ""},
		{"empty", "# a comment\n", "no pages"},
		{"a field less", good + "b\tlogin\ttest\tsite.example\thttps://site.example/\tset\tb.html\n", "line 3: want 8 fields"},
		{"an empty field", good + "b\tlogin\t\ttest\tsite.example\thttps://site.example/\tset\tb.html\n", "line 3: want 8 fields"},
		{"an empty line", good + "\n", "line 3: want 8 fields"},
		{"no kind", strings.Replace(good, "front", "frnt", 1), `line 2: "frnt" is no kind`},
		{"no half", strings.Replace(good, "test", "tset", 1), `line 2: the half is "tset"`},
		{"no address", strings.Replace(good, "https:", "", 1), `line 2: "//site.example/" is no address`},
		{"twice", good + good, `line 4: "a" is there twice`},
		{"both halves", good + "b\tlogin\t-\ttune\tsite.example\thttps://site.example/\tset\tb.html\n", `line 3: the site "site.example" is in both`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseLabelledPages(tt.text)
			if got := fmt.Sprint(err); tt.want == "" && err != nil || !strings.HasPrefix(got, tt.want) && tt.want != "" {
				t.Errorf("parseLabelledPages(%q): %v, want %q", tt.text, err, tt.want)
			}
		})
	}
}

// The list is what docs/extraction.md says of it.
func TestLabelledPages(t *testing.T) {
	pages := readLabelledPages(t)
	articles := 0
	for _, p := range pages {
		if p.kind == KindArticle {
			articles++
		}
	}
	if others := len(pages) - articles; articles != 1360 || others != 799 {
		t.Errorf("%d articles and %d other pages, want 1360 and 799", articles, others)
	}
	for half, want := range map[string]int{"tune": 1045, "test": 1114, "": 2159} {
		if list, err := ofHalf(pages, half); err != nil || len(list) != want {
			t.Errorf("half %q: %d pages, %v, want %d", half, len(list), err, want)
		}
	}
	if list, err := ofHalf(pages, "tset"); err == nil {
		t.Errorf("half tset: %d pages, want an error", len(list))
	}
	if list, err := ofHalf(pages[:0], "test"); err == nil {
		t.Errorf("an empty half: %d pages, want an error", len(list))
	}
}

// kindFloors are the shares of pages that are told rightly, by half and label,
// a little under what docs/extraction.md has; bare is with -kindbare.
var kindFloors = map[string]struct{ right, bare float64 }{
	"test · article · blog":         {0.953, 0.953},
	"test · article · chinese news": {0.972, 0.972},
	"test · article · news 2013":    {0.994, 0.994},
	"test · article · wcxb":         {0.993, 0.991},
	"test · challenge":              {0.8, 0.8},
	"test · front · other lists":    {0.352, 0.308},
	"test · front · posts":          {0.784, 0.647},
	"test · login · short":          {0.82, 0.743},
	"test · login · with menus":     {0.763, 0.545},
	"test · missing":                {0.8, 0.8},
	"test · video":                  {0.875, 0.875},
	"tune · article · blog":         {0.976, 0.976},
	"tune · article · chinese news": {0.961, 0.961},
	"tune · article · news 2013":    {0.989, 0.989},
	"tune · article · wcxb":         {0.993, 0.997},
	"tune · challenge":              {0.941, 0.941},
	"tune · consent":                {0, 0},
	"tune · front · other lists":    {0.492, 0.453},
	"tune · front · posts":          {0.861, 0.742},
	"tune · login · short":          {0.878, 0.829},
	"tune · login · with menus":     {0.822, 0.622},
	"tune · missing":                {0.812, 0.812},
	"tune · video":                  {0.666, 0},
}

// kindTally counts the answers for one group of pages.
type kindTally struct {
	pages, right, article int
	answers               map[Kind]int
}

// TestKindPages measures recall and precision on real pages. The pages are
// other people's and are not kept with the code: only which they are.
func TestKindPages(t *testing.T) {
	if *kindPages == "" {
		t.Skip("needs -kindpages FOLDER: pages from public collections, see docs/extraction.md")
	}
	pages, err := ofHalf(readLabelledPages(t), *kindHalf)
	if err != nil {
		t.Fatalf("-kindhalf: %v", err)
	}
	groups, counts := map[string]*kindTally{}, kindCounts{}
	for _, p := range pages {
		key := p.half + " · " + p.label()
		if groups[key] == nil {
			groups[key] = &kindTally{answers: map[Kind]int{}}
		}
		got := kindOf(t, p)
		groups[key].add(p.kind, got)
		counts[[2]Kind{p.kind, got}]++
	}
	logGroups(t, groups)
	counts.log(t, "real pages")
	for key, g := range groups {
		floor, found := kindFloors[key]
		if !found {
			t.Errorf("%s has no floor", key)
		}
		least := floor.right
		if *kindBare {
			least = floor.bare
		}
		if share := float64(g.right) / float64(g.pages); share < least {
			t.Errorf("%s: %.3f of %d pages are told rightly, want %.3f at least", key, share, g.pages, least)
		}
	}
}

// kindOf reads a page of the folder.
func kindOf(t *testing.T, p labelledPage) Kind {
	t.Helper()
	html, err := os.ReadFile(filepath.Join(*kindPages, "pages", p.name+".html"))
	if err != nil {
		t.Fatal(err)
	}
	address := p.address
	if *kindBare {
		address = someArticle
	}
	a, err := Page(html, address, Options{})
	if err != nil {
		t.Fatalf("Page(%s): %v", p.name, err)
	}
	if *faults != "" && a.Kind != p.kind && strings.Contains(","+*faults+",", ",kind,") {
		t.Logf("%s: %s is taken for %s: %q, %d bytes of text, %s", p.label(), p.name, a.Kind, a.Headline, len(a.Text()), address)
	}
	return a.Kind
}

func (k *kindTally) add(want, got Kind) {
	k.pages++
	k.answers[got]++
	if got == want {
		k.right++
	}
	if got == KindArticle || got == KindLive {
		k.article++
	}
}

func logGroups(t *testing.T, groups map[string]*kindTally) {
	t.Helper()
	var names []string
	for name := range groups {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		g := groups[name]
		t.Logf("%-30s %4d pages, right %4d (%.3f), read as an article %4d  %v", name, g.pages, g.right, float64(g.right)/float64(g.pages), g.article, g.answers)
	}
}
