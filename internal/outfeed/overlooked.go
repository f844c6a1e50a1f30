package outfeed

import (
	"context"
	"html"
	"strconv"
	"strings"

	"github.com/overview-news/overview/internal/read"
)

// overlooked is the feed of what a country's press overlooked. Where nothing
// may be claimed the feed has no items and its description says why, so that
// a reader who follows it is not told that all is well.
func (f *Feeds) overlooked(ctx context.Context, by string) ([]byte, error) {
	page, err := f.reader.Overlooked(ctx, by)
	if err != nil {
		return nil, err
	}
	path := read.OverlookedPath(page.By)
	c := channel{Title: "Overview: overlooked by " + page.Media, Link: f.opts.Base + path,
		About: "Stories that much of the world reported and of which no report was found in " + page.Media + "."}
	if page.Refusal != "" {
		c.About += " " + page.Refusal
	}
	c.Built = f.clk.Now().UTC().Format(rssTime)
	if !page.Issue.IsZero() {
		c.Built = page.Made.Time.UTC().Format(rssTime)
	}
	for _, x := range page.Stories {
		if x.Gone == "" {
			c.Items = append(c.Items, f.finding(page, x))
		}
	}
	return f.finish(c, strings.Replace(path, "/overlooked", "/overlooked.rss", 1))
}

// finding is an overlooked story in a feed. It is the same item as long as
// the same country is asked, whatever its headline becomes.
func (f *Feeds) finding(page read.Overlooked, x read.Finding) item {
	about := x.Found + ". " + x.World + ". " + x.Chance + "."
	if x.Outlet.ID != "" {
		about += " Headline: " + x.Outlet.Name.Text + ", " + x.Outlet.Place.Name + "."
	}
	return item{
		Title: xmlText(f.title(x.Headline.Text)), Link: xmlText(f.opts.Base + x.Path),
		About:    html.EscapeString(xmlText(about)),
		GUID:     guid{Text: f.opts.Base + "/overlooked/" + page.By.Code + "/" + strconv.FormatInt(int64(x.ID), 10)},
		Date:     x.Flagged.Time.UTC().Format(rssTime),
		Language: xmlText(x.Headline.Lang),
	}
}
