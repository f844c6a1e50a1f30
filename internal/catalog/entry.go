package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/overview-news/overview/geo"
)

// jsonLine is one line of JSON Lines: an outlet with all its fields, as exports
// write it, or the few fields of a plain list. Feeds may be mere addresses.
type jsonLine struct {
	Outlet
	Feeds    []feedOrAddress `json:"feeds"`
	Sitemaps []feedOrAddress `json:"sitemaps"`
	Scope    string          `json:"scope"` // of all feeds
	Watch    *bool           `json:"watch"`
	Extract  writtenHints    `json:"extract"`
}

// feedOrAddress reads a feed that is written as an object or as its address.
type feedOrAddress Feed

// UnmarshalJSON reads either form.
func (f *feedOrAddress) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &f.URL)
	}
	return json.Unmarshal(raw, (*Feed)(f))
}

// name is what a line is called by where it is refused.
func (l jsonLine) name() string {
	return fmt.Sprintf("%.*s", maxIDBytes, firstOf(l.ID, l.Name, l.Home, "an outlet without a name"))
}

// listed is a line as an entry of a list. One with an id is complete.
func (l jsonLine) listed(at Position) Listed {
	out := Listed{Name: l.Name, Home: l.Home, Country: l.Country, Language: l.Language, Scope: l.Scope, At: at}
	for _, f := range l.Feeds {
		out.Feeds = append(out.Feeds, f.URL)
		out.Scope = firstOf(out.Scope, f.Scope)
	}
	if l.ID == "" {
		return out
	}
	o := l.Outlet
	o.Extract = l.Extract.hints
	o.Feeds, o.Sitemaps = nil, nil
	for _, f := range l.Feeds {
		o.Feeds = append(o.Feeds, Feed{URL: f.URL, Scope: firstOf(f.Scope, l.Scope), Language: f.Language})
	}
	for _, f := range l.Sitemaps {
		o.Sitemaps = append(o.Sitemaps, Feed(f))
	}
	o.Watch = len(o.Feeds)+len(o.Sitemaps) > 0
	if l.Watch != nil {
		o.Watch = *l.Watch
	}
	out.Entry = &o
	return out
}

// entry takes in a complete entry, which keeps its id. One that is known is
// the same, or says what it would change.
func (a *adder) entry(l Listed) Fate {
	o := *l.Entry
	o.At, o.Fields = l.At, nil
	if len(o.Provenance) == 0 && l.At.File != "" {
		o.Provenance = []string{"list " + l.At.File}
	}
	o.fill()
	refuse := func(why string) Fate { return Fate{Kind: Refused, What: why} }
	if why := o.refusal(); why != "" {
		return refuse(fmt.Sprintf("%.*s: %s", maxIDBytes, o.ID, why))
	}
	if a.listed[o.ID] {
		return refuse(fmt.Sprintf("want the id %q once in the list", o.ID))
	}
	for _, f := range slices.Concat(o.Feeds, o.Sitemaps) {
		if other, taken := a.feedOf[feedKey(f.URL)]; taken && other != o.ID {
			return refuse(fmt.Sprintf("want a feed of its own: %s has %s", other, f.URL))
		}
	}
	a.listed[o.ID] = true
	fate := Fate{Kind: Added, What: "added as", Outlet: o.ID, OK: true}
	if a.known != nil {
		if old, known := a.known.Lookup(o.ID); known {
			changes := o.changes(old)
			if len(changes) == 0 {
				return Fate{Kind: Same, What: "already listed as", Outlet: o.ID, OK: true}
			}
			fate.Kind, fate.What = Changed, "changes "+strings.Join(changes, ", ")+" of"
		}
	}
	a.remember(o.ID, slices.Concat(o.Feeds, o.Sitemaps))
	a.outlets = append(a.outlets, o)
	return fate
}

// refusal says why a complete entry cannot be taken; "" if it can. An
// operator's list need not hold all that the shipped one must; but it cannot
// publish an owner without a citation either.
func (o Outlet) refusal() string {
	k := &checker{o: o, homes: map[string]string{}}
	k.identity()
	k.ownership()
	k.hints()
	for _, f := range []struct {
		name, value string
		allowed     []string
	}{{"kind", o.Kind, Kinds}, {"reach", o.Reach, Reaches}, {"lane", string(o.Lane), Lanes}, {"display", string(o.Display), Displays}} {
		if f.value != "" {
			k.oneOf(f.name, f.value, f.allowed)
		}
	}
	for _, f := range [][2]string{{"country", o.Country}, {"based_in", o.BasedIn}} {
		if _, ok := geo.Lookup(f[1]); f[1] != "" && !ok {
			k.fail(f[0], "want an ISO 3166-1 alpha-2 code in capitals, got %q", f[1])
		}
	}
	if n := len(o.Feeds) + len(o.Sitemaps); n > maxListFeeds {
		k.fail("feeds", "want at most %d feeds, got %d", maxListFeeds, n)
	}
	languages := []string{o.Language}
	for _, f := range slices.Concat(o.Feeds, o.Sitemaps) {
		languages = append(languages, f.Language)
		if _, err := webAddress(f.URL); err != nil {
			k.fail("feeds", "%v", err)
		}
	}
	for _, l := range languages {
		if l != "" {
			k.tag("language", l)
		}
	}
	if errs := Errors(k.problems); len(errs) > 0 {
		return errs[0].Field + ": " + errs[0].Message
	}
	return ""
}

// changes names the fields in which o differs from old, of those that an
// installation keeps. Feeds that only old has are no change: an import takes
// nothing away.
func (o Outlet) changes(old Outlet) []string {
	var out []string
	for _, f := range [][3]string{
		{"name", o.Name, old.Name}, {"native_name", o.NativeName, old.NativeName}, {"home", o.Home, old.Home},
		{"country", o.Country, old.Country}, {"based_in", o.BasedIn, old.BasedIn}, {"language", o.Language, old.Language},
		{"kind", o.Kind, old.Kind}, {"reach", o.Reach, old.Reach}, {"lane", string(o.Lane), string(old.Lane)},
		{"publisher", o.Publisher, old.Publisher}, {"display", string(o.Display), string(old.Display)},
	} {
		if f[1] != f[2] {
			out = append(out, f[0])
		}
	}
	if o.Ownership != old.Ownership {
		out = append(out, "ownership")
	}
	if o.Extract != old.Extract {
		out = append(out, "extract")
	}
	for _, f := range []struct {
		name     string
		new, old []Feed
	}{{"feeds", o.Feeds, old.Feeds}, {"sitemaps", o.Sitemaps, old.Sitemaps}} {
		if slices.ContainsFunc(f.new, func(feed Feed) bool { return !slices.Contains(f.old, feed) }) {
			out = append(out, f.name)
		}
	}
	return out
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
