package sample

import (
	"fmt"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// PanelCountry is the country whose press is asked what it overlooked.
const PanelCountry = "US"

// ownershipDate is the date of the invented register of owners.
const ownershipDate = "2026-01"

// Outlet is an invented outlet with the feed that it would have.
type Outlet struct {
	news.Outlet
	Feed news.Feed
	slug string
}

// outlets reads the file of outlets: fields between bars; an owner as
// kind:name. A slug of two parts, lamp/lantern, is the outlet lamp of the
// newsroom lantern.
func outlets(text string) ([]Outlet, error) {
	var out []Outlet
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		head := strings.Fields(f[0])
		if len(f) != 7 || len(head) != 3 {
			return nil, fmt.Errorf("outlet %q has %d fields", line, len(f))
		}
		out = append(out, outlet(head, f[1:]))
	}
	return out, nil
}

// outlet makes an outlet of "country language slug" and the other fields.
func outlet(head, f []string) Outlet {
	country, language := head[0], head[1]
	slug, newsroom, shared := strings.Cut(head[2], "/")
	if !shared {
		newsroom = slug
	}
	home := "https://" + slug + ".example/"
	o := Outlet{slug: slug, Outlet: news.Outlet{
		ID: news.OutletID("sample-" + slug), Name: f[0], NativeName: f[1], Home: home, Country: country,
		Language: language, Kind: f[2], Reach: f[3], Lane: news.Lane(f[4]), Origin: "sample",
		Publisher: "sample-" + newsroom, Display: news.DisplayFull,
	}}
	if kind, owner, found := strings.Cut(f[5], ":"); found {
		o.Ownership = news.Ownership{Type: kind, Owner: owner, AsOf: ownershipDate,
			Citation: "https://register-of-owners.example/" + slug}
	}
	o.Feed = news.Feed{Outlet: o.ID, URL: home + "feed.xml", Kind: news.FeedSyndication,
		Language: language, Scope: "general", State: news.FeedActive}
	return o
}

// panel is every domestic newsroom of the panel's country.
func panel(all []Outlet) news.Panel {
	p := news.Panel{Country: PanelCountry, Version: "sample-1"}
	for _, o := range all {
		if o.Country == PanelCountry && o.Lane == news.Domestic {
			p.Publishers = append(p.Publishers, o.Publisher)
		}
	}
	return p
}
