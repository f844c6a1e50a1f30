package date

import (
	"time"

	hijridate "github.com/hablullah/go-hijri"
)

// The years in which numbers are taken for another calendar than ours. Years
// of the Solar Hijri calendar up to 1417 are ours up to 2039, years of the
// Islamic calendar from 1418 are ours from 1997, so they do not overlap.
const (
	firstJalali, lastJalali     = 1300, 1417
	firstHijri, lastHijri       = 1418, 1499
	firstBuddhist, lastBuddhist = 2400, 2700
	buddhistOffset              = 543
)

// calendarDay makes a day of ours from year, month and day of a calendar. The
// calendar of a month's name is certain, that of numbers follows from the year.
func (p *parser) calendarDay(y atom, cal calendar, m, d int) (day, calendar, bool) {
	year := y.value
	if y.length == 2 {
		year = p.fullYear(year, cal)
	}
	if cal == gregorian {
		switch {
		case year >= firstBuddhist && year <= lastBuddhist:
			year -= buddhistOffset
		case year >= firstJalali && year <= lastJalali && p.persian(y):
			cal = jalali
		case year >= firstHijri && year <= lastHijri && p.base == "ar":
			cal = hijri
		case p.base == "ne" && year > 2050:
			cal = bikram
		}
	}
	switch cal {
	case jalali:
		got, ok := fromJalali(year, m, d)
		return got, cal, ok
	case hijri:
		got, ok := fromHijri(year, m, d)
		return got, cal, ok
	case bikram:
		got, ok := fromBikram(year, m, d)
		return got, cal, ok
	case ethiopic:
		got, ok := fromEthiopic(year, m, d)
		return got, cal, ok
	}
	got := day{year, m, d}
	return got, cal, got.valid()
}

// fullYear completes a year of two digits. RFC 2822 and POSIX agree on the
// century up to 49 and from 70; between them no news exists.
func (p *parser) fullYear(year int, cal calendar) int {
	switch {
	case cal != gregorian:
		return 0
	case p.base == "th":
		return 2500 + year
	case year < 70:
		return 2000 + year
	}
	return 1900 + year
}

func (p *parser) persian(y atom) bool {
	switch p.base {
	case "fa", "ps", "prs", "ckb":
		return true
	}
	return y.digits == persianDigits
}

// valid reports whether the day exists.
func (d day) valid() bool {
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 {
		return false
	}
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.day
}

func dayOf(t time.Time) day { return day{t.Year(), int(t.Month()), t.Day()} }

// fromJalali converts a day of the Solar Hijri calendar by the 33-year cycle,
// which agrees with the astronomical calendar of Iran from 1244 to 1472.
func fromJalali(y, m, d int) (day, bool) {
	if y < firstJalali || y > 1472 || m < 1 || m > 12 || d < 1 || d > jalaliMonthDays(y, m) {
		return day{}, false
	}
	days := d - 1 + jalaliDaysBefore(y) - jalaliDaysBefore(1405)
	for k := 1; k < m; k++ {
		days += jalaliMonthDays(y, k)
	}
	newYear1405 := time.Date(2026, time.March, 21, 0, 0, 0, 0, time.UTC)
	return dayOf(newYear1405.AddDate(0, 0, days)), true
}

// jalaliLeap holds the places of leap years in the cycle of 33.
var jalaliLeap = [33]bool{1: true, 5: true, 9: true, 13: true, 17: true, 22: true, 26: true, 30: true}

// jalaliDaysBefore counts the days of the years before y.
func jalaliDaysBefore(y int) int {
	days := 365 * (y - 1)
	days += (y / 33) * 8
	for r := range y % 33 {
		if jalaliLeap[r] {
			days++
		}
	}
	return days
}

func jalaliMonthDays(y, m int) int {
	switch {
	case m <= 6:
		return 31
	case m <= 11 || jalaliLeap[y%33]:
		return 30
	}
	return 29
}

// fromHijri converts a day of the Islamic calendar. Its months begin by
// sighting, so countries differ by a day; only where the calendar of Saudi
// Arabia and the arithmetic one give the same day is it taken for certain.
func fromHijri(y, m, d int) (day, bool) {
	if y < 1400 || y > lastHijri || m < 1 || m > 12 || d < 1 || d > 30 {
		return day{}, false
	}
	julian := (11*y+3)/30 + 354*y + 30*m - (m-1)/2 + d + 1948440 - 385
	arithmetic := dayOf(time.Unix(int64(julian-2440588)*86400, 0).UTC())
	official := hijridate.UmmAlQuraDate{Year: int64(y), Month: int64(m), Day: int64(d)}.ToGregorian()
	return arithmetic, arithmetic == dayOf(official)
}

// firstBikram is the first year of bikramLengths; its first day is 14 April
// 2003.
const firstBikram = 2060

// bikramLengths are the days over 29 of each month of a year. They follow the
// sun as Nepal's government announces it and have no rule. Listed are the years
// on which three published tables agree; they differ from 2084 on.
var bikramLengths = [...]string{
	"223321101011", "232321110012", "132322010102", "223222101011", "223321101011", "232321110012", "222322011002", "223222101011",
	"223321101011", "232321110012", "222322011011", "223222101011", "232321101011", "232321110012", "222322101011", "223222101011",
	"232321110011", "232321110102", "222322101011", "223222101011", "232321110011", "232321110102", "223222101011", "223222101011",
}

// fromBikram converts a day of Nepal's calendar.
func fromBikram(y, m, d int) (day, bool) {
	if y < firstBikram || y >= firstBikram+len(bikramLengths) || m < 1 || m > 12 || d < 1 {
		return day{}, false
	}
	lengthOf := func(y, m int) int { return 29 + int(bikramLengths[y-firstBikram][m-1]-'0') }
	if d > lengthOf(y, m) {
		return day{}, false
	}
	days := d - 1
	for year := firstBikram; year <= y; year++ {
		for k := 1; k <= 12 && (year < y || k < m); k++ {
			days += lengthOf(year, k)
		}
	}
	return dayOf(time.Date(2003, time.April, 14+days, 0, 0, 0, 0, time.UTC)), true
}

// fromEthiopic converts a day of Ethiopia's calendar: twelve months of thirty
// days and a thirteenth of five, of six in every fourth year.
func fromEthiopic(y, m, d int) (day, bool) {
	const first, last = 1893, 2192 // of our years 1900 to 2199
	if y < first || y > last || m < 1 || m > 13 || d < 1 || d > 30 || m == 13 && (d > 6 || d == 6 && y%4 != 3) {
		return day{}, false
	}
	julian := 1724220 + 365*(y-1) + y/4 + 30*(m-1) + d
	return dayOf(time.Unix(int64(julian-2440588)*86400, 0).UTC()), true
}
