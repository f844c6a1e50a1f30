package date

import (
	"strings"
	"sync"
	"time"
)

// zone is what a text says about its zone.
type zone struct {
	fixed  bool // offset is known
	offset int  // seconds east of UTC
	name   string
}

// maxOffset is the greatest offset from UTC in use: Kiritimati, +14.
const maxOffset = 14 * 3600

// readZone reads the zone after a time of day that ends before token i.
func (p *parser) readZone(i int) {
	if p.isAt(i, "uhr", "h", "hrs", "น") || (p.isAt(i, ".") && i+1 < len(p.tokens) && p.tokens[i+1].kind == word) {
		i++
	}
	if p.isAt(i, "(", "[") {
		i++
	}
	if off, n, ok := p.offsetAt(i); ok {
		p.zone = zone{fixed: true, offset: off}
		p.use(i, i+n)
		return
	}
	if i >= len(p.tokens) || p.tokens[i].kind != word {
		return
	}
	name := p.tokens[i].text
	switch {
	case name == "z" || name == "utc" || name == "gmt" || name == "ut":
		off, n, ok := p.offsetAt(i + 1)
		if !ok {
			off, n = 0, 0
		}
		p.zone = zone{fixed: true, offset: off}
		p.use(i, i+1+n)
	case p.isAt(i+1, "/") && i+2 < len(p.tokens) && p.tokens[i+2].kind == word:
		p.readArea(i)
	case i+2 < len(p.tokens) && p.tokens[i+1].glued && p.tokens[i+1].kind == number && p.tokens[i+2].glued && p.tokens[i+2].kind == word:
		p.zone = zone{name: name + p.tokens[i+1].text + p.tokens[i+2].text} // est5edt
		p.use(i, i+3)
	default:
		p.zone = zone{name: name}
		p.useZoneName(i)
	}
}

// useZoneName takes the token out only if it is a zone: the word behind a time
// may as well be a month's name.
func (p *parser) useZoneName(i int) {
	name := p.tokens[i].text
	_, known := abbreviations[name]
	_, ambiguous := ambiguousZones[name]
	if known || ambiguous || zoneAreas[name] != "" {
		p.use(i, i+1)
		return
	}
	if m, n := p.monthAt(i); n > 0 && m.number > 0 {
		p.zone = zone{}
		return
	}
	if len(name) <= 5 && isASCII(name) && !fillers[name] {
		p.use(i, i+1)
	}
}

// readArea reads Europe/Berlin or America/Argentina/Buenos_Aires.
func (p *parser) readArea(i int) {
	var b strings.Builder
	k := i
	for ; k < len(p.tokens) && k < i+9; k++ {
		t := p.tokens[k]
		if t.kind == number || (k > i && !t.glued) || (t.kind == mark && t.text != "/" && t.text != "_" && t.text != "-") {
			break
		}
		b.WriteString(t.text)
	}
	p.zone = zone{name: b.String()}
	p.use(i, k)
}

// offsetAt reads +0200, +02:00, -3, +5:30 at token i.
func (p *parser) offsetAt(i int) (offset, n int, ok bool) {
	if !p.isAt(i, "+", "-") || i+1 >= len(p.tokens) {
		return 0, 0, false
	}
	t := p.tokens[i+1]
	if t.kind != number || !t.glued {
		return 0, 0, false
	}
	hours, minutes, n := 0, 0, 2
	switch len(t.text) {
	case 1, 2:
		hours = t.value
		if m, ok := p.num(i+3, 59); ok && p.isAt(i+2, ":") {
			minutes, n = m, 4
		}
	case 3, 4:
		hours, minutes = t.value/100, t.value%100
	default:
		return 0, 0, false
	}
	offset = hours*3600 + minutes*60
	if offset > maxOffset || minutes > 59 {
		return 0, 0, false
	}
	if p.tokens[i].text == "-" {
		offset = -offset
	}
	return offset, n, true
}

// resolve returns the zone that the text names, for the wall clock time t, or
// nil if it names none that is known.
func (z zone) resolve(t time.Time, p *parser) *time.Location {
	if z.fixed {
		return fixedZone(z.offset)
	}
	if z.name == "" {
		return nil
	}
	if l := localZone(z.name, t, p.opts.Location); l != nil {
		return l
	}
	if hours, ok := abbreviations[z.name]; ok {
		return fixedZone(int(hours * 3600))
	}
	if meanings, ok := ambiguousZones[z.name]; ok {
		if hours, ok := meanings[p.base]; ok {
			return fixedZone(int(hours * 3600))
		}
		return fixedZone(int(meanings[""] * 3600))
	}
	if area := zoneAreas[z.name]; area != "" {
		return loadZone(area)
	}
	if strings.Contains(z.name, "/") {
		return loadZone(properName(z.name))
	}
	return nil
}

func fixedZone(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// localZone is the meaning of an abbreviation where the outlet is: CST of a
// paper in Shanghai is not that of one in Chicago.
func localZone(name string, t time.Time, l *time.Location) *time.Location {
	if l == nil || l == time.UTC || len(name) < 3 {
		return nil
	}
	for _, month := range []time.Month{t.Month(), time.January, time.July} {
		abbr, offset := time.Date(t.Year(), month, 15, 12, 0, 0, 0, l).Zone()
		if strings.EqualFold(abbr, name) {
			return fixedZone(offset)
		}
	}
	return nil
}

// loaded remembers zones by name, failures too. It holds at most maxZones,
// more than the world has.
var (
	loadedMu sync.Mutex
	loaded   = map[string]*time.Location{}
)

const maxZones = 700

// loadZone finds a zone of the IANA database, or nil.
func loadZone(name string) *time.Location {
	loadedMu.Lock()
	defer loadedMu.Unlock()
	if l, ok := loaded[name]; ok {
		return l
	}
	l, err := time.LoadLocation(name)
	if err != nil {
		l = nil
	}
	if len(loaded) < maxZones {
		loaded[name] = l
	}
	return l
}

// properName writes america/new_york as the database does.
func properName(name string) string {
	b := []byte(name)
	start := true
	for i, c := range b {
		if start && c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
		start = c == '/' || c == '_' || c == '-'
	}
	return string(b)
}
