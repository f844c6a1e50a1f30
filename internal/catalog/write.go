package catalog

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// WriteYAML writes the outlets of one country in the form that [ReadYAML]
// reads, leaving out what an entry may leave out. heading becomes a comment.
func WriteYAML(w io.Writer, heading, country string, outlets []Outlet) error {
	b := &writer{w: bufio.NewWriter(w)}
	if heading != "" {
		b.line("# " + strings.ReplaceAll(heading, "\n", "\n# "))
	}
	if country != "" {
		b.line("country: " + quote(country))
	}
	b.line("outlets:")
	for _, o := range outlets {
		b.outlet(o, country)
	}
	return b.w.Flush()
}

// writer keeps the first error inside its bufio.Writer.
type writer struct{ w *bufio.Writer }

func (b *writer) line(s string) { fmt.Fprintln(b.w, s) }

// text writes a key of an entry unless its value is empty.
func (b *writer) text(key, value string) {
	if value != "" {
		b.line("    " + key + ": " + quote(value))
	}
}

func (b *writer) outlet(o Outlet, country string) {
	b.line("  - id: " + quote(o.ID))
	b.text("name", o.Name)
	b.text("native_name", o.NativeName)
	b.text("home", o.Home)
	if o.Country != country {
		b.text("country", o.Country)
	}
	b.text("based_in", o.BasedIn)
	b.text("language", o.Language)
	b.text("kind", o.Kind)
	b.text("reach", o.Reach)
	if o.Lane != news.Domestic {
		b.text("lane", string(o.Lane))
	}
	if o.Publisher != address.Domain(o.Home) {
		b.text("publisher", o.Publisher)
	}
	b.ownership(o.Ownership)
	b.feeds("feeds", o, o.Feeds)
	b.feeds("sitemaps", o, o.Sitemaps)
	if has := len(o.Feeds)+len(o.Sitemaps) > 0; o.Watch != has {
		b.line("    watch: " + strconv.FormatBool(o.Watch))
	}
	if o.Hide {
		b.line("    hide: true")
	}
	b.text("licence", o.Licence)
	b.text("display", string(o.Display))
	b.hints(o.Extract)
	b.evidence(o.Evidence)
	if len(o.Provenance) > 0 {
		quoted := make([]string, len(o.Provenance))
		for i, p := range o.Provenance {
			quoted[i] = quote(p)
		}
		b.line("    provenance: [" + strings.Join(quoted, ", ") + "]")
	}
	b.text("notes", o.Notes)
}

func (b *writer) ownership(o Ownership) {
	if o == (Ownership{}) {
		return
	}
	b.line("    ownership:")
	for _, f := range [][2]string{{"type", o.Type}, {"owner", o.Owner}, {"citation", o.Citation}, {"as_of", o.AsOf}} {
		if f[1] != "" {
			b.line("      " + f[0] + ": " + quote(f[1]))
		}
	}
}

func (b *writer) hints(h Hints) {
	if h == (Hints{}) {
		return
	}
	b.line("    extract:")
	for _, h := range h.list() {
		if h.text != "" {
			b.line("      " + h.name + ": " + strconv.Quote(h.text)) // always in quotes, see readExtract
		}
	}
}

func (b *writer) feeds(key string, o Outlet, feeds []Feed) {
	if len(feeds) == 0 {
		return
	}
	b.line("    " + key + ":")
	for _, f := range feeds {
		scope, language := f.Scope, f.Language
		if scope == ScopeGeneral {
			scope = ""
		}
		if language == o.Language {
			language = ""
		}
		if scope == "" && language == "" {
			b.line("      - " + quote(f.URL))
			continue
		}
		b.line("      - url: " + quote(f.URL))
		if scope != "" {
			b.line("        scope: " + quote(scope))
		}
		if language != "" {
			b.line("        language: " + quote(language))
		}
	}
}

func (b *writer) evidence(e Evidence) {
	var parts []string
	for _, f := range [][2]string{
		{"level", e.Level}, {"lists", strconv.Itoa(e.Lists)}, {"seen", e.Seen}, {"checked", e.Checked},
	} {
		if f[1] != "" && f[1] != "0" {
			parts = append(parts, f[0]+": "+quote(f[1]))
		}
	}
	if len(parts) > 0 {
		b.line("    evidence: {" + strings.Join(parts, ", ") + "}")
	}
}

// plain matches text that YAML reads as the same text without quotes, also
// inside [ ] and { }, in both versions of the language.
var plain = regexp.MustCompile(`^(\p{L}[\p{L}\p{M}\p{N}_'./()+-]*( [\p{L}\p{N}(][\p{L}\p{M}\p{N}_'./()+-]*)*|\d{4}-\d\d|https?://[\p{L}\p{N}._~/?=&%+;@!$()*-]+)$`)

// words are plain texts that YAML 1.1 takes for something else: Norway's code.
var words = map[string]bool{
	"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true,
	"true": true, "false": true, "null": true,
}

func quote(s string) string {
	if plain.MatchString(s) && !words[strings.ToLower(s)] {
		return s
	}
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && strconv.Itoa(n) == s {
		return s
	}
	return strconv.Quote(s)
}
