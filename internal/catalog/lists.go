package catalog

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/text/language"
)

// Bounds of plain lists. A line holds one outlet with all its feeds.
const (
	maxListLine  = 1 << 20
	maxListLines = 200_000
	maxListFeeds = 200 // of one outlet
)

// A Listed is one entry of a list of outlets: JSON Lines, OPML, or an address a
// line. Only one of Home and Feeds is needed.
type Listed struct {
	Name     string   `json:"name"`
	Home     string   `json:"home"`
	Country  string   `json:"country"`
	Language string   `json:"language"`
	Feeds    []string `json:"feeds"`
	Scope    string   `json:"scope,omitempty"` // of all its feeds; "general" by default

	// Entry is all that the list says, where it names the outlet's id.
	Entry *Outlet  `json:"-"`
	At    Position `json:"-"`
}

// FateKind is what became of one entry of a list in one word.
type FateKind string

// The kinds.
const (
	Added   FateKind = "added"
	Joined  FateKind = "joined" // to an outlet of the same list
	Changed FateKind = "changed"
	Same    FateKind = "same"
	Refused FateKind = "refused"
)

// A Fate says what became of one entry of a list.
type Fate struct {
	At     Position `json:"at"`
	Kind   FateKind `json:"fate"`
	What   string   `json:"what"` // "added as", "already listed as", "joined to", what it changes, or why it was refused
	Outlet string   `json:"outlet,omitempty"`
	OK     bool     `json:"ok"`
}

// String names a fate for a table: "list.txt:3: added as example-com".
func (f Fate) String() string {
	if f.Outlet == "" {
		return fmt.Sprintf("%s: %s", f.At, f.What)
	}
	return fmt.Sprintf("%s: %s %s", f.At, f.What, f.Outlet)
}

// ReadJSONLines reads a list with one object a line, as [WriteJSONLines] writes
// it or with few fields. Bad lines are reported and skipped; the error is for
// input that cannot be read.
func ReadJSONLines(name string, r io.Reader) ([]Listed, []Fate, error) {
	var list []Listed
	var fates []Fate
	err := lines(name, r, func(at Position, line string) {
		var l jsonLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			fates = append(fates, Fate{At: at, Kind: Refused, What: "want a JSON object with name, home, country, language, feeds: " + err.Error()})
			return
		}
		if why := l.Extract.why; why != "" {
			fates = append(fates, Fate{At: at, Kind: Refused, What: l.name() + ": " + why})
			return
		}
		list = append(list, l.listed(at))
	})
	return list, fates, err
}

// ReadAddresses reads a list with one feed address a line; empty lines and
// lines that start with # are skipped.
func ReadAddresses(name string, r io.Reader) ([]Listed, error) {
	var list []Listed
	err := lines(name, r, func(at Position, line string) {
		if !strings.HasPrefix(line, "#") {
			list = append(list, Listed{Feeds: []string{line}, At: at})
		}
	})
	return list, err
}

func lines(name string, r io.Reader, each func(at Position, line string)) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxListLine)
	for n := 1; s.Scan(); n++ {
		if n > maxListLines {
			return fmt.Errorf("read %s: more than %d lines", name, maxListLines)
		}
		if line := strings.TrimSpace(strings.TrimPrefix(s.Text(), "\ufeff")); line != "" {
			each(Position{name, n}, line)
		}
	}
	if err := s.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			return fmt.Errorf("read %s: a line is longer than %d bytes", name, maxListLine)
		}
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// FromList turns a plain list into outlets beside those of known, which may be
// nil, and says what became of each entry. Entries of one registrable domain
// that name no home, or the same home and language, become one outlet. Ids are
// made from the domain (example.com: example-com, then example-com-2) in the
// order of the list, so the same list gives the same ids; a feed that known
// already has is not added again. An entry that brings its id keeps it; where
// known has that id, it is among the outlets only if it changes something.
func FromList(list []Listed, known *Catalog) ([]Outlet, []Fate) {
	a := adder{known: known, feedOf: map[string]string{}, taken: map[string]bool{}, joined: map[string]int{}, listed: map[string]bool{}}
	for _, l := range list {
		if l.Entry != nil {
			a.taken[l.Entry.ID] = true // ids that are made must not be those
		}
	}
	if known != nil {
		for _, o := range known.outlets {
			a.taken[o.ID] = true
			for _, f := range slices.Concat(o.Feeds, o.Sitemaps) {
				a.feedOf[feedKey(f.URL)] = o.ID
			}
		}
	}
	fates := make([]Fate, len(list))
	for i, l := range list {
		fates[i] = a.add(l)
		fates[i].At = l.At
	}
	return a.outlets, fates
}

