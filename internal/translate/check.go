package translate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what is wrong with a translation.
type Kind string

// The kinds of faults.
const (
	FaultEmpty    Kind = "empty"    // nothing came back
	FaultLength   Kind = "length"   // far too long or short for its original
	FaultLoop     Kind = "loop"     // a phrase repeats that does not in the original
	FaultFigures  Kind = "figures"  // a number has another value or is missing
	FaultAddress  Kind = "address"  // an address of the web or of mail is missing
	FaultScript   Kind = "script"   // much of it is in another script than English
	FaultCopied   Kind = "copied"   // words of the original came back untranslated
	FaultLanguage Kind = "language" // it is not in English
)

// Fault is one reason not to show a translation.
type Fault struct {
	Kind   Kind
	Detail string
}

// String is the kind and the detail.
func (f Fault) String() string { return string(f.Kind) + ": " + f.Detail }

// Identifier tells which language a text is in, and how sure it is (0 to 1).
type Identifier interface {
	Identify(text string) (language string, confidence float64)
}

// IdentifierFunc makes an [Identifier] of a function.
type IdentifierFunc func(text string) (language string, confidence float64)

// Identify calls f.
func (f IdentifierFunc) Identify(text string) (string, float64) { return f(text) }

// Check compares a sentence with its English translation and reports what is
// wrong, at most one fault of a kind. Language is the original's BCP 47 tag.
// It compares both sides, so what is odd in the original may be in the
// translation too.
func Check(source, target, language string) []Fault {
	if !hasLetterOrDigit(target) {
		if !hasLetterOrDigit(source) {
			return nil
		}
		return []Fault{{FaultEmpty, "no words"}}
	}
	var faults []Fault
	for _, f := range []struct {
		kind  Kind
		check func(source, target, language string) string
	}{
		{FaultLength, checkLength},
		{FaultLoop, checkLoop},
		{FaultAddress, checkAddresses},
		{FaultFigures, checkFigures},
		{FaultScript, checkScript},
		{FaultCopied, checkCopied},
	} {
		if detail := f.check(source, target, language); detail != "" {
			faults = append(faults, Fault{f.kind, detail})
		}
	}
	return faults
}

// minIdentified is the shortest translation, in words, whose language is
// looked at, and minSure how sure the answer must be. Below that names alone
// decide.
const (
	minIdentified = 8
	minSure       = 0.8
)

// checkLanguage reports a fault if id is sure that target is not in English.
func checkLanguage(id Identifier, target string) []Fault {
	if id == nil || len(strings.Fields(target)) < minIdentified {
		return nil
	}
	language, sure := id.Identify(target)
	if sure < minSure || language == "" || language == "und" || baseTag(language) == "en" {
		return nil
	}
	return []Fault{{FaultLanguage, fmt.Sprintf("looks like %s (%.2f)", language, sure)}}
}

// Bounds of the length of English for one character of the original. Measured
// on news sentences: 0.7 to 1.4 for alphabets, 2 to 4.5 for Chinese; a gate
// must let free translations through, so they are far wider.
const (
	minRatio, maxRatio           = 0.4, 2.5
	minDenseRatio, maxDenseRatio = 0.8, 9.0
	// slack lets short sentences differ by this many characters more.
	slack = 20
)

func checkLength(source, target, _ string) string {
	low, high := minRatio, maxRatio
	if isDense(source) {
		low, high = minDenseRatio, maxDenseRatio
	}
	s, t := float64(utf8.RuneCountInString(source)), float64(utf8.RuneCountInString(target))
	if t > s*high+slack || t < s*low-slack {
		return fmt.Sprintf("%.0f characters for %.0f", t, s)
	}
	return ""
}

// isDense reports whether most letters of s are of a script that writes a
// word in one or two characters.
func isDense(s string) bool {
	dense, letters := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				dense++
			}
		}
	}
	return dense*2 > letters
}

// maxForeign is the share of letters that may be of another script than
// Latin: a quoted name or title, not a passage.
const maxForeign = 0.2

func checkScript(_, target, _ string) string {
	foreign, letters := 0, 0
	for _, r := range target {
		if unicode.IsLetter(r) {
			letters++
			if !unicode.Is(unicode.Latin, r) {
				foreign++
			}
		}
	}
	if float64(foreign) > maxForeign*float64(letters) {
		return fmt.Sprintf("%d of %d letters are not Latin", foreign, letters)
	}
	return ""
}

func checkAddresses(source, target, _ string) string {
	for _, address := range addresses(source) {
		if !strings.Contains(target, address) {
			return cut(address) + " is missing"
		}
	}
	return ""
}

// addresses finds web and mail addresses, which no translation changes.
func addresses(s string) []string {
	var out []string
	for word := range strings.FieldsSeq(s) {
		word = strings.Trim(word, ".,;:!?()[]{}<>\"'«»“”‘’„、。，")
		lower := strings.ToLower(word)
		isMail := strings.Count(word, "@") == 1 && strings.Contains(word[strings.IndexByte(word, '@'):], ".") &&
			!strings.HasPrefix(word, "@")
		if isMail || strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") ||
			strings.HasPrefix(lower, "www.") {
			out = append(out, word)
		}
	}
	return out
}

func withoutAddresses(s string) string {
	for _, a := range addresses(s) {
		s = strings.ReplaceAll(s, a, " ")
	}
	return s
}

// cut bounds what a message quotes of foreign text.
func cut(s string) string {
	const limit = 60
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, isWordRune)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// words are the letters and digits of s between everything else.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// baseTag is the language part of a tag.
func baseTag(language string) string {
	tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(language, "_", "-")), "-")
	return tag
}
