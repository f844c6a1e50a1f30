package translate

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/text/quantity"
)

// maxFigures bounds how many numbers of a sentence are compared; tables are
// not sentences.
const maxFigures = 200

// figure is a number of a text.
type figure struct {
	text   string
	values []float64 // what it may mean; none for dates, times, scores
	factor float64   // what the scale word after it says: 5 million; else 0
	parts  []int     // its groups of digits
}

// checkFigures reports a number of the original that the translation does not
// have. Values are compared, not spellings: 2.200.114 is 2,200,114, ١٢ is 12,
// "3" may be "three".
func checkFigures(source, target, language string) string {
	have := figuresOf(withoutAddresses(target), "en")
	spelled := spelledNumbers(target)
	for _, f := range figuresOf(withoutAddresses(source), language) {
		if !f.isIn(have, spelled) {
			return cut(f.text) + " is missing or has another value"
		}
	}
	return ""
}

// isIn reports whether one of have is the same number, or the words say it.
func (f figure) isIn(have []figure, spelled map[int]bool) bool {
	if len(f.parts) > 1 && len(f.values) == 0 {
		return f.partsIn(have, spelled)
	}
	for _, v := range f.values {
		// One and two hide in words: a, both, half, double, once, second.
		if v <= 2 && f.factor == 0 || v < 100 && v == math.Trunc(v) && spelled[int(v)] {
			return true
		}
	}
	return slices.ContainsFunc(have, f.matches) || f.isTime() && f.partsIn(have, spelled)
}

// isTime reports whether f may be an hour and minutes: 20.30.
func (f figure) isTime() bool {
	return len(f.parts) == 2 && f.parts[0] < 24 && f.parts[1] < 60 && len(f.text) >= 4 &&
		f.text[len(f.text)-3] == '.'
}

// matches reports whether f and g may be the same number. Where only one has
// a scale word that is known here, the numbers before it are compared.
func (f figure) matches(g figure) bool {
	for _, v := range f.values {
		if f.factor != 0 && g.factor != 0 {
			if g.says(v * f.factor / g.factor) {
				return true
			}
			continue
		}
		if g.says(v) || f.factor != 0 && g.says(v*f.factor) || g.factor != 0 && g.says(v/g.factor) {
			return true
		}
	}
	return false
}

// says reports whether the digits of f may mean v.
func (f figure) says(v float64) bool {
	if slices.ContainsFunc(f.values, func(w float64) bool { return same(v, w) }) {
		return true
	}
	if v != math.Trunc(v) || f.factor != 0 {
		return false
	}
	if len(f.values) == 0 {
		return slices.Contains(f.parts, int(v)) // in a date
	}
	// '98 is 1998, and the other way round.
	w := f.values[0]
	return v < 100 && w >= 1900 && w < 2100 && math.Mod(w, 100) == v ||
		w < 100 && v >= 1900 && v < 2100 && math.Mod(v, 100) == w
}

// partsIn reports whether the parts of a date, time or score are in have.
// Months may have become words, and hours may count to twelve only.
func (f figure) partsIn(have []figure, spelled map[int]bool) bool {
	missing := 0
	for _, part := range f.parts {
		found := part == 0 || spelled[part]
		for _, h := range have {
			found = found || slices.Contains(h.parts, part) || h.says(float64(part)) ||
				part > 12 && part < 24 && (slices.Contains(h.parts, part-12) || h.says(float64(part-12)))
		}
		if !found && part > 12 {
			return false
		}
		if !found {
			missing++
		}
	}
	return missing <= 1
}

func same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}

// figuresOf finds the numbers of s as language writes them.
func figuresOf(s, language string) []figure {
	var out []figure
	for s != "" && len(out) < maxFigures {
		start := strings.IndexFunc(s, unicode.IsDigit)
		if start < 0 {
			break
		}
		s = s[start:]
		end := numberEnd(s)
		f := readFigure(s[:end], language)
		s = s[end:]
		f.factor = scaleOf(strings.TrimLeft(s, " \u00a0\u202f-"), language)
		out = append(out, f)
	}
	return out
}

// numberEnd is where the number at the beginning of s ends: digits, and single
// separators before more digits. A space only separates groups of three.
func numberEnd(s string) int {
	end := digitsEnd(s)
	for {
		sep, size := utf8.DecodeRuneInString(s[end:])
		next := digitsEnd(s[min(end+size, len(s)):])
		if next == 0 || size == 0 {
			return end
		}
		switch {
		case strings.ContainsRune(".,٫٬،:'’", sep):
		case sep == ' ' || sep == '\u00a0' || sep == '\u202f' || sep == '\u2009':
			if utf8.RuneCountInString(s[end+size:end+size+next]) != 3 || !isGroupStart(s[:end]) {
				return end
			}
		default:
			return end
		}
		end += size + next
	}
}

