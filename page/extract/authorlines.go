package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/agency"
	"golang.org/x/net/html/atom"
)

// lineAuthors reads short lines around the text: around its beginning those
// that start with a word such as "By" or are a name and nothing else, behind it
// those that say "Author: ". Where no line names a person, one that says "By"
// before an agency, a desk or initials counts.
func (r *reader) lineAuthors() []signature {
	first, last := r.span()
	if first < 0 {
		return nil
	}
	const before, after, behind, longest = 12, 2, 12, 100
	var staff []signature
	for i := r.headStart(first, before); i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		b := &r.cut.Blocks[i]
		if len(b.Text) > longest || isLinkHeading(b) || b.Flags&(segment.InNav|segment.InAside|segment.InFooter|segment.InFigure) != 0 {
			continue
		}
		if isEastByline(b.Text) && (i <= first+after || i > last) {
			if names := r.splitNames(b.Text); len(names) > 0 {
				return []signature{{text: b.Text, shown: true}}
			}
		}
		name, labelled := afterLabel(b.Text)
		if !labelled {
			if i > first+after {
				continue
			}
			if isAgencyLine(b) {
				return []signature{{text: b.Text, shown: true}}
			}
			name = trimBy(b.Text)
		}
		if mail := withoutMail(name); mail != name && isTitled(mail) {
			name = mail
		}
		if name == b.Text && !r.isNameLine(i, first) {
			continue
		}
		name = cutByline(name)
		names := r.splitNames(name)
		if len(names) > 0 && (r.isFullName(names[0]) || labelled && isUncased(names[0]) && r.isPerson(names[0])) {
			return []signature{{text: name, shown: true}}
		}
		if len(staff) == 0 && len(names) > 0 && r.isStaff(names[0]) {
			staff = []signature{{text: names[0], shown: true}}
		}
	}
	return staff
}

// isAgencyLine reports whether a line is an agency's name and nothing else.
// Names that are words of other languages are not believed alone: "Mehr" is
// "more" in German.
func isAgencyLine(b *segment.Block) bool {
	_, known := agency.Source(b.Text)
	return known && !agencyWords[strings.ToLower(b.Text)]
}

// isStaff reports whether a text is an agency, the outlet, a desk or initials,
// and no more words than that.
func (r *reader) isStaff(s string) bool {
	kind, known := r.kindOf(s, false)
	switch {
	case !known:
		return false
	case kind == NameAgency:
		_, alone := agency.Source(s)
		return alone && !agencyWords[strings.ToLower(s)]
	case kind == NameOutlet:
		return r.isSite(s)
	case kind == NameInitials:
		return !notSigns[strings.ToLower(s)] && (strings.ToUpper(s) == s || strings.ToLower(s) == s)
	case kind != NameDesk:
		return false
	}
	for w := range strings.FieldsSeq(fold(s)) {
		const sign = 3 // letters of the outlet's: "UP-Redaktion"
		if !deskWords[w] && !particles[w] && !andWords[w] && !r.isSite(w) && len(w) > sign {
			return false
		}
	}
	return true
}

// closingAuthors reads the end of the text: a name in the last brackets, or a
// last line that is initials, an agency or a desk and nothing else.
func (r *reader) closingAuthors() []signature {
	const behind, short = 2, 60 // blocks, bytes
	first, last := r.span()
	if last < 0 {
		return nil
	}
	for i := last; i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		text := r.cut.Blocks[i].Text
		if east := eastClosing(text); east != "" {
			return []signature{{text: east, shown: true}}
		}
		end := closing(strings.TrimRight(text, " +*#"))
		if end == "" || isLinkHeading(&r.cut.Blocks[i]) {
			continue // nothing, or a teaser
		}
		if len(text) > short && isTitled(end) && r.isFullName(end) {
			return []signature{{text: end, shown: true}}
		}
		if i > first && r.isSignature(&r.cut.Blocks[i], r.chosen[i]) {
			return []signature{{text: strings.Trim(end, " -–—"), shown: true}}
		}
		// "ssi, dan; Foto: Ufer"
		end, _, _ = strings.Cut(end, ";")
		parts := r.splitNames(end)
		signs := strings.ToUpper(end) != end || strings.ContainsAny(text, "()[]《》【】/")
		if len(parts) > 0 && len(text) <= short && signs && !r.isSite(end) && leavesNothing(end, parts) && !slices.ContainsFunc(parts, func(p string) bool { return !r.isStaff(p) }) {
			return []signature{{text: end, shown: true}}
		}
	}
	return nil
}

// isSignature reports whether a paragraph is names and nothing else, perhaps
// with an agency: "– Rosa Lindt/dpa".
func (r *reader) isSignature(b *segment.Block, chosen bool) bool {
	const longest, most = 60, 3 // bytes, names
	text := strings.Trim(b.Text, " -–—()[]")
	if !chosen && !strings.HasPrefix(b.Text, "(") && strings.TrimLeft(b.Text, "-–—") == b.Text {
		return false // a heading of what follows the article
	}
	if len(b.Text) > longest || b.Tag != atom.P || b.LinkTokens > 0 || b.Flags&(segment.InAside|segment.InFooter) != 0 {
		return false
	}
	parts := r.splitNames(text)
	people := 0
	for _, p := range parts {
		switch {
		case isTitled(p) && r.isFullName(p):
			people++
		case !isAgency(p):
			return false
		}
	}
	return people > 0 && len(parts) <= most && leavesNothing(text, parts)
}

// leavesNothing reports whether nothing was cut from a text while it was divided into
// names.
func leavesNothing(s string, parts []string) bool {
	n := 0
	for _, p := range parts {
		n += len(fold(p)) + 1
	}
	const and = 4 // letters of a word between them
	return n+and*len(parts) > len(fold(s))
}

// isNameLine reports whether block i, one of the first of the text, is a
// person's name alone: two to four words, each with a capital, and a paragraph
// behind it.
func (r *reader) isNameLine(i, first int) bool {
	const after, paragraph = 3, 20 // blocks, tokens
	if i < first || i > first+after || i+1 >= len(r.cut.Blocks) || r.cut.Blocks[i+1].Tokens < paragraph || r.cut.Blocks[i].Tag != atom.P {
		return false
	}
	text := r.cut.Blocks[i].Text
	for name := range strings.SplitSeq(text, "/") {
		if !isTitled(name) || !r.isPerson(strings.TrimSpace(name)) {
			return false
		}
	}
	return true
}

// takeNameLine puts the names with which the text begins in the place of the
// outlet's, which leaves open who wrote.
func (r *reader) takeNameLine() {
	const after = 3 // blocks
	first, last := r.span()
	if first < 0 || slices.ContainsFunc(r.out.Signed, func(n Name) bool { return n.Kind != NameOutlet }) {
		return
	}
	for i := first; i <= min(first+after, last); i++ {
		text := r.cut.Blocks[i].Text
		if !r.isNameLine(i, first) || trimBy(text) != text {
			continue // none, or of an entry of the page
		}
		if names := r.namesOf([]signature{{text: text, shown: true}}); slices.ContainsFunc(names, isPersonKind) {
			r.out.Signed, r.out.Sources.Signed = names, "text"
		}
		return
	}
}

// isTitled reports whether s is two to four words, each with a capital.
func isTitled(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 4 || strings.ContainsAny(s, ":,!?…\"“”") || strings.HasSuffix(s, ".") {
		return false
	}
	for _, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(c) && !particles[w] {
			return false
		}
	}
	return true
}
