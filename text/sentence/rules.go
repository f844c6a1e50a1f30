package sentence

import (
	"strings"
	"sync"
)

// rules is what one language adds to the Unicode rules.
type rules struct {
	// always has abbreviations that never end a sentence: titles before a name.
	always map[string]bool
	// maybe has those that end one only before a word that starts sentences.
	maybe map[string]bool
	// number has those that go on before a number only.
	number map[string]bool
	// starters has words that often begin a sentence and rarely follow an
	// abbreviation with a capital letter.
	starters map[string]bool
	// joiners begin a clause that belongs to the sentence before (Thai, Lao).
	joiners []string
	// ordinals says that a number with a full stop is an ordinal.
	ordinals bool
	// greek says that the semicolon is a question mark.
	greek bool
}

// entry is how rules are written down: words separated by spaces, lower case,
// without their last full stop.
type entry struct {
	tags     string
	always   string
	maybe    string
	number   string
	starters string
	joiners  string
	ordinals bool
	greek    bool
}

// everywhere holds in every language: titles and units that are written alike.
const (
	everywhereAlways = "dr prof mr mrs ms st ing dipl"
	everywhereNumber = "nr no art fig vol pp p cap tel"
)

var allRules = sync.OnceValue(func() map[string]*rules {
	byTag := make(map[string]*rules)
	for _, list := range [][]entry{germanic, romance, slavic, otherLatin, otherScripts} {
		for _, e := range list {
			r := e.rules()
			for _, tag := range strings.Fields(e.tags) {
				byTag[tag] = r
			}
		}
	}
	byTag[""] = entry{}.rules()
	return byTag
})

// rulesFor finds the rules of a BCP 47 tag by its longest known prefix.
func rulesFor(language string) *rules {
	all := allRules()
	tag := strings.ReplaceAll(strings.ToLower(language), "_", "-")
	for tag != "" {
		if r, ok := all[tag]; ok {
			return r
		}
		tag = tag[:max(strings.LastIndexByte(tag, '-'), 0)]
	}
	return all[""]
}

func (e entry) rules() *rules {
	return &rules{
		always:   set(everywhereAlways, e.always),
		maybe:    set(e.maybe),
		number:   set(everywhereNumber, e.number),
		starters: set(e.starters),
		joiners:  strings.Fields(e.joiners),
		ordinals: e.ordinals,
		greek:    e.greek,
	}
}

func set(lists ...string) map[string]bool {
	words := make(map[string]bool)
	for _, list := range lists {
		for word := range strings.FieldsSeq(list) {
			words[strings.ToLower(strings.TrimSuffix(word, "."))] = true
		}
	}
	return words
}
