package collect

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
)

// part is a page of an article that stands on several: its head, its
// paragraphs, and what stands under them.
func part(head, under string, paragraphs ...string) fetchtest.Page {
	var text strings.Builder
	for _, p := range paragraphs {
		fmt.Fprintf(&text, "<p>%s</p>\n", p)
	}
	return fetchtest.Page{Body: fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>Harbour reopens after the storm</title>
<meta property="og:type" content="article">%s</head><body><article><h1>Harbour reopens after the storm</h1>
%s</article>%s</body></html>`, head, text.String(), under)}
}

const (
	opened = "The harbour of the northern town opened again on Tuesday, five days after the storm had closed it to all ships."
	waited = "Fishermen had waited for the news since Thursday, and the first boats left before noon, the harbour master said."
	walls  = "The council wants to build a higher wall before next winter and asked the government to pay for a part of it."
	ferry  = "The ferry to the islands will sail twice a day until the slipway is mended, which divers say takes three weeks."
	second = pageURL + "?page=2"
)

// next is a list of an article's pages.
func next(hrefs ...string) string {
	var b strings.Builder
	for i, h := range hrefs {
		fmt.Fprintf(&b, `<a href="%s">%d</a> `, h, i+2)
	}
	return `<div class="pages">` + b.String() + `</div>`
}

// text is the stored original of an article.
func (r *rig) text(id news.ArticleID) []string {
	r.Helper()
	texts, err := r.store.Renditions(r.Context(), id)
	if err != nil || len(texts) == 0 || !texts[0].Original {
		r.Fatalf("Renditions = %d, %v, want an original", len(texts), err)
	}
	return strings.Split(texts[0].Text(), "\n")
}

func TestPagesAreJoined(t *testing.T) {
	all := []string{opened, waited, walls, ferry}
	for _, tt := range []struct {
		name  string
		pages map[string]fetchtest.Page
		want  []string
		asked []string
	}{
		{"two pages", map[string]fetchtest.Page{
			pageURL: part("", next("?page=2"), opened, waited),
			second:  part("", next("?page=2"), walls, ferry),
		}, all, []string{pageURL, second}},
		{"pages that lead in a circle", map[string]fetchtest.Page{
			pageURL: part("", next("?page=2"), opened, waited),
			second:  part(`<link rel="next" href="?page=3">`, next("?page=2", "?page=3"), walls, ferry),
			pageURL + "?page=3": part(`<link rel="next" href="?page=2">`, next("?page=2"),
				"The lighthouse keeper has counted the ships that passed while the harbour was closed, and says that there were nine."),
		}, append(all[:len(all):len(all)], "The lighthouse keeper has counted the ships that passed while the harbour was closed, and says that there were nine."),
			[]string{pageURL, second, pageURL + "?page=3"}},
		{"a second page that robots.txt forbids", map[string]fetchtest.Page{
			pageURL:                           part("", next("?page=2"), opened, waited),
			second:                            part("", "", walls, ferry),
			"https://tern.example/robots.txt": {Type: "text/plain", Body: "User-agent: *\nDisallow: /*?page=\n"},
		}, all[:2], []string{pageURL}},
		{"a second page that is not there", map[string]fetchtest.Page{
			pageURL: part("", next("?page=2"), opened, waited),
			second:  {Status: 404},
		}, all[:2], []string{pageURL, second}},
		{"a page with all of it", map[string]fetchtest.Page{
			pageURL:               part("", next("?page=2")+`<a href="?page=all">View all</a>`, opened, waited),
			second:                part("", "", walls, ferry),
			pageURL + "?page=all": part("", "", all...),
		}, all, []string{pageURL, pageURL + "?page=all"}},
		{"a page with all of it that is not there", map[string]fetchtest.Page{
			pageURL:               part("", next("?page=2")+`<a href="?page=all">View all</a>`, opened, waited),
			second:                part("", "", walls, ferry),
			pageURL + "?page=all": {Status: 404},
		}, all, []string{pageURL, pageURL + "?page=all", second}},
		{"a second page of another article", map[string]fetchtest.Page{
			pageURL: part("", next("?page=2"), opened, waited),
			second:  {Location: "https://tern.example/news/mill"},
			"https://tern.example/news/mill": {Body: `<html><head><title>Mill sold to a baker</title></head><body><article>
				<h1>Mill sold to a baker</h1><p>` + walls + `</p><p>` + ferry + `</p></article></body></html>`},
		}, all[:2], []string{pageURL, second, "https://tern.example/news/mill"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Once: true}, tt.pages)
			id := r.list()
			r.drain()
			if diff := cmp.Diff(tt.want, r.text(id)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.asked, r.net.URLs()); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			if r.net.Peak() > 1 {
				t.Errorf("the host was asked %d things at once", r.net.Peak())
			}
		})
	}
}

// TestJoinedAgain: an article on two pages is looked at whole again, and a
// second page that is missing for a while is no change of it.
func TestJoinedAgain(t *testing.T) {
	first := part("", next("?page=2"), opened, waited)
	first.ETag = `"1"`
	r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: first, second: part("", "", walls, ferry)})
	id := r.list()
	r.drain()
	r.net.Set(second, fetchtest.Page{Status: 503})
	r.at(61 * time.Minute)
	if got := r.text(id); len(got) != 4 {
		t.Errorf("the text has %d lines while its second page is away, want the 4 before", len(got))
	}
	r.net.Set(second, part("", "", walls, "The ferry to the islands will sail once a day only, the company said after a meeting with the divers."))
	r.at(25 * time.Hour)
	for _, a := range r.net.Asked(false) {
		if got := a.Header.Get("If-None-Match"); got != "" {
			t.Errorf("%s was asked with If-None-Match %s; its first page says nothing of the second", a.URL, got)
		}
	}
	before, err := r.store.Revisions(t.Context(), id)
	if err != nil || len(before) != 1 || len(before[0].Blocks) != 4 {
		t.Errorf("Revisions = %+v, %v, want the one text before the change, of 4 blocks", before, err)
	}
}

// TestLongArticlesAreLookedAtByTheirBeginning: of an article on six pages two
// are asked for after an hour while they are as stored, and all after a day.
func TestLongArticlesAreLookedAtByTheirBeginning(t *testing.T) {
	const last = 6
	r := newRig(t, Options{}, long(last))
	id := r.list()
	r.drain()
	asked := func(want int, when string) {
		t.Helper()
		if got := len(r.net.URLs()); got != want {
			t.Errorf("asked for %d pages %s, want %d: %q", got, when, want, r.net.URLs())
		}
	}
	asked(last, "at first")
	r.at(61 * time.Minute)
	asked(last+2, "with the look after an hour")
	if got := r.text(id); len(got) != last+1 {
		t.Errorf("the text has %d lines after a look, want %d", len(got), last+1)
	}
	r.at(25 * time.Hour)
	asked(2*last+2, "with the look after a day")
	r.at(8 * 24 * time.Hour)
	asked(2*last+2, "in a week")
	if before, err := r.store.Revisions(t.Context(), id); err != nil || len(before) != 0 {
		t.Errorf("Revisions = %d, %v, want none", len(before), err)
	}
}

// report is the text of a page after the first of a long article.
func report(n int) string {
	return fmt.Sprintf("Part %d of the report tells of the boats that were lost in the storm, and of the %d families that wait for word from them.", n, 10*n)
}

// long is an article on several pages, of which the first has two paragraphs
// and every other one.
func long(last int) map[string]fetchtest.Page {
	var links []string
	for n := 2; n <= last; n++ {
		links = append(links, fmt.Sprint("?page=", n))
	}
	pages := map[string]fetchtest.Page{pageURL: part("", next(links...), opened, waited)}
	for n := 2; n <= last; n++ {
		pages[fmt.Sprint(pageURL, "?page=", n)] = part("", next(links...), report(n))
	}
	return pages
}

// TestLooksAtLongArticles: what changes on a long article's first pages, or in
// which pages it has, is known after an hour, and what changes on the others
// after a day.
func TestLooksAtLongArticles(t *testing.T) {
	const third, fourth = pageURL + "?page=3", pageURL + "?page=4"
	away := fetchtest.Page{Status: 503}
	robot := fetchtest.Page{Body: `<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>
		<p>Verify you are human by completing the action below.</p></body></html>`}
	with := func(last int, other ...any) map[string]fetchtest.Page {
		pages := long(last)
		for i := 0; i < len(other); i += 2 {
			pages[other[i].(string)] = other[i+1].(fetchtest.Page)
		}
		return pages
	}
	const forbids = `<meta name="robots" content="noarchive">`
	links := next("?page=2", "?page=3", "?page=4")
	forbidden, emptied := part(forbids, links, report(3)), part(forbids, links, report(2))
	changed := part("", links, opened, waited, walls)
	for _, tt := range []struct {
		name          string
		before, after map[string]fetchtest.Page
		lines, asked  [3]int // at first, after an hour, after a day
		limit         news.Limit
		revisions     int
	}{
		{"as it was", long(4), nil, [3]int{5, 5, 5}, [3]int{4, 2, 4}, news.Limit{}, 0},
		{"a page that was away at first", with(4, fourth, away), long(4), [3]int{4, 5, 5}, [3]int{4, 4, 4}, news.Limit{}, 0},
		{"the second page away at first", with(4, second, away), long(4), [3]int{2, 5, 5}, [3]int{2, 4, 4}, news.Limit{}, 0},
		{"another page away now", with(4, third, away), with(4, fourth, away), [3]int{3, 4, 4}, [3]int{3, 4, 4}, news.Limit{}, 0},
		{"a page away for good", with(4, fourth, away), nil, [3]int{4, 4, 4}, [3]int{4, 4, 4}, news.Limit{}, 0},
		{"a page away for good, the first changed", with(4, fourth, away), with(4, fourth, away, pageURL, changed), [3]int{4, 5, 5}, [3]int{4, 4, 4}, news.Limit{}, 1},
		{"a page away at the looks, the first changed", long(4), with(4, fourth, away, pageURL, changed), [3]int{5, 5, 5}, [3]int{4, 4, 4}, news.Limit{}, 0},
		{"a page away at the looks", long(4), with(4, third, away), [3]int{5, 5, 5}, [3]int{4, 2, 3}, news.Limit{}, 0},
		{"a check for robots at the looks", long(4), with(4, third, robot), [3]int{5, 5, 5}, [3]int{4, 2, 3}, news.Limit{}, 0},
		{"a third page that forbids", long(4), with(4, third, forbidden), [3]int{5, 5, 5}, [3]int{4, 2, 4}, news.Limit{NoArchive: true}, 0},
		{"a third page that forbids and is empty", long(4), with(4, third, emptied), [3]int{5, 5, 3}, [3]int{4, 2, 3}, news.Limit{NoArchive: true}, 1},
		{"a third page that changed", long(4), with(4, third, part("", "", walls, ferry)), [3]int{5, 5, 5}, [3]int{4, 2, 3}, news.Limit{}, 1},
		{"more pages", long(4), long(6), [3]int{5, 7, 7}, [3]int{4, 6, 6}, news.Limit{}, 1},
		{"fewer pages", long(6), with(3, fourth, fetchtest.Page{Status: 404}), [3]int{7, 4, 4}, [3]int{6, 3, 3}, news.Limit{}, 1},
		{"more pages than are read", long(14), nil, [3]int{11, 11, 11}, [3]int{10, 2, 10}, news.Limit{}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{}, tt.before)
			id := r.list()
			var lines, asked [3]int
			before := 0
			for i, look := range []time.Duration{0, 61 * time.Minute, 25 * time.Hour} {
				r.at(look)
				lines[i], asked[i] = len(r.text(id)), len(r.net.URLs())-before
				before += asked[i]
				for u, p := range tt.after {
					r.net.Set(u, p)
				}
			}
			if lines != tt.lines || asked != tt.asked {
				t.Errorf("the text has %v lines after %v requests, want %v after %v", lines, asked, tt.lines, tt.asked)
			}
			if diff := cmp.Diff(tt.limit, r.article(id).Limit); diff != "" {
				t.Errorf("Limit (-want +got):\n%s", diff)
			}
			if before, err := r.store.Revisions(t.Context(), id); err != nil || len(before) != tt.revisions {
				t.Errorf("Revisions = %d, %v, want %d", len(before), err, tt.revisions)
			}
		})
	}
}

// TestLimitsOfLongArticles: what the pages of a long article forbid is known
// with the next look, also where its text is as it was, and so is what they no
// longer forbid.
func TestLimitsOfLongArticles(t *testing.T) {
	const forbids = `<meta name="robots" content="noarchive,nosnippet,noai">`
	all := news.Limit{NoArchive: true, NoSnippet: true, Reserved: true}
	links := next("?page=2", "?page=3", "?page=4")
	texts := [][]string{{opened, waited}, {walls}, {ferry},
		{"The lighthouse keeper has counted the ships that passed while the harbour was closed, and says that there were nine."}}
	at := func(n int) string {
		if n == 1 {
			return pageURL
		}
		return fmt.Sprint(pageURL, "?page=", n)
	}
	for _, tt := range []struct {
		name          string
		before, after map[int]string // heads of pages
		away          int            // a page that is not to be had at the look
		want          news.Limit
		asked         int
	}{
		{"nothing", nil, nil, 0, news.Limit{}, 6},
		{"from the first page on", nil, map[int]string{1: forbids}, 0, all, 8},
		{"from the second page on", nil, map[int]string{2: forbids}, 0, all, 8},
		{"from the first page on, with a page away", nil, map[int]string{1: forbids}, 2, all, 6},
		{"as before on the first", map[int]string{1: forbids}, map[int]string{1: forbids}, 0, all, 6},
		{"as before on the third", map[int]string{3: forbids}, map[int]string{3: forbids}, 0, all, 7},
		{"no more", map[int]string{1: forbids}, nil, 0, news.Limit{}, 8},
		{"no more, with a page away", map[int]string{1: forbids}, nil, 2, all, 6},
		{"free no more", nil, map[int]string{1: `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
			"headline":"Harbour reopens after the storm","isAccessibleForFree":false}</script>`}, 0, news.Limit{Paywalled: true}, 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{}, map[string]fetchtest.Page{})
			set := func(heads map[int]string, away int) {
				for i, text := range texts {
					page := part(heads[i+1], links, text...)
					if away == i+1 {
						page = fetchtest.Page{Status: 503}
					}
					r.net.Set(at(i+1), page)
				}
			}
			set(tt.before, 0)
			id := r.list()
			r.drain()
			set(tt.after, tt.away)
			r.at(61 * time.Minute)
			if diff := cmp.Diff(tt.want, r.article(id).Limit); diff != "" {
				t.Errorf("Limit (-want +got):\n%s", diff)
			}
			if got := len(r.text(id)); got != 5 {
				t.Errorf("the text has %d lines, want 5", got)
			}
			if got := r.net.URLs(); len(got) != tt.asked {
				t.Errorf("asked %d times, want %d: %q", len(got), tt.asked, got)
			}
			if before, err := r.store.Revisions(t.Context(), id); err != nil || len(before) != 0 {
				t.Errorf("Revisions = %d, %v, want none", len(before), err)
			}
		})
	}
}

// TestDetailsOfLongArticles: what the first page of a long article says besides
// is stored with a look that does not read all pages.
func TestDetailsOfLongArticles(t *testing.T) {
	links := next("?page=2", "?page=3")
	r := newRig(t, Options{}, map[string]fetchtest.Page{
		pageURL: part("", links, opened, waited), second: part("", links, walls), pageURL + "?page=3": part("", links, ferry),
	})
	id := r.list()
	r.drain()
	r.net.Set(pageURL, part(`<meta name="author" content="Rosa Lindt">`, links, opened, waited))
	r.at(61 * time.Minute)
	if got := r.net.URLs(); len(got) != 5 {
		t.Errorf("asked %d times, want 5: %q", len(got), got)
	}
	if got := r.article(id).Authors; len(got) != 1 || got[0] != "Rosa Lindt" {
		t.Errorf("Authors = %q, want the one that the page names now", got)
	}
	if d, err := r.store.Details(t.Context(), id); err != nil || d.Found.Authors == "" {
		t.Errorf("Details = %+v, %v, want where the author was found", d, err)
	}
}

// TestLimitsOfEveryPage: what one page of an article forbids holds for all,
// but not what another view of it does that is left out.
func TestLimitsOfEveryPage(t *testing.T) {
	const forbids = `<meta name="robots" content="noarchive">`
	for _, tt := range []struct {
		name  string
		pages map[string]fetchtest.Page
		want  news.Limit
	}{
		{"the second", map[string]fetchtest.Page{
			pageURL: part("", next("?page=2"), opened, waited), second: part(forbids, "", walls, ferry),
		}, news.Limit{NoArchive: true}},
		{"one page for all, that is shorter", map[string]fetchtest.Page{
			pageURL: part("", next("?page=2")+`<a href="?page=all">View all</a>`, opened, waited),
			second:  part("", "", walls, ferry), pageURL + "?page=all": part(forbids, "", opened),
		}, news.Limit{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Once: true}, tt.pages)
			id := r.list()
			r.drain()
			if diff := cmp.Diff(tt.want, r.article(id).Limit); diff != "" {
				t.Errorf("Limit (-want +got):\n%s", diff)
			}
		})
	}
}

// TestJoiningEndsWithTheLease: a host that must be asked slowly gets only as
// many requests as half the lease holds, and what changes on those pages is
// seen.
func TestJoiningEndsWithTheLease(t *testing.T) {
	pages := map[string]fetchtest.Page{"https://tern.example/robots.txt": {Type: "text/plain", Body: "User-agent: *\nCrawl-delay: 60\n"}}
	var links []string
	for n := 2; n <= 9; n++ {
		links = append(links, fmt.Sprint("?page=", n))
	}
	pages[pageURL] = part("", next(links...), opened, waited)
	for n := 2; n <= 9; n++ {
		pages[fmt.Sprint(pageURL, "?page=", n)] = part("", next(links...), fmt.Sprintf(
			"Part %d of the report tells of the boats that were lost in the storm, and of the %d families that wait for word from them.", n, 10*n))
	}
	r := newRig(t, Options{}, pages)
	id := r.list()
	r.drain()
	a := r.article(id)
	if took := a.Collected.Sub(start); a.State != news.StateCollected || took >= lease {
		t.Errorf("the article is %s after %v, want collected within the lease of %v", a.State, took, lease)
	}
	if n := len(r.net.URLs()); n < 2 || n > 4 {
		t.Errorf("asked %d times, want a few", n)
	}
	if got := r.text(id); len(got) != len(r.net.URLs())+1 {
		t.Errorf("the text has %d lines after %d requests", len(got), len(r.net.URLs()))
	}
	r.net.Set(pageURL, part("", next(links...), opened, waited, walls))
	r.at(70 * time.Minute)
	if got := r.text(id); len(got) < 3 || got[2] != walls {
		t.Errorf("the text is %q after its first page changed, want it so", got)
	}
}

// TestMainPage prefers an article's own page to its version for phones.
func TestMainPage(t *testing.T) {
	const phone = "https://amp.tern.example/news/harbour"
	amp := func(canonical string) fetchtest.Page {
		p := part(fmt.Sprintf(`<link rel="canonical" href=%q>`, canonical), "", opened, waited)
		p.Body = strings.Replace(p.Body, "<html ", "<html amp ", 1)
		return p
	}
	for _, tt := range []struct {
		name      string
		canonical string
		main      fetchtest.Page
		want      []string
		asked     int
	}{
		{"its own page", pageURL, part("", "", opened, waited, walls), []string{opened, waited, walls}, 2},
		{"its own page is missing", pageURL, fetchtest.Page{Status: 404}, []string{opened, waited}, 2},
		{"its own page is empty without a script", pageURL, part("", "", opened), []string{opened, waited}, 2},
		{"another site", "https://gull.example/news/harbour", part("", "", walls), []string{opened, waited}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Once: true}, map[string]fetchtest.Page{phone: amp(tt.canonical), tt.canonical: tt.main})
			ids := r.listed(phone)
			r.drain()
			if diff := cmp.Diff(tt.want, r.text(ids[0])); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if got := r.net.URLs(); len(got) != tt.asked {
				t.Errorf("asked %q, want %d pages", got, tt.asked)
			}
		})
	}
}
