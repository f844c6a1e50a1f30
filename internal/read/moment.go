package read

import (
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Moment is a time as a page made at Now prints it.
type Moment struct {
	Time time.Time // in any zone; where only the day is known, in that of the day
	Now  time.Time
	Day  bool // only the day is known
	None bool // nothing is stated; Time is when it was first seen
}

// published is when an article was published.
func (r *Reader) published(a news.Article) Moment {
	m := r.moment(stated(a))
	m.Day, m.None = a.DayOnly, a.DateGuessed
	return m
}

// stated is when an article is dated as its outlet counts days; where nothing is
// stated, when it was first seen.
func stated(a news.Article) time.Time {
	if a.DateGuessed && !a.Seen.IsZero() {
		return a.Seen.In(news.Zone(a.Country))
	}
	return a.Dated()
}

func (r *Reader) moment(t time.Time) Moment { return Moment{Time: t, Now: r.Now()} }

// momentIn is a time that a country's press states, of which is not stored
// whether it is only a day: the first moment of one is taken for the day.
func (r *Reader) momentIn(t time.Time, country string) Moment {
	m := r.moment(t)
	if t.IsZero() {
		return m
	}
	m.Time, m.Day = news.Day(t, country)
	return m
}

// IsZero reports whether there is no time.
func (m Moment) IsZero() bool { return m.Time.IsZero() }

// shown is the time in the zone in which it is printed.
func (m Moment) shown() time.Time {
	if m.Day {
		return m.Time
	}
	return m.Time.UTC()
}

// ISO is the time, or the day, for the datetime attribute.
func (m Moment) ISO() string {
	if m.Day {
		return m.Time.Format(time.DateOnly)
	}
	return m.Time.UTC().Format("2006-01-02T15:04:05Z")
}

// Full is the time in UTC, in words; only the day, or that there is none,
// where no more is stated.
func (m Moment) Full() string {
	switch {
	case m.None:
		return "no date stated"
	case m.Day:
		return m.Date()
	}
	return m.Time.UTC().Format("2 January 2006, 15:04") + " UTC"
}

// Date is the day: in UTC, or as it was stated.
func (m Moment) Date() string { return m.shown().Format("2 January 2006") }

// Clock is the hour and minute in UTC.
func (m Moment) Clock() string { return m.Time.UTC().Format("15:04") }

// Ago says how long before Now it was: minutes, hours, or the date. A time in
// the future is printed as a date.
func (m Moment) Ago() string {
	d := m.Now.Sub(m.Time)
	switch {
	case m.None:
		return "no date stated"
	case m.Day && m.Time.Year() == m.Now.UTC().Year():
		return m.Time.Format("2 January")
	case m.Day:
		return m.Time.Format("2 Jan 2006")
	case d < 0:
		return m.Time.UTC().Format("2 Jan, 15:04")
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d/time.Minute))
	case d < day:
		return fmt.Sprintf("%d h ago", int(d/time.Hour))
	case m.Time.UTC().Year() == m.Now.UTC().Year():
		return m.Time.UTC().Format("2 Jan, 15:04")
	}
	return m.Time.UTC().Format("2 Jan 2006")
}

// hours says a length of time in hours, however many.
func hours(d time.Duration) string { return count(int(d/time.Hour), "hour", "hours") }

// span says a length of time in the largest unit that fits.
func span(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return "a minute"
	case d < time.Hour:
		return fmt.Sprintf("%d minutes", int(d/time.Minute))
	case d < 2*time.Hour && d%time.Hour >= 5*time.Minute:
		return fmt.Sprintf("an hour and %d minutes", int(d%time.Hour/time.Minute))
	case d < 2*time.Hour:
		return "an hour"
	case d < 2*day:
		return fmt.Sprintf("%d hours", int(d/time.Hour))
	}
	return fmt.Sprintf("%d days", int(d/day))
}
