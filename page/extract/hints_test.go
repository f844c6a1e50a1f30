package extract

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/selector"
)

// hintedPage has an article, a report beside it that reads like one, and a
// prompt between its paragraphs.
const hintedPage = `<!DOCTYPE html><html lang="en"><head><title>Ferry back in service</title>
<meta class="ad" property="og:title" content="Ferry back in service"></head><body class="story main">
<h1>Ferry back in service</h1><p class="by">By Rosa Lindt, 3 March 2026</p>
<div class="story text"><p>The ferry across the Tern runs again since Monday, after eleven weeks in which the crew painted every bench.</p>
<p class="ask">Readers who value what we write about the river can support our newsroom with a small sum each month.</p>
<p>Its captain said that the new engine is quieter than the gulls, and that passengers now complain about the gulls.</p></div>
<div class="more"><p>The bakery at the quay has been sold to a family from the hills, who will keep the stove and the name as they are.</p>
<p>They plan to open on Sundays too, and to sell a bread that was last baked there in the winter of the great flood.</p></div>
<script class="ad" type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry back in service","author":{"@type":"Person","name":"Rosa Lindt"},"datePublished":"2026-03-03T08:00:00Z"}</script>
</body></html>`

func hints(t testing.TB, keep, drop string) Hints {
	t.Helper()
	h, err := CompileHints(keep, drop)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func readHinted(t testing.TB, page, keep, drop string) Article {
	t.Helper()
	a, err := Page([]byte(page), "https://tern.example/ferry", Options{Hints: hints(t, keep, drop)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestHints(t *testing.T) {
	for _, tt := range []struct {
		name, keep, drop string
		has, lacks       string // words of the text, with a comma between
		miss             Miss
	}{
		{"none", "", "", "eleven weeks,gulls,bakery,Sundays", "", ""},
		{"keep", ".text", "", "eleven weeks,gulls", "bakery,Sundays", ""},
		{"keep the other one", "div.more", "", "bakery,Sundays", "eleven weeks,gulls", ""},
		{"keep two", ".text > p:last-child, .more", "", "gulls,bakery", "eleven weeks", ""},
		{"drop", "", ".ask, .more", "eleven weeks,gulls", "newsroom,bakery", ""},
		{"drop an inline element", "", "p.none, h1", "eleven weeks", "", ""},
		{"both", ".text", ".ask", "eleven weeks,gulls", "newsroom,bakery", ""},
		{"keep is inside of what is dropped", ".text", ".story", "bakery", "gulls", MissKeep},
		{"the body's class means an element below", ".story", "", "eleven weeks,gulls", "bakery", ""},
		{"keep matches nothing", ".content", "", "eleven weeks,gulls,bakery", "", MissKeep},
		{"keep matches the body alone", "body", "", "eleven weeks,gulls,bakery", "", MissKeep},
		{"keep holds no text", ".by", "", "eleven weeks,gulls,bakery", "", MissText},
		{"drop matches nothing", "", ".content", "eleven weeks,gulls,bakery", "", ""},
		{"drop leaves nothing", "", "div", "eleven weeks,gulls,bakery", "", MissDrop},
		{"drop leaves nothing, keep is followed", ".text", "body *", "eleven weeks,gulls", "bakery", MissDrop},
		{"drop leaves what a page states", "", ".ad, [class=ad], head *, script", "eleven weeks,gulls,bakery", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := readHinted(t, hintedPage, tt.keep, tt.drop)
			text := a.Text()
			for w := range strings.SplitSeq(tt.has, ",") {
				if !strings.Contains(text, w) {
					t.Errorf("the text lacks %q:\n%s", w, text)
				}
			}
			for w := range strings.SplitSeq(tt.lacks, ",") {
				if w != "" && strings.Contains(text, w) {
					t.Errorf("the text has %q:\n%s", w, text)
				}
			}
			if a.Miss != tt.miss {
				t.Errorf("miss = %q, want %q", a.Miss, tt.miss)
			}
			if a.Headline != "Ferry back in service" || len(a.Authors) != 1 || a.Authors[0] != "Rosa Lindt" || a.Published.Time.IsZero() || a.Kind != KindArticle {
				t.Errorf("headline %q, authors %q, published %v, kind %s", a.Headline, a.Authors, a.Published, a.Kind)
			}
		})
	}
}

// TestHintsWithin: an inline element that is kept is a text of its own, one
// that is dropped leaves the words around it.
func TestHintsWithin(t *testing.T) {
	const page = `<!DOCTYPE html><html><head><title>Lock keeper retires</title></head><body><h1>Lock keeper retires</h1><div>
<span class="t">The keeper of the upper lock has turned his last crank, and hands the <i class="x">(see our guide)</i>keys to his daughter today.<br><br>
He counted every boat that went through, and wrote the names of the odd ones in a book with a green cover.</span>
The county will make a museum of his hut, if the county finds the money for it, which it has not done for thirty years.</div></body></html>`
	a := readHinted(t, page, ".t", ".x")
	const want = "The keeper of the upper lock has turned his last crank, and hands the keys to his daughter today.\n" +
		"He counted every boat that went through, and wrote the names of the odd ones in a book with a green cover."
	if got := a.Text(); got != want || a.Miss != "" {
		t.Errorf("text = %q (%s), want %q", got, a.Miss, want)
	}
}

// TestHintsTakenBack: where the elements to drop are all the text, those to
// keep are found in the page as it was, an inline one like any other.
func TestHintsTakenBack(t *testing.T) {
	const page = `<!DOCTYPE html><html><head><title>Lock keeper retires</title></head><body><h1>Lock keeper retires</h1><div>
<NAME class="text"><i class="x">The keeper of the upper lock has turned his last crank, and hands the keys to his daughter today.<br><br>
He counted every boat that went through, and wrote the names of the odd ones in a book with a green cover.</i></NAME></div>
<div class="x"><p>The bakery at the quay has been sold to a family from the hills, who will keep the stove and the name as they are.</p>
<p>They plan to open on Sundays too, and to sell a bread that was last baked there in the winter of the great flood.</p></div></body></html>`
	for _, tt := range []struct {
		element, keep, lacks string
		miss                 Miss
	}{
		{"div", "div.text", "bakery", MissDrop},
		{"span", "span.text", "bakery", MissDrop},
		{"span", "span.content", "nothing", MissKeep}, // both are missed: the first is told
	} {
		t.Run(tt.keep, func(t *testing.T) {
			a := readHinted(t, strings.ReplaceAll(page, "NAME", tt.element), tt.keep, ".x")
			if text := a.Text(); !strings.Contains(text, "odd ones") || strings.Contains(text, tt.lacks) || a.Miss != tt.miss {
				t.Errorf("keep %s, drop .x: miss = %q, want %q, text without %q:\n%s", tt.keep, a.Miss, tt.miss, tt.lacks, text)
			}
		})
	}
}

// TestHintsMicrodata: of what is dropped no microdata is read either.
func TestHintsMicrodata(t *testing.T) {
	page := strings.Replace(hintedPage, `<div class="more">`, `<div class="more" itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="articleSection">Trade</span>`, 1)
	if a := readHinted(t, page, "", ".more"); a.Section != "" || strings.Contains(a.Text(), "bakery") {
		t.Errorf("section = %q, text %q", a.Section, a.Text())
	}
}

func TestCompileHints(t *testing.T) {
	for _, tt := range []struct{ keep, drop, want string }{
		{"", "", ""},
		{"article", ".ad, .ask", ""},
		{"p:has(a)", "", `keep: want :not(), :is(), :first-child or :last-child, got ":has(a)" (byte 2 of "p:has(a)")`},
		{"p", "..a", `drop: want a name, which begins with a letter, "_" or "-", got ".a" (byte 2 of "..a")`},
	} {
		h, err := CompileHints(tt.keep, tt.drop)
		got := ""
		if err != nil {
			got = err.Error()
			var e *selector.Error
			if !errors.As(err, &e) || h != (Hints{}) {
				t.Errorf("CompileHints(%q, %q) = %v, %T", tt.keep, tt.drop, h, err)
			}
		}
		if got != tt.want {
			t.Errorf("CompileHints(%q, %q) = %s, want %s", tt.keep, tt.drop, got, tt.want)
		}
	}
}

// TestHintsHostile: hints that match nearly everything of a large page cost
// no more than reading it.
func TestHintsHostile(t *testing.T) {
	for _, tt := range []struct{ name, page, keep, drop string }{
		{"many elements", strings.Repeat("<p>A short paragraph of ten words that ends here, now.</p>", 100_000), "p", ""},
		{"many dropped", strings.Repeat("<p>A short paragraph of ten words that ends here, now.</p>", 100_000), "", "p"},
		{"all dropped", "<main>" + strings.Repeat("<p>A short paragraph of ten words that ends here, now.</p>", 100_000), "p", "main"},
		{"deep", strings.Repeat("<div>", 200_000) + "text", "div", "div div"},
		{"microdata", "<div>" + strings.Repeat(`<b itemprop="author">Rosa Lindt</b>`, 100_000), "", "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			a := readHinted(t, tt.page, tt.keep, tt.drop)
			const most = 30 * time.Second // ten times what it takes
			if took := time.Since(start); took > most {
				t.Errorf("took %v for %d blocks", took, len(a.Blocks))
			}
		})
	}
}

// FuzzHints: no page and no hints crash the reader, and nothing of the text
// stands in what was dropped.
func FuzzHints(f *testing.F) {
	f.Add(hintedPage, ".text", ".ask")
	f.Add(hintedPage, "span, p", "div > *")
	f.Add("<p>a<template><p>b</template>", "template", "*")
	f.Fuzz(func(t *testing.T, page, keep, drop string) {
		h, err := CompileHints(keep, drop)
		if err != nil || len(page) > 1<<14 {
			return
		}
		a, err := Page([]byte(page), "https://tern.example/x", Options{Hints: h})
		if err != nil && !errors.Is(err, dom.ErrTooLarge) {
			t.Fatal(err)
		}
		if keep == "" && (a.Miss == MissKeep || a.Miss == MissText) || drop == "" && a.Miss == MissDrop {
			t.Fatalf("hints %q, %q: miss = %q", keep, drop, a.Miss)
		}
	})
}
