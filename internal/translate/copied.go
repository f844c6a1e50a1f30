package translate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shares of the original's words that may come back as they are. Languages
// share words with English ("nation", "orange"), so a few are no sign.
const (
	maxCopied       = 0.5
	minCopied       = 3 // fewer words are never a fault by their share
	maxGrammar      = 2 // that many grammar words may be one
	minCapitalShare = 0.8
)

// checkCopied reports words of the original that were not translated. Names
// and numbers stay as they are; in a sentence all in capitals nothing tells
// names, so there every word counts.
func checkCopied(source, target, language string) string {
	in := make(map[string]int) // how often a word may have been copied
	for _, w := range words(target) {
		in[strings.ToLower(w)]++
	}
	capitals := mostlyCapitals(source)
	counted, copied := 0, 0
	w := words(withoutAddresses(source))
	for i, word := range w {
		lower := strings.ToLower(word)
		if !capitals && (isName(word) || i > 0 && i < len(w)-1 && isName(w[i-1]) && isName(w[i+1])) {
			continue // a name, or inside one: Rio de Janeiro
		}
		if utf8.RuneCountInString(word) < 2 || isShared(lower) || strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		counted++
		if in[lower] > 0 {
			in[lower]--
			copied++
		}
	}
	if copied >= minCopied && float64(copied) >= maxCopied*float64(counted) {
		return fmt.Sprintf("%d of %d words", copied, counted)
	}
	if n := leftGrammar(words(target), language, capitals); n > maxGrammar || n == maxGrammar && (capitals || copied > n) {
		return fmt.Sprintf("%d grammar words of %s", n, language)
	}
	return ""
}

// leftGrammar counts the grammar words of language in a translation. Those
// between names belong to a name: Cruz Roja de la Costa.
func leftGrammar(w []string, language string, capitals bool) int {
	small := grammar[baseTag(language)]
	is := func(i int) bool {
		lower := strings.ToLower(w[i])
		return (capitals || lower == w[i]) && strings.Contains(small, " "+lower+" ")
	}
	n := 0
	for i := 0; i < len(w); i++ {
		start := i
		for i < len(w) && is(i) {
			i++
		}
		inName := !capitals && start > 0 && i < len(w) && isName(w[start-1]) && isName(w[i])
		if !inName {
			n += i - start
		}
	}
	return n
}

// isShared reports whether a word looks like one that English has as well.
func isShared(lower string) bool {
	for _, ending := range [...]string{
		"tion", "sion", "ment", "ant", "ent", "al", "able", "ible", "age", "ance", "ence", "um", "us",
	} {
		if len(lower) > len(ending)+2 && strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return false
}

func isName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// mostlyCapitals reports whether s is written in capitals, as headlines are.
func mostlyCapitals(s string) bool {
	upper, cased := 0, 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper++
			cased++
		} else if unicode.IsLower(r) {
			cased++
		}
	}
	return cased >= 8 && float64(upper) >= minCapitalShare*float64(cased)
}

// sentenceCase is s in small letters but for its first.
func sentenceCase(s string) string {
	s = strings.ToLower(s)
	for i, r := range s {
		if unicode.IsLetter(r) {
			return s[:i] + string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
		}
	}
	return s
}

// grammar has words that only hold sentences together, without those that
// English has too. A space stands before and after each.
var grammar = map[string]string{
	"es": " el la los las del de en que y se lo por para una un su sus al es está fue como más pero ",
	"ca": " el la els les del dels de en que es amb una un seu seva al és com més però ",
	"gl": " o os da dos das de en que e se con por para unha un seu súa ao é como máis pero ",
	"pt": " os da dos das de em que se com por para uma um seu sua ao aos é foi como mais mas não ",
	"fr": " le la les du des de en que et se avec par une un sa ses aux est sont mais dans qui ",
	"it": " il lo la gli le del della dei di che e si una un suo sua al alla è sono più nel ",
	"ro": " din de la și că se cu prin pentru un lui este sunt mai dar în pe nu sau ",
	"de": " der den dem des ein eine einer und ist nicht mit von zu im auf für wird sich auch nach bei aus ",
	"nl": " de het een en niet met voor zijn wordt zich ook naar bij uit maar op aan ",
	"sv": " och att det som en ett är inte med av för på till sig även ",
	"da": " og at det som en et er ikke med af på til sig også den ",
	"nb": " og det som en et er ikke med av på til seg også den ",
	"is": " og að það sem er ekki með af fyrir til sig einnig en ",
	"pl": " nie się na jest że od przez jak za po ich jego ",
	"cs": " se na je že od jak za po jeho jejich také ",
	"sk": " sa na je že od ako za po jeho ich tiež ",
	"sl": " se na je da od ali kot za po njegov njihov tudi ",
	"hr": " se na je da od ali kao za po njegov njihov također ",
	"bs": " se na je da od ali kao za po njegov njihov također ",
	"sr": " se na je da od ali kao za po njegov njihov takođe ",
	"tr": " ve bir bu için ile olarak da de çok daha gibi ",
	"id": " yang dan di dari untuk dengan pada ini itu dalam akan tidak ",
	"eu": " eta da du ez ere dira baina ",
	"sq": " dhe në të për nga një që është por ",
}
