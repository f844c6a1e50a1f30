package read

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
)

// Issue says which edition of a page is shown.
type Issue struct {
	Version int
	Made    Moment
	Params  string // version of the definitions
}

// IsZero reports whether no edition was made yet.
func (i Issue) IsZero() bool { return i.Version == 0 }

// edition reads the last edition of a page into content; ok is false while
// there is none.
func (r *Reader) edition(ctx context.Context, page string, content any) (Issue, bool, error) {
	e, err := r.store.Edition(ctx, page, 0)
	if errors.Is(err, news.ErrNotFound) {
		return Issue{}, false, nil
	}
	if err != nil {
		return Issue{}, false, fmt.Errorf("read the edition of %s: %w", page, err)
	}
	if err := json.Unmarshal(e.Body, content); err != nil {
		return Issue{}, false, fmt.Errorf("decode edition %d of %s: %w", e.Version, page, err)
	}
	return Issue{Version: e.Version, Made: r.moment(e.Made)}, true, nil
}

// world tells measuring where countries are.
type world struct{}

// Subregion is the M49 subregion of a country.
func (world) Subregion(country string) string {
	c, ok := geo.Lookup(country)
	if !ok {
		return ""
	}
	return c.Subregion
}

// Room is a newsroom as lists name it.
type Room struct {
	Name Text
	Path string // of its outlet's page; empty if it is not listed
}

// roomsAge is how long the list of newsrooms is remembered; their health
// changes with each poll, but not by more than this.
const roomsAge = 30 * time.Second

// rooms remembers all newsrooms for a moment.
type rooms struct {
	read time.Time
	all  []news.Newsroom
	byID map[roomID]news.Newsroom
}

// roomID is what names a newsroom: the same publisher in two countries is two.
type roomID struct{ country, publisher string }

// newsrooms returns every newsroom, as of at most roomsAge ago.
func (r *Reader) newsrooms(ctx context.Context) (rooms, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.Now()
	if r.rooms.byID != nil && now.Sub(r.rooms.read).Abs() < roomsAge {
		return r.rooms, nil
	}
	all, err := r.store.Newsrooms(ctx)
	if err != nil {
		return rooms{}, fmt.Errorf("read newsrooms: %w", err)
	}
	byID := make(map[roomID]news.Newsroom, len(all))
	for _, n := range all {
		byID[roomID{n.Country, n.Publisher}] = n
	}
	r.rooms = rooms{read: now, all: all, byID: byID}
	return r.rooms, nil
}

// room names a newsroom. One that is not in the catalog any more keeps its id
// for a name.
func (r *Reader) room(ctx context.Context, all rooms, country, publisher string) (Room, error) {
	n, ok := all.byID[roomID{country, publisher}]
	if !ok || len(n.Outlets) == 0 {
		return Room{Name: Foreign(shortName(publisher), "")}, nil
	}
	o, err := r.outlet(ctx, n.Outlets[0])
	if err != nil {
		return Room{}, err
	}
	return Room{Name: outletName(o), Path: outletPath(o.ID)}, nil
}

// roomList names newsrooms of one country.
func (r *Reader) roomList(ctx context.Context, all rooms, country string, publishers []string) ([]Room, error) {
	out := make([]Room, 0, len(publishers))
	for _, p := range publishers {
		room, err := r.room(ctx, all, country, p)
		if err != nil {
			return nil, err
		}
		out = append(out, room)
	}
	return out, nil
}
