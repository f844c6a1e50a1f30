package sample

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/news"
)

// mark stands in every headline, so that nobody takes the sample for news.
const mark = "SAMPLE: "

// Provenance of the English renditions.
const (
	Engine = "sample"
	Model  = "written by hand"
)

// writer writes one newsroom's text about one event.
type writer struct {
	event    *event
	language string
	country  string
	turn     int // which newsroom of the event this is
	nth      int // which of those that write in the language
}

// pick chooses one of n for a label: the same for the same newsroom, event and
// label, and different for most other newsrooms.
func (w writer) pick(label string, n int) int {
	h := fnv.New64a()
	for _, s := range []string{w.event.name, strconv.Itoa(w.turn), label} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	// The high bits are mixed best.
	return int(h.Sum64() >> 33 % uint64(n))
}

// text is one sentence of the event in a language, with wordings, figures and
// the quoted person filled in.
func (w writer) text(l line, language string, v voice) string {
	s := w.choose(l, language)
	for _, f := range w.event.figures {
		s = strings.ReplaceAll(s, "<"+f.name+">", f.values[w.pick(f.name, len(f.values))])
	}
	name := v.name
	if language == "en" {
		name = v.english
	}
	return strings.ReplaceAll(s, "<who>", name)
}

// choose replaces {a|b} by one of its wordings. Those who write in one language
// take the wordings of headline and lead by turns; the other sentences change in
// another rhythm, and at every round of the leads once more. So few texts share
// more than a sentence or two. A rendition takes the wording with the number of
// the original's: that is its translation.
func (w writer) choose(l line, language string) string {
	before, inside, after, n := wordings(l.texts[language])
	if n == 0 {
		return before
	}
	_, _, _, own := wordings(l.texts[w.language])
	return before + inside[w.wording(l.key, max(own, 1))%n] + after
}

// wording is the number of the wording among n that the writer takes.
func (w writer) wording(key string, n int) int {
	nth := w.nth + int(w.language[0]) // languages begin at different ones
	if key == "T" || key == "1" {
		return nth % n
	}
	leads := max(1, w.leads())
	if key[len(key)-1]%2 == 0 {
		return (nth/leads + nth%leads/2) % n
	}
	return (nth/leads + nth%leads) % n
}

// wordings cuts "before{a|b}after" into its parts.
func wordings(s string) (before string, inside []string, after string, n int) {
	before, rest, found := strings.Cut(s, "{")
	if !found {
		return s, nil, "", 0
	}
	middle, after, _ := strings.Cut(rest, "}")
	inside = strings.Split(middle, "|")
	return before, inside, after, len(inside)
}

// leads is how many wordings the lead has in the writer's language.
func (w writer) leads() int {
	for _, l := range w.event.lines {
		if l.key == "1" {
			_, _, _, n := wordings(l.texts[w.language])
			return n
		}
	}
	return 0
}

// voice is somebody to quote: of the newsroom's own country if it has
// anybody, else of the agency's, else of any.
func (w writer) voice(more int) voice {
	for _, country := range []string{w.country, "*", ""} {
		var own []voice
		for _, v := range w.event.voices {
			if country == "" || v.country == country {
				own = append(own, v)
			}
		}
		if len(own) > 0 {
			v := own[(w.turn+more)%len(own)]
			if v.country != w.country {
				v.name = v.english
			}
			return v
		}
	}
	return voice{}
}

// keys chooses the sentences that this newsroom prints, in order: all of a
// text that has an order of its own; of a report the lead, most of the rest
// from any place on, and one or two quotations.
func (w writer) keys() []line {
	var facts, quotes []line
	for _, l := range w.event.lines {
		switch {
		case l.key == "T" || l.texts[w.language] == "":
		case strings.HasPrefix(l.key, "Q"):
			quotes = append(quotes, l)
		default:
			facts = append(facts, l)
		}
	}
	if w.event.genre != news.GenreReport {
		return append(facts, quotes...)
	}
	lead, rest := facts[:1:1], slices.Clone(facts[1:])
	// A window over the rest, which moves on with every text.
	if n := len(rest); n > 2 {
		at := w.nth % n
		rest = append(rest[at:], rest[:at]...)[:n-1-w.nth%2*(n/4)]
	}
	if n := len(quotes); n > 0 {
		first := quotes[w.nth%n]
		rest = slices.Insert(rest, w.pick("quote", len(rest)+1), first)
		if n > 1 && w.pick("second", 3) == 0 {
			rest = append(rest, quotes[(w.nth+1)%n])
		}
	}
	return append(lead, rest...)
}

// maxBlock is how many sentences make a paragraph.
const maxBlock = 2

// write returns the original and, for another language, its English rendition.
func (w writer) write(made time.Time) (news.Rendition, *news.Rendition) {
	var title line
	for _, l := range w.event.lines {
		if l.key == "T" {
			title = l
		}
	}
	original := news.Rendition{Language: w.language, Original: true, Made: made,
		Title: mark + w.text(title, w.language, voice{})}
	english := news.Rendition{Language: "en", Title: mark + w.text(title, "en", voice{}), Made: made,
		Engine: Engine, Model: Model, Version: "1", Quality: 1, Aligned: true}
	size := maxBlock
	if w.event.genre == news.GenreLive || w.event.genre == news.GenreInterview {
		size = 1
	}
	quoted := 0
	for i, l := range w.keys() {
		v := w.voice(quoted)
		if strings.HasPrefix(l.key, "Q") {
			quoted++
		}
		if i%size == 0 {
			original.Blocks = append(original.Blocks, news.Block{Role: "paragraph"})
			english.Blocks = append(english.Blocks, news.Block{Role: "paragraph"})
		}
		add(&original, w.text(l, w.language, v))
		add(&english, w.text(l, "en", v))
	}
	if w.language == "en" {
		return original, nil
	}
	return original, &english
}

func add(r *news.Rendition, sentence string) {
	b := &r.Blocks[len(r.Blocks)-1]
	b.Sentences = append(b.Sentences, sentence)
}

// count is the number of words of a text; of one without spaces, half its
// characters.
func count(r news.Rendition) int {
	text := r.Text()
	if r.Language == "ja" {
		return utf8.RuneCountInString(text) / 2
	}
	return len(strings.Fields(text))
}
