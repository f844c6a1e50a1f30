package extract

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPageStem(t *testing.T) {
	for _, tt := range []struct {
		in, stem string
		number   int
	}{
		{"https://a.example/news/flood-in-ostrand", "/news/flood-in-ostrand?", 1},
		{"https://a.example/news/flood-in-ostrand/2", "/news/flood-in-ostrand?", 2},
		{"https://a.example/news/flood/page/3", "/news/flood?", 3},
		{"https://a.example/news/flood/seite-2", "/news/flood?", 2},
		{"https://a.example/news/flood?page=2", "/news/flood?", 2},
		{"https://a.example/news/flood?id=7&seite=2", "/news/flood?id=7", 2},
		{"https://a.example/news/flood_2.html", "/news/flood?", 2},
		{"https://a.example/news/flood_page_2.htm", "/news/flood?", 2},
		{"https://a.example/news/flood.html", "/news/flood?", 1},
		{"https://a.example/?p=12", "?p=12", 1}, // an id
		{"https://a.example/news/2026", "/news/2026?", 1},
		{"https://a.example/news/flood?page=700", "/news/flood?page=700", 1},
	} {
		u, err := url.Parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if stem, n := pageStem(u); stem != tt.stem || n != tt.number {
			t.Errorf("pageStem(%q) = %q, %d, want %q, %d", tt.in, stem, n, tt.stem, tt.number)
		}
	}
}

