package catalog

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func good() Outlet {
	o := Outlet{ID: "fr-a", Name: "A", Home: "https://a.example/", Country: "FR", Language: "fr", Kind: "daily",
		Reach: "national", Feeds: []Feed{{URL: "https://a.example/rss"}}, Watch: true, Provenance: []string{"kite"},
		At: Position{"fr.yaml", 3}}
	o.fill()
	return o
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(o *Outlet)
		want   string // the one problem, empty for none
	}{
		{"good", func(*Outlet) {}, ""},
		{"hints", func(o *Outlet) { o.Extract = Hints{"article", ".ask"} }, ""},
		{"keep", func(o *Outlet) { o.Extract.Keep = "article p:contains(x)" }, `extract.keep: want :not(), :is(), :first-child or :last-child, got ":contains(x)" (byte 10 of "article p:contains(x)")`},
		{"drop", func(o *Outlet) { o.Extract.Drop = "a >" }, `extract.drop: want an element, "#id", ".class" or "[attribute]", got the end (byte 4 of "a >")`},
		{"id", func(o *Outlet) { o.ID = "FR_a" }, "id: want lower-case letters"},
		{"name", func(o *Outlet) { o.Name = "" }, "name: want a name"},
		{"control", func(o *Outlet) { o.NativeName = "a\nb" }, "native_name: want one line"},
		{"home", func(o *Outlet) { o.Home = "a.example" }, "home: want an https address"},
		{"user", func(o *Outlet) { o.Home = "https://me@a.example/" }, "home: want an address without a user name"},
		{"http", func(o *Outlet) { o.Home = "http://a.example/" }, "home: not known to answer on https"},
		{"country", func(o *Outlet) { o.Country = "EU" }, "country: want an ISO 3166-1"},
		{"small country", func(o *Outlet) { o.Country = "fr" }, "country: want an ISO 3166-1"},
		{"based in", func(o *Outlet) { o.BasedIn = "Paris" }, "based_in: want an ISO 3166-1"},
		{"exile at home", func(o *Outlet) { o.Lane, o.BasedIn = "exile", "FR" }, "based_in: want another country"},
		{"language", func(o *Outlet) { o.Language = "fr-FR" }, `language: want a BCP 47 tag in canonical form ("fr")`},
		{"unknown language", func(o *Outlet) { o.Language = "xx" }, "language: want a BCP 47 tag in canonical form, got \"xx\""},
		{"no language", func(o *Outlet) { o.Language = "" }, "language: want a BCP 47 tag"},
		{"old code of a language", func(o *Outlet) { o.Language = "iw" }, "language: want a BCP 47 tag in canonical form (\"he\")"},
		{"feed's language", func(o *Outlet) { o.Feeds[0].Language = "French" }, "feeds[0].language: want a BCP 47 tag"},
		{"sitemap's language", func(o *Outlet) { o.Sitemaps = []Feed{{"https://a.example/news.xml", "general", "zz"}} }, "sitemaps[0].language: want a BCP 47 tag"},
		{"feed's scope", func(o *Outlet) { o.Feeds[0].Scope = "" }, "feeds[0].scope: want \"general\" or a section"},
		{"id of spaces", func(o *Outlet) { o.ID = "fr a" }, "id: want lower-case letters"},
		{"id of two hyphens", func(o *Outlet) { o.ID = "fr--a" }, "id: want lower-case letters"},
		{"long id", func(o *Outlet) { o.ID = strings.Repeat("a", maxIDBytes+1) }, "id: want lower-case letters"},
		{"long name", func(o *Outlet) { o.Name = strings.Repeat("é", maxNameRunes+1) }, "name: want one line of at most 120"},
		{"long address", func(o *Outlet) { o.Feeds[0].URL = "https://a.example/" + strings.Repeat("a", maxAddress) }, "feeds[0].url: want an https address"},
		{"ftp", func(o *Outlet) { o.Feeds[0].URL = "ftp://a.example/rss" }, "feeds[0].url: want an https address"},
		{"http feed", func(o *Outlet) { o.Feeds[0].URL = "http://a.example/rss" }, "feeds[0].url: not known to answer on https"},
		{"no domain", func(o *Outlet) { o.Home = "https://com/" }, "home: want a host with a registrable domain"},
		{"number", func(o *Outlet) { o.Home = "https://192.0.2.7/" }, "home: want a host with a registrable domain"},
		{"publisher", func(o *Outlet) { o.Publisher = "" }, "publisher: want the newsroom family"},
		{"many feeds", func(o *Outlet) {
			for i := range maxFeedsListed {
				o.Feeds = append(o.Feeds, Feed{fmt.Sprintf("https://a.example/%d", i), "general", "fr"})
			}
		}, "feeds: want at most 60 feeds and sitemaps, got 61"},
		{"citation that is none", func(o *Outlet) { o.Ownership = Ownership{Type: "state", Citation: "a book", AsOf: "2026"} }, "ownership.citation: want the address of a page that says so, got \"a book\""},
		{"date of a citation", func(o *Outlet) {
			o.Ownership = Ownership{Type: "state", Citation: "https://x.example/", AsOf: "last year"}
		}, "ownership.as_of: want the citation's date"},
		{"owner of nothing", func(o *Outlet) { o.Ownership = Ownership{Citation: "https://x.example/", AsOf: "2026"} }, "ownership: want a type or an owner"},
		{"social network", func(o *Outlet) { o.Home = "https://www.facebook.com/a" }, "home: want the outlet's own address, got a social network"},
		{"mail gateway", func(o *Outlet) { o.Feeds[0].URL = "https://kill-the-newsletter.com/feeds/a.xml" }, "got a mail gateway"},
		{"archive", func(o *Outlet) { o.Feeds[0].URL = "https://web.archive.org/web/2026/https://a.example/rss" }, "got an archive"},
		{"checked", func(o *Outlet) { o.Evidence = Evidence{Checked: "2026-13"} }, "evidence.checked: want YYYY-MM"},
		{"kind", func(o *Outlet) { o.Kind = "newspaper" }, "kind: want one of daily, weekly"},
		{"reach", func(o *Outlet) { o.Reach = "big" }, "reach: want one of local"},
		{"lane", func(o *Outlet) { o.Lane = "foreign" }, "lane: want one of domestic"},
		{"display", func(o *Outlet) { o.Display = "all" }, "display: want one of full"},
		{"full without licence", func(o *Outlet) { o.Display = "full" }, "display: want the licence"},
		{"uncited", func(o *Outlet) { o.Ownership = Ownership{Type: "state", AsOf: "2026"} }, "ownership.citation: want the address"},
		{"undated", func(o *Outlet) { o.Ownership = Ownership{Type: "state", Citation: "https://x.example/"} }, "ownership.as_of: want the citation's date"},
		{"owner type", func(o *Outlet) {
			o.Ownership = Ownership{Type: "exile", Citation: "https://x.example/", AsOf: "2026-01-31"}
		}, "ownership.type: want one of state"},
		{"watch nothing", func(o *Outlet) { o.Feeds = nil }, "watch: want a feed"},
		{"aggregator", func(o *Outlet) { o.Feeds[0].URL = "https://news.google.com/rss?x=1" }, "feeds[0].url: want the outlet's own address, got an aggregator"},
		{"generator", func(o *Outlet) { o.Feeds[0].URL = "https://eu.rsshub.app/a" }, "got a feed generator"},
		{"key", func(o *Outlet) { o.Feeds[0].URL = "https://a.example/rss?apiKey=1" }, "feeds[0].url: want an address without a key"},
		{"port", func(o *Outlet) { o.Feeds[0].URL = "https://a.example:8443/rss" }, "feeds[0].url: has a port of its own"},
		{"feed twice", func(o *Outlet) { o.Feeds = append(o.Feeds, Feed{"http://www.a.example/rss/", "general", "fr"}) }, "feeds[1].url: not known to answer on https"},
		{"no provenance", func(o *Outlet) { o.Provenance = nil }, "provenance: want where the entry comes from"},
		{"unknown list", func(o *Outlet) { o.Provenance[0] = "memory" }, "provenance[0]: want a token"},
		{"evidence", func(o *Outlet) { o.Evidence = Evidence{Level: "sure"} }, "evidence.level: want one of high"},
		{"date", func(o *Outlet) { o.Evidence = Evidence{Seen: "May 2026"} }, "evidence.seen: want YYYY-MM"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := good()
			tt.change(&o)
			problems := New([]Outlet{o}).Check()
			if tt.want == "" {
				if len(problems) > 0 {
					t.Errorf("Check = %v, want nothing", problems)
				}
				return
			}
			if len(problems) == 0 {
				t.Fatalf("Check = nothing, want %s", tt.want)
			}
			if got := problems[0].String(); !strings.HasPrefix(got, "fr.yaml:3: ") || !strings.Contains(got, tt.want) {
				t.Errorf("Check = %s, want %s", got, tt.want)
			}
		})
	}
}

