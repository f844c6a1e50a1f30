package catalog

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Bounds of one YAML file. An operator's file with ten thousand outlets has
// about 4 MB. Line length, open brackets and nested dashes bound how deep the
// parser, which works recursively, can be led: its stack must not run out, and
// its time grows with the square of the nesting.
const (
	maxYAMLBytes    = 4 << 20
	maxYAMLLine     = 4096
	maxOpenBrackets = 100
	maxProblems     = 1000 // of one file; nobody reads more
)

// A Patch is one entry of a YAML file: an outlet and which of its fields the
// file sets.
type Patch struct {
	Outlet Outlet
	Set    map[string]Position
}

// Load reads every *.yaml file in the root of fsys, in order of name. It
// returns what could be read and every problem; entries with a problem are
// left out. The error is for a folder that cannot be read at all.
func Load(fsys fs.FS) (*Catalog, []Problem, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, nil, fmt.Errorf("list outlet files: %w", err)
	}
	if len(names) == 0 {
		return nil, nil, fmt.Errorf("list outlet files: none ends in .yaml")
	}
	var outlets []Outlet
	var problems []Problem
	for _, name := range names {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, nil, fmt.Errorf("open outlet file: %w", err)
		}
		patches, found := ReadYAML(name, f)
		f.Close()
		problems = append(problems, found...)
		for _, p := range patches {
			p.Outlet.fill()
			outlets = append(outlets, p.Outlet)
		}
	}
	problems = append(problems, sameIDs(outlets)...)
	return New(outlets), problems, nil
}

func sameIDs(outlets []Outlet) []Problem {
	var problems []Problem
	first := map[string]Position{}
	for _, o := range outlets {
		if at, twice := first[o.ID]; twice {
			problems = append(problems, Problem{At: o.At, Outlet: o.ID, Field: "id",
				Message: fmt.Sprintf("want an id of its own, %s has it already", at)})
			continue
		}
		first[o.ID] = o.At
	}
	return problems
}

// ReadYAML reads one file of outlets. name is used in positions only. Entries
// with a problem are left out.
func ReadYAML(name string, r io.Reader) ([]Patch, []Problem) {
	d := &decoder{file: name}
	text, err := io.ReadAll(io.LimitReader(r, maxYAMLBytes+1))
	if err != nil {
		return nil, []Problem{{At: Position{File: name}, Message: "read: " + err.Error()}}
	}
	if !d.bounded(text) {
		return nil, d.problems
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		d.syntax(err)
		return nil, d.problems
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		d.fail(1, "", "want one document with the key \"outlets\"")
		return nil, d.problems
	}
	return d.document(file.Docs[0].Body), d.problems
}

// decoder turns syntax trees into patches and collects what is wrong.
type decoder struct {
	file     string
	outlet   string // id of the entry being read
	problems []Problem
	failed   int // how many there were, also beyond maxProblems
}

func (d *decoder) fail(line int, field, format string, args ...any) {
	d.failed++
	if len(d.problems) >= maxProblems {
		return
	}
	d.problems = append(d.problems, Problem{
		At: Position{d.file, line}, Outlet: d.outlet, Field: field, Message: fmt.Sprintf(format, args...),
	})
}

// bounded checks the limits before anything is parsed.
func (d *decoder) bounded(text []byte) bool {
	if len(text) > maxYAMLBytes {
		d.fail(0, "", "want at most %d bytes", maxYAMLBytes)
		return false
	}
	open, line := 0, 0
	for row := range bytes.Lines(text) {
		line++
		if len(row) > maxYAMLLine {
			d.fail(line, "", "want lines of at most %d bytes", maxYAMLLine)
			return false
		}
		if bytes.HasPrefix(bytes.TrimLeft(row, " "), []byte("- - - ")) {
			d.fail(line, "", "want no lists inside of lists")
			return false
		}
		if bytes.IndexByte(row, 0) >= 0 {
			d.fail(line, "", "want text, got a zero byte")
			return false
		}
		for _, c := range row {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open--
			}
		}
		if open > maxOpenBrackets {
			d.fail(line, "", "want fewer than %d open brackets", maxOpenBrackets)
			return false
		}
	}
	return true
}

// parseError finds the position in a message of the parser: "[3:5] …".
var parseError = regexp.MustCompile(`^\[(\d+):\d+\] ([^\n]*)`)

