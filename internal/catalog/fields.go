package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/overview-news/overview/internal/news"
)

// A field knows how to read one key of an entry and how to copy it from one
// outlet to another.
type field struct {
	read func(d *decoder, n ast.Node, where string, o *Outlet)
	copy func(dst, src *Outlet)
}

// fields are the keys of an entry.
var fields = map[string]field{
	"id":          text(func(o *Outlet) *string { return &o.ID }),
	"name":        text(func(o *Outlet) *string { return &o.Name }),
	"native_name": text(func(o *Outlet) *string { return &o.NativeName }),
	"home":        text(func(o *Outlet) *string { return &o.Home }),
	"country":     code(func(o *Outlet) *string { return &o.Country }),
	"based_in":    code(func(o *Outlet) *string { return &o.BasedIn }),
	"language":    text(func(o *Outlet) *string { return &o.Language }),
	"kind":        text(func(o *Outlet) *string { return &o.Kind }),
	"reach":       text(func(o *Outlet) *string { return &o.Reach }),
	"publisher":   text(func(o *Outlet) *string { return &o.Publisher }),
	"licence":     text(func(o *Outlet) *string { return &o.Licence }),
	"notes":       text(func(o *Outlet) *string { return &o.Notes }),
	"lane":        text(func(o *Outlet) *news.Lane { return &o.Lane }),
	"display":     text(func(o *Outlet) *news.Display { return &o.Display }),
	"watch":       flag(func(o *Outlet) *bool { return &o.Watch }),
	"hide":        flag(func(o *Outlet) *bool { return &o.Hide }),
	"feeds":       feedList(func(o *Outlet) *[]Feed { return &o.Feeds }),
	"sitemaps":    feedList(func(o *Outlet) *[]Feed { return &o.Sitemaps }),
	"provenance":  {readProvenance, func(dst, src *Outlet) { dst.Provenance = slices.Clone(src.Provenance) }},
	"ownership":   {readOwnership, func(dst, src *Outlet) { dst.Ownership = src.Ownership }},
	"extract":     {readExtract, func(dst, src *Outlet) { dst.Extract = src.Extract }},
	"evidence":    {readEvidence, func(dst, src *Outlet) { dst.Evidence = src.Evidence }},
}

func fieldNames() []string {
	return slices.Sorted(maps.Keys(fields))
}

func text[T ~string](at func(*Outlet) *T) field {
	return field{
		read: func(d *decoder, n ast.Node, where string, o *Outlet) {
			s, _ := d.text(n, where)
			*at(o) = T(s)
		},
		copy: func(dst, src *Outlet) { *at(dst) = *at(src) },
	}
}

// code reads a country's code, in letters of either case.
func code(at func(*Outlet) *string) field {
	f := text(at)
	return field{
		read: func(d *decoder, n ast.Node, where string, o *Outlet) {
			f.read(d, n, where, o)
			*at(o) = strings.ToUpper(*at(o))
		},
		copy: f.copy,
	}
}

func flag(at func(*Outlet) *bool) field {
	return field{
		read: func(d *decoder, n ast.Node, where string, o *Outlet) {
			b, ok := n.(*ast.BoolNode)
			if !ok {
				d.fail(line(n), where, "want true or false")
				return
			}
			*at(o) = b.Value
		},
		copy: func(dst, src *Outlet) { *at(dst) = *at(src) },
	}
}

// feedList reads a list of addresses, each alone or with scope and language.
func feedList(at func(*Outlet) *[]Feed) field {
	return field{
		read: func(d *decoder, n ast.Node, where string, o *Outlet) {
			items, _ := d.sequence(n, where)
			for i, item := range items {
				*at(o) = append(*at(o), d.feed(item, fmt.Sprintf("%s[%d]", where, i)))
			}
		},
		copy: func(dst, src *Outlet) { *at(dst) = slices.Clone(*at(src)) },
	}
}

func (d *decoder) feed(n ast.Node, where string) Feed {
	if s, ok := n.(*ast.StringNode); ok {
		return Feed{URL: s.Value}
	}
	var f Feed
	d.group(n, where, map[string]*string{"url": &f.URL, "scope": &f.Scope, "language": &f.Language})
	return f
}

// group reads a mapping of plain texts.
func (d *decoder) group(n ast.Node, where string, into map[string]*string) {
	pairs, _ := d.mapping(n, where)
	for _, p := range pairs {
		to, known := into[p.key]
		if !known {
			d.fail(p.line, where+"."+p.key, "want one of %s", slices.Sorted(maps.Keys(into)))
			continue
		}
		*to, _ = d.text(p.value, where+"."+p.key)
	}
}

func readProvenance(d *decoder, n ast.Node, where string, o *Outlet) {
	items, _ := d.sequence(n, where)
	for i, item := range items {
		s, _ := d.text(item, fmt.Sprintf("%s[%d]", where, i))
		o.Provenance = append(o.Provenance, s)
	}
}

func readOwnership(d *decoder, n ast.Node, where string, o *Outlet) {
	d.group(n, where, map[string]*string{
		"type": &o.Ownership.Type, "owner": &o.Ownership.Owner,
		"citation": &o.Ownership.Citation, "as_of": &o.Ownership.AsOf,
	})
}

func readEvidence(d *decoder, n ast.Node, where string, o *Outlet) {
	lists := ""
	d.group(n, where, map[string]*string{
		"level": &o.Evidence.Level, "lists": &lists,
		"seen": &o.Evidence.Seen, "checked": &o.Evidence.Checked,
	})
	if lists == "" {
		return
	}
	count, err := strconv.Atoi(lists)
	if err != nil || count < 0 {
		d.fail(line(n), where+".lists", "want a count, got %q", lists)
	}
	o.Evidence.Lists = count
}
