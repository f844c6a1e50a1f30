package main

import (
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	shiori "github.com/go-shiori/go-readability"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
)

func readReadeck(in *input) (found, error) {
	doc, err := in.parse()
	if err != nil {
		return found{}, err
	}
	parser := readability.NewParser()
	a, err := parser.ParseAndMutate(doc, in.address)
	if err != nil {
		return found{}, err
	}
	f := found{title: a.Title(), authors: one(a.Byline())}
	if t, err := a.PublishedTime(); err == nil {
		f.published = moment(t, true)
	}
	if a.Node == nil {
		return f, nil
	}
	var text strings.Builder
	err = a.RenderText(&text)
	f.text = text.String()
	return f, err
}

func readShiori(in *input) (found, error) {
	doc, err := in.parse()
	if err != nil {
		return found{}, err
	}
	a, err := shiori.FromDocument(doc, in.address)
	if err != nil {
		return found{}, err
	}
	f := found{title: a.Title, authors: one(a.Byline), text: a.TextContent}
	if a.PublishedTime != nil {
		f.published = moment(*a.PublishedTime, true)
	}
	return f, nil
}

func readTrafilatura(fallback bool) func(*input) (found, error) {
	return func(in *input) (found, error) {
		doc, err := in.parse()
		if err != nil {
			return found{}, err
		}
		r, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
			OriginalURL: in.address, EnableFallback: fallback, ExcludeComments: true,
		})
		if err != nil {
			return found{}, err
		}
		return found{
			title: r.Metadata.Title, authors: one(r.Metadata.Author), text: r.ContentText,
			published: moment(r.Metadata.Date, false),
		}, nil
	}
}

func readDistiller(in *input) (found, error) {
	doc, err := in.parse()
	if err != nil {
		return found{}, err
	}
	r, err := distiller.Apply(doc, &distiller.Options{OriginalURL: in.address, SkipPagination: true})
	if err != nil {
		return found{}, err
	}
	f := found{title: r.Title, authors: r.MarkupInfo.Article.Authors, text: r.Text, published: r.MarkupInfo.Article.PublishedTime}
	if len(f.authors) == 0 {
		f.authors = one(r.MarkupInfo.Author)
	}
	return f, nil
}

func readDate(in *input) (found, error) {
	doc, err := in.parse()
	if err != nil {
		return found{}, err
	}
	r, err := htmldate.FromDocument(doc, htmldate.Options{URL: in.URL, UseOriginalDate: true})
	if err != nil || r.IsZero() {
		return found{}, err
	}
	return found{published: moment(r.DateTime, false)}, nil
}

// one is a list of one text, or of none.
func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
