package main

import (
	"cmp"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// statements are what a page says of itself, read in the plainest way: JSON-LD
// that parses, meta elements, the first h1 and the title.
type statements struct {
	objects        []map[string]any
	meta           map[string]string
	heading, title string
}

// maxDepth bounds the nesting of JSON-LD that is looked through.
const maxDepth = 12

// readStated takes all from the statements; what it finds is a yardstick of
// how far one comes without reading the page.
func readStated(in *input) (found, error) {
	doc, err := in.parse()
	if err != nil {
		return found{}, err
	}
	s := statements{meta: map[string]string{}}
	s.collect(doc)
	f := found{
		text:  plain(s.object("articleBody")),
		title: cmp.Or(s.object("headline"), s.meta["og:title"], s.meta["twitter:title"], s.heading, s.title),
		published: cmp.Or(s.object("datePublished"), s.meta["article:published_time"], s.meta["datepublished"],
			s.meta["date"], s.meta["dc.date"], s.meta["dc.date.issued"], s.meta["pubdate"], s.meta["parsely-pub-date"]),
	}
	f.title = s.withoutSite(html.UnescapeString(f.title))
	if f.authors = s.authors(); len(f.authors) == 0 {
		f.authors = one(cmp.Or(s.meta["author"], s.meta["article:author"], s.meta["parsely-author"], s.meta["dc.creator"]))
	}
	if len(f.authors) == 1 && strings.HasPrefix(f.authors[0], "http") {
		f.authors = nil
	}
	return f, nil
}

func (s *statements) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.Data {
		case "script":
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
				var v any
				if json.Unmarshal([]byte(textOf(n)), &v) == nil {
					s.addObjects(v, 0)
				}
			}
			return
		case "meta":
			name := strings.ToLower(cmp.Or(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
			if content := strings.TrimSpace(attr(n, "content")); s.meta[name] == "" {
				s.meta[name] = content
			}
		case "h1":
			s.heading = cmp.Or(s.heading, textOf(n))
		case "title":
			s.title = cmp.Or(s.title, textOf(n))
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.collect(c)
	}
}

func (s *statements) addObjects(v any, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			s.addObjects(x, depth+1)
		}
	case map[string]any:
		s.objects = append(s.objects, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			s.addObjects(v[key], depth+1)
		}
	}
}

// object is the text under a key of the first object that is an article's: one
// with a headline or a body.
func (s *statements) object(key string) string {
	for _, o := range s.objects {
		if o["headline"] == nil && o["articleBody"] == nil {
			continue
		}
		if text, _ := o[key].(string); text != "" {
			return strings.TrimSpace(text)
		}
	}
	return ""
}

func (s *statements) authors() []string {
	for _, o := range s.objects {
		if o["headline"] == nil && o["articleBody"] == nil {
			continue
		}
		if list := authorNames(o["author"]); len(list) > 0 {
			return list
		}
	}
	return nil
}

func authorNames(v any) []string {
	switch v := v.(type) {
	case string:
		return one(html.UnescapeString(strings.TrimSpace(v)))
	case map[string]any:
		return authorNames(v["name"])
	case []any:
		var list []string
		for _, x := range v {
			list = append(list, authorNames(x)...)
		}
		return list
	}
	return nil
}

// withoutSite cuts the name that the page gives its site from a title's end.
func (s *statements) withoutSite(title string) string {
	site := s.meta["og:site_name"]
	if site == "" {
		return title
	}
	rest, cut := strings.CutSuffix(title, site)
	if rest = strings.TrimRight(rest, " |-–—:·•"); cut && rest != "" {
		return rest
	}
	return title
}

// plain drops the markup that some put into their JSON-LD.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return s
	}
	return textOf(doc)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf joins the text below a node, elements apart by a space.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}