func (d *decoder) syntax(err error) {
	line, message := 0, err.Error()
	if m := parseError.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	message, _, _ = strings.Cut(message, "\n")
	d.fail(line, "", "want YAML: %s", message)
}

// document reads {country: XX, outlets: [...]}.
func (d *decoder) document(body ast.Node) []Patch {
	pairs, ok := d.mapping(body, "")
	if !ok {
		return nil
	}
	country := ""
	var list ast.Node
	for _, p := range pairs {
		switch p.key {
		case "country":
			country, _ = d.text(p.value, "country")
		case "outlets":
			list = p.value
		default:
			d.fail(p.line, p.key, "want \"country\" or \"outlets\"")
		}
	}
	if list == nil {
		d.fail(1, "", "want the key \"outlets\"")
		return nil
	}
	items, _ := d.sequence(list, "outlets")
	var patches []Patch
	for i, item := range items {
		before := d.failed
		p := d.patch(item, fmt.Sprintf("outlets[%d]", i))
		if _, set := p.Set["country"]; !set && country != "" {
			p.Outlet.Country = strings.ToUpper(country)
		}
		if d.failed == before {
			patches = append(patches, p)
		}
		d.outlet = ""
	}
	return patches
}

func (d *decoder) patch(item ast.Node, where string) Patch {
	p := Patch{Set: map[string]Position{}}
	pairs, ok := d.mapping(item, where)
	if !ok {
		return p
	}
	p.Outlet.At = Position{d.file, line(item)}
	if i := slices.IndexFunc(pairs, func(p pair) bool { return p.key == "id" }); i >= 0 {
		d.outlet, _ = d.text(pairs[i].value, where+".id")
		p.Outlet.At.Line = pairs[i].line
	}
	if d.outlet == "" {
		d.fail(line(item), where+".id", "want an id")
	}
	for _, pair := range pairs {
		f, known := fields[pair.key]
		if !known {
			d.fail(pair.line, pair.key, "want one of %s", strings.Join(fieldNames(), ", "))
			continue
		}
		p.Set[pair.key] = Position{d.file, pair.line}
		f.read(d, pair.value, pair.key, &p.Outlet)
	}
	if _, said := p.Set["watch"]; !said {
		p.Outlet.Watch = len(p.Outlet.Feeds)+len(p.Outlet.Sitemaps) > 0
	}
	return p
}

// A pair is one "key: value" of a mapping.
type pair struct {
	key   string
	line  int
	value ast.Node
}

func (d *decoder) mapping(n ast.Node, where string) ([]pair, bool) {
	m, ok := n.(ast.MapNode)
	if !ok {
		d.fail(line(n), where, "want \"key: value\" lines, got %s", describe(n))
		return nil, false
	}
	var pairs []pair
	seen := map[string]bool{}
	for it := m.MapRange(); it.Next(); {
		key, ok := it.Key().(ast.ScalarNode)
		if !ok {
			d.fail(line(it.Key()), where, "want a plain key, got %s", describe(it.Key()))
			return nil, false
		}
		name := key.GetToken().Value
		if seen[name] {
			d.fail(line(key), name, "want the key once")
			return nil, false
		}
		seen[name] = true
		pairs = append(pairs, pair{name, line(key), it.Value()})
	}
	return pairs, true
}

func (d *decoder) sequence(n ast.Node, where string) ([]ast.Node, bool) {
	switch n := n.(type) {
	case *ast.SequenceNode:
		return n.Values, true
	case *ast.NullNode:
		return nil, true
	}
	d.fail(line(n), where, "want a list, got %s", describe(n))
	return nil, false
}

// text reads a scalar as it is written, so that "NO" is a country and 2026-05
// a month.
func (d *decoder) text(n ast.Node, where string) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSuffix(n.Value.Value, "\n"), true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	d.fail(line(n), where, "want text, got %s", describe(n))
	return "", false
}

func line(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}

func describe(n ast.Node) string {
	switch n.(type) {
	case nil, *ast.NullNode:
		return "nothing"
	case *ast.SequenceNode:
		return "a list"
	case ast.MapNode:
		return "a mapping"
	case *ast.AliasNode, *ast.AnchorNode:
		return "an anchor or alias, which lists do not use"
	case *ast.TagNode:
		return "a tag, which lists do not use"
	case ast.ScalarNode:
		return "text"
	}
	return "something else"
}
