package extract

import (
	"time"

	"github.com/overview-news/overview/text/date"
)

// Confidence of a publication that a field states, by what the page shows. Each
// is the share of the labelled pages of its kind on which the day is right,
// faults of labels aside (docs/measurements.md, "Extraction"). Under
// minConfidence none is given.
const (
	sureShown     = 0.99 // 509 of 511: a line, a time element or the address has the same day
	sureStated    = 0.93 // 80 of 87: no day is shown, or only that of a change
	sureOtherwise = 0.3  // 3 of 10: papers that freshen an article show it as new
	minConfidence = 0.5
)

// Confidence of a date that no field states, by its source; which of several
// is believed goes by it too.
const (
	sureLabelled = 0.8  // a line that says "Published:"
	sureElement  = 0.75 // a time element beside the headline
	sureText     = 0.72 // a date line beside the headline
	sureAddress  = 0.7  // the day in the page's address, at some papers that of the next print edition
	sureChanged  = 0.6  // a line that says "Updated:"
	sureLoose    = 0.55 // a tag for either date, or the change where nothing else is stated
	sureTwice    = 0.2  // is added where another source has the same day
	sureMost     = 0.9
)

// earliest is before any page of the web.
var earliest = time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC)

// stated is a date that a page gives, with its source.
type stated struct {
	date   date.Date
	from   string
	weight float64
}

// readDates finds the first publication and the last change. Where what a page
// states and what it shows contradict each other, and nothing decides, the
// publication is left out.
func (r *reader) readDates() {
	published, modified := r.publishedDates(), r.modifiedDates()
	if len(published) == 0 {
		published = r.looseDates(modified)
	} else {
		published[0] = r.corrected(published)
		published[0].weight = r.sureOf(published[0], modified)
	}
	if len(published) > 0 && published[0].weight >= minConfidence {
		best := published[0]
		r.out.Published, r.out.Sources.Published = r.moment(best), best.from
	}
	if len(modified) > 0 {
		m := modified[0]
		// A change before the publication is a fault of one of the two.
		if !m.date.Time.Before(r.out.Published.Time) || r.out.Published.Time.IsZero() {
			r.out.Modified, r.out.Sources.Modified = r.moment(m), m.from
		}
	}
}

// moment is a date as it is given: in the zone in which the page shows it.
func (r *reader) moment(s stated) Moment {
	t := s.date.Time
	if s.date.HasZone && s.date.HasTime {
		t = r.shownIn(t)
	}
	return Moment{Time: t, HasTime: s.date.HasTime, Confidence: s.weight}
}

// corrected returns the first of the statements of a publication, or another
// of the same moment where the first gives the local time as if it were UTC: it
// lies exactly the outlet's offset from UTC behind the other.
func (r *reader) corrected(list []stated) stated {
	first := list[0]
	if !inUTC(first.date) || r.opts.Location == nil {
		return first
	}
	for _, s := range list[1:] {
		_, home := s.date.Time.In(r.opts.Location).Zone()
		if inUTC(s.date) && home != 0 && first.date.Time.Sub(s.date.Time) == time.Duration(home)*time.Second {
			return s
		}
	}
	return first
}

// inUTC reports whether a time is stated in UTC, as systems write it.
func inUTC(d date.Date) bool {
	_, offset := d.Time.Zone()
	return d.HasTime && d.HasZone && offset == 0
}

// looseDates are asked where the page states no publication in a field for it:
// the day in the address, a time or a date line beside the headline, tags that
// sites use for either date. Two that agree are believed more. Where there is
// nothing else, the change is better than nothing: most articles are changed
// on their first day only.
func (r *reader) looseDates(modified []stated) []stated {
	var list []stated
	if d, ok := dayOfAddress(r.address); ok {
		d.Time = r.atHome(d.Time)
		list = append(list, stated{d, "address", sureAddress})
	}
	list = append(list, r.elementDates()...)
	list = append(list, r.lineDates()...)
	list = append(list, r.eitherDates()...)
	if len(list) == 0 && len(modified) > 0 {
		m := modified[0]
		m.date.HasTime = false // the hour is that of the change
		list = append(list, stated{m.date, m.from + " modified", sureLoose})
	}
	best, weight := -1, 0.0
	for i, s := range list {
		w := s.weight
		for j, o := range list {
			if i != j && o.from != s.from && sameDay(s.date, o.date) {
				w += sureTwice
			}
		}
		if s.date.HasTime {
			w += 0.01
		}
		if w > weight {
			best, weight = i, w
		}
	}
	if best < 0 || weight < minConfidence {
		return nil
	}
	s := list[best]
	s.weight = min(weight, sureMost)
	return []stated{s}
}

// atHome is midnight of a day in the outlet's zone, as days are given.
func (r *reader) atHome(day time.Time) time.Time {
	if r.opts.Location == nil {
		return day
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, r.opts.Location)
}

func sameDay(a, b date.Date) bool {
	return a.Time.Format(time.DateOnly) == b.Time.Format(time.DateOnly)
}
