package markup

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Headline makes the plain text of a title: one further round of references is
// resolved, since half of all publishers escape titles once too often, tags
// of HTML are dropped and white space is one space. Angle brackets that are no
// tags of HTML stay. At most limit bytes are returned.
func Headline(s string, limit int) string {
	if len(s) > 4*limit {
		s = string(Cut([]byte(s), 4*limit))
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = Unescape(s)
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = dropTags(s, true, limit)
	}
	return squeeze(s, limit)
}

// Summary makes plain text of a piece of HTML, on one line, at most limit
// bytes of it. A text that was escaped twice is read twice.
func Summary(s string, limit int) string {
	text := s
	for range 2 {
		if strings.IndexByte(text, '<') >= 0 {
			text = dropTags(text, false, 2*limit)
		}
		if strings.IndexByte(text, '&') >= 0 {
			text = Unescape(text)
		}
		if !looksLikeHTML(text) {
			break
		}
	}
	return squeeze(text, limit)
}

// looksLikeHTML reports whether text still has tags that belong to HTML.
func looksLikeHTML(s string) bool {
	for _, t := range []string{"<p>", "</p>", "<br", "</a>", "<img ", "</div>", "<div", "<script", "</b>", "</strong>"} {
		if strings.Contains(s, t) {
			return true
		}
	}
	return false
}

// Unescape resolves the references of HTML once. A name counts with its
// semicolon; without one only where no letter, digit or = follows, so that
// addresses and names like AT&T survive.
func Unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		value, n := htmlReference(s)
		b.WriteString(value)
		s = s[n:]
	}
}

// htmlReference resolves the reference at the start of s and returns its
// value and length; a lone ampersand stands for itself.
func htmlReference(s string) (string, int) {
	n := 1
	for n < len(s) && n < maxReference && (s[n] == '#' && n == 1 || isAlnum(s[n])) {
		n++
	}
	if n == 1 {
		return "&", 1
	}
	semicolon := n < len(s) && s[n] == ';'
	if !semicolon && (n < len(s) && s[n] == '=' || len(s) > n && s[n] >= utf8.RuneSelf) {
		return "&", 1
	}
	value, ok := namedOrNumber([]byte(s[1:n]))
	if !ok {
		return "&", 1
	}
	if semicolon {
		return value, n + 1
	}
	if bare := html.UnescapeString(s[:n]); s[1] == '#' || bare == value {
		return value, n // one of the old names that need no semicolon
	}
	return "&", 1
}

func isAlnum(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// maxTag bounds how far the end of a tag is looked for, in bytes.
const maxTag = 4 << 10

// dropTags removes tags, comments and what scripts and styles hold. With
// knownOnly, tags that HTML does not have stay as text. It stops when the
// output has limit bytes.
func dropTags(s string, knownOnly bool, limit int) string {
	var b strings.Builder
	b.Grow(min(len(s), limit))
	for len(s) > 0 && b.Len() < limit {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:min(i, limit)])
		s = s[i:]
		n, name := tagAt(s)
		if n == 0 || (knownOnly && name != "!" && !htmlTags[name]) {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		s = s[n:]
		switch {
		case name == "script" || name == "style":
			s = pastElement(s, name)
		case !inlineTags[name]:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// tagAt measures the tag or comment at the start of s. Length 0: it is none.
// The name is in lower case, "!" for comments and declarations, with a slash
// dropped for end tags.
func tagAt(s string) (length int, name string) {
	if strings.HasPrefix(s, "<!--") {
		if i := strings.Index(s, "-->"); i >= 0 {
			return i + 3, "!"
		}
		return len(s), "!"
	}
	start := 1
	if len(s) > 1 && s[1] == '/' {
		start = 2
	}
	if len(s) > 1 && (s[1] == '!' || s[1] == '?') {
		if i := strings.IndexByte(s[:min(len(s), maxTag)], '>'); i >= 0 {
			return i + 1, "!"
		}
		return 0, ""
	}
	end := start
	for end < len(s) && end < maxName && isAlnum(s[end]) {
		end++
	}
	if end == start || s[start] <= '9' {
		return 0, ""
	}
	length = tagEnd(s)
	if length == 0 {
		return 0, ""
	}
	return length, strings.ToLower(s[start:end])
}

// tagEnd finds the end of a tag, with > inside quotes left out if the quotes
// close in time.
func tagEnd(s string) int {
	s = s[:min(len(s), maxTag)]
	quote := byte(0)
	first := 0
	for i := 1; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '>' && quote == 0:
			return i + 1
		case c == '>' && first == 0:
			first = i + 1
		case quote == 0 && (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return first
}

// pastElement drops everything up to the end tag of a script or style.
func pastElement(s, name string) string {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return ""
		}
		s = s[i:]
		if len(s) >= 2+len(name) && strings.EqualFold(s[2:2+len(name)], name) {
			if end := strings.IndexByte(s, '>'); end >= 0 {
				return s[end+1:]
			}
			return ""
		}
		s = s[2:]
	}
}

func tagSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// inlineTags do not part words; htmlTags are those that headlines were seen
// to carry, or that could run code.
var (
	inlineTags = tagSet(`a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup
		time tt u var wbr`)
	htmlTags = tagSet(`a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup
		time tt u var wbr p br div h1 h2 h3 h4 h5 h6 img script style iframe svg math object embed form input button ul ol li table tr td th
		tbody thead blockquote pre hr video audio source link meta base body html head title template noscript details textarea xmp figure
		figcaption section article header footer center select option`)
)

// squeeze makes white space one space (a single no-break space, which holds
// French punctuation to its word, stays one), drops what no text has, and cuts at
// limit bytes. Text of invisible characters alone is empty.
func squeeze(s string, limit int) string {
	if isTidy(s) {
		return strings.TrimRight(string(Cut([]byte(s), limit)), " ")
	}
	b := make([]byte, 0, min(len(s), limit+utf8.UTFMax))
	var space rune // the white space since the last letter; 0 if none
	visible := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			switch {
			case len(b) == 0:
			case space == 0 && (r == '\u00a0' || r == '\u202f'):
				space = r
			default:
				space = ' '
			}
			continue
		}
		if !isText(r) {
			continue
		}
		if len(b) > limit {
			break
		}
		if space != 0 {
			b = utf8.AppendRune(b, space)
			space = 0
		}
		visible = visible || !unicode.Is(unicode.Cf, r)
		b = utf8.AppendRune(b, r)
	}
	if !visible {
		return ""
	}
	return strings.TrimRightFunc(string(Cut(b, limit)), unicode.IsSpace)
}

// isTidy reports whether squeeze would change nothing but the length.
func isTidy(s string) bool {
	prev := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7F || (c == ' ' && prev == ' ') {
			return false
		}
		prev = c
	}
	return prev != ' '
}
