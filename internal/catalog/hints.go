package catalog

import (
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
