package read

import (
	"context"
	"fmt"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/difference"
)

// Changes is what an article's publisher changed after it was first read.
type Changes struct {
	// Words says how often; empty if never.
	Words string
	// List has the last change first. It is empty where whole texts may not be
	// shown.
	List []Change
}

// Change is one change.
type Change struct {
	Seen   Moment
	Was    Text // the headline before it, if that changed
	Is     Text // and after it
	Places []ChangePlace
	More   int // places that are not listed
}

// ChangePlace is a place of the text where something changed, with a sentence
// around it.
type ChangePlace []ChangedSentence

// ChangedSentence is a sentence that was kept, removed or added.
type ChangedSentence struct {
	Kind difference.Kind
	Text Text
}

// Bounds of what is listed: pages are looked at again twice, and a text that
// changed in more places is another text.
const (
	maxChanges      = 4
	maxChangePlaces = 20
	aroundChange    = 1 // sentences
)

// fillChanges adds what the publisher of an article changed.
func (r *Reader) fillChanges(ctx context.Context, page *Article, original *news.Rendition, show news.Display) error {
	if original == nil {
		return nil
	}
	before, err := r.store.Revisions(ctx, original.Article)
	if err != nil {
		return fmt.Errorf("read the changes of article %d: %w", original.Article, err)
	}
	if len(before) == 0 {
		return nil
	}
	page.Changes.Words = "Its publisher changed it " + count(len(before), "time", "times") + " after it was first read here"
	if show != news.DisplayFull {
		return nil
	}
	title, text := original.Title, original.Blocks
	for i := len(before) - 1; i >= 0 && len(page.Changes.List) < maxChanges; i-- {
		c := r.change(before[i], title, text, original.Language)
		page.Changes.List = append(page.Changes.List, c)
		title, text = before[i].Title, before[i].Blocks
	}
	return nil
}

// change compares a text with the one that replaced it.
func (r *Reader) change(before news.Revision, title string, text []news.Block, tag string) Change {
	c := Change{Seen: r.moment(before.Until)}
	if before.Title != title {
		c.Was, c.Is = Foreign(before.Title, tag), Foreign(title, tag)
	}
	parts := difference.Of(sentencesOf(before.Blocks), sentencesOf(text))
	hunks := difference.Hunks(parts, aroundChange)
	c.More = max(len(hunks)-maxChangePlaces, 0)
	for _, hunk := range hunks[:len(hunks)-c.More] {
		var place ChangePlace
		for _, p := range hunk {
			place = append(place, ChangedSentence{Kind: p.Kind, Text: Text{Text: clean(p.Text), Lang: known(tag), Dir: direction(p.Text, tag)}})
		}
		c.Places = append(c.Places, place)
	}
	return c
}

func sentencesOf(blocks []news.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, b.Sentences...)
	}
	return out
}
