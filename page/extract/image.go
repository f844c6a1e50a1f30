package extract

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Image is the article's main image.
type Image struct {
	URL           string // absolute, http or https; "" where there is none
	Width, Height int    // pixels as stated, 0 where not
	Caption       string
	Credit        string // who made it, as the page says
	Alt           string
}

const (
	maxFigures    = 40
	minImageWidth = 200 // pixels; what is stated smaller is an icon
	maxCaption    = 1_500
	maxPixels     = 100_000 // of a side; more is a mistake
)

func (r *reader) readImage() {
	og, from := r.stated.First("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
	width, _ := r.stated.First("og:image:width")
	height, _ := r.stated.First("og:image:height")
	alt, _ := r.stated.First("og:image:alt", "twitter:image:alt")
	if !r.setImage(og, "meta "+from, number(width), number(height)) {
		r.objectImage(r.object["image"], 0)
	} else {
		r.out.Image.Alt = alt
	}
	r.figureImage()
}

// setImage takes an image if its address is usable, and reports whether.
func (r *reader) setImage(ref, from string, width, height int) bool {
	if ref == "" || strings.HasPrefix(ref, "data:") {
		return false
	}
	full, err := address.Resolve(r.address, ref)
	if err != nil || !address.Safe(full) || isPlaceholder(full) || width > 0 && width < minImageWidth {
		return false
	}
	r.out.Image.URL, r.out.Image.Width, r.out.Image.Height = full, width, height
	r.out.Sources.Image = from
	return true
}

func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || n < 0 || n > maxPixels {
		return 0
	}
	return n
}

