package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/text/agency"
)

// maxPlace bounds a place in a dateline, in words: "New York City".
const maxPlace = 4

// readPlace finds where the text was written: a stated dateline or place, else
// what opens the text before a dash, if a credit, a date or capitals show that
// it is a dateline: "KABUL, Feb 28 (Reuters) - …", "OSTRAND — …".
func (r *reader) readPlace() {
	for _, key := range []string{"dateline", "locationCreated", "contentLocation"} {
		if s := placeName(r.object[key]); s != "" {
			r.out.Place, r.out.Sources.Place = s, "json-ld "+key
			return
		}
	}
	for i := range r.cut.Blocks {
		const paragraph = 15 // tokens
		if b := &r.cut.Blocks[i]; r.chosen[i] && b.Tokens >= paragraph && !b.IsHeading() {
			if s := datelinePlace(b.Text); s != "" {
				r.out.Place, r.out.Sources.Place = s, "text"
			}
			return
		}
	}
}

// placeName is a stated place, if it is a name and not a sentence or address.
func placeName(v any) string {
	const longest = 60 // bytes
	s := meta.String(v)
	if len(s) > longest || strings.Contains(s, "://") || strings.ContainsFunc(s, unicode.IsDigit) {
		return ""
	}
	return s
}

// datelinePlace returns the place of the dateline that opens a text, or "".
func datelinePlace(text string) string {
	const span = 90 // bytes: place, date and credit
	if s := sinogramPlace(text); s != "" {
		return s
	}
	for _, dash := range []string{" — ", " – ", " - ", ".- ", " -- ", "— ", "– ", ".– "} {
		head, _, found := strings.Cut(text[:min(len(text), span)], dash)
		if !found {
			continue
		}
		if place := placeOf(head); place != "" {
			return place
		}
	}
	// "Berlin (dpa). …", "KABUL (AP) The …"
	if open := strings.IndexByte(text[:min(len(text), span)], '('); open > 0 {
		if end := strings.IndexByte(text[open:], ')'); end > 0 {
			if _, known := agency.Source(text[open+1 : open+end]); known {
				return titled(text[:open], false)
			}
		}
	}
	return ""
}

// placeOf returns the place in what stands before a dateline's dash.
func placeOf(head string) string {
	credited := false
	if open := strings.IndexAny(head, "(["); open >= 0 {
		inside := strings.Trim(head[open:], "()[] ")
		if _, known := agency.Source(inside); !known {
			if _, known = agency.Credit("(" + inside + ") - "); !known {
				return ""
			}
		}
		credited = true
		head = head[:open]
	}
	place, rest, _ := strings.Cut(head, ",")
	if slices.ContainsFunc(strings.Fields(rest), func(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) }) {
		credited = true // "KABUL, Feb 28"
	}
	return titled(place, !credited)
}

// titled returns s if it is a few words that a place's name may have; in
// capitals where nothing else shows that it is one.
func titled(s string, capitals bool) string {
	s = strings.Trim(s, " .,:;/")
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > maxPlace || strings.ContainsFunc(s, unicode.IsDigit) || strings.ContainsAny(s, "!?\"“”«»:") {
		return ""
	}
	letters := 0
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		upper := strings.ToUpper(w) == w && strings.ToLower(w) != w
		cased := unicode.IsUpper(first) || unicode.IsLower(first)
		switch {
		case capitals && !upper, cased && !unicode.IsUpper(first) && !particles[w]:
			return ""
		}
		letters += utf8.RuneCountInString(w)
	}
	const fewest = 3 // letters
	if _, known := agency.Source(s); known || letters < fewest {
		return ""
	}
	return s
}

// sinogramPlace reads the place of a Chinese dateline: 新华社北京3月1日电.
func sinogramPlace(text string) string {
	const span = 75 // bytes
	head := strings.TrimLeft(text[:min(len(text), span)], "（(【[ 　")
	end := strings.IndexAny(head, "电電讯訊")
	if end < 0 || strings.ContainsAny(head[:end], "，。、") {
		return ""
	}
	head = head[:end]
	for _, a := range []string{"新华社", "新華社", "中新社", "中新网", "中央社", "人民网", "法新社", "路透社", "美联社", "央视网"} {
		if rest, found := strings.CutPrefix(head, a); found {
			if i := strings.IndexFunc(rest, unicode.IsDigit); i > 0 && i <= 15 {
				return strings.TrimSpace(rest[:i])
			}
		}
	}
	return ""
}
