package catalog

import (
	"strings"
	"testing"
)

func TestOverlay(t *testing.T) {
	base := New([]Outlet{
		{ID: "fr-a", Name: "A", Home: "https://a.example/", Country: "FR", Language: "fr", Kind: "daily",
			Publisher: "a.example", Lane: "domestic", At: Position{"fr.yaml", 3}},
		{ID: "fr-b", Name: "B", Country: "FR", At: Position{"fr.yaml", 9}},
	})
	patches, problems := ReadYAML("mine.yaml", strings.NewReader(`country: FR
outlets:
  - id: fr-a
    name: Another name
    feeds: [https://a.example/rss]
  - id: fr-b
    hide: true
  - id: de-c
    country: DE
    name: C
    home: https://c.example/
  - id: fr-gone
    hide: true
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got, problems := base.Overlay(patches)
	if len(problems) != 1 || problems[0].Outlet != "fr-gone" || !problems[0].Warning {
		t.Errorf("problems = %v, want a warning about fr-gone", problems)
	}
	a, _ := got.Lookup("fr-a")
	if a.Name != "Another name" || a.Kind != "daily" || len(a.Feeds) != 1 || !a.Watch || a.Feeds[0].Language != "fr" {
		t.Errorf("fr-a = %+v", a)
	}
	for field, want := range map[string]string{
		"name": "mine.yaml:4", "feeds": "mine.yaml:5", "watch": "mine.yaml:5", "kind": "fr.yaml:3",
	} {
		if got := a.Origin(field).String(); got != want {
			t.Errorf("origin of %s = %s, want %s", field, got, want)
		}
	}
	if _, ok := got.Lookup("fr-b"); ok || len(got.Hidden()) != 2 {
		t.Errorf("fr-b is still listed, hidden are %v", got.Hidden())
	}
	if c, ok := got.Lookup("de-c"); !ok || c.Country != "DE" || c.Publisher != "c.example" {
		t.Errorf("de-c = %+v, %v", c, ok)
	}
	if o, _ := base.Lookup("fr-a"); o.Name != "A" || o.Fields != nil {
		t.Errorf("the base changed: %+v", o)
	}
	shown, _ := ReadYAML("later.yaml", strings.NewReader("outlets:\n  - id: fr-b\n    hide: false\n"))
	again, _ := got.Overlay(shown)
	if _, ok := again.Lookup("fr-b"); !ok {
		t.Error("fr-b stays hidden though a later file shows it")
	}
}
