// Package agency knows the world's news agencies and recognises the credits
// that name them: bylines, datelines and credit lines, in their scripts.
//
// A credit is a claim of the publisher about a text. Words alone are none: "AP"
// may be a state of India or somebody's initials, and Sana is a city and a first
// name. Short names therefore count only where a credit stands: alone in a
// byline, in the brackets of a dateline, behind a source word.
package agency

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Agency is a news agency.
type Agency struct {
	// ID is a short, stable name in lower case: "reuters", "xinhua".
	ID string
	// Name is what readers call it.
	Name string
	// Country is where it is based, ISO 3166-1 alpha-2.
	Country string
	// State says that a government owns or directs it.
	State bool
	long  []string // names that mean the agency wherever a credit may stand
	short []string // names that need the place of a credit
}

// All returns the known agencies by ID.
func All() []Agency { return slices.Clone(agencies) }

// Find returns the agency with that ID.
func Find(id string) (Agency, bool) {
	for _, a := range agencies {
		if a.ID == id {
			return a, true
		}
	}
	return Agency{}, false
}

// maxCredit bounds what is read of a line, in bytes: a dateline stands at the
// beginning, and a byline or credit line is short.
const maxCredit = 240

// Credit returns the agency that a line credits. The line is a byline ("By
// Jane Doe, Reuters"), a dateline at the start of a text ("KABUL, Feb 28
// (Reuters) - …"), or a credit line ("Source: dpa", "新华社北京3月1日电"). If it
// names several agencies, the first counts. An agency's name in the middle of
// a sentence is no credit.
func Credit(line string) (id string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" {
		return "", false
	}
	if len(line) > maxCredit {
		line = line[:maxCredit]
	}
	if id, ok := sinograms(line); ok {
		return id, true
	}
	for _, part := range credits(line) {
		if id, ok := named(part); ok {
			return id, true
		}
	}
	return "", false
}

// Source returns the agency whose name is exactly s, such as an author's name
// in structured data or the text of a feed's source element.
func Source(s string) (id string, ok bool) { return exact(fold(s)) }

// exact finds the agency that a folded text names and nothing else.
func exact(s string) (string, bool) {
	s = strings.TrimPrefix(s, "the ")
	id, ok := byName[s]
	return id, ok
}

// named finds an agency in a part of a line that is known to be a credit: its
// whole, or a member of a list ("Reuters/AFP", "dpa, AP", "Jane Doe | AFP").
func named(part string) (string, bool) {
	if id, ok := exact(fold(part)); ok {
		return id, true
	}
	members := strings.FieldsFunc(part, func(r rune) bool {
		return strings.ContainsRune("/,;|&+·•—–()[]=،、", r)
	})
	for _, m := range members {
		m = fold(m)
		if id, ok := exact(m); ok {
			return id, true
		}
		for _, joint := range []string{" and ", " with ", " via ", " und ", " y ", " et ", " e ", " for ", " - ", " для "} {
			before, after, found := strings.Cut(m, joint)
			if !found {
				continue
			}
			if id, ok := exact(before); ok {
				return id, true
			}
			if id, ok := exact(after); ok {
				return id, true
			}
		}
	}
	return "", false
}

// fold makes names comparable: lower case, single spaces, no outer marks.
func fold(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
	})
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// byName has every name of every agency, folded.
var byName = func() map[string]string {
	m := map[string]string{}
	for _, a := range agencies {
		for _, n := range append(append([]string{a.Name}, a.long...), a.short...) {
			m[fold(n)] = a.ID
		}
	}
	return m
}()

// sinograms finds the names that stand without spaces at the start of a Chinese
// or Japanese dateline, or in its brackets: 新华社北京3月1日电, （共同）.
func sinograms(line string) (string, bool) {
	rest := strings.TrimLeft(line, "（(【[〔 　据")
	if first, _ := utf8.DecodeRuneInString(rest); !unicode.Is(unicode.Han, first) {
		return "", false
	}
	opens := func(n string) bool { return strings.HasPrefix(rest, n) && datelineFollows(rest[len(n):]) }
	for _, a := range agencies {
		if slices.ContainsFunc(a.long, opens) || slices.ContainsFunc(a.short, opens) {
			return a.ID, true
		}
	}
	return "", false
}

// datelineFollows tells a Chinese dateline (the line says 电 or 訊 soon, or the
// bracket closes) from a sentence about the agency.
func datelineFollows(rest string) bool {
	rest = strings.TrimSpace(rest)
	if rest == "" {
		return true
	}
	const span = 60 // bytes: a place and a date
	head := rest[:min(len(rest), span)]
	if i := strings.IndexAny(head, "，。、,"); i >= 0 {
		head = head[:i]
	}
	return strings.ContainsAny(head, "电電讯訊】）)〕") || strings.HasPrefix(rest, "＝") || strings.HasPrefix(rest, "=")
}
