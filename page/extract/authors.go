package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxAuthors     = 12
	maxAuthorName  = 60  // in letters
	maxBylineText  = 240 // in bytes
	maxBylineNodes = 40
)

// readAuthors asks the sources in order of trust until one names a person.
// Agencies met on the way become the credit.
func (r *reader) readAuthors() {
	for _, source := range []struct {
		name string
		read func() []string
	}{
		{"json-ld", r.objectAuthors},
		{"meta", r.metaAuthors},
		{"microdata", r.microAuthors},
		{"byline", r.bylineAuthors},
	} {
		for _, s := range source.read() {
			r.addAuthors(s)
		}
		if len(r.out.Authors) > 0 {
			r.out.Sources.Authors = source.name
			return
		}
	}
}

// objectAuthors reads JSON-LD: people, one or many, named in strings, objects,
// objects inside objects, or by reference.
func (r *reader) objectAuthors() []string {
	names := r.people(r.object["author"], 0)
	if len(names) == 0 {
		names = r.people(r.object["creator"], 0)
	}
	return names
}

func (r *reader) people(v any, depth int) []string {
	const deepest = 4
	if depth > deepest {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{meta.Clean(v)}
	case []any:
		var names []string
		for _, e := range v {
			names = append(names, r.people(e, depth+1)...)
		}
		return names
	case map[string]any:
		if slices.ContainsFunc(meta.Strings(v["@type"]), func(t string) bool { return strings.HasSuffix(t, "Organization") }) {
			r.addCredit(meta.String(v["name"]))
			return nil
		}
		if v["name"] == nil {
			if id, isText := v["@id"].(string); isText {
				if o := r.stated.ByID(id); o != nil && o["name"] != nil {
					return r.people(o, depth+1)
				}
			}
			given, family := meta.String(v["givenName"]), meta.String(v["familyName"])
			if given != "" && family != "" {
				return []string{given + " " + family}
			}
			return nil
		}
		return r.people(v["name"], depth+1)
	}
	return nil
}

func (r *reader) metaAuthors() []string {
	var names []string
	for _, tag := range []string{"author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
		"dc.creator", "dcterms.creator", "byl", "authors", "cxenseparse:author", "dcsext.author", "citation_author",
		"news_author", "vr:author", "rbauthors", "mrf:authors", "og:article:author"} {
		for _, v := range r.stated.Tags[tag] {
			names = append(names, meta.Clean(v))
		}
		if slices.ContainsFunc(names, r.isPerson) {
			return names
		}
	}
	return names
}

func (r *reader) microAuthors() []string {
	var names []string
	var first *html.Node
	for _, p := range r.stated.Micro {
		isAuthor := p.Name == "author" && !dom.HasAttr(p.Node, "itemscope") && !dom.Within(p.Node, atom.Aside, atom.Nav, atom.Footer)
		isName := p.Name == "name" && p.Type == "Person" && authorScope(p.Node)
		if !isAuthor && !isName || first != nil && !near(first, p.Node) {
			continue
		}
		if first == nil && r.isPerson(trimName(p.Value)) {
			first = p.Node
		}
		names = append(names, p.Value)
	}
	return names
}

// near reports whether two elements share one of the closest ancestors of the
// first: names of one byline do, those of other articles' authors do not.
func near(a, b *html.Node) bool {
	const close = 3
	for n, p := 0, a.Parent; n < close && p != nil; n, p = n+1, p.Parent {
		for q := b.Parent; q != nil; q = q.Parent {
			if q == p {
				return true
			}
		}
	}
	return false
}

func authorScope(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if dom.Attr(p, "itemprop") == "author" {
			return true
		}
	}
	return false
}

// bylineAuthors reads what stands on the page: links marked as the author's,
// then elements whose class says byline.
func (r *reader) bylineAuthors() []string {
	inPage := func(n *html.Node) bool {
		return !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li)
	}
	links := dom.All(r.doc, maxBylineNodes, func(n *html.Node) bool {
		if n.DataAtom != atom.A || !inPage(n) {
			return false
		}
		href := strings.ToLower(dom.Attr(n, "href"))
		return dom.Attr(n, "rel") == "author" || strings.Contains(href, "/author/") || strings.Contains(href, "/autor/") ||
			strings.Contains(href, "/authors/") || strings.Contains(href, "/autoren/") ||
			strings.Contains(href, "/redaktion/") || strings.Contains(href, "/profile/") || strings.Contains(href, "/staff/") || strings.Contains(href, "/auteur/") || strings.Contains(href, "/by/")
	})
	marked := dom.All(r.doc, maxBylineNodes, func(n *html.Node) bool {
		return inPage(n) && bylineClass(dom.Attr(n, "class"))
	})
	for _, list := range [][]*html.Node{links, marked} {
		if names := r.bylineIn(list); len(names) > 0 {
			return names
		}
	}
	return r.lineAuthors()
}

