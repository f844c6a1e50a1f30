package date

import "strings"

// day is a day of the Gregorian calendar.
type day struct{ year, month, day int }

// atom is a number or a month's name among the tokens.
type atom struct {
	month      month // number 0: not a month
	value      int
	length     int // digits of a number
	digits     digitSet
	start, end int // tokens, end excluded
}

func (a atom) isMonth() bool { return a.month.number > 0 }

// isYear reports whether a number is written like a year.
func (a atom) isYear() bool { return !a.isMonth() && a.length == 4 && a.value >= 1000 }

func (a atom) isDay() bool { return !a.isMonth() && a.length <= 2 && a.value >= 1 && a.value <= 31 }

// findDay returns the one day that the text gives. Where it gives the same
// day in two calendars, the Gregorian one counts.
func (p *parser) findDay() (day, bool) {
	atoms := p.atoms()
	var found, other day
	have := false
	for i := 0; i < len(atoms); {
		d, cal, n, ok := p.dayAt(atoms, i)
		switch {
		case !ok && n > 0:
			return day{}, false // written like a date, but none
		case !ok:
			i++
			continue
		case cal != gregorian:
			other = d
		case have && d != found:
			return day{}, false
		default:
			found, have = d, true
		}
		i += n
	}
	if !have {
		found = other
	}
	return found, found.year >= minYear && found.year <= maxYear
}

// atoms lists the numbers and months that belong to no time of day.
func (p *parser) atoms() []atom {
	list := make([]atom, 0, 8)
	for i := 0; i < len(p.tokens); {
		t := p.tokens[i]
		if t.used || t.kind == mark {
			i++
			continue
		}
		if t.kind == number {
			list = append(list, atom{value: t.value, length: len(t.text), digits: t.digits, start: i, end: i + 1})
			i++
			continue
		}
		m, n := p.monthAt(i)
		if n > 0 {
			list = append(list, atom{month: m, start: i, end: i + n})
		}
		i += max(n, 1)
	}
	return list
}

// monthAt reads a month's name of one to three words at token i.
func (p *parser) monthAt(i int) (month, int) {
	if isHanUnit(p.tokens[i].text) || fillers[p.tokens[i].text] {
		return month{}, 0
	}
	for n := min(3, len(p.tokens)-i); n > 0; n-- {
		name, ok := p.words(i, n)
		if !ok {
			continue
		}
		if m, ok := dictionary().lookup(name, p.base); ok {
			return m, n
		}
		if rest, cut := strings.CutPrefix(name, "ב"); cut && p.hebrew() {
			if m, ok := dictionary().lookup(rest, "he"); ok {
				return m, n // "in March"
			}
		}
		if rest, cut := strings.CutPrefix(name, "ខែ"); cut {
			if m, ok := dictionary().lookup(rest, "km"); ok {
				return m, n // "month of March"
			}
		}
	}
	return month{}, 0
}

func (p *parser) hebrew() bool { return p.base == "he" || p.base == "iw" || p.base == "" }

func (p *parser) words(i, n int) (string, bool) {
	if n == 1 {
		return p.tokens[i].text, true
	}
	parts := make([]string, n)
	for k := range n {
		t := p.tokens[i+k]
		if t.kind != word || t.used {
			return "", false
		}
		parts[k] = t.text
	}
	return strings.Join(parts, " "), true
}

// dayAt reads a date that begins with atom i. It returns the calendar and the
// number of atoms read. Not ok with n > 0 means: this has the form of a date
// and is none, so the whole text is not to be trusted.
func (p *parser) dayAt(atoms []atom, i int) (day, calendar, int, bool) {
	if d, cal, n, ok := p.unitsAt(atoms, i); n > 0 {
		return d, cal, n, ok
	}
	if d, ok := compact(atoms[i]); ok {
		return d, gregorian, 1, true
	}
	if i+2 >= len(atoms) {
		return day{}, gregorian, 0, false
	}
	a, b, c := atoms[i], atoms[i+1], atoms[i+2]
	if !p.joined(a, b) || !p.joined(b, c) {
		return p.monthPair(atoms, i)
	}
	if a.isMonth() || b.isMonth() || c.isMonth() {
		d, cal, ok := p.named(a, b, c)
		if ok || (b.isMonth() && a.isDay() && c.isYear()) {
			return d, cal, 3, ok
		}
		return p.monthPair(atoms, i)
	}
	d, cal, ok := p.numeric(a, b, c)
	if !ok && (a.isYear() || c.isYear()) && p.separator(a, b) != "" && p.separator(a, b) == p.separator(b, c) {
		return day{}, gregorian, 3, false
	}
	return d, cal, 3, ok
}

