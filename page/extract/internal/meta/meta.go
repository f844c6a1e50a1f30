// Package meta reads what a page states about itself: meta tags, links,
// JSON-LD in all its broken forms, and microdata. It believes nothing; which
// statement to trust is decided in package extract.
package meta

import (
	"html"
	"strings"

	"github.com/overview-news/overview/page/dom"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what a page states about itself.
type Page struct {
	Title    string              // of the title element
	Language string              // of the html element
	Tags     map[string][]string // values of meta tags by name, lower case
	Links    []Link
	Micro    []Property
	Objects  []Object // of JSON-LD, in document order
}

// Link is a link element of the head.
type Link struct{ Rel, Href, Hreflang, Type string }

// Property is a microdata property of the page's body.
type Property struct {
	Name  string
	Value string
	Type  string // of the item it belongs to, as "NewsArticle"
	Node  *nethtml.Node
}

// Object is one typed object of JSON-LD.
type Object struct {
	Types  []string
	Fields map[string]any
	Listed bool // it stands in a list of other things: related items, parts
}

const (
	maxTags    = 2_000
	maxSame    = 64 // values of one name
	maxObjects = 2_000
	maxScripts = 64
	// maxValue bounds a stated value, in bytes.
	maxValue = 20_000
)

// Read collects the statements of a page.
func Read(doc *nethtml.Node) *Page {
	p := &Page{Tags: map[string][]string{}}
	scripts := 0
	var items []item
	dom.Walk(doc, func(n *nethtml.Node) bool {
		if n.Type != nethtml.ElementNode {
			return true
		}
		if dom.HasAttr(n, "itemscope") {
			items = append(items, item{n, lastPart(dom.Attr(n, "itemtype"))})
		}
		p.microdata(n, items)
		switch n.DataAtom {
		case atom.Html:
			p.Language = dom.Attr(n, "lang")
			if p.Language == "" {
				p.Language = dom.Attr(n, "xml:lang")
			}
		case atom.Title:
			if p.Title == "" && n.Namespace == "" {
				p.Title = dom.Collapse(dom.RawText(n))
			}
		case atom.Meta:
			p.tag(n)
		case atom.Link:
			p.link(n)
		case atom.Script:
			if scripts < maxScripts && strings.Contains(strings.ToLower(dom.Attr(n, "type")), "ld+json") {
				scripts++
				p.script(dom.RawText(n))
			}
		}
		return true
	}, func(n *nethtml.Node) {
		if len(items) > 0 && items[len(items)-1].node == n {
			items = items[:len(items)-1]
		}
	})
	return p
}

type item struct {
	node *nethtml.Node
	kind string
}

func lastPart(address string) string {
	return address[strings.LastIndexAny(address, "/#:")+1:]
}

func (p *Page) tag(n *nethtml.Node) {
	content := dom.Collapse(clip(dom.Attr(n, "content")))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(dom.Attr(n, key))) {
			if len(p.Tags) >= maxTags {
				return
			}
			if len(p.Tags[name]) < maxSame {
				p.Tags[name] = append(p.Tags[name], content)
			}
		}
	}
}

// link keeps links of the head: a link in the body is not believed, anyone who
// can comment may have put it there.
func (p *Page) link(n *nethtml.Node) {
	href := strings.TrimSpace(dom.Attr(n, "href"))
	if href == "" || len(p.Links) >= maxTags || !dom.Within(n, atom.Head) {
		return
	}
	p.Links = append(p.Links, Link{
		Rel: strings.ToLower(strings.TrimSpace(dom.Attr(n, "rel"))), Href: href,
		Hreflang: dom.Attr(n, "hreflang"), Type: dom.Attr(n, "type"),
	})
}

func (p *Page) microdata(n *nethtml.Node, items []item) {
	name := dom.Attr(n, "itemprop")
	if name == "" || len(p.Micro) >= maxTags || n.DataAtom == atom.Meta && dom.Within(n, atom.Head) {
		return
	}
	own := len(items) - 1
	if own >= 0 && items[own].node == n {
		own--
	}
	kind := ""
	if own >= 0 {
		kind = items[own].kind
	}
	value := ""
	for _, key := range []string{"content", "datetime"} {
		if value == "" {
			value = dom.Attr(n, key)
		}
	}
	if value == "" && name != "articleBody" {
		switch n.DataAtom {
		case atom.Meta:
		case atom.A, atom.Link:
			value = dom.Text(n)
		case atom.Img:
			value = dom.Attr(n, "src")
		default:
			value = dom.Text(n)
		}
	}
	for each := range strings.FieldsSeq(name) {
		p.Micro = append(p.Micro, Property{Name: each, Value: dom.Collapse(clip(value)), Type: kind, Node: n})
	}
}

func clip(s string) string { return s[:min(len(s), maxValue)] }

// script reads one JSON-LD script.
func (p *Page) script(text string) {
	text = strings.TrimSpace(text)
	text = strings.TrimPrefix(text, "<![CDATA[")
	if strings.HasPrefix(text, "{&quot;") || strings.HasPrefix(text, "[{&quot;") {
		text = html.UnescapeString(text)
	}
	for _, v := range readJSON(text) {
		p.collect(v, false)
	}
}

// listKeys name fields whose objects are not the page's own subject.
var listKeys = map[string]bool{
	"itemListElement": true, "mentions": true, "hasPart": true, "citation": true, "isPartOf": true,
	"relatedLink": true, "blogPost": true, "subjectOf": true, "workExample": true, "isBasedOn": true,
	"liveBlogUpdate": true, "comment": true, "review": true, "about": true, "associatedMedia": true,
	"author": true, "creator": true, "contributor": true, "sponsor": true, "sourceOrganization": true,
}

// collect adds the typed objects of a value; readJSON has bounded its depth.
func (p *Page) collect(v any, listed bool) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			p.collect(e, listed)
		}
	case map[string]any:
		if len(p.Objects) >= maxObjects {
			return
		}
		if types := Strings(v["@type"]); len(types) > 0 || v["@id"] != nil {
			for i, t := range types {
				types[i] = lastPart(t)
			}
			p.Objects = append(p.Objects, Object{Types: types, Fields: v, Listed: listed})
		}
		for _, key := range sortedKeys(v) {
			p.collect(v[key], listed || listKeys[key])
		}
	}
}
