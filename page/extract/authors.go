package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/agency"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxAuthors     = 30
	maxSignatures  = 100 // statements of authors that are read; papers have some
	maxAuthorName  = 60  // in letters
	maxBylineText  = 240 // in bytes
	maxBylineNodes = 40
)

// readAuthors asks the sources in order of trust until one names a person. What
// it names besides, and what is named where no source names a person, is kept
// as signed. Agencies become the credit.
func (r *reader) readAuthors() {
	for _, source := range []struct {
		name string
		read func() []signature
	}{
		{"json-ld", r.objectAuthors},
		{"meta", r.metaAuthors},
		{"microdata", r.microAuthors},
		{"byline", r.bylineAuthors},
		{"text", r.lineAuthors},
		{"closing line", r.closingAuthors},
	} {
		names := r.namesOf(source.read())
		if len(names) == 0 {
			continue
		}
		hasPerson := slices.ContainsFunc(names, isPersonKind)
		if len(r.out.Signed) == 0 || hasPerson {
			r.out.Signed, r.out.Sources.Signed = names, source.name
		}
		if hasPerson {
			break
		}
	}
	if r.out.Sources.Signed == "json-ld" || r.out.Sources.Signed == "meta" {
		r.addShown()
	}
	// The outlet beside a person is where that person works.
	if slices.ContainsFunc(r.out.Signed, isPersonKind) {
		r.out.Signed = slices.DeleteFunc(r.out.Signed, func(n Name) bool { return n.Kind == NameOutlet })
	}
	for _, n := range r.out.Signed {
		switch n.Kind {
		case NamePerson:
			r.out.Authors = append(r.out.Authors, n.Text)
			r.out.Sources.Authors = r.out.Sources.Signed
		case NameAgency, NameOther:
			r.addCredit(n.Text)
		}
	}
	if r.out.Credit != "" {
		r.out.Sources.Credit = r.out.Sources.Signed
	}
}

// addShown adds the names of a byline that holds all those stated and more: a
// page's fields often name only the first of several authors.
func (r *reader) addShown() {
	var shown []Name
	for _, b := range r.shownBylines() {
		names := r.namesOf([]signature{{text: b}})
		if len(names) > len(shown) {
			shown = names
		}
	}
	var more []Name
	for _, n := range shown {
		if n.Kind == NamePerson && strings.Contains(n.Text, " ") && !r.signedBy(n.Text) {
			more = append(more, n)
		}
	}
	const most = 6 // more names than that are a list of the staff
	for _, n := range r.out.Signed {
		if n.Kind == NamePerson && !slices.ContainsFunc(shown, func(s Name) bool { return fold(s.Text) == fold(n.Text) }) {
			return
		}
	}
	if len(shown) <= most && slices.ContainsFunc(r.out.Signed, isPersonKind) {
		r.out.Signed = append(r.out.Signed, more...)
	}
}

// shownBylines are the texts of elements marked as bylines that start with a
// word such as "By".
func (r *reader) shownBylines() []string {
	var out []string
	for _, n := range pick(r.seen.bylines, maxBylineNodes, func(n *html.Node) bool {
		return !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li)
	}) {
		text := dom.Text(n)
		if len(text) <= maxBylineText && trimBy(text) != text {
			out = append(out, cutByline(text))
		}
	}
	return out
}

func (r *reader) signedBy(name string) bool {
	f := fold(name)
	return slices.ContainsFunc(r.out.Signed, func(n Name) bool { return fold(n.Text) == f })
}

// objectAuthors reads JSON-LD: people, one or many, named in strings, objects,
// objects inside objects, or by reference.
func (r *reader) objectAuthors() []signature {
	var first []signature
	for _, key := range []string{"author", "creator", "authors"} {
		names := r.people(r.object[key], 0)
		if slices.ContainsFunc(r.namesOf(names), isPersonKind) {
			return names
		}
		if len(first) == 0 {
			first = names
		}
	}
	return first
}

func (r *reader) people(v any, depth int) []signature {
	const deepest = 4
	if depth > deepest {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []signature{{text: meta.Clean(v)}}
	case []any:
		var names []signature
		for _, e := range v[:min(len(v), maxSignatures)] {
			names = append(names, r.people(e, depth+1)...)
		}
		return names
	case map[string]any:
		return r.party(v, depth)
	}
	return nil
}

