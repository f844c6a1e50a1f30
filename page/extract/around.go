package extract

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/agency"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// assigner holds what the roles of one page's blocks depend on.
type assigner struct {
	r           *reader
	first, last int // chosen blocks; -1 where there is none
	head        int // the block that shows the headline, or -1
	lead        int // the standfirst, or -1
	headline    string
	kicker      string
	authors     []string
	said        map[string]int // how often each sentence stands in the article, folded
	boxed       bool           // the article as a whole is marked as a box,
	posted      bool           // or as posts of a social network
	asking      bool           // or as a prompt
	headed      bool           // a heading shows the headline, and the article stands under it
	pictures    map[*html.Node]string
	searched    int // see maxSearched
}

// Distances, in blocks, within which a role is believed.
const (
	nearHead = 12 // from the headline or the first paragraph: bylines, date lines
	nearEnd  = 6  // behind the last paragraph: corrections, sources
)

func (r *reader) newAssigner() *assigner {
	a := &assigner{r: r, head: -1, lead: -1, headline: fold(r.out.Headline), kicker: fold(r.out.Kicker),
		pictures: map[*html.Node]string{}}
	a.first, a.last = r.span()
	for _, name := range r.out.Authors {
		if f := fold(name); f != "" {
			a.authors = append(a.authors, f)
		}
	}
	a.head = a.findHead()
	if a.first < 0 {
		return a
	}
	a.readChosen()
	for i := a.first; i <= a.last; i++ {
		if r.chosen[i] && a.outer(i) == "" {
			if r.isLead(i) {
				a.lead = i
			}
			break
		}
	}
	return a
}

// readChosen sees how the chosen blocks are marked as a whole.
func (a *assigner) readChosen() {
	const least = 60 // words under the headline that make it the article's
	box, post, ask, all, under := 0, 0, 0, 0, 0
	for i := a.first; i <= a.last; i++ {
		if !a.r.chosen[i] {
			continue
		}
		b := &a.r.cut.Blocks[i]
		all += b.Tokens
		for _, n := range []struct {
			sum   *int
			count bool
		}{{&box, isBox(b)}, {&post, isPost(b)}, {&ask, isAsking(b)}, {&under, i > a.head}} {
			if n.count {
				*n.sum += b.Tokens
			}
		}
	}
	a.boxed, a.posted, a.asking = 2*box > all, 2*post > all, 2*ask > all
	a.headed = a.head >= 0 && a.r.cut.Blocks[a.head].IsHeading() && under >= least
}

// findHead is the heading that shows the headline, else the first block that
// does.
func (a *assigner) findHead() int {
	if a.headline == "" {
		return -1
	}
	found := -1
	for i := range a.r.cut.Blocks {
		b := &a.r.cut.Blocks[i]
		if !a.likeHeadline(b) {
			continue
		}
		f := fold(b.Text)
		same := f == a.headline || a.kicker != "" && b.IsHeading() && f == a.kicker+" "+a.headline
		switch {
		case same && b.IsHeading() && b.Flags&(segment.InNav|segment.InAside|segment.InReplies) == 0:
			return i
		case same && found < 0 && b.Flags&segment.InNav == 0:
			found = i
		}
	}
	return found
}

// likeHeadline reports whether a block's length allows that it is the headline.
func (a *assigner) likeHeadline(b *segment.Block) bool {
	const marks = 40 // bytes that a kicker and punctuation may add
	n := len(a.headline)
	return n > 0 && len(b.Text)*2 >= n && len(b.Text) <= 2*n+len(a.kicker)+marks
}

// outer is the role of a block that has one whether it was chosen or not, or
// "".
func (a *assigner) outer(i int) Role {
	b := &a.r.cut.Blocks[i]
	if i == a.head {
		return RoleHeadline
	}
	if a.likeHeadline(b) && fold(b.Text) == a.headline {
		if b.IsHeading() && a.r.chosen[i] && i > a.first {
			return "" // a heading within the text that says the same
		}
		return RoleBoilerplate
	}
	if a.first >= 0 && i >= a.first && i <= a.last+nearEnd && isCorrection(b.Text) {
		return RoleCorrection
	}
	if !a.r.chosen[i] {
		return ""
	}
	switch every := b.Class | b.Above; {
	case a.headed && i < a.head:
		return a.over(i)
	case i == a.last && i > a.first && isSource(b.Text):
		return RoleCredit
	case i < a.first+3 && b.Tokens <= 12 && a.isByline(b, fold(b.Text)):
		return RoleByline
	case i == a.first && isDateline(b):
		return RoleDateline
	case every&segment.ClassQuote != 0 && a.repeats(b, 2):
		return RolePullQuote
	case isReference(b):
		return RoleRelated
	case isAsking(b) && !a.asking:
		return RolePrompt
	case isBox(b) && !a.boxed:
		return RoleInfoBox
	case isPost(b) && !a.posted:
		return RoleEmbed
	case isMarkedCaption(b), b.Alt && b.Tokens >= 4 && !b.IsHeading():
		return RoleCaption
	case b.Class&segment.ClassShare != 0 && b.Tokens <= 20, isPlayer(b):
		return RoleBoilerplate
	}
	return ""
}

