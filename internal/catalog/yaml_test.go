package catalog

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

func TestReadYAML(t *testing.T) {
	const text = `# a comment
country: NO
outlets:
  - id: no-avis
    name: Avis
    native_name: "Avís: «på norsk»"
    home: https://avis.example/
    language: nb
    kind: daily
    reach: national
    ownership: {type: public, owner: The State, citation: "https://avis.example/om", as_of: 2026-05}
    feeds:
      - https://avis.example/rss
      - url: https://avis.example/en/rss
        scope: world
        language: en
    evidence: {level: high, lists: 3, seen: 2026-05}
    extract:
      keep: '#main .text'
      drop: ".ask, [data-x='\"']"
    provenance: [kite, "gh:12"]
    notes: |
      first line
      second line
  - id: no-agency
    name: Byrå
    home: https://byra.example/
    language: nn
    kind: agency
    reach: national
    lane: agency
    publisher: byra
    watch: false
    feeds: [https://byra.example/feed]
`
	patches, problems := ReadYAML("no.yaml", strings.NewReader(text))
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	want := []Outlet{{
		ID: "no-avis", Name: "Avis", NativeName: "Avís: «på norsk»", Home: "https://avis.example/", Country: "NO",
		Language: "nb", Kind: "daily", Reach: "national", Lane: news.Domestic, Publisher: "avis.example",
		Ownership: Ownership{"public", "The State", "https://avis.example/om", "2026-05"},
		Feeds: []Feed{{"https://avis.example/rss", "general", "nb"},
			{"https://avis.example/en/rss", "world", "en"}},
		Evidence:   Evidence{Level: "high", Lists: 3, Seen: "2026-05"},
		Extract:    Hints{"#main .text", `.ask, [data-x='"']`},
		Provenance: []string{"kite", "gh:12"}, Watch: true, Notes: "first line\nsecond line",
		At: Position{"no.yaml", 4},
	}, {
		ID: "no-agency", Name: "Byrå", Home: "https://byra.example/", Country: "NO", Language: "nn",
		Kind: "agency", Reach: "national", Lane: news.Agency, Publisher: "byra",
		Feeds: []Feed{{"https://byra.example/feed", "general", "nn"}}, At: Position{"no.yaml", 25},
	}}
	if diff := cmp.Diff(want, FromPatches(patches)); diff != "" {
		t.Errorf("ReadYAML (-want +got):\n%s", diff)
	}
}

