package style

import (
	"strings"
	"unicode"
)

// hasDateline reports whether a text begins with a place and a dash, an agency
// in brackets or the like: only reports do.
func hasDateline(text string) bool {
	const longest = 90 // bytes
	head := text[:min(len(text), longest)]
	for _, dash := range []string{" — ", " – ", " -- ", " - ", "—", "：", "电 ", "電"} {
		before, _, found := strings.Cut(head, dash)
		if found && startsLoud(before) {
			return true
		}
	}
	open := strings.IndexAny(head, "(（【[")
	return open >= 0 && open < 40 && agencyInBrackets(head[open:])
}

// startsLoud reports whether the first word is all capitals, as a place is in
// a dateline.
func startsLoud(s string) bool {
	w, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	letters := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters > 2
}

func agencyInBrackets(s string) bool {
	for _, name := range []string{"(AP", "(Reuters", "(AFP", "(dpa", "(EFE", "(ANSA", "(CNN", "(KGO", "(UPI", "(Xinhua", "(RNS", "(APA", "（中央社", "【"} {
		if strings.HasPrefix(s, name) {
			return true
		}
	}
	return false
}

// saysWhoWrites reports whether the last lines present the writer, as guest
// pieces do.
func saysWhoWrites(text string) bool {
	const last = 500 // bytes
	tail := strings.ToLower(text[max(0, len(text)-last):])
	for _, p := range writerPhrases {
		if strings.Contains(tail, p) {
			return true
		}
	}
	return false
}

// namesDay reports whether the first lines name a day of the week, today or
// yesterday.
func namesDay(text string) bool {
	const first = 900 // bytes
	head := text[:min(len(text), first)]
	for w := range strings.FieldsFuncSeq(strings.ToLower(head), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' }) {
		if dayWords[w] {
			return true
		}
	}
	for _, p := range dayPieces {
		if strings.Contains(head, p) {
			return true
		}
	}
	return false
}

// questions is the share of a text's blocks that are one question, as in an
// interview.
func questions(text string) float64 {
	all, asked := 0.0, 0.0
	for b := range strings.SplitSeq(text, "\n") {
		if b = strings.TrimSpace(b); b == "" {
			continue
		}
		all++
		for _, mark := range []string{"?", "？", "؟", "?“", "?”", "?\"", "?»"} {
			if strings.HasSuffix(b, mark) {
				asked++
				break
			}
		}
	}
	const least = 4 // questions
	if asked < least {
		return 0
	}
	return asked / all
}
