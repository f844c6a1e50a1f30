package opml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const everywhere = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1"><head><title>Papers I read</title></head><body>
<outline text="Europe"><outline text="North" title="North">
 <outline type="rss" text="Skerry Post &amp; Mail" xmlUrl="https://skerry.example/rss" htmlUrl="https://skerry.example/" language="en"/>
 <outline xmlUrl="https://voe.example/atom.xml"></outline>
</outline>
 <outline TITLE="Odd case" XMLURL="https://odd.example/rss" type="RSS">
</outline></outline>
<outline type="rss" title="Skerry again" xmlUrl="https://skerry.example/rss"/>
<outline text="Empty"/>
<outline text="Kennis" xmlUrl="http://kennis.example/rss?a=1&b=2" category="Science,/NL/Tech , "/>
<outline type="rss" text="Bad" xmlUrl="not a url"/>
<outline type="rss" text="Code" xmlUrl="javascript:alert(1)"/>
<outline type="rss" text="Nothing"/>
<outline type="link" text="A page" url="https://page.example/"/>
<outline text="Old scheme" xmlUrl="feed://old.example/rss"/>
<outline/>
<outline text="Parent &lt;b&gt;" xmlUrl="https://parent.example/rss"><outline text="Child" xmlUrl="https://child.example/rss"/></outline>
</body></opml>`

func TestParse(t *testing.T) {
	got, err := Parse([]byte(everywhere))
	if err != nil {
		t.Fatal(err)
	}
	want := List{Title: "Papers I read", Rows: []Row{
		{URL: "https://skerry.example/rss", Name: "Skerry Post & Mail", Home: "https://skerry.example/", Language: "en", Path: []string{"Europe", "North"}, Fate: Feed},
		{URL: "https://voe.example/atom.xml", Path: []string{"Europe", "North"}, Fate: Feed},
		{URL: "https://odd.example/rss", Name: "Odd case", Path: []string{"Europe"}, Fate: Feed},
		{URL: "https://skerry.example/rss", Name: "Skerry again", Fate: Duplicate, Reason: "listed before"},
		{URL: "http://kennis.example/rss?a=1&b=2", Name: "Kennis", Categories: [][]string{{"Science"}, {"NL", "Tech"}}, Fate: Feed},
		{URL: "not a url", Name: "Bad", Fate: Rejected, Reason: "not an http or https address"},
		{URL: "javascript:alert(1)", Name: "Code", Fate: Rejected, Reason: "not an http or https address"},
		{Name: "Nothing", Fate: Rejected, Reason: "no address of a feed"},
		{URL: "https://page.example/", Name: "A page", Fate: NotFeed, Reason: "a link to a page"},
		{URL: "http://old.example/rss", Name: "Old scheme", Fate: Feed},
		{URL: "https://parent.example/rss", Name: "Parent", Fate: Feed},
		{URL: "https://child.example/rss", Name: "Child", Fate: Feed},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse differs (-want +got):\n%s", diff)
	}
}

// TestWriteRead writes what was read and reads it again.
func TestWriteRead(t *testing.T) {
	first, err := Parse([]byte(everywhere))
	if err != nil {
		t.Fatal(err)
	}
	first.Rows[0].Name += " \x00\"'<>"
	var b bytes.Buffer
	if err := Write(&b, first, time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "&amp; Mail"); n != 2 { // text and title
		t.Errorf("the ampersand is written %d times once escaped, want 2:\n%s", n, b.String())
	}
	second, err := Parse(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	byURL := func(l List) map[string]Row {
		m := map[string]Row{}
		for _, r := range l.Feeds() {
			if r.Name == "" {
				r.Name = r.URL
			}
			m[r.URL] = r
		}
		return m
	}
	want := byURL(first)
	r := want["https://skerry.example/rss"]
	r.Name = "Skerry Post & Mail \"'<>"
	want[r.URL] = r
	if diff := cmp.Diff(want, byURL(second)); diff != "" {
		t.Errorf("read again it differs (-want +got):\n%s", diff)
	}
}

// TestOwn writes and reads attributes of a program's own.
func TestOwn(t *testing.T) {
	own := Own{Prefix: "quay", Space: "https://quay.example/ns", Names: []string{"id", "kind"}}
	l := List{Own: own, Rows: []Row{
		{URL: "https://a.example/rss", Name: "A", Own: map[string]string{"id": "a<b>\"", "kind": "daily"}, Fate: Feed},
		{URL: "https://b.example/rss", Name: "B", Fate: Feed},
		{URL: "https://c.example/", Name: "C", Own: map[string]string{"id": "c"}, Fate: NotFeed, Reason: "a link to a page"},
	}}
	var b bytes.Buffer
	if err := Write(&b, l, time.Time{}); err != nil {
		t.Fatal(err)
	}
	got, err := ParseOwn(b.Bytes(), own)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l, got); diff != "" {
		t.Errorf("read again it differs (-want +got):\n%s\n%s", diff, b.String())
	}
	if got, err := Parse(b.Bytes()); err != nil || got.Rows[0].Own != nil || len(got.Feeds()) != 2 {
		t.Errorf("Parse = %+v, %v, want two feeds without own attributes", got.Rows, err)
	}
}

func TestParseDamage(t *testing.T) {
	for _, doc := range []string{"", "<html/>", "plain", "{}", "<rss/>"} {
		if _, err := Parse([]byte(doc)); !errors.Is(err, ErrNotOPML) {
			t.Errorf("Parse(%q) = %v, want ErrNotOPML", doc, err)
		}
	}
	cut := everywhere[:strings.Index(everywhere, "Kennis")]
	if l, err := Parse([]byte(cut)); err != nil || len(l.Feeds()) != 3 || l.Problem == "" {
		t.Errorf("cut document: %d feeds, problem %q, %v", len(l.Feeds()), l.Problem, err)
	}
	bomb := `<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "ha"><!ENTITY b "&a;&a;">]><opml><body><outline text="p&x;q&b;r" xmlUrl="https://a.example/&x;rss"/></body></opml>`
	l, err := Parse([]byte(bomb))
	if err != nil || len(l.Rows) != 1 || l.Rows[0].Name != "pqr" || l.Rows[0].URL != "https://a.example/rss" {
		t.Errorf("entities: %+v, %v", l.Rows, err)
	}
	latin := "<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline text='Caf\xe9' xmlUrl='https://a.example/rss'/></body></opml>"
	if l, err := Parse([]byte(latin)); err != nil || l.Rows[0].Name != "Café" {
		t.Errorf("latin-1: %+v, %v", l.Rows, err)
	}
}

func TestLimits(t *testing.T) {
	var b strings.Builder
	b.WriteString("<opml><body>" + strings.Repeat(`<outline text="folder">`, 1000))
	for i := range MaxRows + 5 {
		fmt.Fprintf(&b, `<outline xmlUrl="https://a.example/%d"/>`, i)
	}
	l, err := Parse([]byte(b.String()))
	if err != nil || len(l.Rows) > MaxRows {
		t.Errorf("%d rows, %v", len(l.Rows), err)
	}
	flat := "<opml><body>" + strings.Repeat(`<outline type="rss"/>`, MaxRows+5)
	if l, err := Parse([]byte(flat)); err != nil || len(l.Rows) != MaxRows || !l.Truncated {
		t.Errorf("%d rows, truncated %t, %v", len(l.Rows), l.Truncated, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(everywhere))
	f.Add([]byte(`<opml><outline text="a"><outline xmlUrl='https://a.example/`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, err := Parse(body)
		if err != nil {
			if !errors.Is(err, ErrNotOPML) {
				t.Fatal(err)
			}
			return
		}
		var b bytes.Buffer
		if err := Write(&b, l, time.Time{}); err != nil {
			t.Fatal(err)
		}
		again, err := Parse(b.Bytes())
		if err != nil {
			t.Fatalf("our own output cannot be read: %v\n%s", err, b.String())
		}
		if got, want := len(again.Feeds()), len(l.Feeds()); got != want {
			t.Errorf("read again it has %d feeds, want %d\n%s", got, want, b.String())
		}
	})
}
