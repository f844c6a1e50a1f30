package extract

import (
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

var (
	kindPages = flag.String("kindpages", "", "measure kinds on the labelled pages of this `folder`, which holds labels.tsv and pages/NAME.html")
	kindHalf  = flag.String("kindhalf", "", "with -kindpages: only pages of this half, tune or test")
	kindBare  = flag.Bool("kindbare", false, "with -kindpages: give every page the address of an article, as behind a redirect that lost it")
)

// someArticle is the address under which a list or a wall is harder to tell.
const someArticle = "https://paper.example/news/2026/05/lake-road-reopens-after-rock-fall"

// labelledPage is a row of labels.tsv: name, kind, group, half, site, address.
// The half is the site's, so that no site is in both.
type labelledPage struct {
	name, group, half, site, address string
	kind                             Kind
}

func readLabelledPages(t *testing.T, folder string) []labelledPage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "labels.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var pages []labelledPage
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 6 {
			continue
		}
		pages = append(pages, labelledPage{name: f[0], kind: Kind(f[1]), group: f[2], half: f[3], site: f[4], address: f[5]})
	}
	if len(pages) == 0 {
		t.Fatalf("%s/labels.tsv names no pages", folder)
	}
	return pages
}

// kindTally counts the answers for one group of pages.
type kindTally struct {
	pages, right, article int
	answers               map[Kind]int
}

// TestKindPages measures recall and precision on real pages that are not
// articles. The pages are other people's and are not kept with the code.
func TestKindPages(t *testing.T) {
	if *kindPages == "" {
		t.Skip("needs -kindpages FOLDER: pages from public collections, see docs/extraction.md")
	}
	groups, counts := map[string]*kindTally{}, kindCounts{}
	for _, p := range readLabelledPages(t, *kindPages) {
		if *kindHalf != "" && p.half != *kindHalf {
			continue
		}
		if *kindBare {
			p.address = someArticle
		}
		html, err := os.ReadFile(filepath.Join(*kindPages, "pages", p.name+".html"))
		if err != nil {
			t.Fatal(err)
		}
		a, err := Page(html, p.address, Options{})
		if err != nil {
			t.Errorf("Page(%s): %v", p.name, err)
			continue
		}
		key := strings.TrimRight(string(p.kind)+" · "+p.group, " ·")
		if groups[key] == nil {
			groups[key] = &kindTally{answers: map[Kind]int{}}
		}
		groups[key].add(p.kind, a.Kind)
		counts[[2]Kind{p.kind, a.Kind}]++
		if *faults != "" && a.Kind != p.kind && strings.Contains(","+*faults+",", ",kind,") {
			t.Logf("%s: %s is taken for %s: %q, %d bytes of text, %s", key, p.name, a.Kind, a.Headline, len(a.Text()), p.address)
		}
	}
	logGroups(t, groups)
	counts.log(t, "real pages")
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
		t.Logf("%-24s %4d pages, right %4d (%.3f), read as an article %4d  %v", name, g.pages, g.right, float64(g.right)/float64(g.pages), g.article, g.answers)
	}
}
