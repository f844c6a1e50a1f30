package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NameKind says what a name in a byline is.
type NameKind string

// The kinds of names.
const (
	NamePerson   NameKind = "person"
	NameAgency   NameKind = "agency"
	NameOutlet   NameKind = "outlet"   // the outlet itself
	NameDesk     NameKind = "desk"     // a department, "Staff"
	NameInitials NameKind = "initials" // of somebody on the staff
	NameOther    NameKind = "other"    // another organisation
)

// Name is one that a page gives for who wrote it.
type Name struct {
	Text string
	Kind NameKind
}

func isPersonKind(n Name) bool { return n.Kind == NamePerson }

// signature is a text that names authors.
type signature struct {
	text  string
	body  bool // said to be an organisation
	shown bool // read off the page, where places and roles stand beside names
}

// namesOf divides signatures into names with their kinds, each once.
func (r *reader) namesOf(list []signature) []Name {
	var names []Name
	for _, s := range list[:min(len(list), maxSignatures)] {
		parts := r.splitNames(s.text)
		whole := trimName(s.text)
		if s.body && !r.isSite(whole) && !isAgency(whole) {
			parts = []string{whole}
		}
		full := slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(p, " ") && r.isPerson(p) })
		for _, part := range parts[:min(len(parts), maxSignatures)] {
			kind, known := r.kindOf(part, s.body)
			if !known || s.isBeside(part, kind, full, len(parts)) || len(names) >= maxAuthors {
				continue
			}
			f := fold(part)
			if !slices.ContainsFunc(names, func(n Name) bool { return fold(n.Text) == f }) {
				names = append(names, Name{clip(part), kind})
			}
		}
	}
	return slices.DeleteFunc(names, func(n Name) bool { return extends(n, names) })
}

// isBeside reports whether a part of a signature is no name but what stands
// beside one: a place, a degree, words that go on in lower case. Full says that
// a part is a full name.
func (s signature) isBeside(part string, kind NameKind, full bool, parts int) bool {
	first, _ := utf8.DecodeRuneInString(part)
	one := !strings.Contains(part, " ") && first < firstEast
	switch {
	case kind == NameInitials:
		return full && degrees[fold(part)] // "Rosa Lindt, MD"
	case kind != NamePerson:
		return false
	case full && one && (s.shown || parts > 1):
		return true
	}
	return s.shown && goesOn(part)
}

// extends reports whether a name is another of the list with words behind it:
// read off a line that goes on after the name.
func extends(n Name, list []Name) bool {
	f := fold(n.Text)
	return n.Kind == NamePerson && slices.ContainsFunc(list, func(o Name) bool {
		return o.Kind == NamePerson && strings.Contains(o.Text, " ") && strings.HasPrefix(f, fold(o.Text)+" ")
	})
}

// kindOf says what a name is; not known are texts that name nobody.
func (r *reader) kindOf(s string, body bool) (NameKind, bool) {
	f := fold(s)
	if f == "" || len([]rune(s)) > maxAuthorName || strings.ContainsAny(s, "@\\{}<>=_#") || strings.Contains(s, "www.") || strings.Contains(s, "://") {
		return "", false
	}
	switch {
	case slices.Contains(r.accounts, f):
		return "", false
	case isAgency(s):
		return NameAgency, true
	case r.isSite(s) || r.holdsSite(s):
		return NameOutlet, true
	case isInitials(s) && (strings.Contains(s, ".") || !r.isPerson(s)):
		return r.kindOfSign(s), true
	case isSectionName(s):
		return NameDesk, true
	case !body && isHandle(s):
		return NameOther, true
	case !body && r.isPerson(s):
		return NamePerson, true
	}
	for w := range strings.FieldsSeq(f) {
		if deskWords[w] {
			return NameDesk, true
		}
	}
	if body || inNotNames(s) || holdsWord(s, bodyWords) {
		return NameOther, true
	}
	return "", false
}

// holdsSite reports whether a name contains the outlet's: "Ufer Post Staff",
// "BBC Sport".
func (r *reader) holdsSite(s string) bool {
	joined := strings.ReplaceAll(fold(s), " ", "")
	const longName = 6 // bytes from which a part of a name can be meant
	for name := range r.siteNames() {
		if len(name) >= longName && strings.Contains(joined, name) {
			return true
		}
		for w := range strings.FieldsSeq(s) {
			if len(name) >= 2 && strings.ToLower(w) == name && w == strings.ToUpper(w) && strings.ToLower(w) != w {
				return true // MDR THÜRINGEN
			}
		}
	}
	return false
}

// isHandle reports whether one word is the name of an account, a site or a
// brand: lower case with a full stop inside, or with capitals inside.
func isHandle(s string) bool {
	if strings.Contains(s, " ") {
		return false
	}
	if i := strings.IndexByte(s, '.'); i > 1 && i < len(s)-1 && strings.ToLower(s) == s {
		return true
	}
	capitals, lower := 0, false
	for i, c := range s {
		if i > 0 && unicode.IsUpper(c) && lower {
			capitals++
		}
		lower = unicode.IsLower(c)
	}
	return capitals > 0 && !strings.ContainsAny(s, "-'’") && !strings.HasPrefix(s, "Mc") && !strings.HasPrefix(s, "Mac") || capitals > 1
}

// isInitials reports whether s is a sign such as "ssi" or "kp".
func isInitials(s string) bool {
	const most = 4
	n := 0
	for _, c := range strings.ReplaceAll(strings.Trim(s, "()[]《》【】（）. "), ".", "") {
		if !unicode.IsLower(c) && !unicode.IsUpper(c) {
			return false
		}
		n++
	}
	return n >= 2 && n <= most
}

// isPerson reports whether s reads like a person's name.
func (r *reader) isPerson(s string) bool {
	if s == "" || len([]rune(s)) > maxAuthorName || strings.ContainsAny(s, "@/\\{}<>=_#:!?") || r.isSite(s) || isAgency(s) || r.holdsSite(s) || slices.Contains(r.accounts, fold(s)) {
		return false
	}
	f := fold(s)
	words := strings.Fields(f)
	const longest = 6 // words of a name; "María de los Ángeles de la Cruz" has more, but is rare
	if len(words) == 0 || len(words) > longest || len([]rune(f)) < 2 {
		return false
	}
	if isDays(words) || isSectionName(s) || holdsWord(s, bodyWords) || holdsWord(s, buttonWords) || isCity(s) || isMenu(s) {
		return false
	}
	for _, w := range words {
		if notNames[w] {
			return false
		}
	}
	for _, c := range s {
		if unicode.IsDigit(c) {
			return false
		}
	}
	if _, err := url.ParseRequestURI(s); err == nil || strings.Contains(s, ".com") || strings.Contains(s, "www") {
		return false
	}
	runes := []rune(s)
	if runes[0] >= firstEast && !isEastName(s) {
		return false
	}
	if unicode.IsLower(runes[0]) && len(words) < 2 || isShortCapitals(s, words) {
		return false
	}
	return !inNotNames(s)
}

// isShortCapitals reports whether a name is one short word in capitals: the
// sign of an agency or an office.
func isShortCapitals(s string, words []string) bool {
	const longest = 7
	return len(words) == 1 && len([]rune(s)) <= longest && s == strings.ToUpper(s) && s != strings.ToLower(s)
}
