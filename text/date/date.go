// Package date reads the dates of feeds and pages.
//
// Publishers write RFC 822 and RFC 3339, almost those, and dates for people:
// month names in their language, other digits, other calendars, zones by
// name. Parse reads what is certain and nothing else: no date is better than
// a wrong one. A day and month in an order that nothing decides, a month name
// that means two months, two different days in one text are no date. The name
// of a weekday is never needed and never believed.
package date

import (
	"strings"
	"time"
)

// maxInput bounds the text that is read as one date, in bytes: the longest
// real ones, with two calendars and a label, have about 150.
const maxInput = 256

// The years, in the Gregorian calendar, that a date may have. Wider than any
// news, narrow enough to catch numbers that are no year.
const (
	minYear = 1900
	maxYear = 2199
)

// Options say what is known about where the text comes from.
type Options struct {
	// Location is the zone of a time that names none, and settles what an
	// ambiguous abbreviation means there. Nil is UTC.
	Location *time.Location
	// Language is the BCP 47 tag of the text; it settles month names and the
	// order of day and month.
	Language string
}

// Date is a moment or a day.
type Date struct {
	Time    time.Time // midnight where the text has no time of day
	HasTime bool      // the text gives a time of day
	HasZone bool      // the text gives a zone that is known
}

// Parse reads the one date in s. It reports false if there is none, more than
// one, or one that can be read in two ways.
func Parse(s string, o Options) (Date, bool) {
	if len(s) > maxInput || len(s) == 0 {
		return Date{}, false
	}
	s = strings.TrimSpace(s)
	if d, ok := parseCommon(s); ok {
		return d, true
	}
	return parseAny(s, o)
}

// parseAny is Parse for every form.
func parseAny(s string, o Options) (Date, bool) {
	if d, ok := parseUnix(s); ok {
		return d, true
	}
	p := parser{tokens: tokenize(s), opts: o, lang: strings.ToLower(o.Language)}
	p.base, _, _ = strings.Cut(strings.ReplaceAll(p.lang, "_", "-"), "-")
	return p.parse()
}

// parseUnix reads seconds or milliseconds since 1970, of the years that have
// ten digits of seconds and lie in reach of the web.
func parseUnix(s string) (Date, bool) {
	if len(s) != 10 && len(s) != 13 {
		return Date{}, false
	}
	var n int64
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return Date{}, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	if len(s) == 10 {
		n *= 1000
	}
	t := time.UnixMilli(n).UTC()
	if t.Year() < 2001 || t.Year() > maxYear {
		return Date{}, false
	}
	return Date{Time: t, HasTime: true, HasZone: true}, true
}

// parser reads one text.
type parser struct {
	tokens []token
	opts   Options
	lang   string // lower case
	base   string // primary subtag of lang

	clock clock
	zone  zone
}

func (p *parser) parse() (Date, bool) {
	p.findClock()
	day, ok := p.findDay()
	if !ok {
		return Date{}, false
	}
	if !p.clock.found {
		p.findLateClock()
	}
	return p.assemble(day)
}

// assemble joins day, time of day and zone.
func (p *parser) assemble(d day) (Date, bool) {
	loc := p.opts.Location
	if loc == nil {
		loc = time.UTC
	}
	c := p.clock
	if !c.found {
		return Date{Time: time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, loc)}, true
	}
	at := func(l *time.Location) time.Time {
		return time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, c.nanos, l)
	}
	if l := p.zone.resolve(at(time.UTC), p); l != nil {
		return Date{Time: at(l), HasTime: true, HasZone: true}, true
	}
	return Date{Time: at(loc), HasTime: true}, true
}
