package date

// isHanUnit reports whether a word is a unit of East Asian dates.
func isHanUnit(text string) bool {
	switch text {
	case "年", "月", "日", "号", "號", "時", "时", "分", "秒", "点", "點":
		return true
	}
	return false
}

// unit names of the year and the month where words and not their order say
// what a number is: 2026年3月10日, 2026 оны 3 сарын 10.
var (
	yearUnits  = makeSet("年 оны он")
	monthUnits = makeSet("月 сарын сар")
	dayUnits   = makeSet("日 号 號")
	// vietnameseMonth stands before the number of the month.
	vietnameseMonth = makeSet("tháng thg")
	vietnameseYear  = makeSet("năm , / -")
)

// eras gives the year before the first one of an era.
var eras = map[string]int{"reiwa": 2018, "heisei": 1988, "showa": 1925, "roc": 1911}

// unitsAt reads a date whose numbers carry their units. n is 0 where atom i
// does not begin one.
func (p *parser) unitsAt(atoms []atom, i int) (day, calendar, int, bool) {
	if i+2 >= len(atoms) || atoms[i].isMonth() || atoms[i+1].isMonth() || atoms[i+2].isMonth() {
		return day{}, gregorian, 0, false
	}
	a, b, c := atoms[i], atoms[i+1], atoms[i+2]
	if vietnameseMonth[p.after(a)] && vietnameseYear[p.after(b)] && c.isYear() {
		d, cal, ok := p.calendarDay(c, gregorian, b.value, a.value)
		return d, cal, 3, ok
	}
	if !yearUnits[p.after(a)] || !monthUnits[p.after(b)] || !c.isDay() {
		return day{}, gregorian, 0, false
	}
	if p.after(a) == "年" && !dayUnits[p.after(c)] {
		return day{}, gregorian, 0, false
	}
	if base, ok := p.era(a); ok {
		a.value, a.length = base+a.value, 4
	}
	if !a.isYear() {
		return day{}, gregorian, 3, false
	}
	d, cal, ok := p.calendarDay(a, gregorian, b.value, c.value)
	return d, cal, 3, ok
}

// after is the word or mark that follows an atom.
func (p *parser) after(a atom) string {
	if a.end < len(p.tokens) && p.tokens[a.end].kind != number {
		return p.tokens[a.end].text
	}
	return ""
}

// era finds the name of an era before a year.
func (p *parser) era(a atom) (int, bool) {
	if a.start == 0 || a.length > 3 {
		return 0, false
	}
	base, ok := eras[p.tokens[a.start-1].text]
	return base, ok
}
