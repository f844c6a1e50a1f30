package extract

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
)

// keep returns the pictures that are the article's, each once.
func (g *gallery) keep() []picture {
	var out []picture
	seen := map[string]bool{}
	for _, p := range g.pictures {
		if p.around == nil {
			continue
		}
		t := pathOf(p)
		if t.barred || !g.find(&p) || !g.belongs(p, t) {
			continue
		}
		key, _, _ := strings.Cut(p.found.url, "?")
		if strings.Contains(p.found.url, "?") && !hasImageEnding(key) {
			key = p.found.url // the query says which picture
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	return out
}

// find looks for the picture's best address, and reports whether it has one.
func (g *gallery) find(p *picture) bool {
	found := false
	for _, img := range []*html.Node{p.img, p.other} {
		if img != nil && !found {
			p.found, found = bestSource(img, g.r.address)
		}
	}
	return found
}

// belongs reports whether a picture is the article's.
func (g *gallery) belongs(p picture, t trail) bool {
	main := sameName(g.r.out.Image.URL, p.img)
	captioned := p.near != p.around && g.captioned(p)
	switch {
	case t.vague && !main && !captioned, badImage(p.img, p.found):
		return false
	case g.isFace(p, t.figure) && !main:
		return false
	case p.near != p.around && !captioned && !(main && t.figure) && !g.ofPicture(p, t.figure):
		return false
	case t.link != nil && !captioned && !main && !g.ownLink(t.link, p):
		return false
	case p.at <= g.head && g.head < g.first:
		return main || captioned && t.figure // above the headline
	case p.at > g.last:
		return g.endsText(p)
	}
	return true
}

// endsText reports whether a picture behind the text is still of it: it stands
// beside the last paragraph, with nothing but captions between.
func (g *gallery) endsText(p picture) bool {
	for i := g.last + 1; i < p.at; i++ {
		if role := g.r.out.Blocks[i].Role; role != RoleCaption && role != RoleImageCredit {
			return false
		}
	}
	last := g.r.cut.Blocks[g.last].Node
	return p.around == last || p.around == last.Parent
}

// captioned reports whether the words nearest to a picture are its caption or
// its credit, and nothing else.
func (g *gallery) captioned(p picture) bool {
	for i := p.nearFrom; i < p.nearTo; i++ {
		b := &g.r.cut.Blocks[i]
		switch role := g.r.out.Blocks[i].Role; {
		case role == RoleCaption, role == RoleImageCredit, b.Has(segment.PhraseCredit) && b.LinkTokens == 0:
		default:
			return false
		}
	}
	return true
}

// ofPicture reports whether the words nearest to a picture can be its own, or
// are those of an article's head: a label in its figure, a line beside it.
// Links, prompts, bylines and boxes make it something else's.
func (g *gallery) ofPicture(p picture, figure bool) bool {
	const fewest = 2 // blocks beside a picture that may say anything
	yes := figure || p.nearTo-p.nearFrom <= fewest && p.nearFrom > g.first && p.nearTo <= g.last
	for i := p.nearFrom; i < p.nearTo; i++ {
		b := &g.r.cut.Blocks[i]
		switch role := g.r.out.Blocks[i].Role; {
		case role == RoleHeadline, role == RoleKicker, role == RoleCaption, role == RoleImageCredit, isText(role):
			yes = true
		case b.Flags&(segment.InBox|segment.InAside) != 0, b.LinkTokens > 0 && !figure, 2*b.LinkTokens > b.Tokens:
			return false
		case role == RoleComment, role == RolePrompt, role == RoleEmbed, role == RolePullQuote, role == RoleTable:
			return false
		case role == RoleByline && p.nearTo-p.nearFrom <= fewest:
			return false
		}
	}
	return yes
}

// isFace reports whether a picture shows who wrote the article.
func (g *gallery) isFace(p picture, figure bool) bool {
	const more = 12 // bytes besides the name, such as "portrait of"
	alt := fold(dom.Attr(p.img, "alt"))
	for _, name := range g.r.out.Authors {
		if f := fold(name); f != "" && strings.Contains(alt, f) && len(alt) <= len(f)+more {
			return true
		}
	}
	// Before the text, unmarked, in front of the byline.
	return !figure && p.at <= g.first && p.at < len(g.r.out.Blocks) && g.r.out.Blocks[p.at].Role == RoleByline &&
		number(dom.Attr(p.img, "width")) < minImageWidth
}