// isAsking reports whether a block is named outright as a prompt, or marked as
// one both itself and by the elements above it.
func isAsking(b *segment.Block) bool {
	return b.Flags&segment.InPrompt != 0 || b.Class&b.Above&segment.ClassPrompt != 0
}

// isBox reports whether a block stands in a box: an element of that name, or an
// aside that is marked as one.
func isBox(b *segment.Block) bool {
	return b.Flags&segment.InBox != 0 || b.Flags&segment.InAside != 0 && (b.Class|b.Above)&segment.ClassAside != 0
}

// listenWords begin the label of a player that reads an article aloud.
var listenWords = []string{
	"listen to", "hear this", "artikel anhören", "diesen artikel", "écoute", "escuch", "ascolta", "ouvir", "ouça", "lyssna", "lytt ",
	"lyt ", "luister", "posłuchaj", "слуша", "слухати", "聴く", "収听", "收听", "듣기", "استمع", "dinle", "dengar",
}

// isPlayer reports whether a short block is the label of such a player.
func isPlayer(b *segment.Block) bool {
	if (b.Class|b.Above)&segment.ClassEmbed == 0 || b.Tokens > 8 {
		return false
	}
	lower := strings.ToLower(b.Text)
	return slices.ContainsFunc(listenWords, func(w string) bool { return strings.HasPrefix(lower, w) })
}

// isPost reports whether a block is a quotation marked as a post of a social
// network.
func isPost(b *segment.Block) bool {
	return b.Flags&segment.InQuote != 0 && (b.Class|b.Above)&segment.ClassEmbed != 0
}

// over is the role of a chosen block over the headline: whatever the models
// say, it is not the text.
func (a *assigner) over(i int) Role {
	if a.nearTop(i) {
		if role := a.top(i); role != "" {
			return role
		}
	}
	if a.r.cut.Blocks[i].LinkTokens > 0 {
		return RoleRelated
	}
	return RoleBoilerplate
}

// isReference reports whether a line sends the reader to another article:
// "Read also: …".
func isReference(b *segment.Block) bool {
	const lead = 40 // bytes in which the colon stands
	return b.Has(segment.PhraseRelated) && b.Tokens <= 25 && b.LinkTokens*2 >= b.Tokens && b.LinkTokens < b.Tokens &&
		strings.ContainsAny(b.Text[:min(len(b.Text), lead)], ":：")
}

// isDateline reports whether a line says nothing but when.
func isDateline(b *segment.Block) bool {
	return b.IsDate() && b.Tokens <= 12 && b.LinkTokens == 0 && !b.IsHeading() && !b.Has(segment.PhraseRights)
}

// around is the role of a block that is not the article's text.
func (a *assigner) around(i int) Role {
	b := &a.r.cut.Blocks[i]
	every := b.Class | b.Above
	inside := a.first >= 0 && i > a.first && i < a.last
	switch {
	case b.Flags&segment.InReplies != 0 || every&segment.ClassComment != 0 && !a.nearTop(i) && !inside:
		return RoleComment
	case b.Flags&segment.InDialog != 0:
		return RolePrompt
	case b.Flags&segment.InNav != 0, b.Flags&segment.InFooter != 0 && !inside:
		return RoleBoilerplate
	case a.isPrompt(i):
		return RolePrompt
	case a.isEmbed(b):
		return RoleEmbed
	case a.isCaption(i):
		if isImageCredit(b) {
			return RoleImageCredit
		}
		return RoleCaption
	case a.nearTop(i):
		if role := a.top(i); role != "" {
			return role
		}
	case i > a.last && a.last >= 0 && i <= a.last+nearEnd && b.LinkTokens == 0 && isSource(b.Text):
		return RoleCredit
	case inside && a.repeats(b, 1):
		return RolePullQuote
	}
	return a.beside(b, inside)
}