// party reads one author that is an object.
func (r *reader) party(v map[string]any, depth int) []signature {
	id, _ := v["@id"].(string)
	if v["name"] == nil {
		if o := r.stated.ByID(id); id != "" && o != nil && o["name"] != nil {
			return r.party(o, depth+1)
		}
		given, family := meta.String(v["givenName"]), meta.String(v["familyName"])
		if given == "" || family == "" {
			return nil
		}
		return []signature{{text: given + " " + family}}
	}
	body := slices.ContainsFunc(meta.Strings(v["@type"]), func(t string) bool { return strings.HasSuffix(t, "Organization") })
	if isAccount(id) || isAccount(meta.String(v["url"])) {
		r.accounts = append(r.accounts, fold(meta.String(v["name"])))
		return nil
	}
	names := r.people(v["name"], depth+1)
	for i := range names {
		names[i].body = names[i].body || body
	}
	return names
}

// isAccount reports whether an author's address is that of an account for
// everyone's use, whatever name it goes by.
func isAccount(address string) bool {
	last := strings.Trim(strings.ToLower(address), "/")
	switch last[strings.LastIndexAny(last, "/#=")+1:] {
	case "admin", "administrator", "webmaster", "root", "superadmin", "wpadmin", "sysadmin":
		return true
	}
	return false
}

// authorTags are the meta tags for authors, the most used first.
var authorTags = []string{"author", "article:author", "article:author_name", "article:byline", "parsely-author", "sailthru.author",
	"dc.creator", "dcterms.creator", "byl", "authors", "cxenseparse:author", "dcsext.author", "citation_author",
	"news_author", "vr:author", "rbauthors", "mrf:authors", "og:article:author", "byline", "dc.contributor", "creator"}

func (r *reader) metaAuthors() []signature {
	var names []signature
	add := func(values []string) bool {
		for _, v := range values {
			names = append(names, signature{text: meta.Clean(v)})
		}
		return slices.ContainsFunc(values, func(v string) bool {
			return slices.ContainsFunc(r.namesOf([]signature{{text: meta.Clean(v)}}), isPersonKind)
		})
	}
	for _, tag := range authorTags {
		if add(r.stated.Tags[tag]) {
			return names
		}
	}
	add(r.labelledData())
	return names
}

// labelledData reads the pairs of labels and values that cards on social
// networks show, where the label says that the value is the author.
func (r *reader) labelledData() []string {
	const pairs = 4
	for i := range pairs {
		n := strconv.Itoa(i + 1)
		label, _ := r.stated.First("twitter:label" + n)
		value, _ := r.stated.First("twitter:data" + n)
		if label != "" && value != "" && writtenBy[fold(label)] {
			return []string{value}
		}
	}
	return nil
}

func (r *reader) microAuthors() []signature {
	var names []signature
	var first *html.Node
	for _, p := range r.stated.Micro {
		isAuthor := p.Name == "author" && !dom.HasAttr(p.Node, "itemscope") && !dom.Within(p.Node, atom.Aside, atom.Nav, atom.Footer, atom.Figure)
		isName := p.Name == "name" && p.Type == "Person" && authorScope(p.Node)
		if !isAuthor && !isName || first != nil && !near(first, p.Node) {
			continue
		}
		if first == nil && r.isPerson(trimName(p.Value)) {
			first = p.Node
		}
		names = append(names, signature{text: p.Value})
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
func (r *reader) bylineAuthors() []signature {
	inPage := func(n *html.Node) bool {
		return !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li, atom.Figure)
	}
	links := pick(r.seen.links, maxBylineNodes, func(n *html.Node) bool {
		if isAccount(dom.Attr(n, "href")) {
			return false
		}
		marked := dom.Attr(n, "rel") == "author" && !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Figure)
		return marked || authorLink(dom.Attr(n, "href")) && inPage(n)
	})
	marked := pick(r.seen.bylines, maxBylineNodes, inPage)
	for _, list := range [][]*html.Node{links, marked} {
		if names := r.bylineIn(list); len(names) > 0 {
			return names
		}
	}
	const longest = 60 // bytes of a line that is an agency or a desk and nothing else
	for _, n := range marked {
		text := dom.Text(n)
		if names := r.namesOf([]signature{{text: text, shown: true}}); len(names) == 1 && len(text) <= longest && names[0].Kind != NamePerson {
			return []signature{{text: text, shown: true}}
		}
	}
	return nil
}

// authorLink reports whether an address is an author's page.
func authorLink(href string) bool {
	href = strings.ToLower(href)
	for _, part := range []string{"/author/", "/autor/", "/authors/", "/autoren/", "/redaktion/", "/profile/", "/staff/", "/auteur/",
		"/by/", "/newsteam/", "/autores/", "/auteurs/", "/autore/", "/autori/", "/journalist/", "/journalists/", "/reporter/", "/reporters/",
		"/columnist/", "/contributors/", "/writers/", "/forfatter/", "/skribent/", "/yazar/", "/yazarlar/", "/penulis/", "/autorzy/"} {
		if strings.Contains(href, part) {
			return true
		}
	}
	return false
}

