package extract

import (
	"net/url"
	"slices"
	"strings"
)

// Kind is what a page is.
type Kind string

// The kinds. Only KindArticle and KindLive hold a text to read; of the others
// the blocks are whatever was found, not to be taken for an article.
const (
	KindArticle   Kind = "article"
	KindLive      Kind = "live"
	KindFront     Kind = "front"     // a home page or a list of articles
	KindGallery   Kind = "gallery"   // pictures with captions
	KindVideo     Kind = "video"     // a film or a recording with a few words
	KindConsent   Kind = "consent"   // nothing but a question about cookies
	KindChallenge Kind = "challenge" // a check that the reader is no robot
	KindLogin     Kind = "login"
	KindMissing   Kind = "missing" // says that the page is not there, under status 200
	KindEmpty     Kind = "empty"   // no text was found
)

// phrasesByKind are searched in the headline and title of pages with little
// text.
var phrasesByKind = []struct {
	kind  Kind
	words []string
}{
	{KindChallenge, []string{"just a moment", "attention required", "access denied", "are you a robot", "verify you are human",
		"captcha", "security check", "ddos-guard", "pardon our interruption", "checking your browser", "request blocked", "forbidden", "403 "}},
	{KindMissing, []string{"404", "not found", "page not found", "nicht gefunden", "page introuvable", "no encontrada", "não encontrada",
		"non trovata", "nie znaleziono", "страница не найдена", "ページが見つかりません", "页面不存在", "找不到", "찾을 수 없", "sidan hittades inte",
		"no longer available", "nicht mehr verfügbar", "does not exist", "sayfa bulunamadı"}},
	{KindConsent, []string{"your privacy", "privacy settings", "cookie consent", "we value your privacy", "datenschutzeinstellungen",
		"mit werbung weiterlesen", "zustimmung", "privacy-einstellungen", "consentement", "before you continue"}},
	{KindLogin, []string{"log in", "login", "sign in", "anmelden", "einloggen", "connexion", "iniciar sesión", "subscribe to read", "ログイン"}},
}

const (
	// fewTokens is the length under which a page's title alone can say that it
	// is no article.
	fewTokens = 120
	// littleText is the length under which a page is a video or a gallery if it
	// says so.
	littleText = 80
)

func (r *reader) readKind() {
	tokens := r.textTokens()
	r.out.Kind = KindArticle
	title := strings.ToLower(r.out.Headline + " | " + r.stated.Title)
	if tokens < fewTokens {
		for _, p := range phrasesByKind {
			for _, w := range p.words {
				if strings.Contains(title, w) {
					r.out.Kind = p.kind
					return
				}
			}
		}
	}
	kind, _ := r.stated.First("og:type")
	isArticle := len(r.types) > 0 || strings.Contains(kind, "article")
	u, err := url.Parse(r.address)
	atRoot := err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
	switch {
	case atRoot:
		r.out.Kind = KindFront
	case slices.Contains(r.types, "LiveBlogPosting"):
		r.out.Kind = KindLive
	case !isArticle && (r.hasType("CollectionPage") || strings.EqualFold(kind, "website") && r.cut.LinkShare() > 0.8):
		r.out.Kind = KindFront
	case tokens == 0:
		r.out.Kind = KindEmpty
	case tokens < littleText && (strings.HasPrefix(kind, "video") || r.hasType("VideoObject") && len(r.types) == 0):
		r.out.Kind = KindVideo
	case tokens < littleText && (r.hasType("ImageGallery") || strings.Contains(kind, "gallery")):
		r.out.Kind = KindGallery
	}
}

func (r *reader) textTokens() int {
	n := 0
	for i, c := range r.chosen {
		if c {
			n += r.cut.Blocks[i].Tokens
		}
	}
	return n
}

func (r *reader) hasType(kind string) bool {
	for _, o := range r.stated.Objects {
		if !o.Listed && o.Is(kind) {
			return true
		}
	}
	return false
}