// TestTally counts per country, and lists those that a ledger can never call
// healthy: fewer than three newsrooms of their own that are polled.
func TestTally(t *testing.T) {
	var list []Outlet
	add := func(country, id, publisher string, change func(*Outlet)) {
		o := good()
		o.ID, o.Country, o.Publisher = id, country, publisher
		if change != nil {
			change(&o)
		}
		list = append(list, o)
	}
	for i := range 3 {
		add("FR", fmt.Sprint("fr-", i), fmt.Sprint("f", i), nil)
		add("DE", fmt.Sprint("de-", i), "one family", nil)
		add("IT", fmt.Sprint("it-", i), fmt.Sprint("i", i), func(o *Outlet) { o.Watch = false })
		add("ES", fmt.Sprint("es-", i), fmt.Sprint("e", i), func(o *Outlet) { o.Lane = "external" })
	}
	got := New(list).Tally()
	for _, tt := range []struct {
		what      string
		got, want map[string]int
	}{
		{"outlets", got.ByCountry, map[string]int{"FR": 3, "DE": 3, "IT": 3, "ES": 3}},
		{"newsrooms", got.Independent, map[string]int{"FR": 3, "DE": 1, "IT": 3}},
		{"polled newsrooms", got.Polled, map[string]int{"FR": 3, "DE": 1}},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s per country (-want +got):\n%s", tt.what, diff)
		}
	}
	if diff := cmp.Diff([]string{"DE", "ES", "IT"}, got.Thin()); diff != "" {
		t.Errorf("Thin (-want +got):\n%s", diff)
	}
}

