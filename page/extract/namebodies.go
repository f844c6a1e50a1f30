package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sectionWords stand first in the names of sections and departments:
// "Zone Société", "Ressort Ausland".
var sectionWords = set(`zone rubrique rubrik ressort section sección seccion seção secção sezione secció dział rubrika rubryka
	раздел рубрика рубріка отдел відділ розділ отделение служба`)

// isSectionName reports whether a text names a section or department by its
// first word.
func isSectionName(s string) bool {
	first, _, more := strings.Cut(fold(s), " ")
	return more && sectionWords[first]
}

// bodyWords are words of offices and companies that no person's name has.
var bodyWords = set(`polizei polizeipräsidium bundespolizei feuerwehr staatsanwaltschaft mediengruppe verlagsgruppe verlag pressestelle sekretariat
	sekretariatet communiqué ministerium ministerio ministère ministry universität université universidad universidade università uniwersytet
	fundación fondation stiftung fundacja verein police
	министерство университет полиция пресс-служба міністерство університет поліція`)

// buttonWords are on what stands beside names to be pressed.
var buttonWords = set("e-mail email mail repetir imprimir drucken imprimer")

// holdsWord reports whether one of the words of a text is of a set.
func holdsWord(s string, words map[string]bool) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if words[w] {
			return true
		}
	}
	return false
}

// cityNames are places with two words, from which people report and which read
// like a person's name.
var cityNames = phrases(`são paulo|sao paulo|belo horizonte|porto alegre|buenos aires|san francisco|los angeles|new york|las vegas|hong kong|tel aviv
	|abu dhabi|new delhi|kuala lumpur|san juan|san josé|santo domingo|mexico city|ciudad de méxico|la paz|san salvador|cape town|addis ababa|frankfurt am main
	|frankfurt a. m|frankfurt a.m|den haag|el paso|são luís|sankt petersburg|санкт-петербург|нижний новгород|новий уренгой|ho chi minh`)

// isCity reports whether a text is such a place, with a word such as "in" before
// it or none.
func isCity(s string) bool {
	low := strings.Trim(strings.ToLower(s), " .,")
	for _, w := range []string{"em ", "en ", "à ", "a ", "in ", "aus ", "da ", "de ", "в ", "у "} {
		if rest, found := strings.CutPrefix(low, w); found && cityNames[rest] {
			return true
		}
	}
	return cityNames[low]
}

// broadcasters are short names of houses that others quote, which look like
// initials.
var broadcasters = set(`ard zdf ndr wdr swr mdr rbb bbc cnn cnbc nbc abc cbs npr pbs fox itv rtl rtbf vrt vtm nos nrk svt yle orf srf rts rsi rai
	tve rne rtve rtp sic tvn tvp polsat čt rtvs tvr bnt ert trt nhk tbs kbs mbc sbs jtbc ytn cctv tvb abs gma rcn cbc ctv tva rfi rfa voa rfe cnet mtv espn tmz wsj nyt faz taz`)

// everywhere are those that are meant in small letters too.
var everywhere = set("bbc cnn cnbc zdf nhk")

// deskSigns are short for "Redaktion", "redakcja".
var deskSigns = set("red")

// kindOfSign says what a short sign is: the staff, the outlet by its own short
// name, another house, or somebody's initials.
func (r *reader) kindOfSign(s string) NameKind {
	low := strings.Trim(strings.ToLower(s), "()[]《》【】（）. ")
	switch {
	case deskSigns[low]:
		return NameDesk
	case r.isShortOfSite(low) && !strings.ContainsAny(s, "《【"):
		return NameOutlet
	case broadcasters[low] && (s == strings.ToUpper(s) || everywhere[low]):
		return NameOther
	}
	return NameInitials
}

// isShortOfSite reports whether a sign is the first letters of the words of the
// outlet's name.
func (r *reader) isShortOfSite(low string) bool {
	const fewest = 3 // letters; two may be anybody's
	if utf8.RuneCountInString(low) < fewest {
		return false
	}
	for _, name := range append(r.stated.Tags["og:site_name"], r.opts.Outlet) {
		if firstLetters(name) == low {
			return true
		}
	}
	return false
}

// firstLetters joins the first letters of a name's words, in lower case.
func firstLetters(name string) string {
	const most = 100 // bytes
	if len(name) > most {
		return ""
	}
	var b strings.Builder
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !unicode.IsLetter(c) }) {
		b.WriteRune(firstRune(w))
	}
	return b.String()
}
