package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/overview-news/overview/page/selector"
)

// hint is one selector with the key it is written under.
type hint struct{ name, text string }

func (h Hints) list() []hint { return []hint{{"keep", h.Keep}, {"drop", h.Drop}} }

// wrong says what is wrong with a selector; nil if nothing is, or there is none.
func (h hint) wrong() error {
	if h.text == "" {
		return nil
	}
	_, err := selector.Parse(h.text)
	return err
}

// hints checks the selectors of an outlet.
func (k *checker) hints() {
	for _, h := range k.o.Extract.list() {
		if err := h.wrong(); err != nil {
			k.fail("extract."+h.name, "%v", err)
		}
	}
}

// readExtract reads the selectors of an entry, each in quotes: without them
// YAML would take what follows a # for a comment and read half of a selector.
func readExtract(d *decoder, n ast.Node, where string, o *Outlet) {
	into := map[string]*string{"keep": &o.Extract.Keep, "drop": &o.Extract.Drop}
	pairs, _ := d.mapping(n, where)
	for _, p := range pairs {
		field := where + "." + p.key
		to, known := into[p.key]
		switch {
		case !known:
			d.fail(p.line, field, "want one of %s", slices.Sorted(maps.Keys(into)))
			continue
		case !quoted(p.value):
			d.fail(p.line, field, "want the selector in quotes, got %s", describe(p.value))
			continue
		}
		*to, _ = d.text(p.value, field)
		if err := (hint{p.key, *to}).wrong(); err != nil {
			d.fail(p.line, field, "%v", err)
		}
	}
}

// writtenHints are the selectors of a line of JSON, read as strictly as those
// of a YAML file: a selector under a name that nobody reads would do nothing.
// What is wrong is kept, so that whoever reads the line can name the outlet.
type writtenHints struct {
	hints Hints
	why   string // the line is refused; "" if nothing is wrong
	some  bool
}

// UnmarshalJSON reads the selectors. It never fails.
func (w *writtenHints) UnmarshalJSON(raw []byte) error {
	twice := w.some
	w.some = true
	if twice {
		w.why = "extract: want the key once"
	} else if err := w.read(raw); err != nil {
		w.why = err.Error()
	}
	return nil
}

func (w *writtenHints) read(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	into := map[string]*string{"keep": &w.hints.Keep, "drop": &w.hints.Drop}
	dec := json.NewDecoder(bytes.NewReader(raw))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("extract: want an object with keep and drop, got %.100s", raw)
	}
	seen := map[string]bool{}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return fmt.Errorf("extract: %w", err)
		}
		key, _ := token.(string)
		to, known := into[key]
		switch {
		case !known:
			return fmt.Errorf("extract.%.100s: want one of %s", key, slices.Sorted(maps.Keys(into)))
		case seen[key]:
			return fmt.Errorf("extract.%s: want the key once", key)
		}
		seen[key] = true
		if err := dec.Decode(to); err != nil {
			return fmt.Errorf("extract.%s: want the selector as a text", key)
		}
	}
	return nil
}

// quoted reports whether a text is written in quotes or as a block.
func quoted(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return true
	case *ast.StringNode:
		t := n.GetToken().Type
		return t == token.SingleQuoteType || t == token.DoubleQuoteType
	}
	return false
}
