package extract

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxSourceSet bounds a list of versions of one picture, in bytes and in
	// versions. The longest of the labelled pages has 11 KB and 38.
	maxSourceSet = 32 << 10
	maxSources   = 60
	// maxTried bounds the versions of one picture whose address is resolved.
	maxTried = 4
)

// source is one version of a picture.
type source struct {
	url           string  // absolute once it was found usable
	width, height int     // pixels, 0 where not stated
	density       float64 // of the screen that it is for, 0 where not stated
}

// Attributes that hold versions, and those that hold one address, the most
// trusted first: what a script will show stands before its placeholder.
var (
	setAttributes  = []string{"srcset", "data-srcset", "data-lazy-srcset", "data-src-set"}
	lazyAttributes = []string{"data-src", "data-original", "data-lazy-src", "data-lazy", "data-img-src", "data-image", "data-retina-src",
		"data-hi-res-src", "data-full-src", "src"}
)

// bestSource is the largest version of a picture that has a usable address.
func bestSource(img *html.Node, base string) (source, bool) {
	sets := sourceSet(nil, img)
	if p := img.Parent; p != nil && p.DataAtom == atom.Picture {
		for c := p.FirstChild; c != nil && len(sets) < maxSources; c = c.NextSibling {
			if c.DataAtom == atom.Source {
				sets = sourceSet(sets, c)
			}
		}
	}
	slices.SortStableFunc(sets, func(a, b source) int {
		return cmp.Or(cmp.Compare(b.width, a.width), cmp.Compare(b.density, a.density))
	})
	for _, s := range sets[:min(len(sets), maxTried)] {
		if full, ok := usable(s.url, base); ok {
			return sized(source{url: full, width: s.width}, img), s.width == 0 || s.width >= minPictureWidth
		}
	}
	for _, key := range lazyAttributes {
		if full, ok := usable(dom.Attr(img, key), base); ok && !asksSmall(full) {
			return sized(source{url: full}, img), true
		}
	}
	return source{}, false
}

// sized adds the size that the element states, enlarged to the version's.
func sized(s source, img *html.Node) source {
	w, h := number(dom.Attr(img, "width")), number(dom.Attr(img, "height"))
	switch {
	case s.width == 0:
		s.width, s.height = w, h
	case w > 0 && h > 0:
		s.height = h * s.width / w
	}
	if s.height > maxPixels {
		s.height = 0
	}
	return s
}

// sourceSet adds the versions that an element lists.
func sourceSet(sets []source, n *html.Node) []source {
	for _, key := range setAttributes {
		list := dom.Attr(n, key)
		if len(list) > maxSourceSet {
			continue
		}
		sets = append(sets, readSourceSet(list, maxSources-len(sets))...)
	}
	return sets
}

// readSourceSet reads a list such as "a.jpg 640w, b.jpg 1280w", at most limit
// versions. Addresses may hold commas.
func readSourceSet(list string, limit int) []source {
	var out []source
	for len(out) < limit {
		list = strings.TrimLeft(list, " \t\n\r\f,")
		if list == "" {
			break
		}
		end := strings.IndexAny(list, " \t\n\r\f")
		if end < 0 {
			end = len(list)
		}
		s := source{url: strings.TrimRight(list[:end], ",")}
		ended := len(s.url) < end // a comma ends it: no descriptor follows
		list = list[end:]
		if !ended {
			var descriptor string
			descriptor, list, _ = strings.Cut(list, ",")
			s.describe(descriptor)
		}
		if s.url != "" {
			out = append(out, s)
		}
	}
	return out
}

// describe reads a version's descriptor: "640w", "2x".
func (s *source) describe(descriptor string) {
	for d := range strings.FieldsSeq(descriptor) {
		switch d[len(d)-1] {
		case 'w':
			s.width = number(d[:len(d)-1])
		case 'x':
			if f, err := strconv.ParseFloat(d[:len(d)-1], 64); err == nil && f > 0 && f < 10 {
				s.density = f
			}
		}
	}
}

// usable makes a picture's address absolute, and reports whether it is one: no
// placeholder, no pattern that a script fills in.
func usable(ref, base string) (string, bool) {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > maxAddress || strings.HasPrefix(ref, "#") || strings.ContainsAny(ref, "{}") ||
		strings.HasPrefix(ref, "data:") || strings.Contains(ref, "%7B") {
		return "", false
	}
	full, err := address.Resolve(base, ref)
	if err != nil || isPlaceholder(full) || marked(path.Base(full), placeholderWords) {
		return "", false
	}
	return full, true
}

// placeholderWords are in the names of files that stand until a script has
// brought the picture.
var placeholderWords = set(`transparent dummy leer loader spinner loading lazyload lazy`)

// asksSmall reports whether an address asks an image service for a version
// that only stands until a script has shown a larger one.
func asksSmall(full string) bool {
	u, err := url.Parse(full)
	if err != nil || u.RawQuery == "" {
		return false
	}
	q := u.Query()
	for _, key := range []string{"w", "width"} {
		if w := number(q.Get(key)); w > 0 && w < minPictureWidth {
			return true
		}
	}
	return false
}

