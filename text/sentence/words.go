package sentence

import "unicode"

// Letters of a word, on average, where no spaces divide words.
const (
	denseLetters = 2 // Chinese characters and Japanese syllables
	thaiLetters  = 5 // Thai, Lao, Khmer, Burmese, with their vowel signs
)

var (
	dense     = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}
	spaceless = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}
)

// Words is how many words a text has: what spaces divide, and in scripts that
// write without them an estimate from the number of letters.
func Words(text string) int {
	words, denseRun, thaiRun := 0, 0, 0
	inWord := false
	for _, r := range text {
		switch {
		case r < 0x0E00: // the usual letters, at once
			inWord = step(&words, inWord, !unicode.IsSpace(r))
		case unicode.In(r, dense...):
			denseRun++
			inWord = false
		case unicode.In(r, spaceless...):
			thaiRun++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r):
			inWord = step(&words, inWord, true)
		case unicode.IsSpace(r):
			inWord = false
		default: // a dash or an apostrophe neither begins a word nor ends one
		}
	}
	return words + (denseRun+denseLetters-1)/denseLetters + (thaiRun+thaiLetters-1)/thaiLetters
}

// step counts a word where one begins, and says whether one is going on.
func step(words *int, before, now bool) bool {
	if now && !before {
		*words++
	}
	return now
}
