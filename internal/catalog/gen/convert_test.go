package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
)

func TestOutlet(t *testing.T) {
	got, err := outlet(map[string]string{
		"id": "xx-a", "name": "A", "country": "NO", "homepage": "https://www.a.example/", "language": "no",
		"feeds": "https://a.example/rss https://A.example/rss/ https://a.example/world/rss.xml https://a.example/en/rss",
		"kind":  "daily", "reach": "national", "provenance": "kite opml", "ownership": "private",
		"ownership_source": "kite_media:Private Media", "ownership_hint": "private",
		"confidence": "high; feed-lists=2; outlet-lists=3; feed-seen=2026-03; fetch-checked=2026-02",
		"notes":      "https not seen in sources; fundus marks deprecated",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := catalog.Outlet{
		ID: "xx-a", Name: "A", Home: "https://www.a.example/", Country: "NO", Language: "nb", Kind: "daily",
		Reach: "national", Lane: news.Domestic, Publisher: "a.example", Watch: true,
		Ownership: catalog.Ownership{Type: "private", AsOf: "2026-05",
			Citation: "https://github.com/kagisearch/kite-public/blob/main/media_data.json"},
		Feeds: []catalog.Feed{{URL: "https://a.example/rss", Scope: "general", Language: "nb"},
			{URL: "https://a.example/world/rss.xml", Scope: "world", Language: "nb"},
			{URL: "https://a.example/en/rss", Scope: "general", Language: "en"}},
		Provenance: []string{"kite", "opml"}, Notes: "fundus marks deprecated",
		Evidence: catalog.Evidence{Level: "high", Lists: 2, Seen: "2026-03", Checked: "2026-02"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outlet (-want +got):\n%s", diff)
	}
	if _, err := outlet(map[string]string{"language": "??"}); err == nil {
		t.Error("outlet with an unknown language = nil, want an error")
	}
}

func TestOwnershipNeedsAnUncontestedCitation(t *testing.T) {
	for _, tt := range []struct{ name, kind, from, hint, want string }{
		{"cited", "state", "kite_media:State Funded Media", "state", "state"},
		{"no hint", "state", "kite_media:State Funded Media", "", "state"},
		{"contested", "private", "kite_media:Private Media", "public", ""},
		{"no address", "state", "gh:61419321871", "state", ""},
		{"not a type", "exile", "kite_media:x", "", ""},
		{"hint alone", "unknown", "", "state", ""},
	} {
		got := ownership(map[string]string{"ownership": tt.kind, "ownership_source": tt.from, "ownership_hint": tt.hint})
		if got.Type != tt.want || (tt.want == "") != (got.Citation == "") {
			t.Errorf("%s: ownership = %+v, want type %q", tt.name, got, tt.want)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		in        catalog.Outlet
		lane      news.Lane
		basedIn   string
		publisher string
	}{
		{catalog.Outlet{ID: "kz-x", Name: "Radio X (RFE/RL)", Home: "https://x.example/"}, news.External, "CZ", "rferl.org"},
		{catalog.Outlet{ID: "fr-x", Kind: "agency", Home: "https://www.x.co.uk/"}, news.Agency, "", "x.co.uk"},
		{catalog.Outlet{ID: "ru-meduza", Home: "https://meduza.io/"}, news.Exile, "LV", "meduza.io"},
		{catalog.Outlet{ID: "pt-eco", Home: "https://eco.sapo.pt/", Lane: news.Domestic}, news.Domestic, "", "eco.sapo.pt"},
	} {
		o := tt.in
		place(&o)
		if o.Lane != tt.lane || o.BasedIn != tt.basedIn || o.Publisher != tt.publisher {
			t.Errorf("place(%s) = %s, %s, %s, want %s, %s, %s", o.ID, o.Lane, o.BasedIn, o.Publisher, tt.lane, tt.basedIn, tt.publisher)
		}
	}
}

func TestScope(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/rss": "", "https://a.example/politics/feed": "politics",
		"https://a.example/rss/World.xml": "world", "https://a.example/politics-news.xml": "", "::": "",
	} {
		if got := scope(in); got != want {
			t.Errorf("scope(%q) = %q, want %q", in, got, want)
		}
	}
	if got := scopeWord("https://a.example/politics-news.xml"); got != "politics" {
		t.Errorf("scopeWord = %q, want politics", got)
	}
}
