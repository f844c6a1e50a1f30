package read

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/agency"
)

// Signed is a name under which a text appeared that is no person's.
type Signed struct {
	Name Text
	Kind string // "agency", "desk" …
}

// FoundIn says where one of an article's answers was found.
type FoundIn struct{ What, Where string }

// fillDetails adds what the article's page says besides.
func (r *Reader) fillDetails(ctx context.Context, page *Article, a news.Article) error {
	d, err := r.store.Details(ctx, a.ID)
	if err != nil {
		return fmt.Errorf("read what the page of article %d says besides: %w", a.ID, err)
	}
	if !strings.HasPrefix(strings.ToLower(a.Title), strings.ToLower(d.Kicker)) { // else the headline says it
		page.Kicker = Foreign(d.Kicker, a.Language)
	}
	page.Place = Foreign(placeName(d.Place), a.Language)
	if len(page.Authors) == 0 {
		page.Signed = signed(d.Signed, a)
	}
	for _, f := range []FoundIn{{"Headline", d.Found.Headline}, {"Authors", d.Found.Authors}, {"Date", d.Found.Published}} {
		if f.Where != "" {
			page.Found = append(page.Found, FoundIn{f.What, foundWords(f.Where)})
		}
	}
	return nil
}

// signedWords say in English what signed a text.
var signedWords = map[news.SignatureKind]string{
	news.SignedAgency: "agency", news.SignedOutlet: "newsroom", news.SignedDesk: "desk", news.SignedInitials: "initials",
}

// signed lists who signed a text that no person signed, without the agency
// whose text it is said to be anyway.
func signed(list []news.Signature, a news.Article) []Signed {
	var out []Signed
	for _, s := range list {
		kind, known := signedWords[s.Kind]
		if id, ok := agency.Credit(s.Name); !known || ok && id == a.Credit || len(out) >= maxAuthors {
			continue
		}
		if name := Foreign(s.Name, a.Language); !name.IsZero() {
			out = append(out, Signed{name, kind})
		}
	}
	return out
}

// placeName is a place as a reader would write it: datelines are often in
// capitals. Short ones may be abbreviations and stay.
func placeName(s string) string {
	const longest = 3 // letters of an abbreviation
	letters := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			return s
		}
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters <= longest {
		return s
	}
	inWord := false
	return strings.Map(func(c rune) rune {
		was := inWord
		inWord = unicode.IsLetter(c) || unicode.IsMark(c)
		if was && inWord {
			return unicode.ToLower(c)
		}
		return c
	}, s)
}

// foundWords say in English where an answer was found.
func foundWords(source string) string {
	first, rest, _ := strings.Cut(source, " ")
	switch first {
	case news.FoundInFeed:
		return "its feed"
	case "json-ld":
		return "what the page states for search engines (JSON-LD)"
	case "microdata":
		return "what the page marks for search engines (microdata)"
	case "meta":
		if rest != "" {
			return "the page’s meta element " + short(rest)
		}
		return "the page’s meta elements"
	case "h1", "h2":
		return "the heading on the page"
	case "title":
		return "the page’s title"
	case "byline":
		return "the byline on the page"
	case "text":
		return "the text on the page"
	case "time":
		return "a time marked on the page"
	case "address":
		return "the page’s address"
	}
	return "the page (" + short(source) + ")"
}