// beside is the role of what stands between or behind the text.
func (a *assigner) beside(b *segment.Block, inside bool) Role {
	every := b.Class | b.Above
	switch {
	case b.LinkTokens*2 > b.Tokens && (inside || every&segment.ClassRelated != 0), b.Has(segment.PhraseRelated) && b.Tokens < 12:
		return RoleRelated
	case b.Any&segment.ClassRelated != 0 && (b.LinkTokens > 0 || b.IsHeading()):
		return RoleRelated
	case inside && b.Flags&segment.InTable != 0 && (b.Tag == atom.Td || b.Tag == atom.Th):
		return RoleTable
	case inside && (b.Flags&segment.InAside != 0 || every&segment.ClassAside != 0):
		return RoleInfoBox
	case inside && every&segment.ClassQuote != 0:
		return RolePullQuote
	}
	return RoleBoilerplate
}

// nearTop reports whether a block stands where bylines and date lines do: near
// the headline, or just before the text.
func (a *assigner) nearTop(i int) bool {
	nearest := a.head
	if nearest < 0 {
		nearest = a.first
	}
	if nearest < 0 {
		return false
	}
	return i >= nearest-4 && i <= nearest+nearHead && (a.first < 0 || i <= max(a.first+3, nearest+nearHead/2)) ||
		a.first >= 0 && i >= a.first-4 && i <= a.first+2
}

// top is the role of a block near the headline, or "".
func (a *assigner) top(i int) Role {
	b := &a.r.cut.Blocks[i]
	if b.Flags&(segment.InAside|segment.InForm|segment.InButton) != 0 || b.Tokens > 40 {
		return ""
	}
	f := fold(b.Text)
	tags := (b.Class|b.Above)&segment.ClassTags != 0
	switch {
	case a.kicker != "" && f == a.kicker, a.head >= 0 && i < a.head && i >= a.head-2 && b.Tokens <= 6 && tags && !b.IsDate():
		return RoleKicker
	case a.isByline(b, f):
		return RoleByline
	case isDateline(b):
		return RoleDateline
	}
	return ""
}

func (a *assigner) isByline(b *segment.Block, folded string) bool {
	if b.Tokens > 16 {
		return false
	}
	for _, name := range a.authors {
		if strings.Contains(folded, name) {
			return true
		}
	}
	return (b.Class|b.Above)&segment.ClassByline != 0 && b.Tokens >= 2 && b.Has(segment.PhraseByline) && !b.IsDate()
}

// isCaption reports whether the block is the words under a picture.
func (a *assigner) isCaption(i int) bool {
	b := &a.r.cut.Blocks[i]
	if b.Tokens < 2 || b.LinkTokens*2 > b.Tokens || a.first >= 0 && (i < a.first-nearHead || i > a.last+nearEnd) {
		return false
	}
	return isCaption(b) || (b.Class)&segment.ClassCaption != 0 && b.Any&segment.ClassRelated == 0 && b.Tokens >= 3 && !b.IsHeading()
}

// isMarkedCaption reports whether a block outside a figure is marked as a caption
// and as nothing else.
func isMarkedCaption(b *segment.Block) bool {
	return b.Class&segment.ClassCaption != 0 && b.Class&(segment.ClassBody|segment.ClassParagraph) == 0 && !b.IsHeading()
}

// isImageCredit reports whether a caption only says whose the picture is.
func isImageCredit(b *segment.Block) bool {
	return b.Has(segment.PhraseCredit) && b.Tokens <= 8
}

// isPrompt reports whether a block asks the reader for something.
func (a *assigner) isPrompt(i int) bool {
	b := &a.r.cut.Blocks[i]
	asks := b.Has(segment.PhrasePrompt|segment.PhraseConsent) && b.Tokens < 60
	marked := (b.Class|b.Above)&segment.ClassPrompt != 0
	near := a.first >= 0 && i >= a.first && i <= a.last+nearEnd
	return b.Flags&segment.InPrompt != 0 || asks && (marked || b.Tokens < 40) || marked && (near || b.Flags&(segment.InForm|segment.InButton) != 0)
}

// isEmbed reports whether a block stands in a post of a social network.
func (a *assigner) isEmbed(b *segment.Block) bool {
	if (b.Class|b.Above|b.Any)&segment.ClassEmbed == 0 || b.Flags&segment.InNav != 0 {
		return false
	}
	return isPost(b) || b.Class&segment.ClassEmbed != 0
}

// repeats reports whether each of the block's sentences stands in the article
// so many times at least.
func (a *assigner) repeats(b *segment.Block, times int) bool {
	if b.Tokens < 5 || b.LinkTokens > 0 || b.IsHeading() {
		return false
	}
	if a.said == nil {
		a.readSaid()
	}
	for s := range strings.FieldsFuncSeq(b.Text, isStop) {
		if f := fold(s); f != "" && a.said[f] < times && !a.within(f, times) {
			return false
		}
	}
	return true
}

