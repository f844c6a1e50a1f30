package geo

import (
	_ "embed" // the table of countries
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Country is a country or territory with a code of its own.
type Country struct {
	Code    string // ISO 3166-1 alpha-2, upper case
	Alpha3  string
	Numeric string // three digits; empty for XK, which has none
	Name    string // in English, as newspapers write it
	// OwnNames are its names in its main languages, English left out.
	OwnNames []OwnName
	Aliases  []string // further English names
	// Region and Subregion are M49 codes; both empty for Antarctica.
	Region, Subregion string
	Capital           string // empty for Antarctica and uninhabited islands
	// Lat and Lon are the centre of its largest piece of land, in degrees.
	Lat, Lon float64
	// Languages are the official ones nationwide, else the most used one, as
	// BCP 47 tags, most speakers first; Regional are official in a part or
	// used by a fifth of the people.
	Languages, Regional []string
	Neighbours          []string // alpha-2 codes of those with a common land border
	// Zones are IANA time zones, first the one most people live in.
	Zones      []string
	Population int // people, CLDR's estimate; 0 where nobody lives
}

// An OwnName is a country's name in one of its languages.
type OwnName struct {
	Language string // BCP 47
	Name     string
}

// Flag returns the country's flag as a pair of regional indicator symbols.
func (c Country) Flag() string {
	if len(c.Code) != 2 {
		return ""
	}
	const first = '\U0001F1E6' // regional indicator A
	return string([]rune{first + rune(c.Code[0]-'A'), first + rune(c.Code[1]-'A')})
}

// All returns every country, sorted by alpha-2 code. Its nested slices are
// shared: callers must not change them.
func All() []Country { return slices.Clone(loaded().countries) }

// Lookup returns the country with an alpha-2 code, in any case.
func Lookup(code string) (Country, bool) {
	t := loaded()
	i, ok := t.byCode[strings.ToUpper(code)]
	if !ok {
		return Country{}, false
	}
	return t.countries[i], true
}

// Find returns the country that s names: by alpha-2, alpha-3 or numeric code,
// English name, alias, or name in one of its own languages, in any case and
// with or without "the". A name two countries share finds the one whose
// English name it is.
func Find(s string) (Country, bool) {
	s = strings.TrimSpace(s)
	if c, ok := Lookup(s); ok {
		return c, true
	}
	t := loaded()
	i, ok := t.byName[nameKey(s)]
	if !ok {
		return Country{}, false
	}
	return t.countries[i], true
}

//go:embed countries.tsv
var countriesTSV string

type table struct {
	countries []Country
	byCode    map[string]int
	byName    map[string]int
}

// loaded parses the table once, in about a millisecond. The table is part of
// the program, so a mistake in it is a broken program.
var loaded = sync.OnceValue(func() table {
	t, err := parseTable(countriesTSV)
	if err != nil {
		panic("geo: countries.tsv: " + err.Error())
	}
	return t
})

// columns is how many a row of countries.tsv has; its second line names them.
const columns = 16

func parseTable(text string) (table, error) {
	t := table{byCode: map[string]int{}, byName: map[string]int{}}
	line := 0
	for row := range strings.Lines(text) {
		line++
		row = strings.TrimSuffix(row, "\n")
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		c, err := parseCountry(row)
		if err != nil {
			return table{}, fmt.Errorf("line %d: %w", line, err)
		}
		if _, twice := t.byCode[c.Code]; twice {
			return table{}, fmt.Errorf("line %d: %s is listed twice", line, c.Code)
		}
		t.byCode[c.Code] = len(t.countries)
		t.countries = append(t.countries, c)
	}
	t.indexNames()
	return t, nil
}

func parseCountry(row string) (Country, error) {
	f := strings.Split(row, "\t")
	if len(f) != columns {
		return Country{}, fmt.Errorf("%d columns, want %d", len(f), columns)
	}
	lat, errLat := strconv.ParseFloat(f[9], 64)
	lon, errLon := strconv.ParseFloat(f[10], 64)
	population, errPop := strconv.Atoi(f[15])
	for _, err := range []error{errLat, errLon, errPop} {
		if err != nil {
			return Country{}, err
		}
	}
	c := Country{
		Code: f[0], Alpha3: f[1], Numeric: f[2], Name: f[3], Aliases: list(f[5], ";"),
		Region: f[6], Subregion: f[7], Capital: f[8], Lat: lat, Lon: lon,
		Languages: list(f[11], " "), Regional: list(f[12], " "),
		Neighbours: list(f[13], " "), Zones: list(f[14], " "), Population: population,
	}
	for _, own := range list(f[4], ";") {
		tag, name, ok := strings.Cut(own, "=")
		if !ok {
			return Country{}, fmt.Errorf("own name %q has no language", own)
		}
		c.OwnNames = append(c.OwnNames, OwnName{tag, name})
	}
	return c, nil
}

func list(s, sep string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, sep)
}

// indexNames lets codes and English names win over aliases, and those over
// names in other languages.
func (t *table) indexNames() {
	add := func(i int, names ...string) {
		for _, name := range names {
			key := nameKey(name)
			if _, taken := t.byName[key]; key != "" && !taken {
				t.byName[key] = i
			}
		}
	}
	for i, c := range t.countries {
		add(i, c.Alpha3, c.Numeric, c.Name)
	}
	for i, c := range t.countries {
		add(i, c.Aliases...)
	}
	for i, c := range t.countries {
		for _, own := range c.OwnNames {
			add(i, own.Name)
		}
	}
}

// nameKey folds what people vary in a country's name.
func nameKey(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimPrefix(s, "the ")
	return strings.NewReplacer("’", "'", "&", "and", "st. ", "saint ", "é", "e", "ô", "o", "ç", "c",
		"ã", "a", "í", "i", "ü", "u", "å", "a").Replace(s)
}
