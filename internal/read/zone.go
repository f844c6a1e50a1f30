package read

import (
	"sync"
	"time"
	_ "time/tzdata" // so that a machine without zone files prints the same times

	"github.com/overview-news/overview/geo"
)

// zones remembers the zones that were read: reading one costs half a
// millisecond. There are as many as package geo names.
var zones sync.Map // name → *time.Location

// zone is the time zone that most of a country's press prints, or UTC if the
// country is unknown.
func zone(code string) *time.Location {
	c, ok := geo.Lookup(code)
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
