package catalog

import "maps"

// Overlay lays an operator's entries over c and returns the result. An entry
// whose id is known changes only the fields that it sets, "hide: true" takes
// the outlet out, any other entry adds an outlet. Later entries win. Each
// outlet of the result says for every field where its value comes from, see
// [Outlet.Origin]. c stays as it was.
func (c *Catalog) Overlay(patches []Patch) (*Catalog, []Problem) {
	merged := make(map[string]Outlet, len(c.outlets)+len(patches))
	order := make([]string, 0, len(c.outlets)+len(patches))
	for _, o := range append(c.outlets[:len(c.outlets):len(c.outlets)], c.hidden...) {
		merged[o.ID] = o
		order = append(order, o.ID)
	}
	var problems []Problem
	for _, p := range patches {
		id := p.Outlet.ID
		known, exists := merged[id]
		if !exists {
			order = append(order, id)
			known = p.Outlet
			if known.Hide {
				problems = append(problems, Problem{At: p.Outlet.At, Outlet: id, Field: "hide", Warning: true,
					Message: "no outlet has this id, there is nothing to hide"})
			}
		} else {
			known = known.patched(p)
		}
		known.fill()
		merged[id] = known
	}
	outlets := make([]Outlet, len(order))
	for i, id := range order {
		outlets[i] = merged[id]
	}
	return New(outlets), problems
}

// patched returns o with the fields that p sets.
func (o Outlet) patched(p Patch) Outlet {
	origins := maps.Clone(o.Fields)
	if origins == nil {
		origins = map[string]Position{}
	}
	for name, at := range p.Set {
		if name == "id" {
			continue
		}
		fields[name].copy(&o, &p.Outlet)
		origins[name] = at
	}
	_, feeds := p.Set["feeds"]
	_, watch := p.Set["watch"]
	if feeds && !watch && len(o.Feeds) > 0 {
		o.Watch = true // whoever writes a feed down wants it polled
		origins["watch"] = p.Set["feeds"]
	}
	o.Fields = origins
	return o
}

// FromPatches turns entries into outlets of their own, with what they leave
// out filled in.
func FromPatches(patches []Patch) []Outlet {
	outlets := make([]Outlet, len(patches))
	for i, p := range patches {
		outlets[i] = p.Outlet
		outlets[i].fill()
	}
	return outlets
}
