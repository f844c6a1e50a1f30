package dom

import (
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func mustParse(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := Parse([]byte(page))
	if err != nil {
		t.Fatalf("Parse(%.60q): %v", page, err)
	}
	return doc
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"spaces collapse", "<p>a\n\t b </p>", "a b"},
		{"inline elements join", "<p>Ha<b>fen</b></p>", "Hafen"},
		{"blocks part", "<div>a</div><div>b</div>", "a b"},
		{"line break parts", "a<br>b", "a b"},
		{"scripts are silent", "a<script>x()</script><style>p{}</style>b", "ab"},
		{"noscript is silent", "a <noscript>turn it on</noscript>b", "a b"},
		{"soft hyphen and overrides go", "Fäh\u00adre \u202eabc\u202c", "Fähre abc"},
		{"joiner stays", "می\u200cشود", "می\u200cشود"},
		{"empty", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Text(mustParse(t, tt.in)); got != tt.want {
				t.Errorf("Text(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestHidden(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{`<p hidden>`, true},
		{`<p aria-hidden="true">`, true},
		{`<p aria-hidden="false">`, false},
		{`<p style="color:red; Display : none">`, true},
		{`<p style="visibility:hidden">`, true},
		{`<p style="display:block">`, false},
		{`<p>`, false},
	} {
		if got := Hidden(First(mustParse(t, tt.in), atom.P)); got != tt.want {
			t.Errorf("Hidden(%s) = %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestWalkLeavesEveryNodeOnce(t *testing.T) {
	doc := mustParse(t, "<div><p>a<b>c</b></p><ul><li>x<li>y</ul></div>")
	entered, left := 0, 0
	Walk(doc, func(n *html.Node) bool { entered++; return n.DataAtom != atom.Ul }, func(*html.Node) { left++ })
	if entered != left || entered == 0 {
		t.Errorf("Walk entered %d nodes and left %d", entered, left)
	}
}

func TestAttributesAndSearch(t *testing.T) {
	doc := mustParse(t, `<main><a id=x href="/1">1</a><a href="/2">2</a></main>`)
	links := All(doc, 10, func(n *html.Node) bool { return n.DataAtom == atom.A })
	if len(links) != 2 || Attr(links[1], "href") != "/2" || HasAttr(links[1], "id") {
		t.Errorf("All found %d links", len(links))
	}
	if !Within(links[0], atom.Main) || Within(links[0], atom.Aside) {
		t.Error("Within gives a wrong ancestor")
	}
	if got := All(doc, 1, func(n *html.Node) bool { return n.DataAtom == atom.A }); len(got) != 1 {
		t.Errorf("All with limit 1 found %d", len(got))
	}
}

func TestParseDeepNesting(t *testing.T) {
	const deep = 100_000
	for _, tag := range []string{"div", "b", "blockquote", "table", "span", "a", "font", "unknown"} {
		page := "<html><head><title>T</title></head><body><p>before</p>" +
			strings.Repeat("<"+tag+">", deep) + "inside" + strings.Repeat("</"+tag+">", deep) + "<p>after</p>"
		start := time.Now()
		got := Text(mustParse(t, page))
		for _, want := range []string{"before", "inside", "after"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: Text of a deep page lacks %q", tag, want)
			}
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: took %v", tag, d)
		}
	}
}

// Text that nests too deep stays divided where its elements divided it, and a
// script there stays a script.
func TestParseDeepNestingDivides(t *testing.T) {
	const text = "<p>The weather will change</p><p>The <b>parl</b>iament voted.</p><script>alert('<p>no')</script><div>Third</div>Fourth"
	for _, deep := range []int{100, 255, 300, 510, 520, 5_000} {
		doc, err := Parse([]byte("<body>" + strings.Repeat("<div>", deep) + text + strings.Repeat("</div>", deep)))
		if err != nil {
			t.Fatal(err)
		}
		const want = "The weather will change The parliament voted. Third Fourth"
		if got := Text(doc); got != want {
			t.Errorf("Text under %d elements = %q, want %q", deep, got, want)
		}
	}
}

func TestParseTooLarge(t *testing.T) {
	if _, err := Parse(make([]byte, MaxBytes+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("Parse of a page over the limit: %v, want ErrTooLarge", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<p>a<table><p>b"))
	f.Add([]byte("<svg><title><p>"))
	f.Add([]byte(strings.Repeat("<a><b>", 300)))
	f.Fuzz(func(t *testing.T, page []byte) {
		doc, err := Parse(page)
		if err != nil {
			return
		}
		Text(doc)
	})
}
