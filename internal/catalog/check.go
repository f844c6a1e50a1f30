package catalog

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// Bounds of single values, generous beside the longest that are listed.
const (
	maxIDBytes     = 80
	maxNameRunes   = 120
	maxAddress     = 1000 // bytes
	maxFeedsListed = 60   // of one outlet, every section counted
)

// Check returns everything that is wrong with the list and can be seen without
// a network, sorted as the outlets are. An empty result without the warnings
// means that the list may be shipped.
func (c *Catalog) Check() []Problem {
	k := &checker{feeds: map[string]string{}, homes: map[string]string{}}
	for _, o := range c.outlets {
		k.o = o
		k.identity()
		k.place()
		k.classes()
		k.ownership()
		k.polling()
		k.sources()
		k.hints()
	}
	return k.problems
}

// checker looks at one outlet after the other.
type checker struct {
	o        Outlet
	problems []Problem
	feeds    map[string]string // feed → id
	homes    map[string]string // home and language → id
}

func (k *checker) add(warning bool, field, format string, args ...any) {
	name := field
	if i := strings.IndexAny(field, "[."); i > 0 {
		name = field[:i]
	}
	k.problems = append(k.problems, Problem{At: k.o.Origin(name), Outlet: k.o.ID, Field: field,
		Message: fmt.Sprintf(format, args...), Warning: warning})
}

func (k *checker) fail(field, format string, args ...any) { k.add(false, field, format, args...) }
func (k *checker) warn(field, format string, args ...any) { k.add(true, field, format, args...) }