// monthPair reads a date in which the month has two names beside one another:
// 10 آذار/مارس 2026.
func (p *parser) monthPair(atoms []atom, i int) (day, calendar, int, bool) {
	if i+3 >= len(atoms) {
		return day{}, gregorian, 0, false
	}
	a, b, c, e := atoms[i], atoms[i+1], atoms[i+2], atoms[i+3]
	if !b.isMonth() || b.month != c.month || !a.isDay() || !e.isYear() {
		return day{}, gregorian, 0, false
	}
	d, cal, ok := p.named(a, b, e)
	return d, cal, 4, ok
}

// named reads three atoms of which one is a month's name.
func (p *parser) named(a, b, c atom) (day, calendar, bool) {
	var y, m, d atom
	switch {
	case b.isMonth() && a.isDay() && c.isYear(), b.isMonth() && a.isDay() && c.length == 2 && !c.isMonth():
		d, m, y = a, b, c
	case a.isMonth() && b.isDay() && c.isYear():
		m, d, y = a, b, c
	case a.isYear() && b.isMonth() && c.isDay():
		y, m, d = a, b, c
	case a.isYear() && b.isDay() && c.isMonth():
		y, d, m = a, b, c
	default:
		return day{}, gregorian, false
	}
	return p.calendarDay(y, m.month.calendar, m.month.number, d.value)
}

// numeric reads three numbers with the same mark between them.
func (p *parser) numeric(a, b, c atom) (day, calendar, bool) {
	sep := p.separator(a, b)
	if sep == "" || sep != p.separator(b, c) || b.length > 2 {
		return day{}, gregorian, false
	}
	if a.isYear() && c.isDay() {
		return p.calendarDay(a, gregorian, b.value, c.value)
	}
	if a.length > 2 || (c.length != 2 && !c.isYear()) {
		return day{}, gregorian, false
	}
	order := p.order(sep, c)
	switch {
	case order == yearFirst:
		return day{}, gregorian, false
	case a.value > 12 || a.value == b.value || order == dayFirst:
		if c.isYear() || order == dayFirst {
			return p.calendarDay(c, gregorian, b.value, a.value)
		}
	case (b.value > 12 && c.isYear() && sep != ".") || order == monthFirst:
		return p.calendarDay(c, gregorian, a.value, b.value)
	}
	return day{}, gregorian, false
}

// joined reports whether only filling stands between two atoms.
func (p *parser) joined(a, b atom) bool {
	gap := 0
	for i := a.end; i < b.start; i++ {
		t := p.tokens[i]
		if t.used {
			continue
		}
		suffix := t.kind == word && t.glued && i == a.end && !a.isMonth() // 5th, 2026ko
		if !suffix && !fillers[t.text] {
			return false
		}
		gap++
	}
	return gap <= maxGap
}

// maxGap is how many filling tokens stand between two parts of a date:
// "10º, de marzo".
const maxGap = 4

// fillers may stand between the parts of a date.
var fillers = makeSet(`. , - / ' ’ ʼ º ª ° ( ) · |
	of the de del d la le den der dem di do da dos du e i y a an en el al u r v dne dia din st nd rd th er
	г год года р року рік ж жылы жылғы ж й жил m metų gada g god godine года year год. ko
	ngày năm m. d. an anul tahun ta ban ng ika n ві рока йил il ili yil yilning goda roku roka év évi ቀን ga ឆ្នាំ`)

func makeSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, f := range strings.Fields(list) {
		set[fold(f)] = true
	}
	return set
}

// separator is the mark between two numbers, alone or with spaces around it.
func (p *parser) separator(a, b atom) string {
	if b.start-a.end != 1 {
		return ""
	}
	switch t := p.tokens[a.end]; t.text {
	case "-", "/", ".":
		return t.text
	}
	return ""
}

// compact reads 20260310.
func compact(a atom) (day, bool) {
	if a.isMonth() || a.length != 8 {
		return day{}, false
	}
	d := day{a.value / 10000, a.value / 100 % 100, a.value % 100}
	return d, d.valid() && d.year >= minYear && d.year <= maxYear
}
