package main

import (
	"bytes"
	"fmt"
	nurl "net/url"
	"slices"
	"time"

	"github.com/overview-news/overview/page/extract/internal/corpus"
	"golang.org/x/net/html"
)

// found is what an extractor made of a page.
type found struct {
	text, title string
	authors     []string
	signed      []string // all that signs, where an extractor tells them apart
	published   string   // RFC 3339, or a day; empty where none is given
}

// input is a page as extractors get it.
type input struct {
	corpus.Page
	utf8    []byte
	address *nurl.URL
}

// parse reads the page as every public extractor has to.
func (in *input) parse() (*html.Node, error) { return html.Parse(bytes.NewReader(in.utf8)) }

// engine is an extractor. Either read does its work, or combine, which gets
// what the engines named in parts found on the same page; its time is theirs
// and its own.
type engine struct {
	name    string
	read    func(*input) (found, error)
	parts   []string
	combine func(in *input, parts []found) found

	bodies, metadata bool // what it finds at all
	datesOnly        bool // of the metadata
	public           bool // for the row of the best of all
}

// The names by which engines refer to one another.
const (
	nameParse       = "parse only"
	nameOurs        = "ours in-sample"
	nameFolds       = "ours five-fold"
	nameReadeck     = "readability (readeck)"
	nameShiori      = "readability (shiori)"
	nameFast        = "trafilatura without fallback"
	nameTrafilatura = "trafilatura"
	nameDistiller   = "domdistiller"
	nameStated      = "stated"
	nameDates       = "htmldate"
	nameBoth        = "readability ∩ trafilatura"
	nameMetadata    = "stated else trafilatura else htmldate"
	nameSigned      = "ours with all that signs"
	nameBest        = "best public for each page"
)

// allEngines lists the extractors in the order of the tables.
func allEngines() []engine {
	return []engine{
		{name: nameParse, read: parseOnly},
		{name: nameStated, read: readStated, bodies: true, metadata: true, public: true},
		{name: nameDates, read: readDate, metadata: true, datesOnly: true},
		{name: nameDistiller, read: readDistiller, bodies: true, metadata: true, public: true},
		{name: nameShiori, read: readShiori, bodies: true, metadata: true, public: true},
		{name: nameReadeck, read: readReadeck, bodies: true, metadata: true, public: true},
		{name: nameFast, read: readTrafilatura(false), bodies: true, metadata: true, public: true},
		{name: nameTrafilatura, read: readTrafilatura(true), bodies: true, metadata: true, public: true},
		{
			name: nameBoth, parts: []string{nameReadeck, nameTrafilatura}, combine: combineTexts,
			bodies: true, public: true,
		},
		{
			name: nameMetadata, parts: []string{nameStated, nameTrafilatura, nameDates}, combine: combineMetadata,
			metadata: true,
		},
		{name: nameOurs, read: readOurs, bodies: true, metadata: true},
		{name: nameSigned, parts: []string{nameOurs}, combine: signedAuthors, metadata: true},
	}
}

func names(engines []engine) []string {
	out := make([]string, len(engines))
	for i, e := range engines {
		out[i] = e.name
	}
	return out
}

// chosenEngines are those of some names with what they are made of, and
// parsing, which all are compared with. No name means all.
func chosenEngines(wanted []string) []engine {
	all := allEngines()
	if len(wanted) == 0 {
		return all
	}
	keep := append([]string{nameParse}, wanted...)
	for _, e := range all {
		if slices.Contains(wanted, e.name) {
			keep = append(keep, e.parts...)
		}
	}
	return slices.DeleteFunc(all, func(e engine) bool { return !slices.Contains(keep, e.name) })
}

// safely runs an extractor. One that panics or refuses a page has found
// nothing there, which is what its user would have.
func (e engine) safely(in *input) (f found, refused string) {
	defer func() {
		if p := recover(); p != nil {
			f, refused = found{}, fmt.Sprint("panic: ", p)
		}
	}()
	f, err := e.read(in)
	if err != nil {
		return found{}, err.Error()
	}
	return f, ""
}

func parseOnly(in *input) (found, error) {
	_, err := in.parse()
	return found{}, err
}

// moment formats a time that an extractor names.
func moment(t time.Time, hasTime bool) string {
	switch {
	case t.IsZero():
		return ""
	case hasTime:
		return t.Format(time.RFC3339)
	}
	return t.Format(time.DateOnly)
}