func (k *checker) oneOf(field, value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		k.fail(field, "want one of %s, got %q", strings.Join(allowed, ", "), value)
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (k *checker) identity() {
	if !idForm.MatchString(k.o.ID) || len(k.o.ID) > maxIDBytes {
		k.fail("id", "want lower-case letters, digits and single hyphens, at most %d, got %q", maxIDBytes, k.o.ID)
	}
	for _, f := range [][2]string{{"name", k.o.Name}, {"native_name", k.o.NativeName}} {
		field, s := f[0], f[1]
		if field == "name" && s == "" {
			k.fail(field, "want a name in Latin script")
		}
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxNameRunes || strings.TrimSpace(s) != s ||
			strings.ContainsFunc(s, unicode.IsControl) {
			k.fail(field, "want one line of at most %d characters, got %.200q", maxNameRunes, s)
		}
	}
	if !k.address("home", k.o.Home) {
		return
	}
	key := feedKey(strings.ToLower(k.o.Home)) + " " + k.o.Language
	if other, taken := k.homes[key]; taken {
		k.fail("home", "want a home and language of its own, %s has them already", other)
	}
	k.homes[key] = k.o.ID
}

func (k *checker) place() {
	if _, ok := geo.Lookup(k.o.Country); !ok || k.o.Country != strings.ToUpper(k.o.Country) {
		k.fail("country", "want an ISO 3166-1 alpha-2 code in capitals, got %q", k.o.Country)
	}
	if k.o.BasedIn != "" {
		if _, ok := geo.Lookup(k.o.BasedIn); !ok || k.o.BasedIn != strings.ToUpper(k.o.BasedIn) {
			k.fail("based_in", "want an ISO 3166-1 alpha-2 code in capitals, got %q", k.o.BasedIn)
		}
	}
	if k.o.Lane == news.Exile && k.o.BasedIn == k.o.Country {
		k.fail("based_in", "want another country than %s for an outlet in exile", k.o.Country)
	}
	k.tag("language", k.o.Language)
}

func (k *checker) tag(field, value string) {
	if tag, ok := language.Parse(value); !ok || string(tag) != value || !tag.Known() {
		hint := ""
		if ok && string(tag) != value {
			hint = fmt.Sprintf(" (%q)", tag)
		}
		k.fail(field, "want a BCP 47 tag in canonical form%s, got %q", hint, value)
	}
}

func (k *checker) classes() {
	k.oneOf("kind", k.o.Kind, Kinds)
	k.oneOf("reach", k.o.Reach, Reaches)
	k.oneOf("lane", string(k.o.Lane), Lanes)
	if k.o.Display != "" {
		k.oneOf("display", string(k.o.Display), Displays)
	}
	if k.o.Display == news.DisplayFull && k.o.Licence == "" {
		k.fail("display", "want the licence that allows full texts")
	}
	if k.o.Publisher == "" {
		k.fail("publisher", "want the newsroom family, by default the domain of home")
	}
}

var dateForm = regexp.MustCompile(`^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

func (k *checker) ownership() {
	own := k.o.Ownership
	if own == (Ownership{}) {
		return
	}
	if own.Type != "" {
		k.oneOf("ownership.type", own.Type, OwnerTypes)
	} else if own.Owner == "" {
		k.fail("ownership", "want a type or an owner")
	}
	u, err := url.Parse(own.Citation)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" {
		k.fail("ownership.citation", "want the address of a page that says so, got %q", own.Citation)
	}
	if !dateForm.MatchString(own.AsOf) {
		k.fail("ownership.as_of", "want the citation's date as YYYY, YYYY-MM or YYYY-MM-DD, got %q", own.AsOf)
	}
}

func (k *checker) polling() {
	if n := len(k.o.Feeds) + len(k.o.Sitemaps); n > maxFeedsListed {
		k.fail("feeds", "want at most %d feeds and sitemaps, got %d", maxFeedsListed, n)
	} else if n == 0 && k.o.Watch {
		k.fail("watch", "want a feed or a news sitemap to watch")
	}
	k.feedList("feeds", k.o.Feeds)
	k.feedList("sitemaps", k.o.Sitemaps)
}

func (k *checker) feedList(name string, feeds []Feed) {
	for i, f := range feeds {
		field := fmt.Sprintf("%s[%d]", name, i)
		k.tag(field+".language", f.Language)
		if f.Scope == "" {
			k.fail(field+".scope", "want \"general\" or a section")
		}
		if !k.address(field+".url", f.URL) {
			continue
		}
		if other, taken := k.feeds[feedKey(f.URL)]; taken {
			k.fail(field+".url", "want a feed of its own, %s has it already", other)
		}
		k.feeds[feedKey(f.URL)] = k.o.ID
	}
}

// address checks one address of the outlet and reports whether it is usable.
func (k *checker) address(field, raw string) bool {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || len(raw) > maxAddress {
		k.fail(field, "want an https address, got %.200q", raw)
		return false
	}
	switch {
	case u.User != nil:
		k.fail(field, "want an address without a user name")
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		k.warn(field, "has a port of its own, %s", u.Port())
	case u.Scheme == "http":
		k.warn(field, "not known to answer on https")
	}
	if why := banned(u); why != "" {
		k.fail(field, "want the outlet's own address, got %s", why)
	}
	for name := range u.Query() {
		if slices.Contains(secretNames, strings.ToLower(name)) {
			k.fail(field, "want an address without a key, got the parameter %q", name)
		}
	}
	return true
}

// secretNames are parameters that carry somebody's key or session.
var secretNames = []string{"apikey", "api_key", "api-key", "key", "token", "access_token", "auth", "secret",
	"sig", "signature", "password", "pass", "session", "sid"}

// bannedHosts do not publish news of their own: they gather it, make feeds of
// other people's pages, or are a post box that anyone can rent.
var bannedHosts = map[string]string{
	"news.google.com": "an aggregator", "news.yahoo.com": "an aggregator", "news.yahoo.co.jp": "an aggregator",
	"msn.com": "an aggregator", "flipboard.com": "an aggregator", "newsbreak.com": "an aggregator",
	"allafrica.com": "an aggregator", "inoreader.com": "an aggregator", "feedly.com": "an aggregator",
	"feedspot.com": "an aggregator", "time.mk": "an aggregator", "news.ycombinator.com": "an aggregator",
	"rsshub.app": "a feed generator", "rss.app": "a feed generator", "feed43.com": "a feed generator",
	"fetchrss.com": "a feed generator", "politepol.com": "a feed generator", "morss.it": "a feed generator",
	"openrss.org": "a feed generator", "rssbridge.org": "a feed generator", "createfeed.fivefilters.org": "a feed generator",
	"kill-the-newsletter.com": "a mail gateway", "t.me": "a social network", "twitter.com": "a social network",
	"x.com": "a social network", "facebook.com": "a social network", "web.archive.org": "an archive",
}

func banned(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for host != "" {
		if why, ok := bannedHosts[host]; ok {
			return why
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return ""
}

func (k *checker) sources() {
	if len(k.o.Provenance) == 0 {
		k.fail("provenance", "want where the entry comes from: a list's token or an address")
	}
	for i, p := range k.o.Provenance {
		if !knownSource(p) {
			k.fail(fmt.Sprintf("provenance[%d]", i), "want a token of provenance.csv, \"list NAME\" or an address, got %q", p)
		}
	}
	e := k.o.Evidence
	if e.Level != "" {
		k.oneOf("evidence.level", e.Level, Levels)
	}
	for _, f := range [][2]string{{"seen", e.Seen}, {"checked", e.Checked}} {
		if f[1] != "" && !dateForm.MatchString(f[1]) {
			k.fail("evidence."+f[0], "want YYYY-MM, got %q", f[1])
		}
	}
	if u, err := url.Parse(k.o.Home); err == nil && !registrable(u.Hostname()) {
		k.fail("home", "want a host with a registrable domain, got %q", u.Hostname())
	}
}

// registrable reports whether a host is under a name that somebody registered:
// it is no number and no public suffix such as co.uk.
func registrable(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	_, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(host))
	return err == nil
}
