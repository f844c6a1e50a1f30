package extract

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// advertLabels stand alone beside what an advertiser paid for.
var advertLabels = phrases(`ad|ads|advert|advertisement|advertising|sponsored|paid content|promoted|anzeige|werbung|publicité|sponsorisé|publicidad
	|patrocinado|publicidade|pubblicità|advertentie|annons|annonse|annonce|mainos|reklama|reklam|hirdetés|publicitate|реклама|διαφήμιση|iklan
	|quảng cáo|โฆษณา|विज्ञापन|বিজ্ঞাপন|விளம்பரம்|إعلان|تبلیغات|اشتہار|פרסומת|广告|廣告|広告|광고`)

// isAdvert reports whether an element is an advertisement's: by a class of its
// own or of the elements around it, or by a label beside it.
func isAdvert(n *html.Node) bool {
	const closest = 4 // elements
	for i, p := 0, n; i < closest && p != nil && p.Type == html.ElementNode; i, p = i+1, p.Parent {
		if p.DataAtom == atom.Article || p.DataAtom == atom.Main || p.DataAtom == atom.Body {
			break
		}
		if advertClass(dom.Attr(p, "class")) {
			return true
		}
	}
	return n.Parent != nil && hasAdvertLabel(n) || holdsAdvert(n)
}

// holdsAdvert reports whether an element is filled with an advertisement: its
// first element, or the first of that.
func holdsAdvert(n *html.Node) bool {
	const deepest = 3
	for range deepest {
		c := n.FirstChild
		for c != nil && c.Type != html.ElementNode {
			c = c.NextSibling
		}
		if c == nil {
			return false
		}
		if advertClass(dom.Attr(c, "class")) {
			return true
		}
		n = c
	}
	return false
}

// advertWords are parts of the classes of advertisements, advertFree those that
// say that there is none, or that the element is what advertisements stand in.
var (
	advertWords = set("ad ads advert adverts advertorial advertisement advertiser adsense sponsor sponsored werbung anzeige publicite publicidad reklama")
	advertFree  = set("no free without has with enabled disabled article body content page story")
)

// advertClass reports whether a class says advertisement: "ad-author",
// "normal_ad-item", "sponsored". What merely holds the letters, as "head-line"
// does, says nothing, and "ad" alone is too short to.
func advertClass(class string) bool {
	for c := range strings.FieldsSeq(strings.ToLower(class)) {
		if c == "ad" || !holdsAny(c, []string{"ad", "spons", "werb", "anzeig", "publici", "reklam"}) {
			continue
		}
		advert, free := false, false
		for part := range strings.FieldsFuncSeq(c, func(r rune) bool { return r == '-' || r == '_' }) {
			advert, free = advert || advertWords[part], free || advertFree[part]
		}
		if advert && !free {
			return true
		}
	}
	return false
}

func hasAdvertLabel(n *html.Node) bool {
	const most, longest = 6, 40 // siblings, bytes
	i := 0
	for s := n.Parent.FirstChild; s != nil && i < most; s = s.NextSibling {
		if s == n || s.Type != html.ElementNode {
			continue
		}
		i++
		if text := dom.Text(s); len(text) <= longest && advertLabels[strings.ToLower(text)] {
			return true
		}
	}
	return false
}

// menuWords are in the titles of lists of columns, which link to their authors.
var menuWords = set(`columns columnists columnas columnistas colunas colunistas kolumnen kolumnisten chroniques chroniqueurs rubriche felietony
	колонки колонок блоги блогов колумнисты блогери колумністи blogs blogi`)

// isMenu reports whether a text is the title of a list of columns, or a link to
// all by one author: "все колонки Анны Беловой".
func isMenu(text string) bool {
	for w := range strings.FieldsSeq(fold(text)) {
		if menuWords[w] {
			return true
		}
	}
	return false
}
