package catalog

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestJSONLinesRoundTrip writes the whole shipped list and reads it back:
// nothing but the place where each outlet is written is lost.
func TestJSONLinesRoundTrip(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSONLines(&b, Shipped().Outlets()); err != nil {
		t.Fatal(err)
	}
	list, bad, err := ReadJSONLines("all.jsonl", &b)
	if err != nil || len(bad) > 0 {
		t.Fatalf("ReadJSONLines = %v, %v", bad, err)
	}
	outlets, fated := FromList(list, nil)
	for _, f := range fated {
		if f.Kind != Added {
			t.Errorf("%s, want it added", f)
		}
	}
	got := New(outlets).Outlets()
	for i := range got {
		got[i].At = Shipped().Outlets()[i].At
	}
	if diff := cmp.Diff(Shipped().Outlets(), got); diff != "" {
		t.Errorf("read back it differs (-want +got):\n%.3000s", diff)
	}
	again, fated := FromList(list, Shipped())
	if len(again) != 0 {
		t.Errorf("read beside itself it has %d outlets that are new or changed, want none: %v", len(again), fated[0])
	}
}

func TestFates(t *testing.T) {
	known := New([]Outlet{good()})
	const text = `{"id":"fr-a","name":"A","home":"https://a.example/","country":"FR","language":"fr","kind":"daily","reach":"national","feeds":["https://a.example/rss"]}
{"id":"fr-b","name":"B","home":"https://b.example/","country":"FR","language":"fr","kind":"tv","feeds":[{"url":"https://b.example/rss","scope":"sport"}],"sitemaps":["https://b.example/news.xml"],"watch":false}
{"id":"fr-b","name":"B","home":"https://b.example/"}
{"id":"FR B","name":"B","home":"https://b.example/"}
{"id":"fr-c","name":"C","home":"https://c.example/","kind":"newspaper"}
{"id":"fr-c","name":"C","home":"https://c.example/","country":"France"}
{"id":"fr-c","name":"C","home":"https://c.example/","language":"fr-FR"}
{"id":"fr-c","name":"C","home":"https://c.example/","ownership":{"type":"state"}}
{"id":"fr-c","name":"C","home":"https://c.example/","feeds":["ftp://c.example/"]}
{"id":"fr-c","name":"C","home":"https://c.example/","feeds":["https://www.a.example/rss"]}
{"id":"fr-c","name":7}
{"name":"plain","feeds":[{"url":"https://plain.example/rss","scope":"sport"}]}
`
	list, bad, err := ReadJSONLines("x", strings.NewReader(text))
	if err != nil || len(bad) != 1 || bad[0].At.Line != 11 || bad[0].Kind != Refused {
		t.Fatalf("ReadJSONLines: bad lines %v, %v; want line 11", bad, err)
	}
	outlets, fated := FromList(list, known)
	want := []string{
		"x:1: already listed as fr-a",
		"x:2: added as fr-b",
		`x:3: want the id "fr-b" once in the list`,
		`x:4: FR B: id: want lower-case letters, digits and single hyphens, at most 80, got "FR B"`,
		`x:5: fr-c: kind: want one of daily, weekly, magazine, online, tv, radio, broadcaster, agency, got "newspaper"`,
		`x:6: fr-c: country: want an ISO 3166-1 alpha-2 code in capitals, got "France"`,
		`x:7: fr-c: language: want a BCP 47 tag in canonical form ("fr"), got "fr-FR"`,
		`x:8: fr-c: ownership.citation: want the address of a page that says so, got ""`,
		`x:9: fr-c: feeds: want an http or https address, got "ftp://c.example/"`,
		"x:10: want a feed of its own: fr-a has https://www.a.example/rss",
		"x:12: added as plain-example",
	}
	if diff := cmp.Diff(want, fates(fated)); diff != "" {
		t.Errorf("fates (-want +got):\n%s", diff)
	}
	b := outlets[0]
	if b.Watch || b.Feeds[0] != (Feed{"https://b.example/rss", "sport", "fr"}) || b.Sitemaps[0].URL != "https://b.example/news.xml" || b.Provenance[0] != "list x" {
		t.Errorf("fr-b = %+v", b)
	}
	if plain := outlets[1]; plain.Feeds[0].Scope != "sport" {
		t.Errorf("plain = %+v, want its scope", plain)
	}
}

// TestChanges names what an entry would change, and nothing is taken away.
func TestChanges(t *testing.T) {
	for _, tt := range []struct{ name, line, want string }{
		{"kind", `"kind":"tv"`, "x:1: changes kind of fr-a"},
		{"a feed more", `"kind":"daily","feeds":["https://a.example/rss","https://a.example/sport"]`, "x:1: changes feeds of fr-a"},
		{"a feed less", `"kind":"daily","feeds":[]`, "x:1: already listed as fr-a"},
		{"owner", `"kind":"daily","ownership":{"type":"state","citation":"https://x.example/","as_of":"2026"},"based_in":"BE"`, "x:1: changes based_in, ownership of fr-a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := `{"id":"fr-a","name":"A","home":"https://a.example/","country":"FR","language":"fr","reach":"national",` + tt.line + "}"
			list, _, err := ReadJSONLines("x", strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			_, fated := FromList(list, New([]Outlet{good()}))
			if got := fated[0].String(); got != tt.want {
				t.Errorf("fate = %s, want %s", got, tt.want)
			}
		})
	}
}
