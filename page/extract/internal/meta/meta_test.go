package meta

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/overview-news/overview/page/dom"
)

func TestReadJSON(t *testing.T) {
	type m = map[string]any
	for _, tt := range []struct {
		name, in string
		want     []any
	}{
		{"sound", `{"a":"b","c":[1,true,null]}`, []any{m{"a": "b", "c": []any{"1", "true", nil}}}},
		{"escapes", `{"a":"b\"c\u00e9\ud83d\ude00\n\/"}`, []any{m{"a": "b\"cé😀\n/"}}},
		{"raw line break in a string", "{\"a\":\"b\nc\"}", []any{m{"a": "b\nc"}}},
		{"bare quotation marks", `{"a":"he said "no" twice","b":"c"}`, []any{m{"a": `he said "no" twice`, "b": "c"}}},
		{"quotation mark before a comma", `{"a":"the "old", worn bridge","b":"c"}`, []any{m{"a": `the "old", worn bridge`, "b": "c"}}},
		{"comma at the end", `{"a":["b",],}`, []any{m{"a": []any{"b"}}}},
		{"comments", "/* x */ {\"a\": \"b\"} // y", []any{m{"a": "b"}}},
		{"HTML comment", `<!-- {"a":"b"} -->`, []any{m{"a": "b"}}},
		{"several", `{"a":"b"};{"c":"d"}`, []any{m{"a": "b"}, m{"c": "d"}}},
		{"cut off", `{"a":"b","c":{"d":"e`, []any{m{"a": "b", "c": m{"d": "e"}}}},
		{"keys without marks", `{a:"b", 'c':'d'}`, []any{m{"a": "b", "c": "d"}}},
		{"an assignment in front", `var x = {"a":"b"};`, []any{m{"a": "b"}}},
		{"first of two equal keys", `{"a":"b","a":"c"}`, []any{m{"a": "b"}}},
		{"empty", ``, nil},
		{"no JSON", `hello`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, readJSON(tt.in)); diff != "" {
				t.Errorf("readJSON(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func read(t *testing.T, page string) *Page {
	t.Helper()
	doc, err := dom.Parse([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return Read(doc)
}

func TestArticle(t *testing.T) {
	script := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for _, tt := range []struct{ name, page, address, headline, want string }{
		{"graph", script(`{"@graph":[{"@type":"WebPage"},{"@type":["Article","NewsArticle"],"headline":"a"}]}`), "", "", "a"},
		{"by address", script(`[{"@type":"NewsArticle","headline":"a","url":"/x"},{"@type":"NewsArticle","headline":"b","url":"https://a.example/y"}]`), "http://www.a.example/y/?z=1", "", "b"},
		{"by headline", script(`[{"@type":"NewsArticle","headline":"a"},{"@type":"NewsArticle","headline":"b"}]`), "", "B", "b"},
		{"not from a list", script(`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"a"}]}`) + script(`{"@type":"NewsArticle","headline":"b"}`), "", "", "b"},
		{"type as an address", script(`{"@type":"http://schema.org/NewsArticle","headline":"a"}`), "", "", "a"},
		{"encoded script", script(`{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;a&quot;}`), "", "", "a"},
		{"none", script(`{"@type":"WebSite","headline":"a"}`), "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if o := read(t, tt.page).Article(tt.address, tt.headline); o != nil {
				got = String(o.Fields["headline"])
			}
			if got != tt.want {
				t.Errorf("headline of Article = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"a &amp; b", "a & b"},
		{"a &amp;quot;b&amp;quot;", `a "b"`},
		{"<b>a</b> <i>b</i>", "a b"},
		{"1 < 2 > 0", "1 < 2 > 0"},
		{" a\n b ", "a b"},
	} {
		if got := Clean(tt.in); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLinksOfTheBodyAreNotBelieved(t *testing.T) {
	p := read(t, `<head><link rel=canonical href=/a></head><body><p><link rel=canonical href=/b>`)
	if len(p.Links) != 1 || p.Links[0].Href != "/a" {
		t.Errorf("Links = %v", p.Links)
	}
}

func FuzzReadJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,{"b":"c"}]}`, `[[[[`, `{"a":"b" "c"}`, `{:,}`, `]}`, `"`, "{\"a\":\\", `{"a":/*`} {
		f.Add(s)
	}
	f.Add(strings.Repeat("[", 10_000))
	f.Fuzz(func(t *testing.T, s string) { readJSON(s) })
}
