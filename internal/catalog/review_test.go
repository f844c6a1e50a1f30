package catalog

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
)

// largeCountry is the population above which a country's list is reviewed row
// by row and must have four newsrooms.
const largeCountry = 5_000_000

// TestReviewed holds that reviewed.csv says of every listed country when a
// person last read its rows, and that the large ones were read in full.
func TestReviewed(t *testing.T) {
	f, err := os.Open("reviewed.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	depth := map[string]string{}
	for _, r := range rows[1:] {
		if _, twice := depth[r[0]]; twice || !dateForm.MatchString(r[1]) {
			t.Errorf("row %v: want one row a country and a date", r)
		}
		if !slices.Contains([]string{"full", "read"}, r[2]) {
			t.Errorf("%s: depth = %q, want full or read", r[0], r[2])
		}
		depth[r[0]] = r[2]
	}
	for code := range Shipped().Tally().ByCountry {
		c, _ := geo.Lookup(code)
		if d := depth[code]; d == "" || c.Population > largeCountry && d != "full" {
			t.Errorf("%s: reviewed %q, want a row, and \"full\" for a large country", code, d)
		}
	}
}

// TestLargeCountries holds that every large country has four domestic
// newsrooms. No public list names a fourth for the two that are left out.
func TestLargeCountries(t *testing.T) {
	few := map[string]int{"KP": 3, "NI": 3}
	independent := Shipped().Tally().Independent
	for _, c := range geo.All() {
		want := 4
		if n, ok := few[c.Code]; ok {
			want = n
		}
		if c.Population > largeCountry && independent[c.Code] < want {
			t.Errorf("%s: %d domestic newsrooms, want %d", c.Code, independent[c.Code], want)
		}
	}
}

// TestFirstAsked holds that the outlet a new installation asks first in a
// country speaks of the whole of its news.
func TestFirstAsked(t *testing.T) {
	list := Shipped()
	rounds := list.Rounds()
	side := []string{"sport", "entertainment", "weather", "youth", "technology", "business", "opinion", "culture"}
	for _, o := range list.Outlets() {
		round, watched := rounds[o.ID]
		if !watched || round > 0 || len(o.Feeds) == 0 {
			continue
		}
		if scope := o.Feeds[0].Scope; slices.Contains(side, scope) {
			t.Errorf("%s is asked first in %s, its first feed covers %s only", o.ID, o.Country, scope)
		}
	}
}

// TestNoProxyBesideOwnFeed holds that a feed kept by a service is listed only
// where the outlet has no other.
func TestNoProxyBesideOwnFeed(t *testing.T) {
	allowed := map[string]bool{"us-breitbart-news": true} // its own pages name that address, the other is old
	for _, o := range Shipped().Outlets() {
		proxies := 0
		for _, f := range o.Feeds {
			if strings.Contains(f.URL, "feedburner.com") {
				proxies++
			}
		}
		if proxies > 0 && proxies < len(o.Feeds) && !allowed[o.ID] {
			t.Errorf("%s lists a proxy beside its own feed", o.ID)
		}
	}
}

// TestAgenciesAreWires holds the rule of the lane: national agencies and wires
// for other media are agencies, news sites that call themselves one are not.
func TestAgenciesAreWires(t *testing.T) {
	for id, want := range map[string]news.Lane{
		"az-azertac": news.Agency, "az-apa": news.Domestic, "az-trend-news-agency": news.Domestic,
		"iq-iraqi-news-agency": news.Agency, "iq-shafaq-news": news.Domestic,
		"kg-kabar": news.Agency, "kg-akipress": news.Domestic, "vn-vietnamplus": news.Domestic,
		"us-upi": news.Agency, "cu-marti-noticias": news.External,
	} {
		if o, ok := Shipped().Lookup(id); !ok || o.Lane != want {
			t.Errorf("lane of %s = %q, want %q", id, o.Lane, want)
		}
	}
}