func TestPages(t *testing.T) {
	const own = "https://ufer.example/news/flood-in-ostrand"
	for _, tt := range []struct {
		name, address, head, links string
		want                       Pages
	}{
		{"none", own, "", `<a href="/news/other-story/2">2</a>`, Pages{Number: 1}},
		{"numbers", own, "", `<b>1</b> <a href="/news/flood-in-ostrand/2">2</a> <a href="/news/flood-in-ostrand/3">3</a> <a href="/news/flood-in-ostrand/2">Next page</a>`,
			Pages{Number: 1, Next: own + "/2", Others: []string{own + "/2", own + "/3"}}},
		{"a word", own, "", `<a href="?page=2">Weiter</a>`, Pages{Number: 1, Next: own + "?page=2", Others: []string{own + "?page=2"}}},
		{"link in the head", own + ".html", `<link rel="next" href="/news/flood-in-ostrand_2.html">`, "",
			Pages{Number: 1, Next: own + "_2.html", Others: []string{own + "_2.html"}}},
		{"the head's link is another article", own, `<link rel="next" href="/news/ferry-inn-sold">`, "", Pages{Number: 1}},
		{"second of three", own + "/2", "", `<a href="/news/flood-in-ostrand">1</a> <a href="/news/flood-in-ostrand/3">3</a>`,
			Pages{Number: 2, Next: own + "/3", Others: []string{own, own + "/3"}}},
		{"a number that is part of the slug", own + "-2026-5", "", `<a href="/news/flood-in-ostrand-2026-5/2">2</a>`,
			Pages{Number: 1, Next: own + "-2026-5/2", Others: []string{own + "-2026-5/2"}}},
		{"a number that is part of the slug, one page", own + "-2026-5", "", "", Pages{Number: 1}},
		{"all on one page", own, "", `<a href="?page=2">2</a> <a href="?page=all">View all</a>`,
			Pages{Number: 1, Next: own + "?page=2", Others: []string{own + "?page=2"}, Whole: own + "?page=all"}},
		{"German, all on one page", own, "", `<a href="/news/flood-in-ostrand/komplettansicht">Auf einer Seite lesen</a>`,
			Pages{Number: 1, Whole: own + "/komplettansicht"}},
		{"comments", own, "", `<a href="?page=2#comments">2</a> <a href="/news/flood-in-ostrand/comment-page-2">2</a>`, Pages{Number: 1}},
		{"another host", own, "", `<a href="https://other.example/news/flood-in-ostrand/2">2</a>`, Pages{Number: 1}},
		{"the next article of a series", "https://ufer.example/news/top-2", `<link rel="next" href="/news/top-3">`, `<a rel="prev" href="/news/top-1">‹</a> <a rel="next" href="/news/top-3">Next</a>`,
			Pages{Number: 1}},
		{"the second article of a name", own, `<link rel="next" href="/news/flood-in-ostrand-2">`, `<a href="/news/flood-in-ostrand-2">Next »</a>`, Pages{Number: 1}},
		{"a second page like it, labelled", own, "", `<a href="/news/flood-in-ostrand-2">2</a>`, Pages{Number: 1, Next: own + "-2", Others: []string{own + "-2"}}},
		{"a number in the slug, labelled", own + "_2.html", "", `<a href="/news/flood-in-ostrand.html">1</a> <a href="/news/flood-in-ostrand_3.html">3</a>`,
			Pages{Number: 2, Next: own + "_3.html", Others: []string{own + ".html", own + "_3.html"}}},
		{"words that say nothing", own, "", `<a href="/news/flood-in-ostrand/2">The second flood</a>`, Pages{Number: 1}},
		{"Chinese", own + ".html", "", `<a href="/news/flood-in-ostrand_2.html">下一页</a>`, Pages{Number: 1, Next: own + "_2.html", Others: []string{own + "_2.html"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document("<title>Flood in Ostrand</title>"+tt.head, "<article><h1>Flood in Ostrand</h1>"+twoParagraphs+"</article><div>"+tt.links+"</div>")
			if diff := cmp.Diff(tt.want, mustPage(t, page, tt.address).Pages); diff != "" {
				t.Errorf("Pages (-want +got):\n%s", diff)
			}
		})
	}
}

// paragraphsOf are the paragraphs of page n of a long read.
func paragraphsOf(n int) string {
	return fmt.Sprintf(`<p>Chapter %d begins on the morning when the river rose over the steps of the old customs house and the
		keeper rang his bell for the first time in forty years.</p><p>By noon of day %d the market stood under water, and boats took
		the flour from the mill to the school on the hill, where the baker had set up his oven.</p>`, n, n)
}

// site serves the pages of a long read from memory.
type site map[string]string

func (s site) join(t *testing.T, start string) (Article, []string) {
	t.Helper()
	j := NewJoiner(start, mustPage(t, s[start], start))
	var asked []string
	for next, more := j.Next(); more; next, more = j.Next() {
		asked = append(asked, next)
		page, exists := s[next]
		if !exists || !j.Add(next, mustPage(t, page, next)) {
			continue
		}
	}
	return j.Article(), asked
}

func longRead(n, pages int, base, headline, extra string) string {
	links := extra
	for k := 1; k <= pages; k++ {
		if k != n {
			links += fmt.Sprintf(` <a href="%s?page=%d">%d</a>`, base, k, k)
		}
	}
	return document("<title>"+headline+"</title>", "<article><h1>"+headline+"</h1>"+paragraphsOf(n)+"</article><div>"+links+"</div>")
}

func TestJoin(t *testing.T) {
	const base = "https://ufer.example/long/the-flood"
	three := site{}
	for n := 1; n <= 3; n++ {
		addr := base
		if n > 1 {
			addr = fmt.Sprintf("%s?page=%d", base, n)
		}
		three[addr] = longRead(n, 3, base, "The flood", "")
	}
	a, asked := three.join(t, base)
	if want := []string{base + "?page=2", base + "?page=3"}; !cmp.Equal(want, asked) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if got := strings.Count(a.Text(), "Chapter"); got != 3 || strings.Count(a.Text(), "\n") != 5 {
		t.Errorf("joined text has %d chapters, want 3 of two paragraphs:\n%s", got, a.Text())
	}
	if a.Headline != "The flood" || a.Pages.Next != "" {
		t.Errorf("Headline, Next = %q, %q", a.Headline, a.Pages.Next)
	}
}

func TestJoinStops(t *testing.T) {
	const base = "https://ufer.example/long/the-flood"
	for _, tt := range []struct {
		name, second string
		asked        int
		chapters     int
	}{
		{"the second page repeats the first", longRead(1, 3, base, "The flood", ""), 1, 1},
		{"the second page links back", strings.ReplaceAll(longRead(2, 2, base, "The flood", ""), "?page=1", "?page=2"), 1, 2},
		{"the second page is a wall", document("<title>Just a moment...</title>", "<p>Verifying you are human.</p>"), 1, 1},
		{"the second page has another canonical address and headline", document(`<title>Ferry inn sold to a family</title>
			<link rel="canonical" href="https://ufer.example/news/ferry-inn-sold-to-a-family">`, "<article><h1>Ferry inn sold to a family</h1>"+paragraphsOf(2)+"</article>"), 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := site{base: longRead(1, 2, base, "The flood", ""), base + "?page=2": tt.second}
			a, asked := s.join(t, base)
			if len(asked) != tt.asked || strings.Count(a.Text(), "Chapter") != tt.chapters {
				t.Errorf("asked for %v, text has %d chapters, want %d pages, %d chapters", asked, strings.Count(a.Text(), "Chapter"), tt.asked, tt.chapters)
			}
		})
	}
}

