package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/cluster"
	"github.com/overview-news/overview/text/agency"
)

// clusterCmd groups articles.
type clusterCmd struct {
	Stream bool `help:"Answer each line at once; corrections follow as further lines."`
}

// Help is what --help adds.
func (clusterCmd) Help() string {
	return `Reads articles ordered by date, {"id","date","language","outlet","country","title","text"}
a line (lang and source are accepted; title_en and text_en where there is an English
rendition), and prints {"id","story","family"}: articles with one story tell one event,
those with one family carry one text. Answers come at the end of the input; a line without
an id is named by its number, as "line".`
}

// Run groups the lines.
func (c clusterCmd) Run(ctx context.Context, std streams) error {
	out := bufio.NewWriter(std.out)
	g := &grouping{
		stories: cluster.New(cluster.Options{}), families: cluster.NewFamilies(cluster.FamilyOptions{}),
		stream: c.Stream, out: out, names: map[int64]field{},
		story: map[int64]cluster.StoryID{}, family: map[int64]cluster.FamilyID{},
	}
	err := eachLine(std.in, func(n int, line []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := g.line(n, line); err != nil {
			return err
		}
		return out.Flush() // whoever waits for an answer gets it
	})
	if err == nil {
		err = g.end()
	}
	return errors.Join(err, out.Flush())
}

// grouping is the state of one run.
type grouping struct {
	stories  *cluster.Grouper
	families *cluster.Families
	stream   bool
	out      *bufio.Writer

	names  map[int64]field // of the good lines, by number
	rows   []int64         // good lines, in order
	story  map[int64]cluster.StoryID
	family map[int64]cluster.FamilyID
}

// line takes one article. One that cannot be read is answered at once.
func (g *grouping) line(number int, line []byte) error {
	n := int64(number)
	var d cluster.Document
	var text cluster.Text
	in, err := objectOf(line)
	name := nameOf(number, in)
	if err == nil {
		d, text, err = documentOf(n, in)
	}
	if err != nil {
		return writeLine(g.out, []field{name, {"error", err.Error()}})
	}
	g.names[n] = name
	g.family[n] = g.families.Add(text).Family
	g.rows = append(g.rows, n)
	return g.changed(g.stories.Add(d), n)
}

// documentOf reads an article's fields: what stories are made of, which is the
// English rendition where there is one, and its text as published.
func documentOf(n int64, in object) (cluster.Document, cluster.Text, error) {
	d := cluster.Document{ID: n}
	var date, titleEnglish, textEnglish, credit string
	for _, f := range []struct {
		to    *string
		names []string
	}{
		{&date, []string{"date", "published"}}, {&d.Language, []string{"language", "lang"}},
		{&d.Outlet, []string{"outlet", "source"}}, {&d.Country, []string{"country"}},
		{&d.Title, []string{"title"}}, {&d.Text, []string{"text"}},
		{&titleEnglish, []string{"title_en"}}, {&textEnglish, []string{"text_en"}},
		{&credit, []string{"credit"}},
	} {
		var err error
		if *f.to, err = in.text(f.names...); err != nil {
			return d, cluster.Text{}, err
		}
	}
	if date == "" {
		return d, cluster.Text{}, errors.New("the line has no date: give an RFC 3339 time")
	}
	t, err := time.Parse(time.RFC3339, date)
	if err != nil {
		return d, cluster.Text{}, fmt.Errorf("date %q is not an RFC 3339 time", date)
	}
	d.Time = t.UTC()
	if credit == "" {
		credit, _, _ = strings.Cut(d.Text, "\n")
	}
	text := cluster.Text{ID: n, Time: d.Time, Body: d.Text}
	text.Agency, _ = agency.Credit(credit)
	if titleEnglish != "" && d.Language != "en" {
		d.OriginalLanguage, d.Language = d.Language, "en"
		d.Title, d.Text = titleEnglish, textEnglish
	}
	return d, text, nil
}

// changed notes where articles are now. With --stream it prints the article n
// at once and every other that moved.
func (g *grouping) changed(c cluster.Changes, n int64) error {
	moved := map[int64]bool{}
	if n != 0 {
		moved[n] = true
	}
	for _, p := range c.Placed {
		if g.story[p.Document] != p.Story {
			moved[p.Document] = true
		}
		g.story[p.Document] = p.Story
	}
	for _, r := range c.Redirects {
		for doc, story := range g.story {
			if story == r.From {
				g.story[doc] = r.To
				moved[doc] = true
			}
		}
	}
	if !g.stream {
		return nil
	}
	docs := make([]int64, 0, len(moved))
	for doc := range moved {
		docs = append(docs, doc)
	}
	slices.Sort(docs) // the line just read comes last
	for _, doc := range docs {
		if err := g.print(doc); err != nil {
			return err
		}
	}
	return nil
}

func (g *grouping) print(doc int64) error {
	return writeLine(g.out, []field{g.names[doc], {"story", g.story[doc]}, {"family", g.family[doc]}})
}

// end lets stories be refined once more and prints what was not printed.
func (g *grouping) end() error {
	if err := g.changed(g.stories.Flush(), 0); err != nil || g.stream {
		return err
	}
	for _, doc := range g.rows {
		if err := g.print(doc); err != nil {
			return err
		}
	}
	return nil
}
