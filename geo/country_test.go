package geo

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/sharedtest"
)

func TestFind(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"FR", "FR"}, {"fr", "FR"}, {"FRA", "FR"}, {"250", "FR"}, {"france", "FR"},
		{"Deutschland", "DE"}, {"Suisse", "CH"}, {"日本", "JP"}, {"مصر", "EG"}, {"Россия", "RU"},
		{"UK", "GB"}, {"USA", "US"}, {"the Netherlands", "NL"}, {"The Gambia", "GM"}, {"Czech Republic", "CZ"},
		{"Cote d'Ivoire", "CI"}, {"Côte d’Ivoire", "CI"}, {"Ivory Coast", "CI"}, {"Türkiye", "TR"}, {"Turkey", "TR"},
		{"Congo", "CG"}, {"DR Congo", "CD"}, {"Democratic Republic of the Congo", "CD"},
		{"Kosovo", "XK"}, {"XKX", "XK"}, {"Taiwan", "TW"}, {"Hong Kong", "HK"}, {"St. Lucia", "LC"},
		{"Bosnia & Herzegovina", "BA"}, {"Réunion", "RE"}, {"Reunion", "RE"}, {"Palestine", "PS"},
		{"North Korea", "KP"}, {"South Korea", "KR"}, {"Myanmar", "MM"}, {"Georgia", "GE"},
	} {
		got, ok := Find(tt.in)
		if !ok || got.Code != tt.want {
			t.Errorf("Find(%q) = %q, %v, want %s", tt.in, got.Code, ok, tt.want)
		}
	}
	for _, in := range []string{"", "  ", "ZZ", "Atlantis", "the"} {
		if got, ok := Find(in); ok {
			t.Errorf("Find(%q) = %s, want nothing", in, got.Code)
		}
	}
}

func TestEveryCountryIsComplete(t *testing.T) {
	all := All()
	if len(all) != 250 {
		t.Fatalf("len(All()) = %d, want 249 of ISO 3166-1 and XK", len(all))
	}
	for _, c := range all {
		if len(c.Code) != 2 || len(c.Alpha3) != 3 || c.Name == "" || (len(c.Numeric) != 3 && c.Code != "XK") {
			t.Errorf("%s: codes or name missing: %+v", c.Code, c)
		}
		if c.Population > 2000 && (c.Capital == "" || len(c.Languages) == 0 || len(c.Zones) == 0) && c.Code != "MO" {
			t.Errorf("%s: people but no capital, language or zone: %+v", c.Code, c)
		}
		sub, ok := LookupRegion(c.Subregion)
		if c.Code != "AQ" && (!ok || sub.Parent != c.Region) {
			t.Errorf("%s: region %q, subregion %q", c.Code, c.Region, c.Subregion)
		}
		for _, n := range c.Neighbours {
			other, ok := Lookup(n)
			if !ok || !slices.Contains(other.Neighbours, c.Code) {
				t.Errorf("%s borders %s, but not the other way round", c.Code, n)
			}
		}
		for _, z := range c.Zones {
			if _, err := time.LoadLocation(z); err != nil {
				t.Errorf("%s: zone %s: %v", c.Code, z, err)
			}
		}
		for _, name := range []string{c.Code, c.Alpha3, c.Numeric, c.Name} {
			if got, _ := Find(name); name != "" && got.Code != c.Code {
				t.Errorf("Find(%q) = %q, want %s", name, got.Code, c.Code)
			}
		}
	}
}

