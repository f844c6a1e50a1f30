package robots

import (
	"net/http"
	"strconv"
	"strings"
)

// Directives are what a page asks of those who have fetched it.
type Directives struct {
	NoIndex, NoFollow, NoArchive, NoSnippet, NoImageIndex bool
	// NoAI says that the page must not feed generative models.
	NoAI bool
	// MaxSnippet bounds a quotation in characters if HasMaxSnippet is set.
	MaxSnippet    int
	HasMaxSnippet bool
	// Reserved says that the rights of text and data mining are reserved
	// (TDMRep), under the terms at Policy, if that is not empty.
	Reserved bool
	Policy   string
}

// maxDirectives bounds how many words of a header or element are looked at.
const maxDirectives = 64

// FromHeader reads the directives in a response header for the crawler with
// this product token: X-Robots-Tag, TDM-Reservation and TDM-Policy.
func FromHeader(h http.Header, agent string) Directives {
	var d Directives
	for _, value := range h.Values("X-Robots-Tag") {
		d.addTag(value, agent)
	}
	for _, name := range []string{"TDM-Reservation", "TDM-Policy"} {
		for _, value := range h.Values(name) {
			d.AddMeta(name, value, agent)
		}
	}
	return d
}

// AddMeta adds what a meta element of a page says, if its name is one that
// speaks to the crawler: robots, the crawler's own name, or those of TDMRep.
func (d *Directives) AddMeta(name, content, agent string) {
	name = strings.TrimSpace(name)
	switch {
	case strings.EqualFold(name, "robots") || strings.EqualFold(name, agent):
		for i, word := range strings.Split(content, ",") {
			if i == maxDirectives {
				return
			}
			d.addWord(word)
		}
	case strings.EqualFold(name, "tdm-reservation"):
		d.Reserved = d.Reserved || strings.TrimSpace(content) == "1"
	case strings.EqualFold(name, "tdm-policy"):
		d.Policy = strings.TrimSpace(content)
	}
}

// Merge is what both d and e ask for: the stricter of each.
func (d Directives) Merge(e Directives) Directives {
	d.NoIndex = d.NoIndex || e.NoIndex
	d.NoFollow = d.NoFollow || e.NoFollow
	d.NoArchive = d.NoArchive || e.NoArchive
	d.NoSnippet = d.NoSnippet || e.NoSnippet
	d.NoImageIndex = d.NoImageIndex || e.NoImageIndex
	d.NoAI = d.NoAI || e.NoAI
	d.Reserved = d.Reserved || e.Reserved
	if e.HasMaxSnippet {
		d.limitSnippet(e.MaxSnippet)
	}
	if d.Policy == "" {
		d.Policy = e.Policy
	}
	return d
}

// addTag reads one X-Robots-Tag. A word before a colon that is no directive
// names the crawler to which the rest of the header speaks.
func (d *Directives) addTag(value, agent string) {
	applies := true
	for i, word := range strings.Split(value, ",") {
		if i == maxDirectives {
			return
		}
		if name, rest, ok := strings.Cut(word, ":"); ok && !hasValue(name) {
			name = strings.TrimSpace(name)
			applies = name == "*" || strings.EqualFold(name, agent)
			word = rest
		}
		if applies {
			d.addWord(word)
		}
	}
}

// hasValue reports whether a directive of this name is followed by a value.
func hasValue(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after":
		return true
	}
	return false
}

func (d *Directives) addWord(word string) {
	name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(word)), ":")
	switch strings.TrimSpace(name) {
	case "none":
		d.NoIndex, d.NoFollow = true, true
	case "noindex":
		d.NoIndex = true
	case "nofollow":
		d.NoFollow = true
	case "noarchive", "nocache":
		d.NoArchive = true
	case "nosnippet":
		d.NoSnippet = true
	case "noimageindex":
		d.NoImageIndex = true
	case "noai", "noimageai", "noml":
		d.NoAI = true
	case "max-snippet":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
			d.limitSnippet(n)
		}
	}
}

// limitSnippet lowers the bound of a quotation; a negative one sets none.
func (d *Directives) limitSnippet(n int) {
	if n < 0 || d.HasMaxSnippet && d.MaxSnippet <= n {
		return
	}
	d.MaxSnippet, d.HasMaxSnippet = n, true
	d.NoSnippet = d.NoSnippet || n == 0
}
