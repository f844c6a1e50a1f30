package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/text/date"
)

// cutByline ends a byline where a date or another label begins.
func cutByline(s string) string {
	if isEastByline(s) {
		return s // digits stand in it: 王小明台北3日電
	}
	for i, c := range s {
		if unicode.IsDigit(c) {
			s = cutMonth(s[:i])
			break
		}
		if c == '|' || c == '•' || c == '(' {
			s = s[:i]
			break
		}
	}
	s = cutDateWord(s)
	// "Jane Doe Updated: " says that what follows is no name.
	if i := strings.IndexAny(s, ":："); i > 0 {
		if start := strings.LastIndexByte(s[:i], ' '); start > 0 && strings.Contains(s[:start], " ") {
			s = s[:start]
		}
	}
	return strings.TrimRight(s, " ,-–—|·")
}

// cutMonth drops a month's name from the end of what stands before a day:
// "Rosa Lindt November 9".
func cutMonth(s string) string {
	rest := strings.TrimRight(s, " ")
	i := strings.LastIndexByte(rest, ' ')
	if i < 0 {
		return s
	}
	if _, isMonth := date.Parse("1 "+rest[i+1:]+" 2001", date.Options{}); isMonth {
		rest = rest[:i]
		for _, w := range []string{" on", " am", " le", " el", " den", " il", " em", " w dniu"} {
			rest = strings.TrimSuffix(rest, w)
		}
		return rest
	}
	return s
}

// cutDateWord ends a byline where a word for a date begins: "Radio Ufer Publié
// le".
func cutDateWord(s string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return s // positions of the lower-case text do not hold
	}
	for _, words := range [][]string{publishedWords, changedWords} {
		if i, _ := firstWord(low, words); i > 0 && i <= len(s) {
			s, low = s[:i], low[:i]
		}
	}
	return s
}

// afterLabel cuts a label that says "author", and what stands before it, from
// a line.
func afterLabel(s string) (string, bool) {
	for i, c := range s {
		if c != ':' && c != '：' {
			continue
		}
		before := strings.TrimSpace(strings.ToLower(s[:i]))
		if authorLabels[before] || authorLabels[before[strings.LastIndexByte(before, ' ')+1:]] && strings.ContainsFunc(before, unicode.IsDigit) {
			return strings.Trim(s[i:], ":： "), true
		}
	}
	low := strings.ToLower(s)
	word, _, found := strings.Cut(low, " ")
	if found && strings.Contains(word, "/") && authorLabels[word] && len(low) == len(s) {
		return strings.TrimSpace(s[len(word):]), true // "Autorin/Autor Jane Doe"
	}
	return s, false
}

// splitNames divides a byline into names: by marks, and by the word "and".
func (r *reader) splitNames(s string) []string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil
	}
	if isEast(s) {
		s = withoutCounters(s)
		if names := r.splitEast(s); len(names) > 0 {
			return names
		}
		if isEastByline(s) || eastEditor.MatchString(s) {
			return nil
		}
		return []string{trimName(s)}
	}
	s = trimBy(s)
	for _, w := range helpWords {
		s = strings.ReplaceAll(s, w, ", ")
	}
	var names []string
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",;|/·•、，；،؛\n＝", c) }) {
		if afterEditor(part) != "" {
			continue
		}
		if isSectionName(part) {
			names = append(names, trimName(part)) // with "and" in it
			continue
		}
		for _, name := range splitAnd(withoutMail(part)) {
			if name = trimRole(trimName(name)); name != "" {
				for _, n := range r.cutGlued(name) {
					names = append(names, r.splitEmployer(n)...)
				}
			}
		}
	}
	return names
}

// afterEditor returns what a text says after a label for who edited,
// translated or photographed, or "".
func afterEditor(s string) string {
	low := strings.ToLower(strings.TrimLeft(s, " ([（【"))
	for _, w := range editorLabels {
		if rest, found := strings.CutPrefix(low, w); found {
			rest = strings.TrimLeft(rest, " ")
			if colon := strings.TrimLeft(rest, ":："); colon != rest || strings.HasSuffix(w, " by") || strings.HasSuffix(w, " von") {
				return strings.Trim(colon, " )]）】")
			}
		}
	}
	return ""
}

// splitAnd divides at words for "and" that stand between names.
func splitAnd(s string) []string {
	words := strings.Fields(s)
	var parts []string
	start := 0
	for i, w := range words {
		if name, joined := joinedAnd(w); joined && i >= start+2 && len(words)-i >= 2 {
			parts = append(parts, strings.Join(words[start:i], " "))
			start, words[i] = i, name
			continue
		}
		if andWords[strings.ToLower(w)] && i > start && i+1 < len(words) && (w != "e" && w != "y" && w != "i" && w != "a" || i > start+1 || i+2 < len(words)) {
			parts = append(parts, strings.Join(words[start:i], " "))
			start = i + 1
		}
	}
	return append(parts, strings.Join(words[start:], " "))
}

// trimName drops what is attached to a name: marks, titles, a role or place
// after it.
func trimName(s string) string {
	s = trimMarks(trimBy(strings.TrimSpace(s)))
	if first, rest, found := strings.Cut(s, " "); found && andWords[strings.ToLower(first)] && strings.Contains(rest, " ") {
		s = rest // "Jane Doe, and Tom Roe"
	}
	for _, mark := range []string{" - ", " – ", " — ", " @", " (", "（", "【", " in ", " on ", " für ", " aus ", " für die ", " skrifar", " Envoyé", " envoyé", " reports", " reporting", " berichtet", " специально для ", " спеціально для ", " for the ", " For The "} {
		if i := strings.Index(s, mark); i > 0 {
			s = s[:i]
		}
	}
	s = withInitial(s, strings.Trim(s, " .,:;-–—|*\"'“”()[]<>《》【】〔〕（）、，»«›‹→"))
	for _, role := range roleSuffixes {
		if rest, found := strings.CutSuffix(s, role); found && strings.TrimSpace(rest) != "" {
			s = strings.TrimSpace(rest)
		}
	}
	return s
}

// trimBy drops words such as "By" in front of a name.
func trimBy(s string) string {
	s = afterCompiled(s)
	for range 3 {
		low := strings.ToLower(s)
		cut := s
		for _, w := range byWords {
			if rest, found := strings.CutPrefix(low, w); found && rest != "" && len(low) == len(s) && !(particles[strings.TrimSpace(w)] && isOneName(s[len(w):])) {
				cut = strings.TrimLeft(s[len(w):], " :")
				break
			}
		}
		if cut == s {
			return s
		}
		s = cut
	}
	return s
}

// isOneName reports whether s is one word with a capital and no agency: behind
// "Di" or "Von" the rest of a name.
func isOneName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return !strings.Contains(s, " ") && unicode.IsUpper(first) && !isAgency(s)
}
