package agency

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sourceWords stand before a credit, folded; the credit ends the line or the
// sentence.
var sourceWords = []string{
	"by", "source", "sources", "credit", "via", "from", "with", "agencies", "reporting by",
	"quelle", "von", "mit", "par", "avec", "fuente", "con", "por", "fonte", "di", "bron", "kilde", "källa", "lähde",
	"źródło", "zdroj", "izvor", "vir", "forrás", "sursa", "burimi", "kaynak", "sumber", "nguồn", "πηγή",
	"источник", "фото", "джерело", "извор", "източник",
	"المصدر", "وكالة", "وكالات", "منبع", "به گزارش", "מקור", "סוכנות", "সূত্র", "स्रोत", "出典", "来源", "來源", "출처",
}

// credits returns the parts of a line where a credit may stand: the whole line
// when it is short enough to be a byline, what follows a source word, and the
// brackets and the end of a dateline.
func credits(line string) []string {
	var out []string
	if words(line) <= maxByline {
		out = append(out, withoutSource(line), line)
	}
	head, _, _ := strings.Cut(line, "\n")
	out = append(out, dateline(head)...)
	return append(out, afterSource(head)...)
}

// maxByline is the number of words up to which a line is taken for a byline.
const maxByline = 8

func words(s string) int { return len(strings.Fields(s)) }

// withoutSource cuts source words from the front of a byline.
func withoutSource(line string) string {
	low := strings.ToLower(line)
	for _, w := range sourceWords {
		if rest, ok := strings.CutPrefix(low, w); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			if r == ':' || r == '：' || unicode.IsSpace(r) {
				return strings.TrimLeft(rest, " :：")
			}
		}
	}
	return line
}

// maxDateline is how far a dateline reaches, in bytes: place, date and agency.
const maxDateline = 110

// dateline returns the bracket that closes a dateline, or what stands between
// its place and its dash: "KABUL, Feb 28 (Reuters) - …", "PARIS - AFP - …",
// "Berlin (dpa) – …", "МОСКВА, 1 мар — РИА Новости. …", "(ANSA) - ROMA, 01 MAR - …".
func dateline(head string) []string {
	var out []string
	if open := strings.IndexAny(head, "(["); open >= 0 && open < maxDateline && opening(head[:open]) {
		if n := strings.IndexAny(head[open:], ")]"); n > 0 {
			inside, rest := head[open+1:open+n], strings.TrimSpace(head[open+n+1:])
			if rest == "" || open == 0 || startsWithDash(rest) || capitalAfter(rest) {
				out = append(out, inside)
			}
		}
	}
	for _, dash := range []string{" - ", " – ", " — ", ".- ", "/", ". — ", ": "} {
		before, after, ok := strings.Cut(head, dash)
		if !ok || len(before) > maxDateline || !opening(before) {
			continue
		}
		out = append(out, before)
		for _, mark := range []string{",", "(", "-", ". "} {
			if i := strings.LastIndex(before, mark); i >= 0 {
				out = append(out, before[i+len(mark):])
			}
		}
		if end := strings.IndexAny(after, ".-–—/,"); end > 0 && end < 40 && dash != ": " {
			out = append(out, after[:end])
		}
	}
	return out
}

// opening tells a place and a date from a sentence: few words, and none in
// lower case but those that dates and places have.
func opening(s string) bool {
	fields := strings.Fields(s)
	if len(fields) > 10 {
		return false
	}
	low := 0
	for _, w := range fields {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) {
			low++
		}
	}
	return low <= 3 && low*2 <= max(1, len(fields))+1
}

func startsWithDash(s string) bool {
	for _, d := range []string{"-", "–", "—", "_", "=", "：", ":", "*"} {
		if strings.HasPrefix(s, d) {
			return true
		}
	}
	return false
}

// capitalAfter says whether what follows a bracket begins a sentence, or is in
// a script without capitals.
func capitalAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// afterSource returns what follows a source word with a colon anywhere in the
// line, such as "… Photo: private. Source: dpa".
func afterSource(head string) []string {
	var out []string
	low := strings.ToLower(head)
	for _, w := range []string{"source:", "source :", "quelle:", "fuente:", "fonte:", "источник:", "المصدر:", "منبع:", "kaynak:", "来源:", "来源：", "來源：", "출처:", "سورس:"} {
		if i := strings.LastIndex(low, w); i >= 0 && i+len(w) < len(low) {
			out = append(out, low[i+len(w):])
		}
	}
	return out
}
