// Package web makes Overview's pages: HTML that is complete without script,
// and the few scripts and styles that go with it.
//
// Each page has a folder with its template and style, a struct with
// everything that the template may use, and a handler that asks package read
// for it. Handlers return errors; one place turns them into pages. What all
// answers share (security headers, compression, caching) is package server's.
package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
)

// Reader prepares what the pages show.
type Reader interface {
	Home(ctx context.Context) (read.Home, error)
	Filling(ctx context.Context) (read.Filling, error)
	World(ctx context.Context) ([]read.Region, error)
	Country(ctx context.Context, code string, after news.Cursor) (read.Country, error)
	Article(ctx context.Context, id news.ArticleID) (read.Article, error)
	Story(ctx context.Context, id news.StoryID) (read.Story, error)
	Ledger(ctx context.Context, form read.LedgerForm) (read.Ledger, error)
	Outlet(ctx context.Context, id news.OutletID, after news.Cursor) (read.Outlet, error)
	Search(ctx context.Context, form read.SearchForm) (read.Search, error)
	CurrentTake(ctx context.Context) (read.World, error)
	Overlooked(ctx context.Context, by string) (read.Overlooked, error)
	Methods() read.Methods
}

// Options says how the site presents itself.
type Options struct {
	// Sample says that everything shown is invented: every title says so and
	// search engines are told not to list it.
	Sample bool
	// Notice returns what readers should know now, such as that there is
	// neither archive nor network, or nothing. It may be nil.
	Notice func() Notice
	// Models takes the answers to a [ModelOffer]; nil takes none.
	Models Models
}

// Models takes what is answered to the offer of a translation model.
type Models interface {
	// Want asks for the model of a language.
	Want(ctx context.Context, code string) error
	// Later says "not now".
	Later(ctx context.Context, code string) error
}

// Site is every page, as a handler of GET requests.
type Site struct {
	log       *slog.Logger
	clk       clock.Clock
	reader    Reader
	opts      Options
	assets    *assetSet
	templates map[string]*template.Template
	mux       *http.ServeMux
}

//go:embed layout home country countries article story world overlooked methods outlet outlets search problem
var files embed.FS

// New returns the site over reader.
func New(log *slog.Logger, clk clock.Clock, reader Reader, opts Options) (*Site, error) {
	s := &Site{log: log, clk: clk, reader: reader, opts: opts, mux: http.NewServeMux()}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.templates, err = loadTemplates(); err != nil {
		return nil, err
	}
	s.routes()
	return s, nil
}

func loadTemplates() (map[string]*template.Template, error) {
	layout, err := template.ParseFS(files, "layout/layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	all := map[string]*template.Template{}
	for _, name := range []string{
		"home", "country", "countries", "article", "story", "world", "overlooked", "methods",
		"outlet", "outlets", "search", "problem",
	} {
		t, err := layout.Clone()
		if err != nil {
			return nil, fmt.Errorf("clone layout: %w", err)
		}
		if all[name], err = t.ParseFS(files, name+"/"+name+".html"); err != nil {
			return nil, fmt.Errorf("parse page %s: %w", name, err)
		}
	}
	return all, nil
}

func (s *Site) routes() {
	for pattern, h := range map[string]handler{
		"GET /{$}":                 s.home,
		"GET /{country}":           s.country,
		"GET /countries":           s.countries,
		"GET /article/{id}":        s.article,
		"GET /article/{id}/{slug}": s.article,
		"GET /story/{id}":          s.story,
		"GET /story/{id}/{slug}":   s.story,
		"GET /world":               s.world,
		"GET /world.json":          s.worldGlobe,
		"GET /overlooked":          s.overlooked,
		"GET /methods":             s.methods,
		"GET /outlets":             s.outlets,
		"GET /outlets/{id}":        s.outlet,
		"GET /search":              s.search,
		"GET /globe.json":          s.globe,
		"GET /progress.json":       s.progress,
		"GET /robots.txt":          s.robots,
		"GET /favicon.ico":         s.favicon,
		"GET /assets/{name}":       s.asset,
		"/":                        s.nothing,
	} {
		s.mux.HandleFunc(pattern, s.answer(h))
	}
	if s.opts.Models != nil {
		s.mux.HandleFunc("POST "+ModelsPath, s.answer(s.model))
	}
}

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Params are the query parameters that pages read; any other changes nothing.
func Params() []string {
	return []string{"q", "country", "outlet", "language", "genre", "from", "to", "after", "by", "state"}
}

// handler answers a request or says why it could not; it has written nothing
// when it returns an error.
type handler func(w http.ResponseWriter, r *http.Request) error

var errNotFound = errors.New("no such page")

// answer turns a handler's error into a redirect or a page.
func (s *Site) answer(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		var moved *read.Moved
		switch {
		case err == nil:
		case errors.As(err, &moved):
			http.Redirect(w, r, moved.Path, http.StatusMovedPermanently)
		case errors.Is(err, errNotFound), errors.Is(err, news.ErrNotFound):
			s.Problem(w, r, http.StatusNotFound)
		case r.Context().Err() != nil:
			s.Problem(w, r, http.StatusServiceUnavailable)
		default:
			s.log.Error("answer request", "path", r.URL.Path, "error", err)
			s.Problem(w, r, http.StatusInternalServerError)
		}
	}
}

// Problem writes the page for a request that could not be answered.
func (s *Site) Problem(w http.ResponseWriter, r *http.Request, status int) {
	title, words := problemWords(status)
	p := problemPage{page: s.base(r.Context(), "problem", title, words), Status: status, Words: words}
	p.Robots = true
	if err := s.show(w, status, "problem", p); err != nil {
		s.log.Error("write problem page", "status", status, "error", err)
	}
}

func problemWords(status int) (title, words string) {
	switch status {
	case http.StatusNotFound:
		return "There is no such page", "The address may be mistyped, or what was there is no longer kept."
	case http.StatusMethodNotAllowed:
		return "That cannot be done here", "This address can only be read."
	case http.StatusTooManyRequests:
		return "That was a little fast", "Wait a moment and try again."
	case http.StatusForbidden:
		return "That is not allowed", "The request came from another site."
	case http.StatusServiceUnavailable:
		return "Overview is busy", "The page took too long to make. Try again in a moment."
	}
	return "Something went wrong", "The fault is on our side and has been noted. Trying again may help."
}

func (s *Site) nothing(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		s.Problem(w, r, http.StatusMethodNotAllowed)
		return nil
	}
	return errNotFound
}
