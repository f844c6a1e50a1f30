package collect

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
)

const appeal = "Our readers have walked with us along this river for forty years, and we thank every one of them for it."

// storyURL and storyPage are pages of an outlet that ends its articles with the
// same words, marked as nothing in particular.
func storyURL(i int) string { return fmt.Sprint("https://tern.example/news/story-", i) }

func storyPage(i int, more ...string) fetchtest.Page {
	stories := [][]string{
		{"The mill at the weir was sold on Tuesday to a baker from the coast, who wants to grind his own flour again.",
			"Its wheel has not turned since the dam was raised, and the miller's son keeps the key in a jar of nails."},
		{"Divers found a bronze bell in the harbour on Friday, eleven metres down, with a swallow's nest of mussels inside.",
			"The parish says it fell from the tower in the storm of 1806, and wants it back before the summer fair."},
		{"A bus driver on line four has learnt the names of all his morning passengers, two hundred and six of them.",
			"The company has given him a medal and asked him to drive a little faster, which he says he will think about."},
	}
	var b strings.Builder
	for _, p := range slices.Concat(stories[i%len(stories)], more) {
		fmt.Fprintf(&b, "<p>On day %d: %s</p>", i, p)
	}
	fmt.Fprintf(&b, "<p>%s</p>", appeal)
	return fetchtest.Page{Body: fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>Story number %d of the day</title>
<meta property="og:type" content="article"></head><body><div class="text"><h1>Story number %d of the day</h1>%s</div></body></html>`, i, i, b.String())}
}

// stories lists n pages of the outlet, the first one first in line.
func (r *rig) stories(n int) []news.ArticleID {
	r.Helper()
	var addresses []string
	for i := range n {
		r.net.Set(storyURL(i), storyPage(i))
		addresses = append(addresses, storyURL(i))
	}
	return r.listed(addresses...)
}

// memory is what is remembered of the outlet's pages.
func (r *rig) memory() news.SiteMemory {
	r.Helper()
	m, err := r.store.SiteMemory(r.Context(), "tern")
	if err != nil {
		r.Fatal(err)
	}
	return m
}

// TestSiteMemory: words that stand on four pages of an outlet are not the
// article of the fourth.
func TestSiteMemory(t *testing.T) {
	r := newRig(t, Options{Once: true}, nil)
	ids := r.stories(4)
	r.drain()
	fourth := r.text(ids[3])
	if slices.Contains(fourth, appeal) || len(fourth) != 2 {
		t.Errorf("the fourth page's text = %q, want two paragraphs without the appeal", fourth)
	}
	if first := r.text(ids[0]); !slices.Contains(first, appeal) {
		t.Errorf("the first page's text = %q: nothing was known of the outlet then", first)
	}
	if m := r.memory(); m.Pages != 4 || len(m.Body) == 0 {
		t.Errorf("the memory has %d bytes of %d pages, want 4 pages", len(m.Body), m.Pages)
	}
}

// TestSiteMemoryLookedAtAgain: what is learnt later is no change by the
// publisher, teaches nothing, and writes nothing.
func TestSiteMemoryLookedAtAgain(t *testing.T) {
	r := newRig(t, Options{}, nil)
	ids := r.stories(4)
	r.drain()
	before := r.memory()
	r.net.Set(storyURL(3), storyPage(3, "He was born in the depot, in the winter when the river froze and no bus could leave the yard for a week."))
	r.at(62 * time.Minute)
	for i, want := range []int{0, 0, 0, 1} {
		if got, err := r.store.Revisions(t.Context(), ids[i]); err != nil || len(got) != want {
			t.Errorf("page %d has %d revisions, %v, want %d", i, len(got), err, want)
		}
	}
	if fourth := r.text(ids[3]); slices.Contains(fourth, appeal) || len(fourth) != 3 {
		t.Errorf("the fourth page's text = %q, want its three paragraphs", fourth)
	}
	if m := r.memory(); m.Pages != before.Pages || string(m.Body) != string(before.Body) {
		t.Errorf("pages that were looked at again changed the memory from %d pages to %d", before.Pages, m.Pages)
	}
}

// TestSiteMemoryIsSparing: of an outlet that is known few pages are learnt
// from.
func TestSiteMemoryIsSparing(t *testing.T) {
	const pages = 40
	r := newRig(t, Options{Once: true}, nil)
	ids := r.stories(pages)
	r.drain()
	if m := r.memory(); m.Pages < youngSite || m.Pages > youngSite+(pages-youngSite)/rarely+1 {
		t.Errorf("learnt from %d of %d pages", m.Pages, pages)
	}
	if last := r.text(ids[pages-1]); slices.Contains(last, appeal) {
		t.Errorf("the last page's text = %q, want it without the appeal", last)
	}
}

// TestSiteMemoryOfAnotherVersion starts again.
func TestSiteMemoryOfAnotherVersion(t *testing.T) {
	r := newRig(t, Options{Once: true}, nil)
	r.stories(1)
	claims, err := r.store.ClaimCollect(t.Context(), news.ClaimRequest{Worker: "test", Now: start, Lease: lease, Limit: 1})
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimCollect = %d, %v", len(claims), err)
	}
	result := news.CollectResult{At: start, Article: claims[0].Article, Retry: start.Add(time.Minute),
		Site: &news.SiteMemory{Body: []byte("what an older program wrote"), Pages: 900}}
	if err := r.store.FinishCollect(t.Context(), claims[0].Claim, result); err != nil {
		t.Fatal(err)
	}
	r.at(2 * time.Minute)
	if m := r.memory(); m.Pages != 1 {
		t.Errorf("the memory is of %d pages, want 1", m.Pages)
	}
}