// isPlaceholder reports whether a file's name is that of a picture that stands
// for another, or of a logo.
func isPlaceholder(full string) bool {
	name := path.Base(full)
	low := strings.ToLower(name)
	for _, w := range []string{"placeholder", "default-", "default_", "favicon", "blank.", "spacer", "no-image",
		"noimage", "fallback", "apple-touch", "og-image.", "ogimage.", "sprite"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	if !strings.Contains(low, "logo") {
		return false
	}
	for w := range strings.FieldsSeq(nameWords(name)) {
		if isLogo(w) {
			return true
		}
	}
	return false
}

// nameWords are the words of a file's name, in lower case and without accents,
// with spaces between: it is parted at all that is no letter, and at capitals
// that begin a word: "siteLogo", "ABCLogo".
func nameWords(name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	var b strings.Builder
	before := ' '
	letters := []rune(name)
	for i, c := range letters {
		next := letters[min(i+1, len(letters)-1)]
		switch {
		case unicode.IsMark(c):
			continue // an accent of its own
		case !unicode.IsLetter(c):
			b.WriteByte(' ')
		case unicode.IsUpper(c) && (unicode.IsLower(before) || unicode.IsUpper(before) && unicode.IsLower(next)):
			b.WriteByte(' ')
		}
		if unicode.IsLetter(c) {
			b.WriteRune(unicode.ToLower(c))
		}
		before = c
	}
	return withoutAccents.Replace(b.String())
}

// withoutAccents takes the accents off the vowels that stand before "logo".
var withoutAccents = strings.NewReplacer("á", "a", "à", "a", "é", "e", "í", "i", "ó", "o", "ò", "o")

// isLogo reports whether a word of a file's name names a logo: "logo",
// "sitelogo", "logowhite". Many words hold it and do not: "geólogos",
// "catalogo", "nalogov", "logopeda".
func isLogo(word string) bool {
	if rest, found := strings.CutPrefix(word, "logo"); found {
		return !strings.HasPrefix(rest, "p") && !strings.HasPrefix(rest, "ter")
	}
	before, found := strings.CutSuffix(strings.TrimSuffix(word, "s"), "logo")
	if !found || strings.HasSuffix(before, "o") { // biólogo, prólogo, monólogo
		return false
	}
	switch before {
	case "dia", "cata", "kata", "ana", "deca", "epi":
		return false
	}
	return true
}

func (r *reader) objectImage(v any, depth int) bool {
	const deepest = 3
	if depth > deepest {
		return false
	}
	switch v := v.(type) {
	case string:
		return r.setImage(v, "json-ld", 0, 0)
	case []any:
		for _, e := range v {
			if r.objectImage(e, depth+1) {
				return true
			}
		}
	case map[string]any:
		for _, key := range []string{"url", "contentUrl", "@id"} {
			s := meta.String(v[key])
			if strings.HasPrefix(s, "#") {
				continue
			}
			if r.setImage(s, "json-ld", number(meta.String(v["width"])), number(meta.String(v["height"]))) {
				r.out.Image.Caption = meta.String(v["caption"])
				r.statedCredit(v)
				return true
			}
		}
	}
	return false
}

// figureImage finds the figure that shows the main image, for its caption;
// where no image is stated, the first large figure of the page is it.
func (r *reader) figureImage() {
	for _, n := range pick(r.seen.figures, maxFigures, func(n *html.Node) bool {
		return !dom.Within(n, atom.Aside, atom.Nav, atom.Footer, atom.Li)
	}) {
		img := dom.First(n, atom.Img)
		if img == nil {
			continue
		}
		if r.out.Image.URL == "" {
			best, ok := bestSource(img, r.address)
			if !ok || !r.setImage(best.url, "figure", best.width, best.height) {
				continue
			}
		}
		if !sameImage(r.out.Image.URL, n) {
			continue
		}
		if c := dom.First(n, atom.Figcaption); c != nil {
			r.captionOf(c)
		}
		if r.out.Image.Alt == "" {
			r.out.Image.Alt = clip(dom.Collapse(dom.Attr(img, "alt")))
		}
		return
	}
}

// statedCredit reads the credit of an image in JSON-LD.
func (r *reader) statedCredit(v map[string]any) {
	for _, key := range []string{"creditText", "copyrightNotice", "creator", "author", "copyrightHolder"} {
		if s := meta.String(v[key]); s != "" && !strings.Contains(s, "://") && r.out.Image.Credit == "" {
			r.out.Image.Credit = clip(s)
		}
	}
}

// captionOf takes the caption of a figure apart: a credit is an element marked
// as one, or what stands at the end behind a word such as "Photo:".
func (r *reader) captionOf(c *html.Node) {
	text := dom.Text(c)
	if len(text) > maxCaption {
		return
	}
	credit := ""
	for _, n := range dom.All(c, maxFigures, func(n *html.Node) bool { return n != c && classHas(n, creditClasses) }) {
		if s := dom.Text(n); s != "" && len(s) < len(text)+1 {
			credit = s
			break
		}
	}
	if credit == "" {
		credit = creditAtEnd(text)
	}
	if i := strings.LastIndex(text, credit); credit != "" && i >= 0 {
		text = strings.TrimRight(text[:i]+text[i+len(credit):], " |/·–—-,(")
	}
	if r.out.Image.Caption == "" {
		r.out.Image.Caption = strings.TrimSpace(text)
	}
	if r.out.Image.Credit == "" {
		r.out.Image.Credit = strings.TrimRight(trimCreditLabel(strings.Trim(credit, " ()[]|")), " .")
	}
}

// creditClasses are in the class names of credits of pictures.
var creditClasses = []string{"credit", "copyright", "photographer", "source", "bildautor", "fotograf", "quelle", "attribution", "fotocredit", "rights", "agency"}

// creditLabels stand before the credit of a picture, in lower case.
var creditLabels = []string{"photo by", "photograph by", "photo credit:", "photograph:", "photo:", "photos:", "picture:", "image credit:", "image:", "credit:", "copyright:", "source:",
	"bild:", "foto:", "fotos:", "bildquelle:", "quelle:", "photo :", "crédit photo :", "crédit :", "fuente:", "imagen:", "foto de", "fonte:", "kuva:", "zdjęcie:", "fot.", "foto ©", "фото:", "фото ", "източник:", "φωτο:", "fotoğraf:",
	"©", "(c) ", "(ap photo", "写真：", "写真＝", "图片来源：", "摄影：", "사진=", "사진:", "تصوير:", "عکس:", "फोटो:", "ছবি:"}

// creditAtEnd returns the last part of a caption that says who made the
// picture, with its label.
func creditAtEnd(text string) string {
	low := strings.ToLower(text)
	if len(low) != len(text) {
		return ""
	}
	const longest = 90 // bytes of a credit
	at := -1
	for _, l := range creditLabels {
		if i := strings.LastIndex(low, l); i > at && len(text)-i <= longest {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	if at > 0 && text[at-1] == '(' {
		at--
	}
	return text[at:]
}

func trimCreditLabel(s string) string {
	low := strings.ToLower(s)
	for _, l := range creditLabels {
		if strings.HasPrefix(low, l) && len(low) == len(s) && !strings.HasPrefix(l, "(ap") {
			return strings.TrimSpace(strings.TrimLeft(s[len(l):], " :"))
		}
	}
	return s
}

// sameImage reports whether a figure shows the image, whatever its size: the
// file's name is what versions share.
func sameImage(full string, figure *html.Node) bool {
	name, _, _ := strings.Cut(path.Base(full), "?")
	if len(name) < 5 {
		return false
	}
	found := false
	dom.Walk(figure, func(n *html.Node) bool {
		for _, a := range n.Attr {
			if (a.Key == "src" || a.Key == "srcset" || strings.HasPrefix(a.Key, "data-")) && strings.Contains(a.Val, name) {
				found = true
			}
		}
		return !found
	}, nil)
	return found
}
