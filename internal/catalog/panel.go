package catalog

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/overview-news/overview/internal/news"
)

//go:embed panels/*.yaml
var panelFiles embed.FS

// MinPanel is how many publishers a panel needs; fewer say too little about
// what a country's press left out.
const MinPanel = 30

// A Panel is the fixed set of a country's domestic publishers that serves as
// the reference for what its press reported. It changes only with its version.
type Panel struct {
	Country string
	Version int
	Members []Member
	// Beside lists agencies that are shown next to the panel and never
	// counted in it.
	Beside []string
	File   string
}

// A Member is an outlet in a stratum of a panel: one newsroom.
type Member struct {
	ID      string
	Stratum string
	Line    int
}

// Panels reads the panels that the program carries, sorted by country.
func Panels() ([]Panel, error) {
	entries, err := panelFiles.ReadDir("panels")
	if err != nil {
		return nil, fmt.Errorf("list panels: %w", err)
	}
	var panels []Panel
	for _, e := range entries {
		name := "panels/" + e.Name()
		text, err := panelFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read panel: %w", err)
		}
		p, problems := ReadPanel(name, text)
		if len(problems) > 0 {
			return nil, &ReadError{problems}
		}
		panels = append(panels, p)
	}
	return panels, nil
}

// ReadPanel reads one panel file: country, version, strata (a mapping of
// stratum to outlet ids) and beside.
func ReadPanel(name string, text []byte) (Panel, []Problem) {
	d := &decoder{file: name}
	p := Panel{File: name}
	if !d.bounded(text) {
		return p, d.problems
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		d.syntax(err)
		return p, d.problems
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		d.fail(1, "", "want one document")
		return p, d.problems
	}
	pairs, _ := d.mapping(file.Docs[0].Body, "")
	for _, pair := range pairs {
		d.panelField(&p, pair)
	}
	return p, d.problems
}

func (d *decoder) panelField(p *Panel, field pair) {
	switch field.key {
	case "country":
		p.Country, _ = d.text(field.value, field.key)
	case "version":
		s, _ := d.text(field.value, field.key)
		v, err := strconv.Atoi(s)
		if err != nil || v < 1 {
			d.fail(field.line, field.key, "want a number from 1, got %q", s)
		}
		p.Version = v
	case "beside":
		for _, m := range d.members(field.value, field.key) {
			p.Beside = append(p.Beside, m.ID)
		}
	case "strata":
		strata, _ := d.mapping(field.value, field.key)
		for _, s := range strata {
			for _, m := range d.members(s.value, "strata."+s.key) {
				m.Stratum = s.key
				p.Members = append(p.Members, m)
			}
		}
	default:
		d.fail(field.line, field.key, "want country, version, strata or beside")
	}
}

func (d *decoder) members(n ast.Node, where string) []Member {
	items, _ := d.sequence(n, where)
	var members []Member
	for _, item := range items {
		id, ok := d.text(item, where)
		if ok {
			members = append(members, Member{ID: id, Line: line(item)})
		}
	}
	return members
}

// Missing lists the members that have no feed and no sitemap yet, in order.
func (p Panel) Missing(c *Catalog) []string {
	var missing []string
	for _, m := range p.Members {
		if o, ok := c.Lookup(m.ID); !ok || !o.Watch {
			missing = append(missing, m.ID)
		}
	}
	return missing
}

// Check returns what is wrong with a panel over a catalog.
func (p Panel) Check(c *Catalog) []Problem {
	var problems []Problem
	fail := func(line int, id, format string, args ...any) {
		problems = append(problems, Problem{At: Position{p.File, line}, Outlet: id, Message: fmt.Sprintf(format, args...)})
	}
	if len(p.Members) < MinPanel {
		fail(0, "", "want at least %d members, got %d", MinPanel, len(p.Members))
	}
	if !strings.HasSuffix(p.File, "/"+strings.ToLower(p.Country)+".yaml") {
		fail(0, "", "want the file to be named after country %q", p.Country)
	}
	publishers := map[string]string{}
	for _, m := range p.Members {
		o, ok := c.Lookup(m.ID)
		switch {
		case !ok:
			fail(m.Line, m.ID, "want an outlet of the list")
		case o.Country != p.Country || o.Lane != news.Domestic:
			fail(m.Line, m.ID, "want a domestic outlet of %s, got %s of %s", p.Country, o.Lane, o.Country)
		case publishers[o.Publisher] != "":
			fail(m.Line, m.ID, "want one member a newsroom, %s is of %s too", publishers[o.Publisher], o.Publisher)
		default:
			publishers[o.Publisher] = m.ID
		}
	}
	for _, id := range p.Beside {
		o, ok := c.Lookup(id)
		if !ok || o.Lane == news.Domestic || slices.ContainsFunc(p.Members, func(m Member) bool { return m.ID == id }) {
			fail(0, id, "want an agency of the list that is no member")
		}
	}
	return problems
}
