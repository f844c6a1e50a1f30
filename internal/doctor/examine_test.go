package doctor_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/doctor"
	"github.com/overview-news/overview/internal/news"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// site is n usual pages, the newest first, each an hour older.
func site(n int) []doctor.Page {
	pages := make([]doctor.Page, n)
	for i := range pages {
		id := news.ArticleID(n - i)
		pages[i] = doctor.Page{
			Article: news.Article{
				ID: id, Family: id, Title: fmt.Sprintf("Report %d", id), Words: 400, Authors: []string{"Ana Lima"},
				State: news.StateCollected, Collected: noon.Add(-time.Duration(i) * time.Hour),
			},
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{
				fmt.Sprintf("This is what happened on day %d of the month, as far as anybody could tell.", id), "It rained."}}},
		}
	}
	return pages
}

// with is a site of 20 pages of which the pages from one to another (without
// it) are changed.
func with(from, to int, change func(*doctor.Page)) []doctor.Page {
	pages := site(20)
	for i := from; i < to; i++ {
		change(&pages[i])
	}
	return pages
}

// hint says that a page was read with hints in force, and perhaps not by them.
func hint(p *doctor.Page, missed bool, why string) {
	if p.Hinted = true; missed {
		p.Miss = why
	}
}

func TestExamine(t *testing.T) {
	prompt := news.Block{Role: "paragraph", Sentences: []string{"Subscribe to our newsletter", "and get the day's most important stories by mail."}}
	append1 := func(p *doctor.Page) { p.Blocks = append(p.Blocks, prompt) }
	for _, tt := range []struct {
		name  string
		pages []doctor.Page
		want  []string
	}{
		{"nothing odd", site(20), nil},
		{"too few to tell", with(0, 5, func(p *doctor.Page) { p.Article.State = news.StateFailed })[:5], nil},
		{"headlines do not count", with(0, 20, func(p *doctor.Page) { p.Article.State = news.StateHeadline; p.Article.DateGuessed = true }), nil},
		{"short since today", with(0, 5, func(p *doctor.Page) { p.Article.Words = 60 }),
			[]string{"shortened 5: texts have 60 words since 2026-03-02, and had 400 before"}},
		{"one short text", with(0, 1, func(p *doctor.Page) { p.Article.Words = 20 }), nil},
		{"briefs were always short", with(0, 20, func(p *doctor.Page) { p.Article.Words = 90 }), nil},
		{"a note that stands on every page and is no correction", with(0, 20, func(p *doctor.Page) {
			p.Blocks = append(p.Blocks, news.Block{Role: news.RoleCorrection, Sentences: []string{"Editor's note: write to us if you find an error in this or any other story."}})
		}), []string{"repeated 20: 20 of 20 pages have the passage “Editor's note: write to us if you find an error in this or any other story.”"}},
		{"a prompt in the text", with(3, 8, append1),
			[]string{"repeated 5: 5 of 20 pages have the passage “Subscribe to our newsletter and get the day's most important stories by mail.”"}},
		{"a prompt on few pages", with(3, 7, append1), nil},
		{"copies of one text", with(3, 9, func(p *doctor.Page) { append1(p); p.Article.Family = 1 }), nil},
		{"the site's name for headline", with(0, 6, func(p *doctor.Page) { p.Article.Title = " The Harbour Post" }),
			[]string{"titles 6: 6 of 20 pages have the headline “The Harbour Post”"}},
		{"no headlines", with(0, 20, func(p *doctor.Page) { p.Article.Title = "" }), nil},
		{"dates gone", with(0, 5, func(p *doctor.Page) { p.Article.DateGuessed = true }),
			[]string{"undated 5: 5 of the last 10 pages do not say when they were published"}},
		{"texts gone", with(1, 6, func(p *doctor.Page) {
			p.Article.State, p.Article.Fault.Detail = news.StateFailed, "the page has no text in its HTML"
		}), []string{"textless 5: 5 of the last 10 pages gave no text: the page has no text in its HTML"}},
		{"authors gone", with(0, 5, func(p *doctor.Page) { p.Article.Authors = nil }),
			[]string{"authors 5: no author since 2026-03-02, where 15 of the 15 pages before have one"}},
		{"hints miss", with(0, 12, func(p *doctor.Page) { hint(p, p.Article.ID%2 == 0, "keep-unmatched") }),
			[]string{"hints 5: 5 of the last 10 pages could not be read by the list's hints: no element matches the selector to keep"}},
		{"new hints miss", with(0, 3, func(p *doctor.Page) { hint(p, true, "drop-everything") }),
			[]string{"hints 3: 3 of the last 3 pages could not be read by the list's hints: no text is left without the elements to drop"}},
		{"new hints miss twice", with(0, 2, func(p *doctor.Page) { hint(p, true, "keep-textless") }), nil},
		{"hints miss on a few", with(0, 20, func(p *doctor.Page) { hint(p, p.Article.ID%3 == 0, "keep-textless") }), nil},
		{"a miss of a newer program", with(0, 4, func(p *doctor.Page) { hint(p, true, "other") }),
			[]string{"hints 4: 4 of the last 4 pages could not be read by the list's hints: other"}},
		{"dates found elsewhere", with(0, 20, func(p *doctor.Page) {
			p.Found = news.Found{Published: "json-ld datePublished", Authors: "byline"}
			if p.Article.ID > 15 {
				p.Found.Published = "meta pubdate"
			}
		}), []string{`elsewhere 5: dates are found in "meta" since 2026-03-02, and were in "json-ld" before`}},
		{"authors found elsewhere", with(0, 20, func(p *doctor.Page) {
			if p.Found.Authors = "byline"; p.Article.ID > 15 {
				p.Found.Authors = "feed"
			}
		}), []string{`elsewhere 5: authors are found in "feed" since 2026-03-02, and were in "byline" before`}},
		{"found at many places", with(0, 20, func(p *doctor.Page) {
			p.Found.Published = []string{"json-ld", "feed", "meta"}[p.Article.ID%3]
		}), nil},
		{"found nowhere before", with(0, 5, func(p *doctor.Page) { p.Found.Published = "json-ld" }), nil},
		{"found elsewhere in detail", with(0, 20, func(p *doctor.Page) { p.Found.Published = fmt.Sprint("meta ", p.Article.ID/16) }), nil},
		{"never had authors", with(0, 20, func(p *doctor.Page) { p.Article.Authors = nil }), nil},
		{"a long passage is cut", with(0, 20, func(p *doctor.Page) {
			p.Blocks = []news.Block{{Sentences: []string{strings.Repeat("ö", 100)}}}
		}), []string{"repeated 20: 20 of 20 pages have the passage “" + strings.Repeat("ö", 90) + "…”"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range doctor.Examine(tt.pages) {
				got = append(got, fmt.Sprintf("%s %d: %s", f.Kind, len(f.Pages), f.Detail))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("findings differ (-want +got):\n%s", d)
			}
		})
	}
}

func TestExamineLeavesItsInputAlone(t *testing.T) {
	pages := with(0, 3, func(p *doctor.Page) { p.Article.State = news.StateHeadline })
	before := append([]doctor.Page(nil), pages...)
	doctor.Examine(pages)
	if d := cmp.Diff(before, pages); d != "" {
		t.Errorf("pages were changed:\n%s", d)
	}
}
