package apertium

import "regexp"

// grouped is a number that Europe's languages write with full stops between
// thousands; decimal one with a decimal comma, which cannot be thousands.
var (
	grouped   = regexp.MustCompile(`(^|[^\d.,])(\d{1,3}(?:[.\x{00a0}\x{202f}]\d{3})+)(?:,(\d+))?($|[^\d.,]|[.,]($|\D))`)
	decimal   = regexp.MustCompile(`(^|[^\d.,])(\d+),(\d{1,2}|\d{4,})($|[^\d.,]|[.,]($|\D))`)
	notADigit = regexp.MustCompile(`\D`)
)

// englishFigures rewrites numbers the English way before they are translated,
// since Apertium leaves them as they are: 1.200,5 would stay and mean
// something else. What can be read in two ways stays.
func englishFigures(s string) string {
	s = grouped.ReplaceAllStringFunc(s, func(match string) string {
		p := grouped.FindStringSubmatch(match)
		out := p[1] + thousands(notADigit.ReplaceAllString(p[2], ""))
		if p[3] != "" {
			out += "." + p[3]
		}
		return out + p[4]
	})
	return decimal.ReplaceAllString(s, "$1$2.$3$4")
}

// thousands puts commas into a row of digits.
func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