func TestReadYAMLProblems(t *testing.T) {
	entry := func(lines string) string { return "country: FR\noutlets:\n  - id: fr-a\n" + lines }
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", `x.yaml:1: want one document with the key "outlets"`},
		{"not yaml", "outlets:\n  - id: [", "x.yaml:2: want YAML: sequence end token ']' not found"},
		{"tabs", "outlets:\n\t- id: a", "x.yaml:2: want YAML: found character '\t' that cannot start any token"},
		{"list at top", "- a\n", `x.yaml:1: want "key: value" lines, got a list`},
		{"no outlets", "country: FR\n", `x.yaml:1: want the key "outlets"`},
		{"unknown top key", "outlet: []\noutlets: []\n", `x.yaml:1: outlet: want "country" or "outlets"`},
		{"outlets no list", "outlets: none\n", "x.yaml:1: outlets: want a list, got text"},
		{"no id", "outlets:\n  - name: A\n", "x.yaml:2: outlets[0].id: want an id"},
		{"unknown field", entry("    nam: A\n"), "x.yaml:4: fr-a: nam: want one of based_in, country, display"},
		{"text wanted", entry("    name: [A]\n"), "x.yaml:4: fr-a: name: want text, got a list"},
		{"flag wanted", entry("    watch: maybe\n"), "x.yaml:4: fr-a: watch: want true or false"},
		{"feeds wanted", entry("    feeds: https://a.example/\n"), "x.yaml:4: fr-a: feeds: want a list, got text"},
		{"feed wanted", entry("    feeds:\n      - [x]\n"), `x.yaml:5: fr-a: feeds[0]: want "key: value" lines, got a list`},
		{"unknown feed field", entry("    feeds:\n      - url: u\n        lang: fr\n"), "x.yaml:6: fr-a: feeds[0].lang: want one of [language scope url]"},
		{"count wanted", entry("    evidence: {lists: many}\n"), "x.yaml:4: fr-a: evidence.lists: want a count, got \"many\""},
		{"selector", entry("    extract:\n      keep: 'p:has(a)'\n"), `x.yaml:5: fr-a: extract.keep: want :not(), :is(), :first-child or :last-child, got ":has(a)" (byte 2 of "p:has(a)")`},
		{"long selector", entry("    extract:\n      keep: '.a'\n      drop: '" + strings.Repeat("a", 301) + "'\n"), "x.yaml:6: fr-a: extract.drop: want a selector of at most 300 bytes, got 301"},
		{"selector that YAML takes for a comment", entry("    extract:\n      keep: #main\n"), "x.yaml:5: fr-a: extract.keep: want the selector in quotes, got nothing"},
		{"half a selector", entry("    extract:\n      keep: div #main\n"), "x.yaml:5: fr-a: extract.keep: want the selector in quotes, got text"},
		{"selector that YAML takes for a list", entry("    extract: {drop: [role=note]}\n"), "x.yaml:4: fr-a: extract.drop: want the selector in quotes, got a list"},
		{"unknown hint", entry("    extract: {kept: '.a'}\n"), "x.yaml:4: fr-a: extract.kept: want one of [drop keep]"},
		{"hints wanted", entry("    extract: '.a'\n"), `x.yaml:4: fr-a: extract: want "key: value" lines, got text`},
		{"anchor", entry("    name: &a B\n"), "x.yaml:4: fr-a: name: want text, got an anchor or alias, which lists do not use"},
		{"twice", entry("    name: A\n    name: B\n"), "x.yaml:5: want YAML: mapping key \"name\" already defined"},
		{"two documents", "outlets: []\n---\noutlets: []\n", "want one document"},
		{"zero byte", "outlets: \"a\x00\"\n", "x.yaml:1: want text, got a zero byte"},
		{"long line", "outlets: " + strings.Repeat("a", 5000), "x.yaml:1: want lines of at most 4096 bytes"},
		{"lists of lists", "outlets:\n  - - - a\n", "x.yaml:2: want no lists inside of lists"},
		{"brackets", "outlets: " + strings.Repeat("[\n", 600), "want fewer than 100 open brackets"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			patches, problems := ReadYAML("x.yaml", strings.NewReader(tt.in))
			if len(problems) == 0 {
				t.Fatalf("no problem, %d entries", len(patches))
			}
			if got := problems[0].String(); !strings.Contains(got, tt.want) {
				t.Errorf("problem = %s\nwant      %s", got, tt.want)
			}
		})
	}
}

// TestProblemsAreBounded holds that a file of nothing but mistakes stays cheap
// and none of its entries get through.
func TestProblemsAreBounded(t *testing.T) {
	patches, problems := ReadYAML("x.yaml", strings.NewReader("outlets:\n"+strings.Repeat("  - nam: x\n", 3000)))
	if len(patches) != 0 || len(problems) != maxProblems {
		t.Errorf("%d entries and %d problems, want 0 and %d", len(patches), len(problems), maxProblems)
	}
}