// isGroupStart reports whether s ends in a group of one to three digits.
func isGroupStart(s string) bool {
	n := 0
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsDigit(r) {
			break
		}
		s = s[:len(s)-size]
		n++
	}
	return n >= 1 && n <= 3
}

func digitsEnd(s string) int {
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }); end >= 0 {
		return end
	}
	return len(s)
}

// readFigure reads a number: its groups of digits and what stands between.
func readFigure(text, language string) figure {
	f := figure{text: text}
	var groups []string
	var seps []rune
	group := ""
	for _, r := range text {
		if unicode.IsDigit(r) {
			group += string('0' + digitValue(r))
			continue
		}
		groups, seps, group = append(groups, group), append(seps, separator(r)), ""
	}
	groups = append(groups, group)
	for _, g := range groups {
		n, err := strconv.Atoi(g)
		if err != nil { // longer than any number of the news
			n = math.MaxInt
		}
		f.parts = append(f.parts, n)
	}
	for _, s := range readings(groups, seps, language) {
		if v, err := strconv.ParseFloat(s, 64); err == nil || errors.Is(err, strconv.ErrRange) {
			f.values = append(f.values, v)
		}
	}
	return f
}

// separator folds the forms of one mark.
func separator(r rune) rune {
	switch r {
	case '٫': // Arabic decimal separator
		return ','
	case '٬', '’', '\'', '\u00a0', '\u202f', '\u2009', ' ':
		return ' ' // groups only, whatever the language
	case '،':
		return ','
	}
	return r
}

// readings are the values that groups of digits with separators may have, in
// Go's spelling; none for dates, times and what is not well formed.
func readings(groups []string, seps []rune, language string) []string {
	whole := strings.Join(groups, "")
	if len(seps) == 0 {
		return []string{whole}
	}
	last := seps[len(seps)-1]
	if slices.Contains(seps, ':') {
		return nil
	}
	first := seps[:len(seps)-1]
	switch {
	case len(seps) > 1 && last != ' ' && !slices.Contains(first, last) && isGrouped(groups[:len(groups)-1], first):
		// 1.234,5
		return []string{strings.Join(groups[:len(groups)-1], "") + "." + groups[len(groups)-1]}
	case !isGrouped(groups, seps):
		if len(seps) == 1 && last != ' ' {
			return []string{groups[0] + "." + groups[1]}
		}
		return nil
	case len(seps) > 1 || last == ' ':
		return []string{whole}
	}
	// One separator and three digits after it: thousands or thousandths.
	fraction := groups[0] + "." + groups[1]
	switch {
	case groups[0] == "0":
		return []string{fraction}
	case language == "en":
		if last == '.' {
			return []string{fraction}
		}
		return []string{whole}
	case last == '.' && !decimalPoint[baseTag(language)]:
		return []string{whole}
	case last == '.':
		return []string{fraction}
	}
	return []string{whole, fraction}
}

// decimalPoint has the languages that write decimals like English.
var decimalPoint = map[string]bool{
	"zh": true, "ja": true, "ko": true, "th": true, "hi": true, "bn": true, "ur": true, "ne": true,
	"mr": true, "ta": true, "te": true, "gu": true, "pa": true, "ml": true, "kn": true, "si": true,
	"he": true, "ar": true, "fa": true, "sw": true, "fil": true, "tl": true, "ms": true, "my": true,
	"km": true, "ga": true, "cy": true, "mt": true, "am": true,
}

// isGrouped reports whether groups are thousands: three digits in each but
// the first, one mark between all; or two in the middle ones, as in India.
func isGrouped(groups []string, seps []rune) bool {
	n := len(groups)
	if len(groups[0]) > 3 || n > 1 && len(groups[n-1]) != 3 || len(slices.Compact(slices.Clone(seps))) > 1 {
		return false
	}
	middle := groups[1:max(n-1, 1)]
	all := func(digits int) bool {
		return !slices.ContainsFunc(middle, func(g string) bool { return len(g) != digits })
	}
	return all(3) || all(2) && len(groups[0]) <= 2
}

func digitValue(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	return 0
}

// spelledNumbers are the small numbers that the words of an English text
// name.
func spelledNumbers(text string) map[int]bool {
	out := make(map[int]bool)
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if n, ok := quantity.Small("en", word); ok {
			out[n] = true
		}
		if n, ok := ordinals[word]; ok {
			out[n] = true
		}
	}
	return out
}

var ordinals = map[string]int{
	"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
	"triple": 3, "quarter": 4, "quarters": 4, "dozen": 12, "century": 100, "midnight": 24, "noon": 12,
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12,
}
