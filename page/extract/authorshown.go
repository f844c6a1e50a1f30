package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// addShown adds the names of the byline under the headline to those that a
// field states, if it holds all of these people and more: fields often name
// only the first of several authors. Agencies beside people are added too.
func (r *reader) addShown() {
	const most = 6 // more names than that are a list of the staff
	var best []Name
	for _, names := range r.headBylines() {
		if len(names) > most || !holdsPeople(names, r.out.Signed) {
			continue
		}
		if len(names) > len(best) {
			best = names
		}
	}
	for _, n := range best {
		full := n.Kind == NamePerson && strings.Contains(n.Text, " ") || n.Kind == NameAgency
		if full && !r.signedBy(n.Text) {
			r.out.Signed = append(r.out.Signed, n)
		}
	}
}

// showsSigned reports whether the byline under the headline names nobody but
// those that a field states.
func (r *reader) showsSigned() bool {
	return slices.ContainsFunc(r.headBylines(), func(names []Name) bool {
		return len(names) > 0 && !slices.ContainsFunc(names, func(n Name) bool { return !r.signedBy(n.Text) })
	})
}

// replaceEditors puts the people of the byline in the place of those that a
// field states as authors where the page shows that these are its editors:
// "Editor: Rosa Lindt".
func (r *reader) replaceEditors() {
	editors := r.shownEditors()
	if len(editors) == 0 || slices.ContainsFunc(r.out.Signed, func(n Name) bool { return n.Kind != NamePerson || !editors[fold(n.Text)] }) {
		return
	}
	for _, source := range []struct {
		name  string
		names []signature
	}{{"byline", r.bylineAuthors()}, {"text", r.lineAuthors()}} {
		names := r.namesOf(source.names)
		if slices.ContainsFunc(names, isPersonKind) && !slices.ContainsFunc(names, func(n Name) bool { return editors[fold(n.Text)] }) {
			r.out.Signed, r.out.Sources.Signed = names, source.name
			return
		}
	}
}

// shownEditors are the names that short lines around the text give to editors,
// folded.
func (r *reader) shownEditors() map[string]bool {
	const behind, longest = 12, 100 // blocks, bytes
	editors := map[string]bool{}
	first, last := r.span()
	for i := max(0, first-behind); first >= 0 && i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		text := r.cut.Blocks[i].Text
		if len(text) > longest {
			continue
		}
		if name := afterEditor(text); name != "" {
			editors[fold(name)] = true
		}
	}
	return editors
}

// addStated adds the people of a meta tag to those of JSON-LD, if it names all
// of these and more.
func (r *reader) addStated() {
	const most = 6
	names := r.namesOf(r.metaAuthors())
	if len(names) > most || !holdsPeople(names, r.out.Signed) {
		return
	}
	for _, n := range names {
		if n.Kind == NamePerson && !r.signedBy(n.Text) {
			r.out.Signed = append(r.out.Signed, n)
		}
	}
}

// holdsPeople reports whether list holds every person of signed, and one is
// there.
func holdsPeople(list, signed []Name) bool {
	some := false
	for _, n := range signed {
		if n.Kind != NamePerson {
			continue
		}
		some = true
		f := fold(n.Text)
		if !slices.ContainsFunc(list, func(s Name) bool { return fold(s.Text) == f }) {
			return false
		}
	}
	return some
}

// headBylines returns the names of each byline between headline and text: a
// line that starts with a word such as "By", with the agency under it, or
// several elements of one kind that are marked as bylines and are a name each.
func (r *reader) headBylines() [][]Name {
	const before, after = 12, 3 // blocks around the first one of the text
	first, last := r.span()
	if first < 0 {
		return nil
	}
	var lists [][]Name
	var row []Name
	kind, signed := "", -1 // of the row; the last line with "By"
	for i := r.headStart(first, before); i <= min(first+after, last); i++ {
		b := &r.cut.Blocks[i]
		if len(b.Text) > maxBylineText || b.Flags&(segment.InNav|segment.InAside|segment.InFooter|segment.InFigure) != 0 {
			continue
		}
		if isAgencyLine(b) && signed == i-1 && len(lists) > 0 {
			lists = append(lists, append(slices.Clone(lists[len(lists)-1]), Name{b.Text, NameAgency}))
			continue
		}
		if trimBy(b.Text) != b.Text {
			lists = append(lists, r.namesOf([]signature{{text: cutByline(b.Text), shown: true}}))
			signed = i
			continue
		}
		k := r.bylineMark(b.Node)
		if k != kind {
			row, kind = nil, k
		}
		if k != "" && isTitled(b.Text) && r.isFullName(b.Text) {
			row = append(row, Name{b.Text, NamePerson})
			lists = append(lists, slices.Clone(row))
		}
	}
	return lists
}

