package probe

import (
	"net/http"
	"strings"

	"github.com/overview-news/overview/page/address"
)

// maxHeader bounds how much of the Link headers of an answer is read, in bytes.
const maxHeader = 16 << 10

// fromHeader takes the feeds that Link headers name (RFC 8288). Their
// addresses start from the page's own, whatever base it sets.
func fromHeader(h http.Header, at string) []candidate {
	var out []candidate
	read := 0
	for _, line := range h.Values("Link") {
		if read += len(line); read > maxHeader {
			return out
		}
		for _, l := range links(line) {
			if !isAlternate(l.params["rel"]) || !isFeedType(l.params["type"]) {
				continue
			}
			u, err := address.Resolve(at, l.target)
			if err != nil {
				continue
			}
			title := clip(l.params["title"])
			out = append(out, candidate{url: u, title: title, evidence: "Link header of the page", comments: ofComments(title, u)})
		}
	}
	return out
}

// link is one link of a Link header.
type link struct {
	target string
	params map[string]string // by lower-case name; the first of two counts
}

// links reads one Link header. What cannot be read ends it.
func links(line string) []link {
	var out []link
	for {
		start := strings.IndexByte(line, '<')
		if start < 0 {
			return out
		}
		target, rest, ok := strings.Cut(line[start+1:], ">")
		if !ok {
			return out
		}
		l := link{target: strings.TrimSpace(target), params: map[string]string{}}
		line = l.read(rest)
		out = append(out, l)
	}
}

// read reads the parameters of a link and returns what is behind them.
func (l link) read(s string) string {
	for {
		s = strings.TrimLeft(s, " \t")
		if !strings.HasPrefix(s, ";") {
			return s
		}
		s = strings.TrimLeft(s[1:], " \t")
		end := strings.IndexAny(s, "=;,")
		if end < 0 {
			return ""
		}
		name, value := strings.ToLower(strings.TrimSpace(s[:end])), ""
		if s = s[end:]; s[0] == '=' {
			value, s = parameter(strings.TrimLeft(s[1:], " \t"))
		}
		if _, twice := l.params[name]; !twice {
			l.params[name] = value
		}
	}
}

// parameter reads the value of a parameter, quoted or not, and returns what is
// behind it.
func parameter(s string) (value, rest string) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ";,")
		if end < 0 {
			end = len(s)
		}
		return strings.TrimSpace(s[:end]), s[end:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