// post is article or page n under a slug that ends in its number.
func post(n int, headline, head string) string {
	return document(fmt.Sprintf("<title>%s</title>%s<link rel=next href=/news/budget-of-the-town-%d>", headline, head, n+1),
		"<article><h1>"+headline+"</h1>"+paragraphsOf(n)+"</article>")
}

func TestJoinNumbersInSlugs(t *testing.T) {
	const base = "https://ufer.example/news/budget-of-the-town"
	headlines := []string{"", "The chamber votes on the harbour tax", "Schools ask for more teachers in winter", "Farmers block the bridge over the Ufer", "The mayor resigns after the vote"}
	own := func(n int) string {
		if n == 1 {
			return `<link rel=canonical href="/news/budget-of-the-town">`
		}
		return fmt.Sprintf(`<link rel=canonical href="/news/budget-of-the-town-%d">`, n)
	}
	dated := func(n int) string {
		return fmt.Sprintf(`<meta property="article:published_time" content="2026-03-%02dT08:00:00Z">`, n)
	}
	for _, tt := range []struct {
		name     string
		page     func(n int) string
		chapters int
	}{
		{"a blog's next posts", func(n int) string {
			return post(n, headlines[n], own(n)+dated(n)+fmt.Sprintf(`<meta name=author content="Anna Weber%c">`, 'a'+n))
		}, 1},
		{"next posts of one day and no author", func(n int) string { return post(n, headlines[n], own(n)+dated(1)) }, 1},
		{"next posts that state nothing", func(n int) string { return post(n, headlines[n], "") }, 1},
		{"a daily column under one headline", func(n int) string { return post(n, headlines[1], own(n)+dated(n)) }, 1},
		{"a series with numbers in its headlines", func(n int) string { return post(n, fmt.Sprintf("The budget explained in parts %d", n), own(n)) }, 1},
		{"one article's pages", func(n int) string { return post(n, headlines[1], own(n)+dated(1)) }, 4},
		{"one article's pages, numbered in the headline", func(n int) string {
			if n == 1 {
				return post(n, headlines[1], own(n))
			}
			return post(n, fmt.Sprintf("%s (%d)", headlines[1], n), own(n))
		}, 4},
		{"pages that name the first as theirs", func(n int) string { return post(n, headlines[n], own(1)) }, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := site{base: tt.page(1)}
			for n := 2; n <= 4; n++ {
				s[fmt.Sprintf("%s-%d", base, n)] = tt.page(n)
			}
			a, asked := s.join(t, base)
			if got := strings.Count(a.Text(), "Chapter"); got != tt.chapters {
				t.Errorf("text has %d chapters, want %d; asked for %v", got, tt.chapters, asked)
			}
		})
	}
}