// bylineIn returns the first of the elements that reads like a name, and those
// beside it.
func (r *reader) bylineIn(list []*html.Node) []signature {
	var names []signature
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
		names = append(names, signature{text: text, shown: true})
	}
	return names
}

// isFullName is what is asked of a name that only stands somewhere on the
// page: more than one word, or a script without spaces.
func (r *reader) isFullName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return r.isPerson(s) && (strings.Contains(s, " ") || first >= 0x2e80)
}

// lineAuthors reads short lines around the text: around its beginning those
// that start with a word such as "By" or are a name and nothing else, behind it
// those that say "Author: ".
func (r *reader) lineAuthors() []signature {
	first, last := r.span()
	if first < 0 {
		return nil
	}
	const before, after, behind, longest = 12, 2, 12, 100
	for i := r.headStart(first, before); i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		b := &r.cut.Blocks[i]
		if len(b.Text) > longest || isLinkHeading(b) || b.Flags&(segment.InNav|segment.InAside|segment.InFooter|segment.InFigure) != 0 {
			continue
		}
		name, labelled := afterLabel(b.Text)
		if !labelled {
			if i > first+after {
				continue
			}
			if _, known := agency.Source(b.Text); known {
				return []signature{{text: b.Text, shown: true}}
			}
			name = trimBy(b.Text)
		}
		if name == b.Text && !r.isNameLine(i, first) {
			continue
		}
		name = cutByline(name)
		if names := r.splitNames(name); len(names) > 0 && r.isFullName(names[0]) {
			return []signature{{text: name, shown: true}}
		}
	}
	return nil
}

// closingAuthors reads the end of the text: a name in the last brackets, or a
// last line that is an agency or a desk and nothing else.
func (r *reader) closingAuthors() []signature {
	const behind, short = 2, 60 // blocks, bytes
	_, last := r.span()
	if last < 0 {
		return nil
	}
	for i := last; i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		text := r.cut.Blocks[i].Text
		end := closing(strings.TrimRight(text, " +*#"))
		if end == "" || isLinkHeading(&r.cut.Blocks[i]) {
			continue // nothing, or a teaser
		}
		if len(text) > short && isTitled(end) && r.isFullName(end) {
			return []signature{{text: end, shown: true}}
		}
		names := r.namesOf([]signature{{text: end, shown: true}})
		if len(names) > 0 && len(text) <= short && !slices.ContainsFunc(names, isPersonKind) && len(names) == len(r.splitNames(end)) {
			return []signature{{text: end, shown: true}}
		}
	}
	return nil
}

// isNameLine reports whether block i, one of the first of the text, is a
// person's name alone: two to four words, each with a capital, and a paragraph
// behind it.
func (r *reader) isNameLine(i, first int) bool {
	const after, paragraph = 3, 20 // blocks, tokens
	if i < first || i > first+after || i+1 >= len(r.cut.Blocks) || r.cut.Blocks[i+1].Tokens < paragraph || r.cut.Blocks[i].Tag != atom.P {
		return false
	}
	text := r.cut.Blocks[i].Text
	for name := range strings.SplitSeq(text, "/") {
		if !isTitled(name) || !r.isPerson(strings.TrimSpace(name)) {
			return false
		}
	}
	return true
}

// isTitled reports whether s is two to four words, each with a capital.
func isTitled(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 4 || strings.ContainsAny(s, ":,!?…\"“”") || strings.HasSuffix(s, ".") {
		return false
	}
	for _, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(c) && !particles[w] {
			return false
		}
	}
	return true
}

func bylineClass(class string) bool {
	class = strings.ToLower(class)
	for _, w := range []string{"bild", "photo", "foto", "image", "picture", "caption", "copyright", "comment", "avatar", "thumb", "related", "follow", "button", "btn"} {
		if strings.Contains(class, w) {
			return false
		}
	}
	for _, w := range []string{"byline", "author", "autor", "auteur", "authour", "contributor", "writer", "reporter",
		"journalist", "verfasser", "firma", "signature", "redakteur", "skribent", "forfatter", "kirjoittaja", "yazar", "penulis", "autore", "szerzo"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// addCredit keeps an agency or another named source, the outlet itself apart.
func (r *reader) addCredit(name string) {
	name = clip(strings.TrimSpace(name))
	if name == "" || r.isSite(name) || strings.Contains(r.out.Credit, name) {
		return
	}
	if r.out.Credit != "" {
		name = r.out.Credit + ", " + name
	} else {
		r.out.Sources.Credit = "text"
	}
	r.out.Credit = clip(name)
}
