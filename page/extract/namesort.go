package extract

import (
	"strings"

	"github.com/overview-news/overview/page/extract/internal/meta"
)

// SortNames divides what a feed gives for authors into names and says what each
// is, by the rules for what pages state. The outlet's name and the article's
// address, either of which may be empty, tell which of them is the outlet.
func SortNames(authors []string, outlet, address string) []Name {
	r := &reader{address: address, opts: Options{Outlet: outlet}, stated: &meta.Page{}}
	var list []signature
	for _, a := range authors[:min(len(authors), maxSignatures)] {
		if a = firstLine(a); a != "" && len(a) <= maxBylineText {
			list = append(list, signature{text: a})
		}
	}
	return r.namesOf(list)
}

// firstLine ends a text where a line ends, or where a sign for that stands
// which its writer meant to be one. Behind it stands who the author is.
func firstLine(s string) string {
	s = strings.TrimSpace(s)
	for _, end := range []string{"\n", "\r", `\n`, `\r`, "<br"} {
		s, _, _ = strings.Cut(s, end)
	}
	return strings.TrimSpace(s)
}
