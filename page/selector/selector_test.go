package selector

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
)

const page = `<!DOCTYPE html><html><head><title id="t">x</title></head><body class="story  wide">
<div id="a" class="box"><p id="b" class="lead first">one</p> text <p id="c">two <b id="d" data-k="Alpha Beta">bold</b></p></div>
<!-- note -->
<section id="e" lang="en-GB"><div id="f" class="box-new"><p id="g">three</p><p id="h" class="2col &quot;q&quot;">four</p></div></section>
<ul id="i"><li id="j">1</li><li id="k" class="Ärger">2</li><li id="l">3</li></ul>
</body></html>`

func parsed(t testing.TB, text string) *html.Node {
	t.Helper()
	doc, err := dom.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// found names what a selector finds by their ids, else by their elements.
func found(t testing.TB, doc *html.Node, text string) string {
	t.Helper()
	s, err := Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	var out []string
	for _, n := range s.All(doc, 100) {
		id := dom.Attr(n, "id")
		if id == "" {
			id = n.Data
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

func TestAll(t *testing.T) {
	doc := parsed(t, page)
	for _, tt := range []struct{ selector, want string }{
		{"p", "b c g h"},
		{"P", "b c g h"},
		{"ul, ul *", "i j k l"},
		{"#c", "c"},
		{"p#c", "c"},
		{".lead", "b"},
		{".lead.first", "b"},
		{".lea", ""},
		{".Lead", ""},
		{".wide", "body"},
		{".box", "a"},
		{"div p", "b c g h"},
		{"div, p", "a b c f g h"},
		{"li , b", "d j k l"},
		{"body p b", "d"},
		{"div div p", ""},
		{"body > p", ""},
		{"section > div > p", "g h"},
		{"body section p", "g h"},
		{"p + p", "c h"},
		{"p+p b", "d"},
		{"li ~ li", "k l"},
		{"#a ~ section #g", "g"},
		{"section ~ div", ""},
		{"div + section", "e"},
		{"[class]", "body a b f h k"},
		{"li[class]", "k"},
		{`[class="box"]`, "a"},
		{"[class~=first]", "b"},
		{`[class~="lead first"]`, ""},
		{"div[class^=box]", "a f"},
		{`div[class$="-new"]`, "f"},
		{"div[class*=ox-n]", "f"},
		{`div[class*=""]`, ""},
		{"[lang|=en]", "e"},
		{"[lang|=e]", ""},
		{"[ DATA-K = 'Alpha Beta' ]", "d"},
		{`[data-k="alpha beta"]`, ""},
		{`[data-k="alpha beta"i]`, "d"},
		{`[data-k^=alpha I]`, "d"},
		{"p:not(.lead)", "c g h"},
		{"p:not(.lead, #g)", "c h"},
		{"p:is(.lead,#g)", "b g"},
		{":is(ul, section) > :not(div)", "j k l"},
		{"li:first-child", "j"},
		{"li:LAST-CHILD", "l"},
		{"p:first-child:not(.lead)", "g"},
		{`.\32 col`, "h"},
		{`.\32\63ol`, "h"},
		{`.\000032col`, "h"},
		{`.\"q\"`, "h"},
		{`[class*="\"q\""]`, "h"},
		{".Ärger", "k"},
		{"head title", "t"},
		{"i-unknown", ""},
		{"--x, -y, _z", ""},
		{" p.lead\n", "b"},
	} {
		if got := found(t, doc, tt.selector); got != tt.want {
			t.Errorf("%q finds %q, want %q", tt.selector, got, tt.want)
		}
	}
	s, _ := Parse("p")
	if got := s.All(doc, 2); len(got) != 2 {
		t.Errorf("All(2) = %d elements, want 2", len(got))
	}
	if s.String() != "p" {
		t.Errorf("String() = %q, want p", s)
	}
}

func TestParseErrors(t *testing.T) {
	for _, tt := range []struct{ selector, want string }{
		{"", "want a selector, got nothing"},
		{" \n", "want a selector, got nothing"},
		{strings.Repeat("a", MaxBytes+1), "want a selector of at most 300 bytes, got 301"},
		{"\xff", "want a selector in UTF-8"},
		{"div.", `want a name, which begins with a letter, "_" or "-", got the end (byte 5 of "div.")`},
		{"p > .2col", `want a name, which begins with a letter, "_" or "-", got "2col" (byte 6 of "p > .2col")`},
		{"p >", `want an element, "#id", ".class" or "[attribute]", got the end (byte 4 of "p >")`},
		{"> p", `want an element, "#id", ".class" or "[attribute]", got "> p" (byte 1 of "> p")`},
		{"p,,b", `want an element, "#id", ".class" or "[attribute]", got ",b" (byte 3 of "p,,b")`},
		{"p,", `want an element, "#id", ".class" or "[attribute]", got the end (byte 3 of "p,")`},
		{"p:has(a)", `want :not(), :is(), :first-child or :last-child, got ":has(a)" (byte 2 of "p:has(a)")`},
		{"p::before", `want :not(), :is(), :first-child or :last-child, got "::before" (byte 2 of "p::before")`},
		{"p:not", `want :not(), :is(), :first-child or :last-child, got ":not" (byte 2 of "p:not")`},
		{"p:not()", `want an element, "#id", ".class" or "[attribute]", got ")" (byte 7 of "p:not()")`},
		{"p:not(.a", `want "," or ")", got the end (byte 9 of "p:not(.a")`},
		{"p:not(.a b)", `want "," or ")", got "b)" (byte 10 of "p:not(.a b)")`},
		{"p:not(:is(a))", `want a condition without ":" inside of the brackets, got ":is(a))" (byte 7 of "p:not(:is(a))")`},
		{"//div[@class='x']", `want an element, "#id", ".class" or "[attribute]", got "//div[@class='x']" (byte 1 of "//div[@class='x']")`},
		{"div[@class='x']", `want a name, which begins with a letter, "_" or "-", got "@class='x']" (byte 5 of "div[@class='x']")`},
		{"[a", `want "]" or an operator, got the end (byte 3 of "[a")`},
		{"[a!=b]", `want "]", "=", "~=", "|=", "^=", "$=" or "*=", got "!=b]" (byte 3 of "[a!=b]")`},
		{"[a=1]", `want a name or a text in quotes, got "1]" (byte 4 of "[a=1]")`},
		{"[a=b c]", `want "]", got "c]" (byte 6 of "[a=b c]")`},
		{`[a="b]`, `want a closing ", got "\"b]" (byte 4 of "[a=\"b]")`},
		{`.a\`, `want a character after the backslash, got "\\" (byte 3 of ".a\\")`},
		{"a|b", `want a space, ">", "+", "~", "," or the end, got "|b" (byte 2 of "a|b")`},
		{"p{}", `want a space, ">", "+", "~", "," or the end, got "{}" (byte 2 of "p{}")`},
		{"p & b", `want an element, "#id", ".class" or "[attribute]", got "& b" (byte 3 of "p & b")`},
		{strings.Repeat(".a", maxTests+1), "want at most 32 conditions"},
		{"p:not(" + strings.Repeat("a,", maxTests) + "a)", "want at most 32 conditions"},
	} {
		s, err := Parse(tt.selector)
		var e *Error
		if s != nil || !errors.As(err, &e) || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("Parse(%.40q) = %v, %v, want %s", tt.selector, s, err, tt.want)
		}
	}
}

// TestHostile: neither a page nor a selector makes matching super-linear.
func TestHostile(t *testing.T) {
	words := strings.Repeat("b-b bb xb ", 100_000)
	for _, tt := range []struct{ name, page, selector string }{
		{"deep, elements above that are missing", strings.Repeat("<div>", 200_000), "i" + strings.Repeat(" div", 31)},
		{"deep, many ways", strings.Repeat("<div>", 200_000), "div" + strings.Repeat(" div", 30) + " i"},
		{"siblings before", "<div>" + strings.Repeat("<p></p>", 200_000), "i ~ p ~ p ~ p ~ p"},
		{"siblings beside", "<div>" + strings.Repeat("<p></p>", 200_000), "i + p, p + i, p:first-child > b, p:last-child > b"},
		{"text beside", "<div>" + strings.Repeat("<!-- -->x", 200_000), "b:first-child, b:last-child"},
		{"comments between", "<div>" + strings.Repeat("<!-- --><!-- --><p></p>", 60_000), "p:first-child:last-child"},
		{"a long class", `<div class="` + words + `">` + strings.Repeat("<p></p>", 100_000), "div:not(" + strings.Repeat(".b,", 28) + ".b)"},
		{"many classes", strings.Repeat(`<p class="a b c d e f">x</p>`, 100_000), strings.Repeat(".f", 30) + ".g"},
		{"parts of a value", `<div data-x="` + strings.Repeat("a", 5<<20) + `">`, `[data-x*="` + strings.Repeat("a", 200) + `b"]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parsed(t, tt.page)
			s, err := Parse(tt.selector)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			got := s.All(doc, 1000)
			const most = 3 * time.Second // a hundred times what it takes
			if took := time.Since(start); took > most {
				t.Errorf("%q took %v and found %d", tt.selector, took, len(got))
			}
		})
	}
}

// FuzzParse: no selector and no page crashes.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"p", "div > p.a + b ~ i", `a[b="c" i], #d:not(.e,f)`, `\31 a\`, ":is(", "[a=", "p:first-child", "*"} {
		f.Add(s, page)
	}
	f.Fuzz(func(t *testing.T, text, page string) {
		s, err := Parse(text)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.At < 0 || e.At > len(text) || e.Error() == "" {
				t.Fatalf("Parse(%q) = %#v", text, err)
			}
			return
		}
		if len(s.parts) == 0 || len(s.parts) > maxTests || s.finals == 0 {
			t.Fatalf("Parse(%q) has %d parts, finals %b", text, len(s.parts), s.finals)
		}
		if len(page) > 1<<16 {
			return
		}
		doc, err := dom.Parse([]byte(page))
		if err != nil {
			return
		}
		const limit = 3
		all := s.All(doc, 1<<20)
		if some := s.All(doc, limit); !slices.Equal(some, all[:min(limit, len(all))]) {
			t.Fatalf("%q finds %d elements of %d that are not the first ones", text, len(some), len(all))
		}
	})
}