// bylineIn returns the first of the elements that reads like a name, and those
// beside it.
func (r *reader) bylineIn(list []*html.Node) []string {
	var names []string
	var first *html.Node
	for _, n := range list {
		text := dom.Text(n)
		if text == "" || len(text) > maxBylineText || first != nil && !near(first, n) {
			continue
		}
		text = cutByline(text)
		if !slices.ContainsFunc(r.splitNames(text), r.isFullName) {
			continue
		}
		if first == nil {
			first = n
		}
		names = append(names, text)
	}
	return names
}

// isFullName is what is asked of a name that only stands somewhere on the
// page: more than one word, or a script without spaces.
func (r *reader) isFullName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return r.isPerson(s) && (strings.Contains(s, " ") || first >= 0x2e80)
}

// lineAuthors reads short lines around the beginning of the text that start
// with a word such as "By".
func (r *reader) lineAuthors() []string {
	first, _ := r.span()
	if first < 0 {
		return nil
	}
	const before, after, longest = 12, 2, 100
	for i := max(0, first-before); i <= first+after && i < len(r.cut.Blocks); i++ {
		b := &r.cut.Blocks[i]
		if len(b.Text) > longest || b.Flags&(segment.InNav|segment.InAside|segment.InFooter) != 0 {
			continue
		}
		name := trimBy(b.Text)
		if name == b.Text || len(strings.Fields(name)) < 2 {
			continue
		}
		name = cutByline(name)
		if names := r.splitNames(name); len(names) > 0 && r.isPerson(names[0]) && strings.Contains(names[0], " ") {
			return []string{name}
		}
	}
	return nil
}

func bylineClass(class string) bool {
	class = strings.ToLower(class)
	for _, w := range []string{"byline", "author", "autor", "auteur", "authour", "contributor", "writer", "reporter",
		"journalist", "verfasser", "firma", "signature"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// cutByline ends a byline where a date or another label begins.
func cutByline(s string) string {
	for i, c := range s {
		if unicode.IsDigit(c) || c == '|' || c == '•' || c == '(' {
			return strings.TrimRight(s[:i], " ,-–—|·")
		}
	}
	return s
}

func (r *reader) addAuthors(s string) {
	for _, name := range r.splitNames(s) {
		if len(r.out.Authors) >= maxAuthors {
			return
		}
		if isAgency(name) {
			r.addCredit(name)
			continue
		}
		if !r.isPerson(name) {
			continue
		}
		f := fold(name)
		if !slices.ContainsFunc(r.out.Authors, func(a string) bool { return fold(a) == f }) {
			r.out.Authors = append(r.out.Authors, name)
		}
	}
}

// addCredit keeps an agency or another named source, the outlet itself apart.
func (r *reader) addCredit(name string) {
	name = clip(strings.TrimSpace(name))
	if name == "" || r.isSite(name) || strings.Contains(r.out.Credit, name) {
		return
	}
	if r.out.Credit != "" {
		name = r.out.Credit + ", " + name
	}
	r.out.Credit = clip(name)
}

// splitNames divides a byline into names: by marks, and by the word "and".
func (r *reader) splitNames(s string) []string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil
	}
	s = trimBy(s)
	var names []string
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",;|/·•、，；\n＝", c) }) {
		for _, name := range splitAnd(part) {
			if name = trimName(name); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// splitAnd divides at words for "and" that stand between names.
func splitAnd(s string) []string {
	words := strings.Fields(s)
	var parts []string
	start := 0
	for i, w := range words {
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
	s = trimBy(strings.TrimSpace(s))
	for _, mark := range []string{" - ", " – ", " — ", " @", " (", "（", "【", " in ", " für ", " aus ", " für die "} {
		if i := strings.Index(s, mark); i > 0 {
			s = s[:i]
		}
	}
	s = strings.Trim(s, " .,:;-–—|*\"'“”()[]<>")
	for _, role := range roleSuffixes {
		if rest, found := strings.CutSuffix(s, role); found && strings.TrimSpace(rest) != "" {
			s = strings.TrimSpace(rest)
		}
	}
	return s
}

// trimBy drops words such as "By" in front of a name.
func trimBy(s string) string {
	for range 3 {
		low := strings.ToLower(s)
		cut := s
		for _, w := range byWords {
			if rest, found := strings.CutPrefix(low, w); found && rest != "" && len(low) == len(s) {
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

// isPerson reports whether s reads like a person's name.
func (r *reader) isPerson(s string) bool {
	if s == "" || len([]rune(s)) > maxAuthorName || strings.ContainsAny(s, "@/\\{}<>=_#") || r.isSite(s) || isAgency(s) {
		return false
	}
	f := fold(s)
	words := strings.Fields(f)
	const longest = 6 // words of a name; "María de los Ángeles de la Cruz" has more, but is rare
	if len(words) == 0 || len(words) > longest || len([]rune(f)) < 2 {
		return false
	}
	for _, w := range words {
		if notNames[w] {
			return false
		}
	}
	for name := range r.siteNames() {
		if len(name) >= 6 && strings.Contains(strings.ReplaceAll(f, " ", ""), name) {
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