func TestCountryFacts(t *testing.T) {
	for _, tt := range []struct {
		code, subregion, capital, zone string
		languages, neighbours          []string
	}{
		{"TW", "Eastern Asia", "Taipei", "Asia/Taipei", []string{"zh-Hant"}, nil},
		{"XK", "Southern Europe", "Pristina", "Europe/Belgrade", []string{"sq", "sr-Cyrl", "sr-Latn"}, []string{"AL", "ME", "MK", "RS"}},
		{"CH", "Western Europe", "Bern", "Europe/Zurich", []string{"de", "fr", "it"}, []string{"AT", "DE", "FR", "IT", "LI"}},
		{"RU", "Eastern Europe", "Moscow", "Europe/Moscow", []string{"ru"}, nil},
		{"NO", "Northern Europe", "Oslo", "Europe/Oslo", []string{"nb", "nn"}, []string{"FI", "RU", "SE"}},
		{"PT", "Southern Europe", "Lisbon", "Europe/Lisbon", []string{"pt"}, []string{"ES"}},
		{"GF", "South America", "Cayenne", "America/Cayenne", []string{"fr"}, []string{"BR", "SR"}},
		{"LS", "Southern Africa", "Maseru", "Africa/Maseru", []string{"st", "en"}, []string{"ZA"}},
		{"MX", "Central America", "Mexico City", "America/Mexico_City", []string{"es"}, []string{"BZ", "GT", "US"}},
	} {
		c, ok := Lookup(tt.code)
		if !ok {
			t.Fatalf("Lookup(%s) found nothing", tt.code)
		}
		sub, _ := LookupRegion(c.Subregion)
		if sub.Name != tt.subregion || c.Capital != tt.capital || c.Zones[0] != tt.zone {
			t.Errorf("%s: %q, %q, %q, want %q, %q, %q", tt.code, sub.Name, c.Capital, c.Zones[0],
				tt.subregion, tt.capital, tt.zone)
		}
		if diff := cmp.Diff(tt.languages, c.Languages); diff != "" {
			t.Errorf("%s languages (-want +got):\n%s", tt.code, diff)
		}
		if diff := cmp.Diff(tt.neighbours, c.Neighbours); tt.neighbours != nil && diff != "" {
			t.Errorf("%s neighbours (-want +got):\n%s", tt.code, diff)
		}
	}
}

func TestFlag(t *testing.T) {
	c, _ := Lookup("PK")
	if got := c.Flag(); got != "🇵🇰" {
		t.Errorf("Flag of PK = %q, want 🇵🇰", got)
	}
	if got := (Country{}).Flag(); got != "" {
		t.Errorf("Flag of nothing = %q, want none", got)
	}
}

func TestRegions(t *testing.T) {
	regions, subregions, countries := 0, 0, 0
	for _, r := range Regions() {
		if r.Parent == "" {
			regions++
			continue
		}
		subregions++
		countries += len(In(r.Code))
	}
	if regions != 5 || subregions != 22 || countries != 249 {
		t.Errorf("%d regions, %d subregions, %d countries in them, want 5, 22, 249 (all but AQ)",
			regions, subregions, countries)
	}
	if got := len(In("")); got != 0 {
		t.Errorf("In(\"\") has %d countries, want 0", got)
	}
}

func TestParseTableErrors(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"columns", "# x\nFR\tFRA", "line 2: 2 columns, want 16"},
		{"number", "FR\tFRA\t250\tFrance\t\t\t150\t155\tParis\tx\t2\tfr\t\t\t\t1", "line 1: strconv.ParseFloat: parsing \"x\": invalid syntax"},
		{"own name", "FR\tFRA\t250\tFrance\tLa France\t\t150\t155\tParis\t1\t2\tfr\t\t\t\t1", "line 1: own name \"La France\" has no language"},
	} {
		if _, err := parseTable(tt.in); err == nil || err.Error() != tt.want {
			t.Errorf("%s: parseTable = %v, want %s", tt.name, err, tt.want)
		}
	}
}

// TestAgreesWithCandidates compares with an independent table (mledoze,
// World Bank): codes exactly, places and populations roughly.
func TestAgreesWithCandidates(t *testing.T) {
	f, err := os.Open(sharedtest.Path(t, "catalog/countries.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 251 {
		t.Fatalf("%d rows, want a heading and 250", len(rows))
	}
	for _, r := range rows[1:] {
		c, ok := Lookup(r[0])
		if !ok || c.Alpha3 != r[1] && c.Code != "XK" || c.Numeric != r[2] && c.Code != "XK" {
			t.Errorf("%s: codes %s %s, want %s %s", r[0], c.Alpha3, c.Numeric, r[1], r[2])
		}
		if got, _ := Find(r[3]); got.Code != r[0] {
			t.Errorf("Find(%q) = %q, want %s", r[3], got.Code, r[0])
		}
		want, _ := strconv.Atoi(r[11])
		if want > 100_000 && (c.Population < want*7/10 || c.Population > want*13/10) {
			t.Errorf("%s: population %d, other table %d", r[0], c.Population, want)
		}
		lat, _ := strconv.ParseFloat(r[6], 64)
		lon, _ := strconv.ParseFloat(r[7], 64)
		if d := distance(Point{c.Lat, c.Lon}, Point{lat, lon}); d > 12 && c.Code != "UM" && c.Code != "AQ" {
			t.Errorf("%s: centre %.1f %.1f is %.0f degrees from %.1f %.1f", r[0], c.Lat, c.Lon, d, lat, lon)
		}
	}
}
