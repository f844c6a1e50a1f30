package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	bcp47 "golang.org/x/text/language"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/text/language"
)

// maxDocument bounds a feed on standard input, in bytes, like one from the
// web.
const maxDocument = 20 << 20

// feedCmd reads a feed or a sitemap.
type feedCmd struct {
	URL  string `name:"url" placeholder:"URL" help:"Address of the document, for relative links."`
	Type string `name:"content-type" placeholder:"TYPE" help:"Content-Type of the document, a hint for its encoding."`
}

// Help is what --help adds.
func (feedCmd) Help() string {
	return `Reads an RSS, Atom, RDF or JSON feed or a news sitemap from standard input and prints
one JSON object with its fields and entries. Fields that are not known are null.

  curl -s https://example.org/rss.xml | overview feed --url https://example.org/rss.xml`
}

// Run reads one document.
func (c feedCmd) Run(std streams) error {
	body, err := io.ReadAll(io.LimitReader(std.in, maxDocument+1))
	if err != nil {
		return fmt.Errorf("read the input: %w", err)
	}
	if len(body) > maxDocument {
		return fmt.Errorf("the document is longer than %d bytes", maxDocument)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return errors.New("there is no document on standard input: give one with < FILE or curl … |")
	}
	f, err := feed.Parse(body, c.Type, feed.Options{URL: c.URL})
	if err == nil {
		return writeLine(std.out, feedFields(f))
	}
	m, mapErr := sitemap.Parse(body, c.Type, c.URL)
	if mapErr == nil {
		return writeLine(std.out, sitemapFields(m))
	}
	var not *feed.NotFeedError
	if errors.As(err, &not) {
		return writeLine(std.out, []field{{"error", err.Error()}, {"entries", []object{}}})
	}
	return err
}

func feedFields(f feed.Feed) []field {
	entries := make([]ordered, 0, len(f.Entries))
	for _, e := range f.Entries {
		entries = append(entries, ordered{
			{"id", e.ID}, {"url", orNull(e.URL)}, {"title", orNull(e.Title)},
			{"published", stampOf(e.Published)}, {"updated", stampOf(e.Updated)},
			{"authors", listOf(e.Authors)}, {"summary", orNull(e.Summary)}, {"image", orNull(e.Image)},
			{"language", tagOrNull(e.Language)}, {"categories", listOf(e.Categories)},
			{"credit", orNull(e.Credit.Title)},
		})
	}
	return []field{
		{"kind", string(f.Kind)}, {"title", orNull(f.Title)}, {"home", orNull(f.Home)},
		{"language", tagOrNull(f.Language)}, {"description", orNull(f.Description)}, {"self", orNull(f.Self)},
		{"hub", orNull(f.Hub)}, {"image", orNull(f.Image)}, {"updated", stampOf(f.Updated)},
		{"ttl_seconds", secondsOrNull(f.TTL)}, {"update_every_seconds", secondsOrNull(f.Every)},
		{"encoding", f.Encoding}, {"truncated", f.Truncated}, {"problem", orNull(f.Problem)},
		{"entries", entries},
	}
}

func sitemapFields(m sitemap.Map) []field {
	kind := "sitemap"
	entries := make([]ordered, 0, len(m.Pages))
	for _, p := range m.Pages {
		entries = append(entries, ordered{
			{"id", p.URL}, {"url", p.URL}, {"title", orNull(p.Title)},
			{"published", stampOf(p.Published)}, {"updated", stampOf(p.Modified)},
			{"authors", []string{}}, {"summary", nil}, {"image", orNull(p.Image)},
			{"language", tagOrNull(p.Language)}, {"categories", []string{}},
		})
	}
	if m.Index {
		kind = "sitemap-index"
	}
	sitemaps := []string{}
	for _, s := range m.Sitemaps {
		sitemaps = append(sitemaps, s.URL)
	}
	return []field{{"kind", kind}, {"title", nil}, {"home", nil}, {"language", nil}, {"sitemaps", sitemaps},
		{"truncated", m.Truncated}, {"problem", orNull(m.Problem)}, {"entries", entries}}
}

// ordered is a JSON object whose fields keep their order.
type ordered []field

// MarshalJSON prints the fields in order.
func (o ordered) MarshalJSON() ([]byte, error) {
	var b buffer
	if err := writeLine(&b, o); err != nil {
		return nil, err
	}
	return b, nil
}

// buffer collects what is written.
type buffer []byte

// Write appends p.
func (b *buffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

// orNull is s, or nil where it is empty.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// tagOrNull is a declared language as BCP 47 writes it, with the region that
// the publisher named: pt-br is pt-BR, "en_us" en-US, "German" de. What is no
// language is null.
func tagOrNull(declared string) any {
	if tag, err := bcp47.Parse(declared); err == nil && tag != bcp47.Und {
		return tag.String()
	}
	if tag, ok := language.Parse(declared); ok {
		return string(tag)
	}
	return nil
}

// secondsOrNull is d in whole seconds, nil where nothing was said.
func secondsOrNull(d time.Duration) any {
	if d <= 0 {
		return nil
	}
	return int(d.Seconds())
}
