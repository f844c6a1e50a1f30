package apertium

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Apertium's stream format gives meaning to these characters; a backslash
// takes it away. What programs add themselves (marks of unknown words) comes
// without one.
const reserved = `\[]{}^$/<>@`

// standIn replaces characters that Apertium uses as marks and does not escape
// on their way through. It is undone afterwards.
var (
	standIn   = strings.NewReplacer("*", "∗", "#", "＃", "~", "∼")
	standBack = strings.NewReplacer("∗", "*", "＃", "#", "∼", "~")
)

// untranslatable is what must come out as it went in: addresses, handles.
var untranslatable = regexp.MustCompile(
	`(?i)\b(?:https?://|www\.)[^\s<>"«»“”]+|[\w.+-]+@[\w-]+\.[\w.-]+|[@#][\pL\pN_]+`)

// encode makes one line of stream format of a sentence. Addresses are put in
// brackets, where no program looks. The second result says that a full stop
// was added: programs tell the words of a headline better with its end marked.
func encode(sentence string) (stream string, stopped bool) {
	var b strings.Builder
	rest := clean(sentence)
	for rest != "" {
		at := untranslatable.FindStringIndex(rest)
		if at == nil {
			escape(&b, rest)
			break
		}
		escape(&b, rest[:at[0]])
		end := at[0] + len(strings.TrimRight(rest[at[0]:at[1]], ".,;:!?)'"))
		b.WriteByte('[')
		escape(&b, rest[at[0]:end])
		b.WriteByte(']')
		rest = rest[end:]
	}
	if last, _ := utf8.DecodeLastRuneInString(sentence); unicode.IsLetter(last) || unicode.IsDigit(last) {
		b.WriteByte('.')
		stopped = true
	}
	// An empty blank at the end makes every program write what it holds back.
	b.WriteString("[]")
	return b.String(), stopped
}

// clean takes out what would end or confuse the stream: control characters,
// invisible marks, broken bytes; white space becomes spaces.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, s))
}

func escape(b *strings.Builder, s string) {
	for _, r := range standIn.Replace(s) {
		if strings.ContainsRune(reserved, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
}

// decoded is a translated line and how much of it was not.
type decoded struct {
	text    string
	words   int
	unknown int // words that a dictionary did not have; names do not count
}

// decode turns stream format back into text. Marks of unknown words (*, @)
// and of words that could not be inflected (#) are counted and taken out.
func decode(stream string) decoded {
	var d decoded
	var b strings.Builder
	marked, inWord, first := false, false, true
	for i := 0; i < len(stream); {
		r, size := utf8.DecodeRuneInString(stream[i:])
		i += size
		switch {
		case r == '\\' && i < len(stream):
			r, size = utf8.DecodeRuneInString(stream[i:])
			i += size
		case r == '*' || r == '@' || r == '#':
			marked = true
			continue
		case r == '~':
			continue // a sign between programs
		case strings.ContainsRune(reserved, r):
			continue
		}
		isWord := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
		if isWord && !inWord {
			d.words++
			if marked && (unicode.IsLower(r) || first) {
				d.unknown++
			}
			marked, first = false, false
		}
		inWord = isWord || inWord && (r == '\'' || r == '’' || r == '-')
		b.WriteRune(r)
	}
	d.text = strings.Join(strings.Fields(standBack.Replace(b.String())), " ")
	return d
}

// smallWord is an English grammar word with a capital letter inside a
// sentence. Apertium gives it the capital of a name that it does not know:
// "Doncic And Slovenia".
var smallWord = regexp.MustCompile(`([\pL\pN,;] )(And|Or|Of|To|In|On|At|By|For|From|With|That|But)\b`)

// finish makes a sentence of English out of a decoded line: the full stop
// that encode added goes, opening Spanish marks go, grammar words lose
// capitals, and it begins with a capital letter if the original does.
func finish(text, source string, stopped bool) string {
	if stopped {
		text = strings.TrimRight(strings.TrimSuffix(text, "."), " ")
	}
	text = strings.NewReplacer("¿", "", "¡", "").Replace(text)
	text = smallWord.ReplaceAllStringFunc(text, func(match string) string {
		at := strings.LastIndexByte(match, ' ')
		return match[:at] + strings.ToLower(match[at:])
	})
	if firstLetter(source, unicode.IsUpper) {
		for i, r := range text {
			if unicode.IsLetter(r) {
				return text[:i] + string(unicode.ToUpper(r)) + text[i+utf8.RuneLen(r):]
			}
		}
	}
	return text
}

// firstLetter reports whether the first letter of s is of a kind.
func firstLetter(s string, kind func(rune) bool) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return kind(r)
		}
	}
	return false
}
