package sample

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// The files in data/ are lines of words. A line that begins with # is a
// remark. An event begins with
//
//	@ name topic genre
//
// and goes on with what is known of it:
//
//	when 44h 22h           first report 44 hours ago, the last 22 hours later
//	in FR:3 DE:2           how many newsrooms of which countries tell it
//	late 14h 6h US:4       the same, of countries that come to it later
//	wire en US:5 GB:1      newsrooms that carry the agency's text
//	abroad 1               a broadcaster for abroad tells it too
//	fig metres 11|12       a figure: <metres> in a text
//	voice EG منى = Mona    somebody to quote there: <who> in a text, and in English
//
// and then its sentences: a key, a language, and the text. T is the headline,
// 1 the lead, Q1 a quotation. {a|b} is a choice of wordings.

// event is something that did not happen, and how it is told.
type event struct {
	name, topic string
	genre       news.Genre
	told        []telling
	wire        map[string][]quota // language → who carries the agency's text in it
	abroad      bool
	figures     []figure
	voices      []voice
	lines       []line
}

// telling is a set of newsrooms that tell an event in one stretch of time.
type telling struct {
	before, spread time.Duration // the first is so long ago; the last comes spread later
	by             []quota
}

type quota struct {
	country string
	n       int
}

type figure struct {
	name   string
	values []string
}

type voice struct{ country, name, english string }

// line is one sentence in several languages.
type line struct {
	key   string
	texts map[string]string
}

func (e *event) line(key string) *line {
	for i := range e.lines {
		if e.lines[i].key == key {
			return &e.lines[i]
		}
	}
	e.lines = append(e.lines, line{key: key, texts: map[string]string{}})
	return &e.lines[len(e.lines)-1]
}

// events reads a file of events. The files are part of the program, so an
// error is a broken build.
func events(text string) ([]event, error) {
	var out []event
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if words[0] == "@" && len(words) == 4 {
			out = append(out, event{name: words[1], topic: words[2], genre: news.Genre(words[3]),
				wire: map[string][]quota{}})
			continue
		}
		if len(out) == 0 || len(words) < 2 {
			return nil, fmt.Errorf("line %d: nothing begins with %q", n, lines.Text())
		}
		if err := out[len(out)-1].read(words); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return out, lines.Err()
}

// read takes one line of an event.
func (e *event) read(words []string) error {
	rest := words[1:]
	switch words[0] {
	case "when", "late":
		return e.readTelling(rest)
	case "in":
		by, err := quotas(rest)
		if len(e.told) == 0 {
			return fmt.Errorf("who tells %s stands before when", e.name)
		}
		e.told[0].by = by
		return err
	case "wire":
		by, err := quotas(rest[1:])
		e.wire[rest[0]] = by
		return err
	case "abroad":
		e.abroad = true
	case "fig":
		e.figures = append(e.figures, figure{rest[0], strings.Split(strings.Join(rest[1:], ""), "|")})
	case "voice":
		name, english, found := strings.Cut(strings.Join(rest[1:], " "), " = ")
		if !found {
			english = name
		}
		e.voices = append(e.voices, voice{rest[0], name, english})
	default:
		e.line(words[0]).texts[rest[0]] = strings.Join(rest[1:], " ")
	}
	return nil
}

// readTelling reads "44h 22h" and who tells it then, if that is there.
func (e *event) readTelling(words []string) error {
	if len(words) < 2 {
		return fmt.Errorf("%s: when needs two times", e.name)
	}
	var t telling
	var err error
	if t.before, err = time.ParseDuration(words[0]); err != nil {
		return err
	}
	if t.spread, err = time.ParseDuration(words[1]); err != nil {
		return err
	}
	if t.by, err = quotas(words[2:]); err != nil {
		return err
	}
	e.told = append(e.told, t)
	return nil
}

func quotas(words []string) ([]quota, error) {
	var out []quota
	for _, w := range words {
		country, count, _ := strings.Cut(w, ":")
		n, err := strconv.Atoi(count)
		if err != nil {
			return nil, fmt.Errorf("read %q as a country and a count: %w", w, err)
		}
		out = append(out, quota{country, n})
	}
	return out, nil
}
