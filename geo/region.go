package geo

import "slices"

// A Region is a region or subregion of the United Nations' M49 standard.
// Subregions are the finest level: "Western Africa", "Caribbean".
type Region struct {
	Code   string // M49, three digits
	Name   string
	Parent string // the region of a subregion; empty for a region
}

// regions lists the five regions, each followed by its subregions.
var regions = [...]Region{
	{"002", "Africa", ""},
	{"014", "Eastern Africa", "002"},
	{"017", "Middle Africa", "002"},
	{"015", "Northern Africa", "002"},
	{"018", "Southern Africa", "002"},
	{"011", "Western Africa", "002"},
	{"019", "Americas", ""},
	{"029", "Caribbean", "019"},
	{"013", "Central America", "019"},
	{"021", "Northern America", "019"},
	{"005", "South America", "019"},
	{"142", "Asia", ""},
	{"143", "Central Asia", "142"},
	{"030", "Eastern Asia", "142"},
	{"035", "South-eastern Asia", "142"},
	{"034", "Southern Asia", "142"},
	{"145", "Western Asia", "142"},
	{"150", "Europe", ""},
	{"151", "Eastern Europe", "150"},
	{"154", "Northern Europe", "150"},
	{"039", "Southern Europe", "150"},
	{"155", "Western Europe", "150"},
	{"009", "Oceania", ""},
	{"053", "Australia and New Zealand", "009"},
	{"054", "Melanesia", "009"},
	{"057", "Micronesia", "009"},
	{"061", "Polynesia", "009"},
}

// Regions returns the five regions, each followed by its subregions.
func Regions() []Region { return slices.Clone(regions[:]) }

// LookupRegion returns the region or subregion with an M49 code.
func LookupRegion(code string) (Region, bool) {
	for _, r := range regions {
		if r.Code == code {
			return r, true
		}
	}
	return Region{}, false
}

// In returns the countries of a region or subregion, sorted by code.
func In(region string) []Country {
	var in []Country
	for _, c := range loaded().countries {
		if region != "" && (c.Region == region || c.Subregion == region) {
			in = append(in, c)
		}
	}
	return in
}