// TestBadEntryLeavesTheRest holds that one mistake costs one entry.
func TestBadEntryLeavesTheRest(t *testing.T) {
	list, problems, err := Load(fstest.MapFS{
		"de.yaml": {Data: []byte("country: DE\noutlets:\n  - id: de-a\n    nam: A\n  - id: de-b\n    name: B\n")},
		"fr.yaml": {Data: []byte("country: FR\noutlets:\n  - id: fr-a\n  - id: de-b\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := list.Lookup("de-b"); !ok || list.Len() != 2 {
		t.Errorf("%d outlets, want de-b and fr-a", list.Len())
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.At.String()+" "+p.Field)
	}
	if diff := cmp.Diff([]string{"de.yaml:4 nam", "fr.yaml:4 id"}, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if _, _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("Load of an empty folder = nil, want an error")
	}
}

// TestWriteYAMLRoundTrip writes every shipped country and awkward values and
// reads them back.
func TestWriteYAMLRoundTrip(t *testing.T) {
	awkward := []Outlet{{
		ID: "no-x", Name: "No", NativeName: "a: b # c 'd' \"e\" [f] \\ \u200f", Home: "https://x.example/?a=b#c", Country: "NO",
		BasedIn: "SE", Language: "nb", Kind: "tv", Reach: "local", Lane: news.Exile, Publisher: "a family: of papers",
		Ownership: Ownership{"private", "O'Neil & Søn, 100%", "https://x.example/", "2026"},
		Feeds:     []Feed{{"https://x.example/a,b?c=[d]", "sport", "sv"}, {"https://x.example/!p4608;rss/", "general", "nb"}},
		Sitemaps:  []Feed{{"https://x.example/s", "general", "nb"}},
		Licence:   "CC BY 4.0", Display: news.DisplayFull, Provenance: []string{"list a b.txt", "https://x.example/"},
		Evidence: Evidence{Level: "low", Lists: 1}, Watch: false, Notes: "yes\n  indented: true\n- 2026",
		Extract: Hints{"#main > .text, [data-x=\"a: 'b' # c\"]\n.\\32 col", "ål"},
	}}
	lists := map[string][]Outlet{"NO": awkward}
	for _, o := range Shipped().Outlets() {
		if o.Country != "NO" {
			lists[o.Country] = append(lists[o.Country], o)
		}
	}
	for country, outlets := range lists {
		var b bytes.Buffer
		if err := WriteYAML(&b, "one\ntwo", country, outlets); err != nil {
			t.Fatal(err)
		}
		patches, problems := ReadYAML(country, &b)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", country, problems)
		}
		got := FromPatches(patches)
		for i := range got {
			got[i].At = outlets[i].At
		}
		if diff := cmp.Diff(outlets, got); diff != "" {
			t.Fatalf("%s (-written +read):\n%s", country, diff)
		}
	}
}

func FuzzReadYAML(f *testing.F) {
	f.Add("country: FR\noutlets:\n  - id: fr-a\n    feeds: [https://a.example/]\n    evidence: {lists: 2}\n")
	f.Add("outlets:\n  - id: fr-a\n    extract: {keep: '#a > b', drop: \"[c=\\\"d\\\"]\"}\n")
	f.Add("outlets:\n  - &a id: x\n  - *a\n")
	f.Add("outlets: !!set {? a}\n")
	f.Add("outlets:\n- ? [a]\n  : b\n- |\n  x\n")
	f.Fuzz(func(t *testing.T, text string) {
		patches, problems := ReadYAML("fuzz.yaml", strings.NewReader(text))
		for _, p := range problems {
			if p.String() == "" {
				t.Error("empty problem")
			}
		}
		var b bytes.Buffer
		outlets := FromPatches(patches)
		if err := WriteYAML(&b, "", "", outlets); err != nil {
			t.Fatal(err)
		}
		New(outlets).Check()
		if p, _ := ReadPanel("fuzz.yaml", []byte(text)); len(p.Members) > 0 {
			p.Check(Shipped())
		}
	})
}

// A country's code may be written in small letters, at the head and in an entry.
func TestCodesInSmallLetters(t *testing.T) {
	const file = "country: pt\noutlets:\n  - {id: pt-a, name: A}\n  - {id: pt-b, name: B, country: br, based_in: us}\n"
	patches, problems := ReadYAML("x.yaml", strings.NewReader(file))
	if len(problems) > 0 || len(patches) != 2 {
		t.Fatalf("ReadYAML = %d entries, %v, want 2", len(patches), problems)
	}
	if got := patches[0].Outlet.Country + patches[1].Outlet.Country + patches[1].Outlet.BasedIn; got != "PTBRUS" {
		t.Errorf("countries %q, want PT, BR, US", got)
	}
}
