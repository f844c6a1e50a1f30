package web

import (
	"net/http"
	"strings"

	"github.com/overview-news/overview/internal/read"
)

func (s *Site) world(w http.ResponseWriter, r *http.Request) error {
	view, err := s.reader.CurrentTake(r.Context())
	if err != nil {
		return err
	}
	p := worldPage{page: s.base(r.Context(), "world", "The World’s Current Take",
		"What the press of the world tells now, ranked by attention, breadth and movement."), World: view}
	p.Globe = len(view.Places) > 0
	return s.show(w, http.StatusOK, "world", p)
}

// worldGlobe are the figures of the globe beside the world's current take: the
// themes that each country's press takes part in.
func (s *Site) worldGlobe(w http.ResponseWriter, r *http.Request) error {
	view, err := s.reader.CurrentTake(r.Context())
	if err != nil {
		return err
	}
	regions, err := s.reader.World(r.Context())
	if err != nil {
		return err
	}
	themes := map[string]int{}
	for _, p := range view.Places {
		themes[p.Code] = p.Themes
	}
	figures := []globeFigure{}
	for _, g := range regions {
		for _, c := range g.Countries {
			f := globeFigure{Code: c.Code, Name: c.Name, State: string(c.State), Count: themes[c.Code], Of: "theme"}
			if c.Press.Watched == 0 {
				f.Words = c.Words()
			}
			figures = append(figures, f)
		}
	}
	return writeJSON(w, figures)
}

func (s *Site) overlooked(w http.ResponseWriter, r *http.Request) error {
	by := r.URL.Query().Get("by")
	if upper := strings.ToUpper(by); upper != by || by == read.DefaultBy {
		place, ok := read.CountryOf(upper)
		if !ok {
			return errNotFound
		}
		return &read.Moved{Path: read.OverlookedPath(place)}
	}
	view, err := s.reader.Overlooked(r.Context(), by)
	if err != nil {
		return err
	}
	p := overlookedPage{page: s.base(r.Context(), "overlooked", "Overlooked by "+view.Media,
		"Stories that much of the world reported and of which no report was found in "+view.Media+"."), Overlooked: view}
	p.Feed = strings.Replace(read.OverlookedPath(view.By), "/overlooked", "/overlooked.rss", 1)
	return s.show(w, http.StatusOK, "overlooked", p)
}

func (s *Site) methods(w http.ResponseWriter, r *http.Request) error {
	p := methodsPage{page: s.base(r.Context(), "methods", "How things are counted",
		"The definitions behind every number, with the figures that run now."), Methods: s.reader.Methods()}
	return s.show(w, http.StatusOK, "methods", p)
}