func TestCheckAcrossOutlets(t *testing.T) {
	a, b := good(), good()
	b.ID = "fr-b"
	problems := New([]Outlet{a, b}).Check()
	if len(problems) != 2 {
		t.Fatalf("Check = %v, want two problems", problems)
	}
	for i, want := range []string{"home: want a home and language of its own, fr-a", "feeds[0].url: want a feed of its own, fr-a"} {
		if !strings.Contains(problems[i].String(), want) {
			t.Errorf("problem = %s, want %s", problems[i], want)
		}
	}
}

// TestCheckLanguagesOfOneHome: a home may be listed once for each language.
func TestCheckLanguagesOfOneHome(t *testing.T) {
	a, b := good(), good()
	b.ID, b.Language, b.Feeds = "fr-b", "en", []Feed{{"https://a.example/en/rss", "general", "en"}}
	if problems := New([]Outlet{a, b}).Check(); len(problems) > 0 {
		t.Errorf("Check of two languages = %v, want nothing", problems)
	}
	b.Language = "fr"
	b.Home = "http://www.A.example"
	problems := Errors(New([]Outlet{a, b}).Check())
	if len(problems) != 1 || !strings.Contains(problems[0].String(), "home: want a home and language of its own, fr-a has them already") {
		t.Errorf("Check of one home and language = %v, want that it is taken", problems)
	}
}

func TestPanelCheck(t *testing.T) {
	const text = "country: FR\nversion: 2\nstrata:\n  papers:\n    - fr-le-monde\n    - fr-le-monde-in-english\n" +
		"    - fr-afp\n    - fr-nobody\nbeside: [fr-le-figaro]\n"
	p, problems := ReadPanel("panels/fr.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, problem := range p.Check(Shipped()) {
		got = append(got, problem.String())
	}
	want := []string{
		"panels/fr.yaml: want at least 30 members, got 4",
		"panels/fr.yaml:6: fr-le-monde-in-english: want one member a newsroom, fr-le-monde is of lemonde.fr too",
		"panels/fr.yaml:7: fr-afp: want a domestic outlet of FR, got agency of FR",
		"panels/fr.yaml:8: fr-nobody: want an outlet of the list",
		"panels/fr.yaml: fr-le-figaro: want an agency of the list that is no member",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("Check:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for in, want := range map[string]string{
		"version: zero\n": "version: want a number from 1", "strata: []\n": "want \"key: value\" lines",
		"members: []\n": "want country, version, strata or beside", "": "want one document", "a: [": "want YAML",
	} {
		_, problems := ReadPanel("p.yaml", []byte(in))
		if len(problems) == 0 || !strings.Contains(problems[0].String(), want) {
			t.Errorf("ReadPanel(%q) = %v, want %s", in, problems, want)
		}
	}
}
