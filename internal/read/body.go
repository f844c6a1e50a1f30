package read

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// Body is an article's text, in the original and in English where there is a
// translation.
type Body struct {
	Groups []Group
	// Corrections are the publisher's notes of what was put right, to be shown
	// behind the text.
	Corrections []Block
	// Language names the original's.
	Language string
	// Translated says that both texts are here, so that a reader can choose.
	Translated bool
	// Aligned says that the two can be shown sentence beside sentence.
	Aligned bool
	// Provenance says who translated it; empty without a translation.
	Provenance string
}

// IsZero reports whether there is no text.
func (b Body) IsZero() bool { return len(b.Groups) == 0 }

// GroupKind is how a group of blocks is set.
type GroupKind string

// The kinds of group.
const (
	GroupParagraph GroupKind = "paragraph"
	GroupHeading   GroupKind = "heading"
	GroupQuote     GroupKind = "quote"
	GroupList      GroupKind = "list"
)

// Group is a paragraph, a subheading, or the items of a list.
type Group struct {
	Kind   GroupKind
	Blocks []Block
}

// Block is a block of text in one or both languages.
type Block struct {
	English  Passage
	Original Passage
}

// Single reports whether the block is in one language only, so that it is
// shown in every view.
func (b Block) Single() bool { return len(b.English.Sentences) == 0 || len(b.Original.Sentences) == 0 }

// Passage is sentences in one language.
type Passage struct {
	Lang, Dir string
	Sentences []Text // one that differs from Lang was left untranslated
}

// body joins the original and the English rendition as far as show allows.
func (r *Reader) body(renditions []news.Rendition, show news.Display) Body {
	original, english := choose(renditions)
	if show == news.DisplayHeadline || original == nil && english == nil {
		return Body{}
	}
	var body Body
	var own, translated []news.Block
	ownTag := string(language.Und)
	if original != nil {
		own, ownTag = bounded(original.Blocks, show), original.Language
		body.Language = languageName(ownTag)
	}
	if english != nil {
		translated = bounded(english.Blocks, show)
		body.Translated = len(own) > 0 && len(translated) > 0
		body.Aligned = body.Translated && english.Aligned
		body.Provenance = r.provenance(*english, body.Language)
	}
	body.pair(own, translated, ownTag)
	return body
}

func bounded(blocks []news.Block, show news.Display) []news.Block {
	if show == news.DisplayFull {
		return blocks
	}
	return excerpt(blocks, Excerpt)
}

// choose returns the original and the best English translation: whole before
// partial, then the newest.
func choose(renditions []news.Rendition) (original, english *news.Rendition) {
	for i := range renditions {
		r := &renditions[i]
		switch {
		case len(r.Blocks) == 0:
		case r.Original:
			original = r
		case !isEnglish(r.Language):
		case english == nil || english.Partial && !r.Partial,
			english.Partial == r.Partial && r.Made.After(english.Made):
			english = r
		}
	}
	return original, english
}

// pair fills the groups: block beside block where the texts are aligned, else
// the English blocks before the original ones.
func (b *Body) pair(own, translated []news.Block, tag string) {
	if b.Aligned {
		for i := range max(len(own), len(translated)) {
			var block Block
			var role string
			if i < len(translated) {
				role = translated[i].Role
				block.English = englishPassage(translated[i], tag)
			}
			if i < len(own) {
				role = own[i].Role
				block.Original = passage(own[i], tag)
			}
			b.add(role, block)
		}
		return
	}
	for _, t := range translated {
		b.add(t.Role, Block{English: englishPassage(t, tag)})
	}
	for _, o := range own {
		b.add(o.Role, Block{Original: passage(o, tag)})
	}
}

// add appends a block, items of a list to the list before them, and notes of
// correction to the others.
func (b *Body) add(role string, block Block) {
	if len(block.English.Sentences) == 0 && len(block.Original.Sentences) == 0 {
		return
	}
	if role == news.RoleCorrection {
		b.Corrections = append(b.Corrections, block)
		return
	}
	kind := groupKind(role)
	if n := len(b.Groups); kind == GroupList && n > 0 && b.Groups[n-1].Kind == GroupList {
		b.Groups[n-1].Blocks = append(b.Groups[n-1].Blocks, block)
		return
	}
	b.Groups = append(b.Groups, Group{Kind: kind, Blocks: []Block{block}})
}

