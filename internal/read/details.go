package read

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/agency"
	"github.com/overview-news/overview/text/language"
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
	page.Place = Foreign(placeName(d.Place, a.Language), a.Language)
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

// maxSigned bounds the names that sign; honest pages have one or two.
const maxSigned = 4

// signed lists who signed a text that no person signed, without the agency
// whose text it is said to be anyway.
func signed(list []news.Signature, a news.Article) []Signed {
	var out []Signed
	for _, s := range list {
		kind, known := signedWords[s.Kind]
		if id, ok := agency.Credit(s.Name); !known || ok && id == a.Credit || len(out) >= maxSigned {
			continue
		}
		if name := Foreign(short(s.Name), a.Language); !name.IsZero() {
			out = append(out, Signed{name, kind})
		}
	}
	return out
}

// placeName is a place of a text in a language as a reader would write it:
// datelines are often in capitals. Short ones may be abbreviations and stay.
func placeName(s, tag string) string {
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
	lower := unicode.ToLower
	if base := language.Tag(tag).Base(); base == "tr" || base == "az" {
		lower = unicode.TurkishCase.ToLower
	}
	name := []rune(s)
	inWord := false
	for i, c := range name {
		was := inWord
		inWord = ofWord(c) || isApostrophe(c) && i+1 < len(name) && ofWord(name[i+1]) && (i+2 == len(name) || !ofWord(name[i+2]))
		if was && inWord {
			name[i] = lower(c)
		}
	}
	return string(name)
}

func ofWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsMark(c) }

// isApostrophe reports whether c is one. Before a single last letter it is
// inside a word, as in St. John’s; before more it begins one, as in L’Aquila.
func isApostrophe(c rune) bool { return c == '\'' || c == '’' || c == '‘' }

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