// readSaid counts the article's sentences.
func (a *assigner) readSaid() {
	a.said = map[string]int{}
	for i := a.first; i <= a.last; i++ {
		if !a.r.chosen[i] {
			continue
		}
		for s := range strings.FieldsFuncSeq(a.r.cut.Blocks[i].Text, isStop) {
			a.said[fold(s)]++
		}
	}
}

// within reports whether one of the article's longer sentences holds f.
func (a *assigner) within(f string, times int) bool {
	const longest = 400 // bytes; a pull quote is no longer
	if len(f) > longest || a.searched >= maxSearched {
		return false
	}
	a.searched++
	for s, n := range a.said {
		if n >= times-a.said[f] && len(s) > len(f) && strings.Contains(s, f) {
			return true
		}
	}
	return false
}

// maxSearched bounds how many blocks of a page are looked for inside its
// sentences, each of which costs a pass over the article.
const maxSearched = 40

func isStop(c rune) bool {
	return strings.ContainsRune(".!?…。！？।؟۔\"“”„«»「」", c)
}

// imageOf is the address of the picture over a caption: the first in the
// nearest figure.
func (a *assigner) imageOf(b *segment.Block) string {
	const steps = 4 // elements above the caption
	at := b.Node
	for n := 0; n < steps && at != nil && at.DataAtom != atom.Figure; n++ {
		at = at.Parent
	}
	if at == nil || at.DataAtom != atom.Figure {
		return ""
	}
	if known, found := a.pictures[at]; found {
		return known
	}
	if img := dom.First(at, atom.Img); img != nil {
		for _, key := range []string{"src", "data-src"} {
			if s := dom.Attr(img, key); a.pictures[at] == "" && !strings.HasPrefix(s, "data:") {
				a.pictures[at] = clip(s)
			}
		}
	} else {
		a.pictures[at] = ""
	}
	return a.pictures[at]
}

// correctionWords begin a note that says what was put right in an article, in
// lower case.
var correctionWords = []string{
	"correction:", "correction (", "corrections:", "clarification:", "editor's note:", "editor’s note:", "this article was amended",
	"this story has been corrected", "this article has been corrected", "an earlier version of this", "a previous version of this",
	"korrektur:", "korrekturhinweis", "anmerkung der redaktion", "in einer früheren version", "hinweis der redaktion",
	"rectificatif", "précision:", "une version précédente", "corrección:", "fe de errores", "una versión anterior",
	"errata:", "correção:", "uma versão anterior", "correzione:", "errata corrige", "una versione precedente",
	"rättelse:", "rättelse ", "rettelse:", "rettet:", "oikaisu:", "correctie:", "in een eerdere versie", "sprostowanie",
	"korekta:", "oprava:", "исправление:", "поправка:", "уточнение:", "виправлення:", "διόρθωση", "düzeltme:", "koreksi:", "ralat:",
	"訂正", "更正", "정정", "바로잡습니다", "تصحيح:", "اصلاحیه", "תיקון:", "सुधार:",
}

func isCorrection(text string) bool {
	const longest = 40 // bytes in which such a note shows itself
	start := strings.ToLower(strings.TrimLeft(text[:min(len(text), 2*longest)], " *[(（【※"))
	return slices.ContainsFunc(correctionWords, func(w string) bool { return strings.HasPrefix(start, w) })
}

// sourceWords stand before the source in a line at the end of an article.
var sourceWords = []string{
	"source:", "sources:", "quelle:", "quellen:", "fuente:", "fuentes:", "fonte:", "fonti:", "bron:", "källa:", "kilde:", "kilder:",
	"lähde:", "źródło:", "zdroj:", "источник:", "джерело:", "πηγή:", "kaynak:", "sumber:", "来源", "來源", "出典", "출처", "المصدر:", "منبع:", "स्रोत:",
	"reporting by", "additional reporting",
}

// isSource reports whether a short line names where a text comes from.
func isSource(text string) bool {
	const longest = 160 // bytes
	if len(text) > longest {
		return false
	}
	lower := strings.ToLower(strings.TrimLeft(text, " (（["))
	if slices.ContainsFunc(sourceWords, func(w string) bool { return strings.HasPrefix(lower, w) }) {
		return true
	}
	const short = 40 // bytes
	_, named := agency.Credit(closing(text))
	return named && len(text) <= short
}
