package extract

import (
	"regexp"
	"strconv"
	"time"

	"github.com/overview-news/overview/text/date"
)

var (
	slashDay = regexp.MustCompile(`/((?:19|20)\d\d)[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?:[/\-_.]|$)`)
	monthDay = regexp.MustCompile(`(?i)/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(0?[1-9]|[12]\d|3[01])/`)
	slugDay  = regexp.MustCompile(`[\-_/](20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[\-_/.]|$)`)
)

// dayOfAddress reads a day from a path such as /2026/03/09/ or /2026/mar/09/.
func dayOfAddress(address string) (date.Date, bool) {
	if m := monthDay.FindStringSubmatch(address); m != nil {
		if d, ok := date.Parse(m[3]+" "+m[2]+" "+m[1], date.Options{Language: "en"}); ok && !d.Time.Before(earliest) {
			return d, true
		}
	}
	for _, re := range []*regexp.Regexp{slashDay, slugDay} {
		m := re.FindStringSubmatch(address)
		if m == nil {
			continue
		}
		y, _ := strconv.Atoi(m[1]) // digits by the expression
		mo, _ := strconv.Atoi(m[2])
		d, _ := strconv.Atoi(m[3])
		t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
		if t.Day() == d && !t.Before(earliest) {
			return date.Date{Time: t}, true
		}
	}
	return date.Date{}, false
}
