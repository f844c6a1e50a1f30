package read

import "strconv"

// number prints n with a comma at each thousand.
func number(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// count prints n with the noun that fits it.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// percent prints a share.
func percent(share float64) string {
	switch p := 100 * share; {
	case p <= 0:
		return "0 %"
	case p < 0.1:
		return "under 0.1 %"
	case p < 10:
		return strconv.FormatFloat(p, 'f', 1, 64) + " %"
	default:
		return strconv.FormatFloat(p, 'f', 0, 64) + " %"
	}
}

// decimal prints x with one place.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
