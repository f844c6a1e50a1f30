package date

import "strings"

// order is the order of day, month and year in numbers.
type order uint8

const (
	unknownOrder order = iota
	dayFirst
	monthFirst
	yearFirst
)

// order says how a numeric date that does not begin with the year is read
// here. With full stops it is day, month, year wherever it is used.
func (p *parser) order(sep string, last atom) order {
	short := last.length == 2
	switch p.base {
	case "zh", "ja", "ko", "hu", "mn", "eu":
		if short {
			return yearFirst
		}
	case "lt", "sv", "fa", "ps":
		if short {
			return unknownOrder
		}
	}
	if sep == "." {
		return dayFirst
	}
	switch {
	case p.base == "en":
		return p.englishOrder(short)
	case p.base == "fil" || p.base == "tl":
		return monthFirst
	case p.base == "" && !short:
		return p.placeOrder()
	case p.base == "" || p.base == "zh" || p.base == "ja" || p.base == "ko":
		return unknownOrder
	}
	return dayFirst
}

// englishOrder depends on the country: the United States and the Philippines
// write the month first, nearly everyone else the day; Canada does both.
func (p *parser) englishOrder(short bool) order {
	_, region, _ := strings.Cut(strings.ReplaceAll(p.lang, "_", "-"), "-")
	switch region {
	case "us", "ph":
		return monthFirst
	case "gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "gh", "pk", "sg", "my", "hk", "lk", "bd", "ug", "tz", "zw", "jm", "tt", "mt":
		return dayFirst
	}
	if short {
		return unknownOrder
	}
	return p.placeOrder()
}

// placeOrder follows the zone of the outlet, where it is known.
func (p *parser) placeOrder() order {
	if p.opts.Location == nil {
		return unknownOrder
	}
	name := p.opts.Location.String()
	area, _, found := strings.Cut(name, "/")
	switch {
	case !found, area == "Etc":
		return unknownOrder
	case usZones[name] || name == "Asia/Manila":
		return monthFirst
	case canadianZones[name]:
		return unknownOrder
	}
	return dayFirst
}

var usZones = zoneSet(`New_York Chicago Denver Los_Angeles Phoenix Anchorage Detroit Boise Juneau
	Indiana/Indianapolis Kentucky/Louisville`, "Pacific/Honolulu")

var canadianZones = zoneSet("Toronto Vancouver Edmonton Winnipeg Halifax Regina St_Johns Montreal Moncton")

// zoneSet makes a set of zones in America, and of others in full.
func zoneSet(american string, others ...string) map[string]bool {
	set := map[string]bool{}
	for _, z := range strings.Fields(american) {
		set["America/"+z] = true
	}
	for _, z := range others {
		set[z] = true
	}
	return set
}
