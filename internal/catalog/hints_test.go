package catalog

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func hinted() Outlet {
	o := good()
	o.Extract = Hints{Keep: `#main > [itemprop="articleBody"]`, Drop: ".ask, aside:not(.fact)"}
	return o
}

// TestHintsAsJSON: hints survive a list in JSON Lines and the compiled list,
// and an outlet without them has no trace of them there.
func TestHintsAsJSON(t *testing.T) {
	bare := good()
	bare.ID, bare.Home, bare.Feeds = "fr-b", "https://b.example/", []Feed{{"https://b.example/rss", "general", "fr"}}
	want := New([]Outlet{hinted(), bare})
	compiled, err := want.Compile()
	if err != nil || strings.Count(string(compiled), "extract") != 1 {
		t.Fatalf("Compile = %s, %v, want extract once", compiled, err)
	}
	got, err := decompile(bytes.NewReader(compiled))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Outlets(), got); diff != "" {
		t.Errorf("compiled and read (-want +got):\n%s", diff)
	}
	var b bytes.Buffer
	if err := WriteJSONLines(&b, want.Outlets()); err != nil {
		t.Fatal(err)
	}
	list, fates, err := ReadJSONLines("x.jsonl", &b)
	if err != nil || len(fates) > 0 {
		t.Fatal(fates, err)
	}
	read, _ := FromList(list, nil)
	for i := range read {
		read[i].At = want.Outlets()[i].At
	}
	if diff := cmp.Diff(want.Outlets(), read); diff != "" {
		t.Errorf("written and read (-want +got):\n%s", diff)
	}
	_, fates = FromList(list, New([]Outlet{good(), bare}))
	if fates[0].Kind != Changed || fates[0].What != "changes extract of" || fates[1].Kind != Same {
		t.Errorf("fates = %v, want extract changed and the other one the same", fates)
	}
}

func TestHintsAreRefused(t *testing.T) {
	list, _, err := ReadJSONLines("x.jsonl", strings.NewReader(`{"id":"fr-c","name":"C","home":"https://c.example/","extract":{"drop":"p::after"}}`))
	if err != nil {
		t.Fatal(err)
	}
	const want = `fr-c: extract.drop: want :not(), :is(), :first-child or :last-child, got "::after" (byte 2 of "p::after")`
	if _, fates := FromList(list, nil); fates[0].Kind != Refused || fates[0].What != want {
		t.Errorf("fate = %v, want it refused: %s", fates[0], want)
	}
}

// TestHintsOfAListAreStrict: a line of JSON is refused where YAML would be, by
// line and outlet.
func TestHintsOfAListAreStrict(t *testing.T) {
	for _, tt := range []struct{ name, extract, want string }{
		{"an unknown key", `"extract":{"foo":1}`, "x.jsonl:1: fr-c: extract.foo: want one of [drop keep]"},
		{"a slip", `"extract":{"kep":".a"}`, "x.jsonl:1: fr-c: extract.kep: want one of [drop keep]"},
		{"capitals", `"extract":{"Keep":".a"}`, "x.jsonl:1: fr-c: extract.Keep: want one of [drop keep]"},
		{"a key twice", `"extract":{"keep":".a","keep":".b"}`, "x.jsonl:1: fr-c: extract.keep: want the key once"},
		{"all of it twice", `"extract":{"keep":".a"},"extract":{"drop":".b"}`, "x.jsonl:1: fr-c: extract: want the key once"},
		{"no text", `"extract":{"keep":[".a"]}`, "x.jsonl:1: fr-c: extract.keep: want the selector as a text"},
		{"no object", `"extract":[".a"]`, `x.jsonl:1: fr-c: extract: want an object with keep and drop, got [".a"]`},
		{"both", `"extract":{"drop":".b","keep":".a"}`, ""},
		{"nothing", `"extract":null`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := "{" + tt.extract + `,"id":"fr-c","name":"C","home":"https://c.example/"}` + "\n" + `{"id":"fr-d","name":"D","home":"https://d.example/"}`
			list, bad, err := ReadJSONLines("x.jsonl", strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if tt.want != "" {
				want = []string{tt.want}
			}
			if diff := cmp.Diff(want, fates(bad)); diff != "" {
				t.Errorf("fates (-want +got):\n%s", diff)
			}
			if len(list)+len(want) != 2 {
				t.Errorf("%d rows are taken, want %d", len(list), 2-len(want))
			}
		})
	}
}

// TestHintsOverlay: an operator's file sets both selectors or takes them away,
// and a mistake in it names its own line.
func TestHintsOverlay(t *testing.T) {
	base := New([]Outlet{hinted()})
	for _, tt := range []struct {
		name, lines string
		want        Hints
		origin      string
	}{
		{"other fields", "    name: B\n", hinted().Extract, "fr.yaml:3"},
		{"one of them", "    extract: {keep: '.body'}\n", Hints{Keep: ".body"}, "mine.yaml:3"},
		{"none", "    extract: {}\n", Hints{}, "mine.yaml:3"},
	} {
		patches, problems := ReadYAML("mine.yaml", strings.NewReader("outlets:\n  - id: fr-a\n"+tt.lines))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		merged, _ := base.Overlay(patches)
		o, _ := merged.Lookup("fr-a")
		if o.Extract != tt.want || o.Origin("extract").String() != tt.origin {
			t.Errorf("%s: hints %+v of %s, want %+v of %s", tt.name, o.Extract, o.Origin("extract"), tt.want, tt.origin)
		}
	}
	o := hinted()
	o.Extract.Keep = "::"
	o.Fields = map[string]Position{"extract": {"mine.yaml", 7}}
	if problems := New([]Outlet{o}).Check(); len(problems) != 1 || problems[0].At.String() != "mine.yaml:7" || problems[0].Outlet != "fr-a" {
		t.Errorf("Check = %v, want one problem of fr-a at mine.yaml:7", problems)
	}
}
