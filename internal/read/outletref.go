package read

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// OutletRef is an outlet as a line names it.
type OutletRef struct {
	ID    news.OutletID
	Path  string
	Name  Text
	Place Place
	// Newsroom is the family that counts once.
	Newsroom string
	// Label says what a reader must know of who speaks: "state-owned",
	// "exile", "news agency"; empty for the ordinary press.
	Label string
}

// catalog returns every outlet, as of at most pressAge ago.
func (r *Reader) catalog(ctx context.Context) (map[news.OutletID]news.Outlet, error) {
	p, err := r.pressNow(ctx)
	return p.outlets, err
}

// outlet returns one outlet, whether or not the directory has it yet.
func (r *Reader) outlet(ctx context.Context, id news.OutletID) (news.Outlet, error) {
	all, err := r.catalog(ctx)
	if err != nil {
		return news.Outlet{}, err
	}
	if o, ok := all[id]; ok {
		return o, nil
	}
	o, err := r.store.Outlet(ctx, id)
	if errors.Is(err, news.ErrNotFound) {
		return news.Outlet{ID: id, Name: string(id)}, nil
	}
	if err != nil {
		return news.Outlet{}, fmt.Errorf("read outlet %s: %w", id, err)
	}
	return o, nil
}

func outletRef(o news.Outlet) OutletRef {
	return OutletRef{
		ID: o.ID, Path: outletPath(o.ID), Name: outletName(o),
		Place: place(o.Country), Newsroom: newsroom(o), Label: outletLabel(o),
	}
}

// newsroom is the publisher of o, or o itself where none is known.
func newsroom(o news.Outlet) string {
	if o.Publisher != "" {
		return o.Publisher
	}
	return string(o.ID)
}

func outletPath(id news.OutletID) string { return "/outlets/" + url.PathEscape(string(id)) }

// outletName is the name in Latin script where there is one.
func outletName(o news.Outlet) Text {
	if o.Name == "" && o.NativeName == "" {
		return Foreign(string(o.ID), "")
	}
	if o.Name == "" {
		return Foreign(shortName(o.NativeName), o.Language)
	}
	name := Foreign(shortName(o.Name), o.Language)
	if script := language.Tag(o.Language).Script(); script != "Latn" && name.Lang != "" && isLatin(o.Name) {
		name.Lang = language.Tag(o.Language).Base() + "-Latn"
	}
	return name
}

// maxName bounds an outlet's name, in characters; the longest real ones have
// about sixty.
const maxName = 90

func shortName(s string) string { return shorten(clean(s), maxName) }

// isLatin reports whether every letter of s is Latin.
func isLatin(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) })
}

func outletLabel(o news.Outlet) string {
	switch {
	case o.Lane == news.External:
		return "state broadcaster for abroad"
	case o.Lane == news.Exile:
		return "from exile"
	case o.Lane == news.Agency && stateOwned(o):
		return "state news agency"
	case o.Lane == news.Agency:
		return "news agency"
	case o.Lane == news.Supranational:
		return "supranational"
	case stateOwned(o):
		return "state-owned"
	case o.Ownership.Type == "party" && o.Ownership.Citation != "":
		return "party paper"
	}
	return ""
}

// stateOwned reports a cited state owner of o.
func stateOwned(o news.Outlet) bool { return o.Ownership.StateOwned() }
