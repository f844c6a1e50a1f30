package catalog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func fates(list []Fate) []string {
	var s []string
	for _, f := range list {
		s = append(s, f.String())
	}
	return s
}

func TestReadJSONLines(t *testing.T) {
	const text = "\ufeff" + `{"name":"A","home":"https://a.example/","country":"fr","language":"fr-FR","feeds":["https://a.example/rss"]}

{"name":
{"name":"B","country":"Germany","feeds":["https://www.b.example/1","https://www.b.example/2"]}
[]
{"name":"No address"}
{"name":"C","home":"ftp://c.example/"}
{"name":"D","home":"https://d.example/","country":"Atlantis"}
{"name":"E","home":"https://e.example/","language":"%lang%"}
{"name":"A again","feeds":["http://a.example/rss/"]}
`
	list, bad, err := ReadJSONLines("x.jsonl", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	outlets, fated := FromList(list, nil)
	want := []string{
		"x.jsonl:1: added as a-example",
		"x.jsonl:4: added as www-b-example",
		`x.jsonl:6: home: want an http or https address, got ""`,
		`x.jsonl:7: home: want an http or https address, got "ftp://c.example/"`,
		`x.jsonl:8: want a country, got "Atlantis"`,
		`x.jsonl:9: want a language, got "%lang%"`,
		"x.jsonl:10: already listed as a-example",
	}
	if diff := cmp.Diff(want, fates(fated)); diff != "" {
		t.Errorf("fates (-want +got):\n%s", diff)
	}
	if len(bad) != 2 || bad[0].At.Line != 3 || bad[1].At.Line != 5 || bad[0].OK {
		t.Errorf("bad lines = %v, want lines 3 and 5", fates(bad))
	}
	if len(outlets) != 2 || outlets[0].Country != "FR" || outlets[0].Language != "fr" || !outlets[0].Watch ||
		outlets[0].Feeds[0].Language != "fr" || outlets[1].Country != "DE" || outlets[1].Home != "https://www.b.example/" {
		t.Errorf("outlets = %+v", outlets)
	}
}

func TestReadAddresses(t *testing.T) {
	const text = `# feeds
https://news.paper.co.uk/rss
https://www.paper.co.uk/sport.rss
http://s00001.farm.test:9800/feed
http://s00002.farm.test:9800/feed
http://127.0.0.1:9900/a
not an address
https://paper.de/rss
https://paper.co.uk.paper.de/other
`
	list, err := ReadAddresses("urls.txt", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	outlets, got := FromList(list, nil)
	want := []string{
		"urls.txt:2: added as paper-co-uk",
		"urls.txt:3: joined to paper-co-uk",
		"urls.txt:4: added as s00001-farm-test-9800",
		"urls.txt:5: added as s00002-farm-test-9800",
		"urls.txt:6: added as 127-0-0-1-9900",
		`urls.txt:7: want an http or https address, got "not an address"`,
		"urls.txt:8: added as paper-de",
		"urls.txt:9: joined to paper-de",
	}
	if diff := cmp.Diff(want, fates(got)); diff != "" {
		t.Errorf("fates (-want +got):\n%s", diff)
	}
	again, got := FromList(list, New(outlets))
	if len(again) != 0 || got[0].What != "already listed as" {
		t.Errorf("importing the list again adds %d outlets: %v", len(again), fates(got))
	}
}

func TestListIDsDoNotCollide(t *testing.T) {
	known := New([]Outlet{{ID: "paper-com", Home: "https://other.com/"}})
	outlets, _ := FromList([]Listed{
		{Name: "One", Home: "https://one.paper.com/", Feeds: []string{"https://one.paper.com/f"}},
		{Name: "Two", Home: "https://two.paper.com/", Feeds: []string{"https://two.paper.com/f"}},
	}, known)
	if len(outlets) != 2 || outlets[0].ID != "paper-com-2" || outlets[1].ID != "paper-com-3" {
		t.Errorf("outlets = %+v, want paper-com-2 and paper-com-3", outlets)
	}
	if outlets[0].Publisher != "paper.com" {
		t.Errorf("publisher = %q, want paper.com", outlets[0].Publisher)
	}
}

func TestListLimits(t *testing.T) {
	if _, _, err := ReadJSONLines("x", strings.NewReader(strings.Repeat("a", maxListLine+2))); err == nil {
		t.Error("a line over the limit is read without an error")
	}
	_, got := FromList([]Listed{{Feeds: make([]string, maxListFeeds+1)}}, nil)
	if got[0].OK || got[0].What != "want at most 200 feeds, got 201" {
		t.Errorf("fate = %v", got[0])
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Example.COM": "example-com", "--a--b--": "a-b", "日本": "", "xn--p1ai": "xn-p1ai", "": "",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzReadLists(f *testing.F) {
	f.Add(`{"name":"A","home":"https://a.example/","feeds":["https://a.example/rss"]}`)
	f.Add("https://a.example/rss\nhttp://[::1]:80/\n# x")
	f.Add(`{"id":"fr-a","name":"A","home":"https://a.example/","feeds":["https://a.example/rss",{"url":"https://a.example/2","scope":"x"}],"sitemaps":[{}],"watch":null}`)
	f.Fuzz(func(t *testing.T, text string) {
		list, _, err := ReadJSONLines("x", strings.NewReader(text))
		if err != nil {
			return
		}
		more, _ := ReadAddresses("x", strings.NewReader(text))
		outlets, fated := FromList(append(list, more...), Shipped())
		if len(fated) != len(list)+len(more) {
			t.Errorf("%d fates of %d entries", len(fated), len(list)+len(more))
		}
		ids := map[string]bool{}
		for _, o := range outlets {
			if o.ID == "" || ids[o.ID] {
				t.Errorf("id %q is empty or used twice", o.ID)
			}
			ids[o.ID] = true
		}
	})
}