// A page that is itself numbered asks for no other on the word of its number.
func TestJoinStartsAtTheFirst(t *testing.T) {
	const third = "https://ufer.example/news/budget-of-the-town-3"
	s := site{third: post(3, "The budget of the town is read", ""), "https://ufer.example/news/budget-of-the-town-4": post(4, "The budget of the town is read", "")}
	if a, asked := s.join(t, third); len(asked) > 0 || strings.Count(a.Text(), "Chapter") != 1 {
		t.Errorf("asked for %v, want nothing", asked)
	}
}

func TestJoinMarkedPageOfAnotherArticle(t *testing.T) {
	const base = "https://ufer.example/long/the-flood"
	head := func(n int) string {
		return fmt.Sprintf(`<link rel=canonical href="%s?page=%d"><meta property="article:published_time" content="2026-03-%02dT08:00:00Z">`, base, n, n)
	}
	second := document("<title>Ferry inn sold to a family</title>"+head(2), "<article><h1>Ferry inn sold to a family</h1>"+paragraphsOf(2)+"</article>")
	s := site{base: strings.Replace(longRead(1, 2, base, "The flood", ""), "<title>", strings.ReplaceAll(head(1), "?page=1", "")+"<title>", 1), base + "?page=2": second}
	if a, _ := s.join(t, base); strings.Count(a.Text(), "Chapter") != 1 {
		t.Errorf("another day's article was joined:\n%s", a.Text())
	}
}

func TestJoinIsBounded(t *testing.T) {
	const base = "https://ufer.example/long/the-flood"
	s := site{}
	for n := 1; n <= 30; n++ {
		addr := base
		if n > 1 {
			addr = fmt.Sprintf("%s?page=%d", base, n)
		}
		s[addr] = longRead(n, 30, base, "The flood", "")
	}
	if a, asked := s.join(t, base); len(asked) != MaxJoinedPages-1 || strings.Count(a.Text(), "Chapter") != MaxJoinedPages {
		t.Errorf("asked for %d pages, want %d", len(asked), MaxJoinedPages-1)
	}
}

func TestJoinPrefersTheWhole(t *testing.T) {
	const base = "https://ufer.example/long/the-flood"
	whole := document("<title>The flood</title>", "<article><h1>The flood</h1>"+paragraphsOf(1)+paragraphsOf(2)+paragraphsOf(3)+"</article>")
	s := site{base: longRead(1, 3, base, "The flood", `<a href="?page=all">View all</a>`), base + "?page=all": whole}
	a, asked := s.join(t, base)
	if want := []string{base + "?page=all"}; !cmp.Equal(want, asked) || strings.Count(a.Text(), "Chapter") != 3 {
		t.Errorf("asked for %v, text has %d chapters, want %v and 3", asked, strings.Count(a.Text(), "Chapter"), want)
	}
	// Where that page holds nothing more, the numbered pages are read.
	s[base+"?page=all"] = s[base]
	s[base+"?page=2"] = longRead(2, 3, base, "The flood", "")
	s[base+"?page=3"] = longRead(3, 3, base, "The flood", "")
	a, asked = s.join(t, base)
	if len(asked) != 3 || strings.Count(a.Text(), "Chapter") != 3 {
		t.Errorf("asked for %v, text has %d chapters, want 3 pages and 3 chapters", asked, strings.Count(a.Text(), "Chapter"))
	}
}

func FuzzPages(f *testing.F) {
	f.Add("https://a.example/x/2", "?page=3", "3")
	f.Add("https://a.example/x_2.html", "/x_3.html", "Next")
	f.Add("://", "%", "")
	f.Fuzz(func(t *testing.T, addr, href, text string) {
		page := document("", `<p>x</p><a rel="next" href="`+href+`">`+text+"</a>")
		a, err := Page([]byte(page), addr, Options{})
		if err != nil {
			return
		}
		j := NewJoiner(addr, a)
		for n := 0; ; n++ {
			next, more := j.Next()
			if !more {
				return
			}
			if n > MaxJoinedPages {
				t.Fatalf("NewJoiner(%q).Next goes on after %d pages", addr, n)
			}
			j.Add(next, a)
		}
	})
}
