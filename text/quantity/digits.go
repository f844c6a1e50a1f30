package quantity

import (
	"strconv"
	"strings"
)

// digits reads the text of a number token and reports whether it is one.
func (q *Quantity) digits(lang, s string) bool {
	if low, high, ok := strings.Cut(s, "-"); ok {
		return q.two(lang, low, high)
	}
	if hour, minute, ok := strings.Cut(s, ":"); ok {
		h, err := strconv.Atoi(hour)
		m, err2 := strconv.Atoi(minute)
		if err != nil || err2 != nil || h > 24 || m > 59 || len(minute) != 2 {
			return q.score(hour, minute)
		}
		q.Kind, q.Value, q.High = Clock, float64(h*60+m), float64(h*60+m)
		return true
	}
	v, ok := valueOf(lang, s)
	q.Value, q.High = v, v
	if len(s) == 4 && v >= 1900 && v < 2100 {
		q.Kind = Year
	}
	return ok
}

// two reads "2-1" as a score and "10-15" as a range. Dates such as 2026-03-01
// are no quantity.
func (q *Quantity) two(lang, low, high string) bool {
	if strings.ContainsAny(high, "-:") {
		return false
	}
	a, okA := valueOf(lang, low)
	b, okB := valueOf(lang, high)
	if !okA || !okB {
		return false
	}
	q.Value, q.High = a, b
	q.Kind = Range
	if b <= a || a < 10 && b < 10 {
		q.Kind = Score
	}
	return true
}

func (q *Quantity) score(a, b string) bool {
	x, err := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	if err != nil || err2 != nil {
		return false
	}
	q.Kind, q.Value, q.High = Score, float64(x), float64(y)
	return true
}

// valueOf reads a number with grouping and decimals. One separator before
// exactly three digits groups when the language does not use it for decimals;
// several equal ones always group.
func valueOf(lang, s string) (float64, bool) {
	s = strings.ReplaceAll(s, "'", "")
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	decimal := byte('.')
	if commaDecimal[lang] {
		decimal = ','
	}
	switch {
	case dots > 0 && commas > 0: // the last one is the decimal mark
		decimal = '.'
		if strings.LastIndexByte(s, ',') > strings.LastIndexByte(s, '.') {
			decimal = ','
		}
	case dots > 1:
		decimal = ','
	case commas > 1:
		decimal = '.'
	case dots == 1 && !grouped(s, '.'):
		decimal = '.'
	case commas == 1 && !grouped(s, ','):
		decimal = ','
	}
	group := ","
	if decimal == ',' {
		group = "."
	}
	s = strings.ReplaceAll(s, group, "")
	s = strings.Replace(s, ",", ".", 1)
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// grouped says whether exactly three digits follow the mark.
func grouped(s string, mark byte) bool {
	i := strings.IndexByte(s, mark)
	return len(s)-i-1 == 3 && i <= 3
}

// commaDecimal are the languages that write 4,25.
var commaDecimal = set("bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "gl", "hr", "hu", "id", "is",
	"it", "lt", "lv", "mk", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