func groupKind(role string) GroupKind {
	switch role {
	case "subheading", "heading":
		return GroupHeading
	case "quotation", "quote":
		return GroupQuote
	case "list-item", "item":
		return GroupList
	}
	return GroupParagraph
}

// passage is a block of the original.
func passage(b news.Block, tag string) Passage {
	tag = cmp.Or(b.Language, tag)
	p := Passage{Lang: known(tag), Dir: direction(strings.Join(b.Sentences, " "), tag)}
	for _, s := range b.Sentences {
		if s = clean(s); s != "" {
			p.Sentences = append(p.Sentences, Text{Text: s, Lang: p.Lang, Dir: p.Dir})
		}
	}
	return p
}

// englishPassage is a block of a translation; sentences that were kept stay
// in the original's language.
func englishPassage(b news.Block, tag string) Passage {
	tag = cmp.Or(b.Language, tag)
	kept := make(map[int]bool, len(b.Kept))
	for _, i := range b.Kept {
		kept[i] = true
	}
	p := Passage{Lang: "en", Dir: "ltr"}
	for i, s := range b.Sentences {
		if s = clean(s); s == "" {
			continue
		}
		t := Text{Text: s, Lang: "en", Dir: "ltr"}
		if i < len(b.Sure) && b.Sure[i] > 0 && b.Sure[i] < unsure {
			t.Unsure = true
		}
		if kept[i] {
			t = Text{Text: s, Lang: known(tag), Dir: direction(s, tag)}
		}
		p.Sentences = append(p.Sentences, t)
	}
	return p
}

// unsure is how sure of a sentence, in percent, a backend must be for readers
// not to be told: at 27 % the Mozilla engine's mean logit is three standard
// deviations below what it is on sentences known to be right.
const unsure = 27

// byRule is the engine that states, as the quality of its work, what share of
// the words its dictionaries had.
const byRule = "apertium"

// estimate is the sentence for the quality that an engine states of its work.
func estimate(engine string) string {
	if engine == byRule {
		return " %.0f %% of the words were in its dictionaries."
	}
	return " The engine's own estimate of the quality is %.0f of 100."
}

// notStated begins the engine of an imported translation whose file does not
// name one.
const notStated = "not stated"

// byHand is the model of renditions that no machine made: the sample's.
const byHand = "written by hand"

// provenance says who translated a text, from what and when.
func (r *Reader) provenance(english news.Rendition, from string) string {
	var s string
	switch {
	case english.Engine == "" || strings.HasPrefix(english.Engine, notStated):
		s = "The English text came with the article; who translated it is not stated"
	case english.Model == byHand:
		s = "English text " + byHand + " (" + short(english.Engine) + ")"
	default:
		s = "Translated by machine: " + short(english.Engine)
		if model := strings.TrimSpace(english.Model + " " + english.Version); model != "" {
			s += " (" + short(model) + ")"
		}
	}
	if from != "" {
		s += ", from " + from
	}
	if !english.Made.IsZero() {
		s += ", on " + r.moment(english.Made).Date()
	}
	s += "."
	kept, total := 0, 0
	for _, b := range english.Blocks {
		kept += len(b.Kept)
		total += len(b.Sentences)
	}
	if kept > 0 {
		s += fmt.Sprintf(" %d of %s left in the original.", kept, count(total, "sentence was", "sentences were"))
	}
	if english.Quality > 0 && english.Quality < 1 && english.Model != byHand {
		s += fmt.Sprintf(estimate(english.Engine), 100*english.Quality)
	}
	if english.Partial {
		s += " Only the headline and the beginning are translated so far."
	}
	if !english.Aligned {
		s += " It is not a sentence-by-sentence translation."
	}
	return s
}
