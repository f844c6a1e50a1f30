package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/text/date"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Confidence of a date by its source. Under minConfidence none is given.
const (
	sureStated    = 0.98 // JSON-LD or the Open Graph tag for articles
	sureMeta      = 0.9
	sureMicro     = 0.9
	sureElement   = 0.75 // a time element beside the headline
	sureAddress   = 0.7  // the day in the page's address
	sureLabelled  = 0.8  // a line that says "Published:"
	sureText      = 0.7  // a date line beside the headline
	sureChanged   = 0.6  // a line that says "Updated:"
	sureLoose     = 0.55
	minConfidence = 0.5
)

// earliest is before any page of the web.
var earliest = time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC)

// stated is a date that a page gives, with its source.
type stated struct {
	date   date.Date
	from   string
	weight float64
}

// readDates finds the first publication and the last change.
func (r *reader) readDates() {
	published := r.publishedDates()
	modified := r.modifiedDates()
	if len(published) > 0 {
		best := published[0]
		r.out.Published, r.out.Sources.Published = r.moment(best), best.from
	}
	if len(modified) > 0 {
		m := modified[0]
		// A change before the publication is a fault of one of the two.
		if !m.date.Time.Before(r.out.Published.Time) || r.out.Published.Time.IsZero() {
			r.out.Modified, r.out.Sources.Modified = r.moment(m), m.from
		}
	}
}

// moment is a date as it is given. A moment stated in UTC, as systems write
// it, is told in the zone of the page's readers: there it was published on that
// day.
func (r *reader) moment(s stated) Moment {
	t := s.date.Time
	if _, offset := t.Zone(); offset == 0 && s.date.HasZone && s.date.HasTime {
		if loc := r.shownZone(t); loc != nil {
			t = t.In(loc)
		}
	}
	return Moment{Time: t, HasTime: s.date.HasTime, Confidence: s.weight}
}

// shownZone is the zone in which the page shows the moment t: that of a date
// line with the same moment at another hour, else the outlet's.
func (r *reader) shownZone(t time.Time) *time.Location {
	const (
		quarter = 15 * time.Minute // zones differ by multiples of it
		far     = 4 * time.Hour    // from the zone in which most of the outlet's country lives
		widest  = 14 * time.Hour   // an offset from UTC
	)
	home := 0
	if r.opts.Location != nil {
		_, home = t.In(r.opts.Location).Zone()
	}
	for _, l := range r.dateLines() {
		shown := l.date.Time
		if !l.date.HasTime {
			continue
		}
		if l.date.HasZone {
			if shown.Sub(t).Abs() < time.Minute {
				return shown.Location()
			}
			continue
		}
		wall := time.Date(shown.Year(), shown.Month(), shown.Day(), shown.Hour(), shown.Minute(), 0, 0, time.UTC)
		offset := wall.Sub(t.Truncate(time.Minute))
		near := r.opts.Location == nil || (offset-time.Duration(home)*time.Second).Abs() <= far
		if offset%quarter == 0 && offset.Abs() <= widest && near {
			return time.FixedZone("", int(offset/time.Second))
		}
	}
	return r.opts.Location
}

// publishedDates returns candidates, the most trusted first.
func (r *reader) publishedDates() []stated {
	var list []stated
	add := func(s, from string, weight float64) {
		if d, ok := r.parseDate(s); ok {
			list = append(list, stated{d, from, weight})
		}
	}
	add(meta.String(r.object["datePublished"]), "json-ld", sureStated)
	for _, tag := range []string{"article:published_time", "article:published", "og:published_time", "og:article:published_time", "parsely-pub-date",
		"cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "published_time", "datepublished",
		"sailthru.date", "publish-date", "pubdate", "publication_date", "publishdate", "dc.date.issued", "dcterms.created",
		"dcterms.date", "dc.date.created", "originalpublicationdate", "cxenseparse:pub-date", "vr:published_time", "date.published", "article_date_original",
		"dc.date", "dc.created", "citation_publication_date", "rnews:datepublished", "bt:pubdate", "pub_date", "shareaholic:article_published_time"} {
		for _, v := range r.stated.Tags[tag] {
			add(v, "meta "+tag, sureMeta)
		}
	}
	for _, p := range r.stated.Micro {
		if p.Name == "datePublished" && !dom.Within(p.Node, atom.Aside, atom.Nav, atom.Footer, atom.Li) {
			add(p.Value, "microdata", sureMicro)
		}
	}
	add(meta.String(r.object["dateCreated"]), "json-ld dateCreated", sureMeta)
	if len(list) > 0 {
		return list
	}
	return r.looseDates()
}