// bylineMark tells a node's tag and class, and those of the closest element
// around it that is marked as a byline; "" where none is.
func (r *reader) bylineMark(n *html.Node) string {
	const closest = 3
	own := n.Data + " " + dom.Attr(n, "class")
	for i := 0; i < closest && n != nil; i, n = i+1, n.Parent {
		if slices.Contains(r.seen.bylines, n) {
			return own + " " + n.Data + " " + dom.Attr(n, "class")
		}
	}
	return ""
}

func (r *reader) signedBy(name string) bool {
	f := fold(name)
	return slices.ContainsFunc(r.out.Signed, func(n Name) bool { return fold(n.Text) == f })
}

// bylineAuthors reads what stands on the page: links marked as the author's,
// then elements whose class says byline; those around the text before others.
func (r *reader) bylineAuthors() []signature {
	inPage := func(n *html.Node) bool {
		return !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li, atom.Figure) && !isAdvert(n)
	}
	links := pick(r.seen.links, maxBylineNodes, func(n *html.Node) bool {
		if isAccount(dom.Attr(n, "href")) || isMenu(dom.Text(n)) {
			return false
		}
		marked := dom.Attr(n, "rel") == "author" && !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Figure)
		return marked || authorLink(dom.Attr(n, "href")) && inPage(n)
	})
	marked := pick(r.seen.bylines, maxBylineNodes, inPage)
	around := r.aroundText()
	for _, list := range [][]*html.Node{links, marked} {
		if names := r.bylineIn(pick(list, len(list), around)); len(names) > 0 {
			return names
		}
	}
	for _, list := range [][]*html.Node{links, marked} {
		if names := r.bylineIn(list); len(r.namesOf(names)) == 1 {
			return names // several are the page's columnists
		}
	}
	const longest = 60 // bytes of a line that is an agency or a desk and nothing else
	for _, n := range marked {
		text := cutByline(dom.Text(n))
		if names := r.namesOf([]signature{{text: text, shown: true}}); len(names) == 1 && len(text) <= longest && names[0].Kind != NamePerson {
			return []signature{{text: text, shown: true}}
		}
	}
	return nil
}

// aroundText returns a test of whether an element holds, or stands in, one of
// the blocks around the text: others' bylines are of teasers and columns.
func (r *reader) aroundText() func(*html.Node) bool {
	const before, behind, closest = 40, 15, 4 // blocks, elements
	first, last := r.span()
	if first < 0 {
		return func(*html.Node) bool { return true }
	}
	inside, holders := map[*html.Node]bool{}, map[*html.Node]bool{}
	for i := r.headStart(first, before); i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		n := r.cut.Blocks[i].Node
		inside[n] = true
		for p, k := n, 0; p != nil && k < closest && !holders[p]; p, k = p.Parent, k+1 {
			holders[p] = true
		}
	}
	return func(n *html.Node) bool {
		if holders[n] {
			return true
		}
		for p, k := n, 0; p != nil && k < closest; p, k = p.Parent, k+1 {
			if inside[p] {
				return true
			}
		}
		return false
	}
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
		if !slices.ContainsFunc(r.splitNames(text), func(name string) bool { return r.signsAs(text, name) }) {
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
	return r.isPerson(s) && (strings.Contains(s, " ") || first >= firstEast)
}

// signsAs reports whether a byline's text names somebody: with a full name, or
// with one word behind a label in a script without capitals.
func (r *reader) signsAs(text, name string) bool {
	return r.isFullName(name) && !goesOn(name) || isUncased(name) && trimBy(text) != text && r.isPerson(name)
}

func bylineClass(class string) bool {
	class = strings.ToLower(class)
	return holdsAny(class, bylineWords) && !holdsAny(class, notBylineWords) && !advertClass(class)
}

func holdsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// bylineWords are in the class names of bylines, notBylineWords in those of what
// stands beside and is none.
var (
	bylineWords = []string{"byline", "author", "autor", "auteur", "authour", "contributor", "writer", "reporter",
		"journalist", "verfasser", "firma", "signature", "redakteur", "skribent", "forfatter", "kirjoittaja", "yazar", "penulis", "szerzo"}
	notBylineWords = []string{"bild", "photo", "foto", "image", "picture", "caption", "copyright", "comment", "avatar", "thumb", "related", "follow", "button", "btn"}
)
