package markup

import (
	"bytes"
	"strings"
)

// binding is a namespace in force.
type binding struct {
	prefix []byte
	label  string
}

// spaces gives the label of a namespace, by its address in the form that
// normalSpace makes. Several addresses were in use for most.
var spaces = map[string]string{
	"www.w3.org/2005/atom":                     "atom",
	"purl.org/atom/ns":                         "atom",
	"purl.org/atom":                            "atom",
	"purl.org/rss/1.0":                         "",
	"my.netscape.com/rdf/simple/0.9":           "",
	"channel.netscape.com/rdf/simple/0.9":      "",
	"backend.userland.com/rss":                 "",
	"backend.userland.com/rss2":                "",
	"backend.userland.com/rss091":              "",
	"blogs.law.harvard.edu/tech/rss":           "",
	"cyber.law.harvard.edu/rss":                "",
	"www.w3.org/1999/02/22-rdf-syntax-ns":      "rdf",
	"purl.org/dc/elements/1.1":                 "dc",
	"purl.org/dc/elements/1.0":                 "dc",
	"purl.org/dc/terms":                        "dcterms",
	"purl.org/rss/1.0/modules/content":         "content",
	"purl.org/rss/1.0/modules/syndication":     "sy",
	"purl.org/rss/1.0/modules/slash":           "slash",
	"search.yahoo.com/mrss":                    "media",
	"tools.search.yahoo.com/mrss":              "media",
	"video.search.yahoo.com/mrss":              "media",
	"www.itunes.com/dtds/podcast-1.0.dtd":      "itunes",
	"www.itunes.com/dtds/podcast-1.0":          "itunes",
	"wellformedweb.org/commentapi":             "wfw",
	"www.sitemaps.org/schemas/sitemap/0.9":     "sitemap",
	"www.google.com/schemas/sitemap/0.84":      "sitemap",
	"www.google.com/schemas/sitemap-news/0.9":  "news",
	"www.google.com/schemas/sitemap-image/1.1": "image",
	"www.google.com/schemas/sitemap-video/1.1": "video",
	"www.w3.org/1999/xhtml":                    "xhtml",
	"www.w3.org/xml/1998/namespace":            "xml",
}

// usual gives the label of a prefix that nobody declared.
var usual = map[string]string{
	"atom": "atom", "rdf": "rdf", "dc": "dc", "dcterms": "dcterms", "content": "content", "sy": "sy", "slash": "slash",
	"media": "media", "itunes": "itunes", "wfw": "wfw", "news": "news", "image": "image", "video": "video", "xhtml": "xhtml",
	"xml": "xml", "atom10": "atom", "a10": "atom", "n": "news",
}

// Unknown is the label of every namespace that is not in the table.
const Unknown = "?"

// normalSpace removes what differs between spellings of one address.
func normalSpace(uri []byte) string {
	s := strings.ToLower(strings.TrimSpace(string(uri)))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimRight(s, "/#")
}

// maxSpace bounds the address of a namespace; a longer one is unknown.
const maxSpace = 200

// bind takes note of a declaration among the attributes.
func (s *Scanner) bind(name, value []byte) {
	if len(name) < 5 || string(name[:5]) != "xmlns" || len(s.bindings) >= maxBindings {
		return
	}
	var prefix []byte
	switch {
	case len(name) == 5:
	case name[5] == ':':
		prefix = name[6:]
	default:
		return
	}
	label, known := Unknown, false
	if len(value) <= maxSpace {
		label, known = spaces[normalSpace(value)]
	}
	if len(bytes.TrimSpace(value)) == 0 {
		label, known = "", true
	}
	if !known {
		label = Unknown
	}
	s.bindings = append(s.bindings, binding{prefix, label})
}

// resolve returns the label of a prefix, nil for names without one.
func (s *Scanner) resolve(prefix []byte) string {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if bytes.Equal(s.bindings[i].prefix, prefix) {
			return s.bindings[i].label
		}
	}
	if len(prefix) == 0 {
		return ""
	}
	if label, ok := usual[string(prefix)]; ok {
		return label
	}
	return Unknown
}
