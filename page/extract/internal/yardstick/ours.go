package main

import (
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/page/extract"
)

// textRoles are the roles of the default text; a test compares them with it.
var textRoles = []extract.Role{
	extract.RoleStandfirst, extract.RoleParagraph, extract.RoleSubheading,
	extract.RoleListItem, extract.RoleQuotation, extract.RoleCell,
}

// moreRoles are what the labels of a set count besides the default text.
var moreRoles = map[string][]extract.Role{
	"magic":  {extract.RoleCaption},
	"waddle": {extract.RoleHeadline, extract.RoleDateline},
}

// readOurs gets the bytes as they were served: finding their charset is part
// of it.
func readOurs(in *input) (found, error) {
	a, err := extract.Page(in.HTML, in.URL, extract.Options{ContentType: in.ContentType, Location: zoneOf(in.Country)})
	if err != nil {
		return found{}, err
	}
	f := found{title: a.Headline, authors: a.Authors, text: a.Text()}
	if more := moreRoles[in.Set]; more != nil {
		f.text = a.TextOf(append(more[:len(more):len(more)], textRoles...)...)
	}
	f.published = moment(a.Published.Time, a.Published.HasTime)
	for _, s := range a.Signed {
		f.signed = append(f.signed, s.Text)
	}
	return f, nil
}

// signedAuthors counts agencies, desks and outlets as authors, as many labels
// do.
func signedAuthors(_ *input, parts []found) found {
	f := parts[0]
	f.authors = f.signed
	return f
}

// zoneOf is the zone in which most people of a country live.
func zoneOf(country string) *time.Location {
	c, known := geo.Lookup(country)
	if !known || len(c.Zones) == 0 {
		return nil
	}
	loc, err := time.LoadLocation(c.Zones[0])
	if err != nil {
		return nil
	}
	return loc
}