// looseDates are asked where the page states nothing in a field for it: the
// day in the address, a time or a date line beside the headline, tags that
// sites use for either date. Two that agree are believed more.
func (r *reader) looseDates() []stated {
	var list []stated
	if d, ok := dayOfAddress(r.address); ok {
		list = append(list, stated{d, "address", sureAddress})
	}
	list = append(list, r.elementDates()...)
	list = append(list, r.lineDates()...)
	for _, tag := range []string{"date", "last-modified", "lastmod", "og:updated_time", "article:modified_time"} {
		for _, v := range r.stated.Tags[tag] {
			if d, ok := r.parseDate(v); ok {
				list = append(list, stated{d, "meta " + tag, sureLoose})
			}
		}
	}
	best, weight := -1, 0.0
	for i, s := range list {
		w := s.weight
		for j, o := range list {
			if i != j && o.from != s.from && sameDay(s.date, o.date) {
				w += 0.2
			}
		}
		if s.date.HasTime {
			w += 0.01
		}
		if w > weight {
			best, weight = i, w
		}
	}
	if best < 0 || weight < minConfidence {
		return nil
	}
	s := list[best]
	s.weight = min(weight, sureMeta)
	return []stated{s}
}

func sameDay(a, b date.Date) bool {
	return a.Time.Format(time.DateOnly) == b.Time.Format(time.DateOnly)
}

func (r *reader) modifiedDates() []stated {
	var list []stated
	add := func(s, from string, weight float64) {
		if d, ok := r.parseDate(s); ok {
			list = append(list, stated{d, from, weight})
		}
	}
	add(meta.String(r.object["dateModified"]), "json-ld", sureStated)
	for _, tag := range []string{"article:modified_time", "og:updated_time", "article:modified", "dcterms.modified",
		"last-modified", "lastmod", "datemodified", "revised", "dc.date.modified"} {
		for _, v := range r.stated.Tags[tag] {
			add(v, "meta "+tag, sureMeta)
		}
	}
	for _, p := range r.stated.Micro {
		if p.Name == "dateModified" {
			add(p.Value, "microdata", sureMicro)
		}
	}
	return list
}

func (r *reader) parseDate(s string) (date.Date, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 200 {
		return date.Date{}, false
	}
	lang := r.out.Language
	if lang == "" {
		lang = r.opts.Language
	}
	d, ok := date.Parse(s, date.Options{Location: r.opts.Location, Language: lang})
	if !ok || d.Time.Before(earliest) {
		return date.Date{}, false
	}
	if !r.opts.Now.IsZero() && d.Time.After(r.opts.Now.Add(24*time.Hour)) {
		return date.Date{}, false
	}
	return d, true
}

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

const maxTimes = 30

// elementDates reads time elements that are neither in a list, an aside nor
// another article.
func (r *reader) elementDates() []stated {
	var list []stated
	for _, n := range dom.All(r.doc, maxTimes, func(n *html.Node) bool { return n.DataAtom == atom.Time }) {
		if dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li, atom.A) {
			continue
		}
		value := dom.Attr(n, "datetime")
		if value == "" {
			value = dom.Text(n)
		}
		d, ok := r.parseDate(value)
		if !ok {
			continue
		}
		weight := sureElement
		if len(list) > 0 {
			weight = sureLoose // a second time is often the change, or another item's
		}
		list = append(list, stated{d, "time element", weight})
	}
	return list
}

// span returns the first and the last chosen block, or -1.
func (r *reader) span() (int, int) {
	first, last := -1, -1
	for i, c := range r.chosen {
		if c {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
