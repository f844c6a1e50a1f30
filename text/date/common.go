package date

import "time"

// englishMonths are the abbreviations of RFC 822.
var englishMonths = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// parseCommon reads the two forms that nine of ten dates have, exactly as
// written in RFC 2822 and RFC 3339 and with an offset or GMT, without the cost
// of reading the others: "Tue, 10 Mar 2026 18:30:00 +0100" and
// "2026-03-10T18:30:00+01:00".
func parseCommon(s string) (Date, bool) {
	if len(s) >= 29 && s[3] == ',' && s[4] == ' ' && s[7] == ' ' && s[11] == ' ' && s[16] == ' ' {
		month := 0
		for i, m := range englishMonths {
			if s[8:11] == m {
				month = i + 1
			}
		}
		if s[25] != ' ' {
			return Date{}, false
		}
		return common(digits(s[12:16]), month, digits(s[5:7]), s[17:25], s[26:])
	}
	if len(s) >= 20 && s[4] == '-' && s[7] == '-' && s[10] == 'T' {
		return common(digits(s[0:4]), digits(s[5:7]), digits(s[8:10]), s[11:19], s[19:])
	}
	return Date{}, false
}

// common puts a date together if every part is in its range.
func common(year, month, dayOfMonth int, clock, zone string) (Date, bool) {
	d := day{year, month, dayOfMonth}
	if year < minYear || year > maxYear || !d.valid() || clock[2] != ':' || clock[5] != ':' {
		return Date{}, false
	}
	h, m, sec := digits(clock[0:2]), digits(clock[3:5]), digits(clock[6:8])
	offset, ok := commonOffset(zone)
	if !ok || h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 {
		return Date{}, false
	}
	t := time.Date(year, time.Month(month), dayOfMonth, h, m, sec, 0, fixedZone(offset))
	return Date{Time: t, HasTime: true, HasZone: true}, true
}

// commonOffset reads GMT, Z, +0100 and +01:00.
func commonOffset(zone string) (int, bool) {
	if zone == "GMT" || zone == "Z" {
		return 0, true
	}
	if len(zone) == 6 && zone[3] == ':' {
		zone = zone[:3] + zone[4:]
	}
	if len(zone) != 5 || (zone[0] != '+' && zone[0] != '-') {
		return 0, false
	}
	h, m := digits(zone[1:3]), digits(zone[3:5])
	offset := h*3600 + m*60
	if h < 0 || m < 0 || m > 59 || offset > maxOffset {
		return 0, false
	}
	if zone[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// digits is the value of s, or -1 if it is not digits alone.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
