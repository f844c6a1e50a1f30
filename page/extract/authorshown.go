package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
