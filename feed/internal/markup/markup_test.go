package markup

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// trace writes the tokens of a document: elements in brackets with their
// label, /depth for an End, text as it is.
func trace(doc string) string {
	s := NewScanner([]byte(doc))
	var b strings.Builder
	for {
		switch s.Next() {
		case Done:
			if s.Truncated() {
				b.WriteString("!")
			}
			return b.String()
		case Start:
			b.WriteString("<" + s.Space() + ":" + string(s.Local()) + ">")
		case End:
			b.WriteString("/" + string(rune('0'+s.Depth())))
		case Text:
			b.Write(s.Raw())
		}
	}
}

func TestScanner(t *testing.T) {
	for _, tt := range []struct{ name, doc, want string }{
		{"plain", `<a>x<b/>y</a>`, "<:a>x<:b>/1y/0"},
		{"implied ends", `<a><b><c>x</b></a>`, "<:a><:b><:c>x/1/0"},
		{"several at once", `<a><b><c>x</a>`, "<:a><:b><:c>x/0"},
		{"stray end", `<a></b>x</a>`, "<:a>x/0"},
		{"never ends", `<a><b>x`, "<:a><:b>x/0!"},
		{"cut in a tag", `<a><b`, "<:a><:b>/0!"},
		{"comment, instruction", `<?xml?><!-- <x> --><a><!-- y --><?z?></a>`, "<:a>/0"},
		{"cdata", `<a><![CDATA[<b>&amp;]]></a>`, "<:a><b>&amp;/0"},
		{"lone brackets", `<a>1 < 2 > 3 <</a>`, "<:a>1 < 2 > 3 </0"},
		{"attributes", `<a b='>' c=d e="<f>" / g><h/></a>`, "<:a><:h>/1/0"},
		{"quote never ends", `<a b="x><c/></a>`, "<:a><:c>/1/0"},
		{"tag in a tag", `<a <b>x</b></a>`, "<:a><:b>x/1/0"},
		{"namespaces", `<a xmlns="http://www.w3.org/2005/Atom" xmlns:q="urn:q"><q:b/><dc:c/></a>`, "<atom:a><?:b>/1<dc:c>/1/0"},
		{"scope", `<a><b xmlns="http://www.w3.org/1999/xhtml"><c/></b><d/></a>`, "<:a><xhtml:b><xhtml:c>/2/1<:d>/1/0"},
		{"case", `<RSS><PubDate>x</PubDate></RSS>`, "<:rss><:pubdate>x/1/0"},
	} {
		if got := trace(tt.doc); got != tt.want {
			t.Errorf("%s: trace(%q) = %q, want %q", tt.name, tt.doc, got, tt.want)
		}
	}
}

func TestBoundary(t *testing.T) {
	s := NewScanner([]byte(`<l><i><t>one<i><t>two</t></i><i>three</i></l>`))
	var got []string
	for k := s.Next(); k != Done; k = s.Next() {
		if k == Start && string(s.Local()) == "i" {
			s.SetBoundary()
			got = append(got, s.Content(100).Text)
		}
	}
	if strings.Join(got, ",") != "one,two,three" {
		t.Errorf("items = %q, want one, two, three", got)
	}
}

func TestDepthIsBounded(t *testing.T) {
	s := NewScanner([]byte(`<l><d>` + strings.Repeat("<x>", 10000) + `</d><e>after</e></l>`))
	deepest, after := 0, ""
	for k := s.Next(); k != Done; k = s.Next() {
		deepest = max(deepest, s.Depth())
		if k == Start && string(s.Local()) == "e" {
			after = s.Content(100).Text
		}
	}
	if deepest > maxDepth || after != "after" {
		t.Errorf("depth %d, text behind it %q", deepest, after)
	}
}

