package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a query. A reader types a few words; a database must not work for
// seconds on what a stranger pastes.
const (
	maxQueryBytes = 1024 // the rest of a longer query is not read
	maxPhrases    = 16   // words and phrases, wanted and excluded together
	maxQueryTerms = 64   // terms over all phrases
	minPrefix     = 3    // letters before a star; a shorter one matches too much
)

// Phrase is terms that must follow one another.
type Phrase struct {
	Terms []string
	// Prefix lets the last term match every term that begins with it.
	Prefix bool
}

// Query is what a reader looks for: every phrase of Must and none of Not.
type Query struct {
	Must []Phrase
	Not  []Phrase
}

// Parse reads a query as people write it: words, "phrases", -excluded ones,
// and beginnings of words with a star. Everything else, operators of a
// database among it, is taken as words or ignored. It never fails; a query
// without a word is [Query.Empty].
func Parse(q string) Query {
	q = cutBytes(q, maxQueryBytes)
	var out Query
	left := maxQueryTerms
	for q != "" && len(out.Must)+len(out.Not) < maxPhrases && left > 0 {
		q = strings.TrimLeftFunc(q, unicode.IsSpace)
		excluded := false
		if rest, ok := strings.CutPrefix(q, "-"); ok {
			q, excluded = rest, true
		}
		var part string
		part, q = nextPart(q)
		p := phrase(part, left)
		if len(p.Terms) == 0 {
			continue
		}
		left -= len(p.Terms)
		if excluded {
			out.Not = append(out.Not, p)
		} else {
			out.Must = append(out.Must, p)
		}
	}
	return out
}

// Empty reports whether the query asks for nothing. A query of exclusions
// only is empty too: it would match nearly everything.
func (q Query) Empty() bool { return len(q.Must) == 0 }

// FTS5 is the query as a match expression of SQLite's FTS5, empty if the
// query is.
func (q Query) FTS5() string {
	if q.Empty() {
		return ""
	}
	var b strings.Builder
	for i, p := range q.Must {
		if i > 0 {
			b.WriteString(" AND ")
		}
		p.fts5(&b)
	}
	if len(q.Not) == 0 {
		return b.String()
	}
	// NOT binds tighter than AND there.
	out := "(" + b.String() + ")"
	for _, p := range q.Not {
		b.Reset()
		p.fts5(&b)
		out += " NOT " + b.String()
	}
	return out
}

func (p Phrase) fts5(b *strings.Builder) {
	b.WriteByte('"')
	b.WriteString(strings.Join(p.Terms, " "))
	b.WriteByte('"')
	if p.Prefix {
		b.WriteString(" *")
	}
}

// TSQuery is the query as a value of PostgreSQL's type tsquery, empty if the
// query is.
func (q Query) TSQuery() string {
	if q.Empty() {
		return ""
	}
	var b strings.Builder
	for i, p := range q.Must {
		if i > 0 {
			b.WriteString(" & ")
		}
		p.tsquery(&b)
	}
	for _, p := range q.Not {
		b.WriteString(" & !")
		p.tsquery(&b)
	}
	return b.String()
}

func (p Phrase) tsquery(b *strings.Builder) {
	b.WriteByte('(')
	for i, term := range p.Terms {
		if i > 0 {
			b.WriteString(" <-> ")
		}
		b.WriteByte('\'')
		b.WriteString(term)
		b.WriteByte('\'')
	}
	if p.Prefix {
		b.WriteString(":*")
	}
	b.WriteByte(')')
}

// nextPart cuts a quoted phrase or the text up to a space off q. A quotation
// that is not closed ends with the query.
func nextPart(q string) (part, rest string) {
	if open, size := utf8.DecodeRuneInString(q); strings.ContainsRune(`"“”„«»`, open) && q != "" {
		q = q[size:]
		end := strings.IndexAny(q, `"“”«»`)
		if end < 0 {
			return q, ""
		}
		_, size = utf8.DecodeRuneInString(q[end:])
		after := q[end+size:]
		if rest, ok := strings.CutPrefix(after, "*"); ok {
			return q[:end] + "*", rest
		}
		return q[:end], after
	}
	end := strings.IndexFunc(q, unicode.IsSpace)
	if end < 0 {
		return q, ""
	}
	return q[:end], q[end:]
}

// phrase makes at most limit terms of part.
func phrase(part string, limit int) Phrase {
	var p Phrase
	trimmed := strings.TrimRight(part, "*")
	each(trimmed, func(term string) bool {
		p.Terms = append(p.Terms, term)
		return len(p.Terms) < limit
	})
	p.Terms = withoutTail(p.Terms)
	if len(p.Terms) == 0 {
		return p
	}
	last := p.Terms[len(p.Terms)-1]
	switch {
	case isPaired(firstRune(last)):
		// One character alone begins the pairs that it is in.
		p.Prefix = characterEnd(last) == len(last)
	case len(trimmed) < len(part):
		p.Prefix = utf8.RuneCountInString(last) >= minPrefix
	}
	return p
}

// withoutTail drops the lone last character of a run of pairs: in a document
// it may be followed by another.
func withoutTail(terms []string) []string {
	n := len(terms)
	if n < 2 || !isPaired(firstRune(terms[n-1])) {
		return terms
	}
	last, pair := terms[n-1], terms[n-2]
	if characterEnd(last) == len(last) && isPaired(firstRune(pair)) &&
		pair[characterEnd(pair):] == last {
		return terms[:n-1]
	}
	return terms
}

// cutBytes is s cut to n bytes at a character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
