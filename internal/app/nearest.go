package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// maxCompared bounds what is compared of an id that somebody typed, in bytes.
const maxCompared = 80

// Nearest returns up to n ids of stored outlets that somebody may have meant
// by id, the likeliest first, and how many outlets are stored: those whose id
// or name holds it, then those with the fewest letters to change, a third of
// them at most. It costs a reading of all outlets.
func (a *App) Nearest(ctx context.Context, id string, n int) ([]news.OutletID, int, error) {
	all, err := a.store.Outlets(ctx, "")
	if err != nil {
		return nil, 0, err
	}
	return nearest(all, id, n), len(all), nil
}

// nearest is [App.Nearest] among outlets.
func nearest(all []news.Outlet, id string, n int) []news.OutletID {
	type near struct {
		id   news.OutletID
		cost int // changes, 0 for what holds id
	}
	id = strings.ToLower(strings.TrimSpace(id[:min(len(id), maxCompared)]))
	var found []near
	for _, o := range all {
		c := changes(string(o.ID), id)
		if id != "" && (strings.Contains(string(o.ID), id) || strings.Contains(strings.ToLower(o.Name), id)) {
			c = 0
		}
		if c <= len(id)/3 {
			found = append(found, near{o.ID, c})
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.id, b.id))
	})
	var out []news.OutletID
	for _, f := range found[:min(n, len(found))] {
		out = append(out, f.id)
	}
	return out
}

// changes is how many bytes must be put in, taken out or replaced to make b of
// a, in time and memory of the product and the length of both.
func changes(a, b string) int {
	a = a[:min(len(a), maxCompared)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0] // of the row before, one to the left
		row[0] = i + 1
		for j := range len(b) {
			replaced := corner
			if a[i] != b[j] {
				replaced++
			}
			corner = row[j+1]
			row[j+1] = min(replaced, corner+1, row[j]+1)
		}
	}
	return row[len(b)]
}
