package read

import (
	"time"
	_ "time/tzdata" // so that a machine without zone files prints the same times

	"github.com/overview-news/overview/geo"
)

// zone is the time zone that most of a country's press prints, or UTC if the
// country is unknown.
func zone(code string) *time.Location {
	c, ok := geo.Lookup(code)
	if !ok || len(c.Zones) == 0 {
		return time.UTC
	}
	at, err := time.LoadLocation(c.Zones[0])
	if err != nil {
		return time.UTC
	}
	return at
}