type adder struct {
	known   *Catalog
	outlets []Outlet
	feedOf  map[string]string // feed → id of its outlet
	taken   map[string]bool   // ids
	joined  map[string]int    // joinKey → index of the outlet that further entries join
	listed  map[string]bool   // ids of complete entries so far
}

func (a *adder) add(l Listed) Fate {
	if l.Entry != nil {
		return a.entry(l)
	}
	if len(l.Feeds) > maxListFeeds {
		return Fate{Kind: Refused, What: fmt.Sprintf("want at most %d feeds, got %d", maxListFeeds, len(l.Feeds))}
	}
	var fresh []Feed
	owner := ""
	for _, raw := range l.Feeds {
		u, err := webAddress(raw)
		if err != nil {
			return Fate{Kind: Refused, What: err.Error()}
		}
		if id, listed := a.feedOf[feedKey(u)]; listed {
			owner = id
			continue
		}
		fresh = append(fresh, Feed{URL: u, Scope: l.Scope})
	}
	if len(fresh) == 0 && owner != "" {
		return Fate{Kind: Same, What: "already listed as", Outlet: owner, OK: true}
	}
	o, err := a.outlet(l, fresh)
	if err != nil {
		return Fate{Kind: Refused, What: err.Error()}
	}
	site := o.Publisher
	key := joinKey(l, o)
	if at, exists := a.joined[key]; exists {
		to := &a.outlets[at]
		to.Feeds = append(to.Feeds, o.Feeds...)
		a.remember(to.ID, o.Feeds)
		return Fate{Kind: Joined, What: "joined to", Outlet: to.ID, OK: true}
	}
	o.ID = a.id(site)
	a.remember(o.ID, o.Feeds)
	a.joined[key] = len(a.outlets)
	a.outlets = append(a.outlets, o)
	return Fate{Kind: Added, What: "added as", Outlet: o.ID, OK: true}
}

// joinKey is the same for entries that are one outlet: those of a site without
// a home of their own, and those with the same home and language.
func joinKey(l Listed, o Outlet) string {
	if l.Home == "" {
		return o.Publisher
	}
	return feedKey(o.Home) + " " + o.Language
}

func (a *adder) remember(id string, feeds []Feed) {
	a.taken[id] = true
	for _, f := range feeds {
		a.feedOf[feedKey(f.URL)] = id
	}
}

// outlet builds an outlet without an id from an entry.
func (a *adder) outlet(l Listed, feeds []Feed) (Outlet, error) {
	home := l.Home
	if home == "" && len(feeds) > 0 {
		u, err := url.Parse(feeds[0].URL)
		if err != nil {
			return Outlet{}, err
		}
		home = u.Scheme + "://" + u.Host + "/"
	}
	home, err := webAddress(home)
	if err != nil {
		return Outlet{}, fmt.Errorf("home: %w", err)
	}
	o := Outlet{Name: strings.TrimSpace(l.Name), Home: home, Feeds: feeds, Kind: "online", Reach: "national",
		Lane: news.Domestic, Publisher: site(home), Watch: len(feeds) > 0, At: l.At}
	if l.Country != "" {
		c, ok := geo.Find(l.Country)
		if !ok {
			return Outlet{}, fmt.Errorf("want a country, got %q", l.Country)
		}
		o.Country = c.Code
	}
	if l.Language != "" {
		tag, ok := language.Parse(l.Language)
		if !ok {
			return Outlet{}, fmt.Errorf("want a language, got %q", l.Language)
		}
		o.Language = string(tag)
	}
	if o.Name == "" {
		o.Name = o.Publisher
	}
	if l.At.File != "" {
		o.Provenance = []string{"list " + l.At.File}
	}
	o.fill()
	return o, nil
}

// id makes a free id from the name of a site.
func (a *adder) id(site string) string {
	base := Slug(site)
	if base == "" {
		base = "outlet"
	}
	id := base
	for n := 2; a.taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

// site is the registrable domain of an address where the suffix is a real one,
// else the whole host with its port: names under .test or an address in
// numbers say nothing about who runs what beneath them.
func site(home string) string {
	u, err := url.Parse(home)
	if err != nil {
		return ""
	}
	suffix, icann := publicsuffix.PublicSuffix(u.Hostname())
	_, notIP := netip.ParseAddr(u.Hostname())
	if notIP == nil || !icann && !strings.Contains(suffix, ".") {
		return u.Host
	}
	return address.Domain(home)
}

// webAddress checks an address of a list and returns it trimmed.
func webAddress(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return "", fmt.Errorf("want an http or https address, got %.100q", raw)
	}
	return raw, nil
}

// feedKey is the same for addresses that certainly serve the same feed.
func feedKey(u string) string {
	u = strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(u, "www."), "/")
}

// Slug turns a name into the form of an id: lower-case ASCII letters and
// digits joined by hyphens. Other letters are dropped.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			continue
		}
		gap = true
	}
	return b.String()
}
