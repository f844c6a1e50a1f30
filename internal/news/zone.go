package news

import (
	"sync"
	"time"
	_ "time/tzdata" // so that a machine without zone files prints the same times

	"github.com/overview-news/overview/geo"
)

// zones remembers the zones that were read: reading one costs half a
// millisecond. There are as many as package geo names.
var zones sync.Map // name → *time.Location

// Zone is the time zone that most of a country's press prints, or UTC if the
// country is unknown.
func Zone(country string) *time.Location {
	c, ok := geo.Lookup(country)
	if !ok || len(c.Zones) == 0 {
		return time.UTC
	}
	if at, ok := zones.Load(c.Zones[0]); ok {
		return at.(*time.Location)
	}
	at, err := time.LoadLocation(c.Zones[0])
	if err != nil {
		return time.UTC
	}
	zones.Store(c.Zones[0], at)
	return at
}

// Day returns the moment that a day of a country's press is stored as in the
// zone in which it is that day, and whether it is a day's first moment, as all
// days are that are stated without a time. It is midnight in the country's
// zone; midnight UTC where the zone was not known, or never asked for.
func Day(t time.Time, country string) (time.Time, bool) {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.UTC(), true
	}
	t = t.In(Zone(country))
	before := t.Add(-time.Millisecond) // what is stored is cut to it
	if t.Day() != before.Day() {
		return t, true
	}
	// Where clocks skip midnight, package time may give the hour before it.
	if next := t.Add(time.Hour); t.Hour() == 23 && next.Hour() == 1 && next.Minute() == 0 && next.Second() == 0 {
		return next, true
	}
	return t, false
}

// Dated is Published as its outlet counts days: in the outlet's zone, or in
// that in which a lone day is stored.
func (a Article) Dated() time.Time {
	if a.DayOnly {
		day, _ := Day(a.Published, a.Country)
		return day
	}
	return a.Published.In(Zone(a.Country))
}
