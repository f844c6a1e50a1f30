package extract

import (
	"time"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/text/date"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const maxTimes = 30

// isOwnTime reports whether a time element is neither in a list, an aside nor
// a teaser of another article.
func isOwnTime(n *html.Node) bool {
	return !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li, atom.A)
}

// elementDates reads the page's own time elements.
func (r *reader) elementDates() []stated {
	var list []stated
	for _, n := range pick(r.seen.times, maxTimes, isOwnTime) {
		value := dom.Attr(n, "datetime")
		if value == "" {
			value = dom.Text(n)
		}
		d, ok := r.parseDate(value)
		if !ok {
			continue
		}
		weight := sureElement
		if len(list) > 0 {
			weight = sureLoose // a second time is often the change, or another item's
		}
		list = append(list, stated{d, "time element", weight})
	}
	return list
}

// shownDates are the dates that readers see: the date lines, then what the
// first time elements say. They are read once.
func (r *reader) shownDates() []dateLine {
	if r.hasShown {
		return r.shown
	}
	const first = 3 // time elements of the article; those of others follow
	list := r.dateLines()
	for _, n := range pick(r.seen.times, first, isOwnTime) {
		text, label := labelledDate(dom.Text(n))
		if d, ok := r.parseDate(text); ok {
			list = append(list, dateLine{d, label, -1})
		}
	}
	r.shown, r.hasShown = list, true
	return list
}

// shownIn tells a moment in the zone in which the page shows it: that of a date
// with the same moment at another hour; else its own, if it was stated with an
// offset or if a shown day says so; else the outlet's, for there it was
// published on that day.
func (r *reader) shownIn(t time.Time) time.Time {
	_, own := t.Zone()
	shown := r.shownDates()
	for _, l := range shown {
		if zone := r.zoneBetween(t, l.date); zone != nil {
			return t.In(zone)
		}
	}
	if own != 0 || r.opts.Location == nil {
		return t
	}
	home := t.In(r.opts.Location)
	for _, l := range shown {
		switch {
		case l.date.HasTime || l.label == dateChanged:
		case sameDay(l.date, date.Date{Time: home}):
			return home
		case sameDay(l.date, date.Date{Time: t}):
			return t
		}
	}
	return home
}

// zoneBetween returns the zone in which the moment t has the hour and minute
// of a shown date; nil where it has them in none that the page can mean.
func (r *reader) zoneBetween(t time.Time, shown date.Date) *time.Location {
	const (
		quarter = 15 * time.Minute // zones differ by multiples of it
		far     = 4 * time.Hour    // from the zone in which most of the outlet's country lives
		widest  = 14 * time.Hour   // an offset from UTC
	)
	if !shown.HasTime {
		return nil
	}
	if shown.HasZone {
		if shown.Time.Sub(t).Abs() < time.Minute {
			return shown.Time.Location()
		}
		return nil
	}
	s := shown.Time
	wall := time.Date(s.Year(), s.Month(), s.Day(), s.Hour(), s.Minute(), 0, 0, time.UTC)
	offset := wall.Sub(t.Truncate(time.Minute))
	if offset%quarter != 0 || offset.Abs() > widest {
		return nil
	}
	if offset == 0 {
		return time.UTC // many systems show what they store
	}
	if r.opts.Location != nil {
		_, home := t.In(r.opts.Location).Zone()
		if (offset - time.Duration(home)*time.Second).Abs() > far {
			return nil
		}
	}
	return time.FixedZone("", int(offset/time.Second))
}

// sureOf is the confidence of a stated publication by what the page shows its
// readers: the same day, none, or another one without saying that it is a
// change.
func (r *reader) sureOf(published stated, modified []stated) float64 {
	day := r.moment(published).Time
	agrees := func(d date.Date) bool {
		return sameDay(d, date.Date{Time: day}) || sameDay(d, published.date)
	}
	if d, ok := dayOfAddress(r.address); ok && agrees(d) {
		return sureShown
	}
	other := false
	for _, l := range r.shownDates() {
		switch {
		case l.label != dateChanged && agrees(l.date):
			return sureShown
		case l.label == dateBare && l.block >= 0:
			other = other || r.isOtherDay(l.date, published, modified)
		}
	}
	if other {
		return sureOtherwise
	}
	return sureStated
}

// isOtherDay reports whether a shown day is that of the stated change, or one
// that a tag for either confirms. The day after the publication is left aside
// there: it is that of the printed paper.
func (r *reader) isOtherDay(shown date.Date, published stated, modified []stated) bool {
	for _, m := range modified {
		if sameDay(shown, date.Date{Time: r.moment(m).Time}) || sameDay(shown, m.date) {
			return true
		}
	}
	const printed = 48 * time.Hour
	for _, s := range r.eitherDates() {
		if sameDay(shown, s.date) && s.date.Time.Sub(published.date.Time).Abs() > printed {
			return true
		}
	}
	return false
}
