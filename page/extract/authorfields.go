package extract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