// maxAddress bounds a picture's address, in bytes. Signed ones of image
// services run to 900.
const maxAddress = 2_000

// What shows that an image is no picture of an article: words in its file's
// name, its host, and words of classes and ids. Those of vagueMarks count only
// where the picture has no caption.
var (
	badFileWords = set(`pixel spacer avatar avatars gravatar emoji twemoji 1x1 tracking icon icons smiley beacon impression piwik matomo`)
	badHosts     = []string{"gravatar.com", "doubleclick.net", "vgwort.de", "google-analytics.com", "scorecardresearch.com",
		"facebook.com", "adnxs.com", "chartbeat.com", "quantserve.com", "feedburner.com", "ivwbox.de", "s.w.org"}
	badMarks = set(`avatar avatars gravatar emoji smiley smilies logo logos pixel tracking spacer
		ad ads advert advertisement advertising adslot sponsor sponsored sponsors werbung anzeige publicidad publicite
		reklam reklama related recommended recommendation recommendations recirc outbrain taboola byline author authors
		autor autoren auteur autore headshot share sharing social newsletter comment comments sidebar mostread breadcrumb`)
	vagueMarks = set(`icon icons teaser teasers profile bio promo promos badge rating piano paywall follow more next
		prev thumb thumbs thumbnails`)
)

// badImage reports whether an image by its own name is none of the article's.
func badImage(img *html.Node, s source) bool {
	const drawing = 300 // pixels from which a drawing is no icon
	if marked(dom.Attr(img, "class"), badMarks) || marked(dom.Attr(img, "id"), badMarks) || dom.Hidden(img) {
		return true
	}
	_, host, _ := strings.Cut(s.url, "://") // it is in normal form
	host, _, _ = strings.Cut(host, "/")
	for _, h := range badHosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	name, _, _ := strings.Cut(path.Base(s.url), "?")
	return marked(name, badFileWords) || strings.HasSuffix(name, ".svg") && s.width < drawing
}

// marked reports whether one of an attribute's words is in a list. A capital
// behind a small letter begins a word: "authorImage" has two.
func marked(value string, list map[string]bool) bool {
	const longest = 400 // bytes that are read
	value = value[:min(len(value), longest)]
	start := 0
	for i := 0; i <= len(value); i++ {
		next := i + 1
		if i < len(value) {
			c := value[i]
			capital := c >= 'A' && c <= 'Z'
			if capital && i > start && value[i-1] >= 'a' && value[i-1] <= 'z' {
				next = i
			} else if capital || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 {
				continue
			}
		}
		if i > start && list[strings.ToLower(value[start:i])] {
			return true
		}
		start = next
	}
	return false
}

// trail is what stands between a picture and the text.
type trail struct {
	link   *html.Node // the link that the picture is, or nil
	figure bool
	barred bool // it is inside something that is no part of the article,
	vague  bool // or that may be none
}

// pathOf looks at the elements around a picture below the one that holds text,
// and at that too where it holds a single block.
func pathOf(p picture) trail {
	var t trail
	end := p.around
	if p.near == p.around && p.nearTo == p.nearFrom+1 {
		end = p.around.Parent
	}
	n := 0
	for at := p.img.Parent; at != nil && at != end; at = at.Parent {
		if n++; n > maxPathSteps {
			t.barred = true
			return t
		}
		switch at.DataAtom {
		case atom.A:
			if dom.HasAttr(at, "href") {
				t.link = at
			}
		case atom.Figure:
			t.figure = true
		case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Dialog, atom.Label, atom.Address:
			t.barred = true
		}
		class, id := dom.Attr(at, "class"), dom.Attr(at, "id")
		t.barred = t.barred || dom.Hidden(at) || marked(class, badMarks) || marked(id, badMarks)
		t.vague = t.vague || marked(class, vagueMarks) || marked(id, vagueMarks)
	}
	return t
}

// ownLink reports whether a picture's link shows the picture itself: the file,
// a larger view, a page of the article. One to another page makes the picture a
// teaser's.
func (g *gallery) ownLink(link *html.Node, p picture) bool {
	href := strings.TrimSpace(dom.Attr(link, "href"))
	if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(strings.ToLower(href), "javascript:") {
		return true
	}
	full, err := address.Resolve(g.r.address, href)
	if err != nil {
		return false
	}
	bare, _, _ := strings.Cut(full, "?")
	bare, _, _ = strings.Cut(bare, "#")
	own, _, _ := strings.Cut(g.r.address, "?")
	return hasImageEnding(bare) || bare == p.found.url || strings.HasPrefix(bare, strings.TrimSuffix(own, "/"))
}

// hasImageEnding reports whether an address without its query ends as a
// picture's.
func hasImageEnding(bare string) bool {
	switch strings.ToLower(path.Ext(bare)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg":
		return true
	}
	return false
}

// sameName reports whether an image, or its other versions, has the file name
// of an address.
func sameName(full string, img *html.Node) bool {
	if full == "" {
		return false
	}
	n := img
	if p := img.Parent; p != nil && p.DataAtom == atom.Picture {
		n = p
	}
	return sameImage(full, n)
}
