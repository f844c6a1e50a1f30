package segment

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (c *cutter) flagsOf(n *html.Node, above Flag) Flag {
	f := elementFlag(n, above)
	for _, a := range n.Attr {
		if a.Key == "id" || a.Key == "class" {
			f |= c.attribute(a.Val).flag
		} else {
			f |= attributeFlag(a)
		}
	}
	if dom.Hidden(n) {
		f |= InHidden
	}
	return f
}

// popup reports whether an inline element holds what is shown only while a
// reader points at the words before it.
func (c *cutter) popup(n *html.Node) bool {
	return n.DataAtom == atom.Span && c.attribute(dom.Attr(n, "class")).popup
}

// isPopup reports whether a class is that of such an element.
func isPopup(class string) bool {
	if class == "" || len(class) > maxAttribute {
		return false
	}
	if !strings.Contains(class, "tip") && !strings.Contains(class, "over") && !strings.Contains(class, "glossary") {
		return false // one of these is in each of the words
	}
	for _, w := range popupWords {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// popupWords stand in the class names of such elements.
var popupWords = []string{"tooltip-text", "tooltiptext", "tooltip-content", "tooltip__content", "popover-content",
	"popover-body", "hovercard", "rollover-people-block", "rollover-block", "infotip", "glossary-definition"}

// namedFlag is what an id or a class says that names its element outright. Such
// names are exact; those that only suggest something are in classWords.
func namedFlag(value string) Flag {
	const shortest = 6 // bytes of a name below
	if len(value) < shortest || len(value) > maxAttribute {
		return 0
	}
	var f Flag
	for w := range strings.FieldsSeq(strings.ToLower(value)) {
		f |= namedFlags[w]
		if rest, found := strings.CutPrefix(w, "comment-"); found && rest != "" && strings.Trim(rest, "0123456789") == "" {
			f |= InReplies
		}
	}
	return f
}

// namedFlags are the names. No labelled page has text of its article in
// elements with those of comments.
var namedFlags = buildNamedFlags(map[Flag]string{
	InReplies: `comments comment-list commentlist comments-list comments-area comment-body comment-content
		comment-text comments-wrapper comments-container comments-section comment-section disqus_thread commentarea
		comment_text comment_body usercomments reader-comments comment-respond kommentare commentaires comentarios
		kommentarer comments-block comment_list comments_list`,
	InBox: `infobox info-box info_box factbox fact-box fact_box fakta-box faktabox faktaruta faktaboks infokasten
		info-kasten tietolaatikko`,
	InPrompt: `newsletter newsletter-signup newsletter-box newsletter-form newsletter-widget newsletter-promo
		newsletter-banner newsletter-teaser newsletter_box newsletter-module newsletter-subscribe paywall-offer
		donate-banner donation-box donation-banner donate-box subscribe-box subscription-box subscribe-banner
		signup-form signup-box cookie-bar cookie-banner cookie-notice cookie-consent email-signup mc_embed_signup`,
})

func buildNamedFlags(lists map[Flag]string) map[string]Flag {
	names := map[string]Flag{}
	for f, list := range lists {
		for w := range strings.FieldsSeq(list) {
			names[w] |= f
		}
	}
	return names
}

// elementFlag is what an element's kind says about the blocks in it.
func elementFlag(n *html.Node, above Flag) Flag {
	var f Flag
	switch n.DataAtom {
	case atom.Article:
		f = InArticle
		if above&InArticle != 0 {
			f |= InItem
		}
	case atom.Main:
		f = InMain
	case atom.Aside:
		f = InAside
	case atom.Nav:
		f = InNav
	case atom.Header:
		f = InHeader
	case atom.Footer:
		f = InFooter
	case atom.Figure, atom.Figcaption:
		f = InFigure
	case atom.Form, atom.Fieldset:
		f = InForm
	case atom.Table:
		f = InTable
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu:
		f = InList
	case atom.Blockquote:
		f = InQuote
	case atom.Section:
		f = InSection
	case atom.Dialog:
		f = InDialog
	case atom.Details:
		f = InDetails
	}
	return f
}

// attributeFlag is what an attribute that is no name says about the blocks in
// its element.
func attributeFlag(a html.Attribute) Flag {
	switch a.Key {
	case "role":
		return roleFlags[a.Val]
	case "aria-modal":
		return InDialog
	case "itemprop":
		if strings.EqualFold(a.Val, "articleBody") {
			return InBody
		}
	case "property":
		if strings.Contains(a.Val, "articleBody") || strings.Contains(a.Val, "content:encoded") {
			return InBody
		}
	}
	return 0
}

// roleFlags are the roles of WAI-ARIA that matter.
var roleFlags = map[string]Flag{
	"dialog": InDialog, "alertdialog": InDialog, "main": InMain, "navigation": InNav, "menu": InNav,
	"menubar": InNav, "banner": InNav, "contentinfo": InFooter, "complementary": InAside, "article": InArticle,
}
