package date

import "time"

// clock is a time of day.
type clock struct {
	found                       bool
	hour, minute, second, nanos int
}

// findClock finds the first time of day that its form proves, and the zone
// after it, and takes their tokens out.
func (p *parser) findClock() {
	for i := range p.tokens {
		if p.tokens[i].kind != number || p.tokens[i].used {
			continue
		}
		if c, end, ok := p.clockAt(i); ok {
			start := i
			end = p.halfOfDay(&c, i, end, &start)
			if c.hour > 24 || (c.hour == 24 && c.minute > 0) {
				return
			}
			c.found = true
			p.clock = c
			p.use(start, end)
			p.readZone(end)
			return
		}
	}
}

func (p *parser) use(start, end int) {
	for k := start; k < end; k++ {
		p.tokens[k].used = true
	}
}

// num returns the number at token i if it has at most two digits and is at
// most limit.
func (p *parser) num(i, limit int) (int, bool) {
	if i < 0 || i >= len(p.tokens) {
		return 0, false
	}
	t := p.tokens[i]
	return t.value, t.kind == number && len(t.text) <= 2 && t.value <= limit && !t.used
}

func (p *parser) isAt(i int, texts ...string) bool {
	if i < 0 || i >= len(p.tokens) {
		return false
	}
	for _, t := range texts {
		if p.tokens[i].is(t) {
			return true
		}
	}
	return false
}

// clockAt reads a time of day at token i and returns the token after it.
func (p *parser) clockAt(i int) (clock, int, bool) {
	if c, ok := p.compactClock(i); ok {
		return c, i + 1, true
	}
	h, ok := p.num(i, 24)
	if !ok {
		return clock{}, i, false
	}
	c := clock{hour: h}
	minute, hasMinute := p.num(i+2, 59)
	switch {
	case p.isAt(i+1, ":", "：") && hasMinute && len(p.tokens[i+2].text) == 2:
		c.minute = minute
		return p.secondsAt(c, i+3)
	case p.isAt(i+1, "時", "时", "点", "點"):
		if hasMinute && p.isAt(i+3, "分") {
			c.minute = minute
			if s, ok := p.num(i+4, 60); ok && p.isAt(i+5, "秒") {
				c.second = min(s, 59)
				return c, i + 6, true
			}
			return c, i + 4, true
		}
		return c, i + 2, true
	case p.isAt(i+1, "h", "u", "uhr", "hs", "hrs"):
		if hasMinute && p.isAt(i+1, "h", "u") && len(p.tokens[i+2].text) == 2 && p.tokens[i+2].glued {
			c.minute = minute
			return c, i + 3, true
		}
		return c, i + 2, true
	case p.isAt(i+1, "am", "pm") && h >= 1 && h <= 12 && !p.isAt(i+3, ":"):
		return c, i + 1, true // not the day in "2026-11-02 오전 9:15"
	case p.isAt(i+1, ".") && hasMinute && p.dotClock(i):
		c.minute = minute
		return c, i + 3, true
	}
	return clock{}, i, false
}

// dotClock reports whether a word proves that 18.30 at token i is a time.
func (p *parser) dotClock(i int) bool {
	if !p.tokens[i+1].glued || !p.tokens[i+2].glued || p.isAt(i+3, ".") {
		return false
	}
	return p.isAt(i+3, "uhr", "h", "wib", "wita", "am", "pm") || p.isAt(i-1, "kl", "klo", "um", "at", "ob", "pukul") ||
		(p.isAt(i-1, ".") && p.isAt(i-2, "kl"))
}

// secondsAt reads ":05" and a fraction of any length at token i.
func (p *parser) secondsAt(c clock, i int) (clock, int, bool) {
	s, ok := p.num(i+1, 60)
	if !p.isAt(i, ":") || !ok {
		return c, i, true
	}
	c.second = min(s, 59) // a leap second is the second before it
	i += 2
	if p.isAt(i, ".", ",") && i+1 < len(p.tokens) && p.tokens[i+1].kind == number && p.tokens[i+1].glued && p.tokens[i].glued {
		c.nanos = nanosOf(p.tokens[i+1].text)
		i += 2
	}
	return c, i, true
}

// nanosOf reads the digits after the point.
func nanosOf(digits string) int {
	n, scale := 0, int(time.Second)
	for k := 0; k < len(digits) && scale > 1; k++ {
		scale /= 10
		n += int(digits[k]-'0') * scale
	}
	return n
}

// compactClock reads 081500 or 0815 after the T of 20260310T081500.
func (p *parser) compactClock(i int) (clock, bool) {
	t := p.tokens[i]
	if !p.isAt(i-1, "t") || i < 2 || p.tokens[i-2].kind != number || len(p.tokens[i-2].text) != 8 {
		return clock{}, false
	}
	c := clock{}
	switch len(t.text) {
	case 6:
		c = clock{hour: t.value / 10000, minute: t.value / 100 % 100, second: t.value % 100}
	case 4:
		c = clock{hour: t.value / 100, minute: t.value % 100}
	default:
		return clock{}, false
	}
	return c, c.hour < 24 && c.minute < 60 && c.second < 60
}

// halfOfDay applies am and pm, after the time or before it, and returns the
// token after them.
func (p *parser) halfOfDay(c *clock, i, end int, start *int) int {
	pm, found := false, false
	switch {
	case p.isAt(end, "am", "pm"):
		pm, found = p.isAt(end, "pm"), true
		end++
	case p.isAt(end, "a", "p") && p.isAt(end+1, ".") && p.isAt(end+2, "m"):
		pm, found = p.isAt(end, "p"), true
		end += 3
	case p.isAt(end, "ص", "م", "sa", "ch") && p.arabicOrVietnamese():
		pm, found = p.isAt(end, "م", "ch"), true
		end++
	case p.isAt(i-1, "am", "pm"):
		pm, found = p.isAt(i-1, "pm"), true
		*start = i - 1
	}
	if !found || c.hour > 12 {
		return end
	}
	c.hour %= 12
	if pm {
		c.hour += 12
	}
	return end
}

func (p *parser) arabicOrVietnamese() bool { return p.base == "ar" || p.base == "vi" || p.base == "" }

// findLateClock finds 18.30 behind a date, where full stops are the usual
// mark between hours and minutes and nothing else in the text is a number.
func (p *parser) findLateClock() {
	for i := len(p.tokens) - 3; i >= 1; i-- {
		h, ok := p.num(i, 23)
		m, hasMinute := p.num(i+2, 59)
		if !ok || !hasMinute || !p.isAt(i+1, ".") || !p.tokens[i+1].glued || !p.tokens[i+2].glued || p.tokens[i].glued {
			continue
		}
		if len(p.tokens[i+2].text) != 2 || p.isAt(i+3, ".") || p.yearFollows(i+3) {
			return
		}
		p.clock = clock{found: true, hour: h, minute: m}
		p.use(i, i+3)
		p.readZone(i + 3)
		return
	}
}

func (p *parser) yearFollows(i int) bool {
	return i < len(p.tokens) && p.tokens[i].kind == number
}
