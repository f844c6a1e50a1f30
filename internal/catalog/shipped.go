package catalog

import (
	"bufio"
	"bytes"
	_ "embed" // the compiled list
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed outlets.jsonl
var shippedJSON string

//go:embed provenance.csv
var provenanceCSV string

// Shipped returns the list that the program carries. It is read once.
func Shipped() *Catalog { return shipped() }

var shipped = sync.OnceValue(func() *Catalog {
	outlets, err := decompile(strings.NewReader(shippedJSON))
	if err != nil {
		panic("catalog: outlets.jsonl: " + err.Error()) // the program is broken
	}
	return New(outlets)
})

// Compile writes outlets in the form that the program carries: one JSON object
// a line, sorted as in a Catalog.
func (c *Catalog) Compile() ([]byte, error) {
	var b bytes.Buffer
	err := encode(&b, c.outlets)
	return b.Bytes(), err
}

// WriteJSONLines writes outlets with all their fields, one object a line, as
// [ReadJSONLines] reads them: all but where they are written.
func WriteJSONLines(w io.Writer, outlets []Outlet) error {
	bare := slices.Clone(outlets)
	for i := range bare {
		bare[i].At, bare[i].Fields = Position{}, nil
	}
	b := bufio.NewWriter(w)
	if err := encode(b, bare); err != nil {
		return err
	}
	return b.Flush()
}

func encode(w io.Writer, outlets []Outlet) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, o := range outlets {
		o.Feeds, o.Sitemaps = o.short(o.Feeds), o.short(o.Sitemaps)
		if err := enc.Encode(o); err != nil {
			return fmt.Errorf("write outlet %s: %w", o.ID, err)
		}
	}
	return nil
}

// short drops what fill puts back.
func (o Outlet) short(feeds []Feed) []Feed {
	var out []Feed
	for _, f := range feeds {
		if f.Language == o.Language {
			f.Language = ""
		}
		if f.Scope == ScopeGeneral {
			f.Scope = ""
		}
		out = append(out, f)
	}
	return out
}

func decompile(r io.Reader) ([]Outlet, error) {
	dec := json.NewDecoder(r)
	var outlets []Outlet
	for {
		var o Outlet
		if err := dec.Decode(&o); err == io.EOF {
			return outlets, nil
		} else if err != nil {
			return nil, fmt.Errorf("outlet %d: %w", len(outlets)+1, err)
		}
		o.fill()
		outlets = append(outlets, o)
	}
}

// A Source is a public list that outlets were taken from.
type Source struct {
	Token, What, Where, Version, Licence string
}

// Sources returns the lists that provenance tokens stand for.
func Sources() []Source { return sources() }

var sources = sync.OnceValue(func() []Source {
	rows, err := csv.NewReader(strings.NewReader(provenanceCSV)).ReadAll()
	if err != nil || len(rows) < 2 {
		panic(fmt.Sprintf("catalog: provenance.csv: %v", err))
	}
	var list []Source
	for _, r := range rows[1:] {
		list = append(list, Source{r[0], r[1], r[2], r[3], r[4]})
	}
	return list
})

// singleFile is the token of one public file on GitHub, by its blob's number.
var singleFile = regexp.MustCompile(`^gh:\d+$`)

func knownSource(p string) bool {
	if singleFile.MatchString(p) || strings.HasPrefix(p, "https://") || strings.HasPrefix(p, "list ") {
		return true
	}
	for _, s := range sources() {
		if s.Token == p {
			return true
		}
	}
	return false
}
