package style

import "strings"

// Headline says which kinds of words a headline has.
type Headline struct{ Argues, Why, Denies bool }

// Headline reads a headline in the language of its text.
func (t Text) Headline(headline string) Headline {
	var h Headline
	note := func(k kind) {
		h.Argues = h.Argues || k == argue
		h.Why = h.Why || k == why
		h.Denies = h.Denies || k == deny
	}
	if t.lexicon == nil {
		return h
	}
	headline = strings.ToValidUTF8(headline, "")
	if pieces[t.lexicon.tag] {
		for p, k := range t.lexicon.words {
			if strings.Contains(headline, p) {
				note(k)
			}
		}
		return h
	}
	r := split(headline)
	for _, w := range r.tokens {
		if k, known := t.lexicon.kindOf(w.word); known && !w.quoted {
			note(k)
		}
	}
	return h
}