func TestContent(t *testing.T) {
	for _, tt := range []struct {
		doc, text, inner string
		limit            int
		cut              bool
	}{
		{`<a>x &amp; y</a>`, "x & y", "", 100, false},
		{`<a>x <b>y</b> z</a>`, "x y z", "x <b>y</b> z", 100, false},
		{`<a><![CDATA[<i>]]>&lt;</a>`, "<i><", "", 100, false},
		{`<a>ääää</a>`, "ää", "", 5, true},
		{`<a>abc`, "abc", "", 100, false},
	} {
		s := NewScanner([]byte(tt.doc))
		s.Next()
		c := s.Content(tt.limit)
		if c.Text != tt.text || string(c.Inner) != tt.inner || c.Cut != tt.cut || c.Nested != (tt.inner != "") {
			t.Errorf("Content of %q = %+v (inner %q)", tt.doc, c, c.Inner)
		}
	}
}

func TestAttr(t *testing.T) {
	s := NewScanner([]byte(`<a HREF=" x?a=1&amp;b=2&copy=3 " r:about="u" xml:base='/b' q="1" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`))
	s.Next()
	for name, want := range map[string]string{"href": "x?a=1&b=2&copy=3", "rdf:about": "u", "xml:base": "/b", "q": "1", "none": "", "about": ""} {
		if got := s.Attr(name); got != want {
			t.Errorf("Attr(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSummary(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One.</p><p>Two &amp; three.</p>":               "One. Two & three.",
		"a<br>b<br/>c":                                     "a b c",
		"co<b>mp</b>ound":                                  "compound",
		"<script>var x = '<p>';</script>kept":              "kept",
		"<style>p{}</style>kept":                           "kept",
		"&lt;p&gt;Escaped &amp;amp; twice&lt;/p&gt;":       "Escaped & twice",
		"<!-- hidden -->shown<!-- never ends":              "shown",
		"1 < 2 and 3 > 2":                                  "1 < 2 and 3 > 2",
		`<a title="a>b" href='x'>link</a>`:                 "link",
		"plain":                                            "plain",
		"\u00a0 \n":                                        "",
		"<img src=x onerror=alert(1)>":                     "",
		strings.Repeat("é", 100):                           strings.Repeat("é", 25),
		"<p " + strings.Repeat(" ", 10000) + "x>not a tag": "<p x>not a tag",
	} {
		if got := Summary(in, 50); got != want {
			t.Errorf("Summary(%.60q) = %q, want %q", in, got, want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		"&amp;&lt;&gt;": "&<>", "&eacute;&Eacute;": "éÉ", "&#233;&#xE9;": "éé", "&copy 2026": "© 2026", "?a=1&copy=2": "?a=1&copy=2",
		"AT&T": "AT&T", "&notaname;": "&notaname;", "&": "&", "&;": "&;", "&#;": "&#;", "&#x;": "&#x;", "&#0;": "", "&#xD800;": "", "&#128;": "€",
		"&amp;amp;": "&amp;", "&notin;": "∉", "R&D": "R&D",
	} {
		if got := Unescape(in); got != want {
			t.Errorf("Unescape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	base, err := url.Parse("https://a.example/b/c")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"d": "https://a.example/b/d", "/d": "https://a.example/d", "//x.example/": "https://x.example/", "http://x.example/?q=ä": "http://x.example/?q=ä",
		"javascript:1": "", "ftp://x.example/": "", "http://": "", "": "", "https://x.example/<": "",
	} {
		if got := Address(in, base); got != want {
			t.Errorf("Address(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Address("d", nil); got != "" {
		t.Errorf("Address(d) without a base = %q, want none", got)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"<p>a&amp;b", "&lt;b&gt;", "<!--", "<a b='>", "&#x110000;", "\xff<", "<script>", "&copy", "<b\n>x</b >"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // documents are decoded before
		}
		for name, got := range map[string]string{"Headline": Headline(s, 40), "Summary": Summary(s, 40)} {
			if len(got) > 40 || !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\n\r") || strings.TrimSpace(got) != got {
				t.Errorf("%s(%q) = %q", name, s, got)
			}
		}
	})
}
