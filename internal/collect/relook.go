package collect

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/extract"
)

// lookPages is how many pages after the first are read when an article on
// several is looked at again, not for the last time, and nothing has changed so
// far. What is changed later stands at the beginning mostly; ten requests at
// each look, for a list that goes on without end, are not worth the rest. The
// last look reads all pages.
const lookPages = 1

// maySkip reports whether a look may leave out pages: another one follows, no
// page was missing when the stored text was read, and the first page names the
// same others.
func (c *Collector) maySkip(claim news.CollectClaim, mark string) bool {
	return claim.Validators.Joined == mark && !c.again(claim.Article.Collected, c.clk.Now()).IsZero()
}

// markPart begins the mark of a text of which a page is missing that may be
// there another time. Behind it is how many pages besides the first it has.
const markPart = "part "

func partMark(pages int) string { return markPart + strconv.Itoa(pages) }

// partOf reads a mark that partMark made.
func partOf(mark string) (int, bool) {
	count, is := strings.CutPrefix(mark, markPart)
	n, err := strconv.Atoi(count)
	return n, is && err == nil
}

// named is the mark of a text of which no page is missing: a digest of which
// other pages its first page names.
func named(p extract.Pages) string {
	h := fnv.New64a()
	for _, page := range append([]string{p.Next, p.Whole}, p.Others...) {
		if plain, err := address.Canonical(page); err == nil {
			page = plain
		}
		fmt.Fprintln(h, page)
	}
	return fmt.Sprintf("%d pages %x", len(p.Others), h.Sum64())
}

// storedText is the stored text of an article that is looked at again, if its
// first page has the headline, time of change and notes that are stored, and it
// was read by the hints that are in force. Else it is empty: then all pages are
// read.
func (c *Collector) storedText(ctx context.Context, claim news.CollectClaim, first extract.Article) news.Rendition {
	a := claim.Article
	if a.State != news.StateCollected || first.Headline != a.Title || first.Modified.Time.After(a.Modified) {
		return news.Rendition{}
	}
	texts, err := c.articles.Renditions(ctx, a.ID)
	hints, errHints := c.articles.Hinting(ctx, claim.Outlet.ID, 0)
	if err := errors.Join(err, errHints); err != nil {
		c.log.Warn("the stored text of an article was not read", "article", int64(a.ID), "err", err)
		return news.Rendition{}
	}
	for _, r := range texts {
		if !r.Original {
			continue
		}
		if r.Made.Before(hints.Since) {
			break
		}
		notes := squeeze(r.Corrections())
		for _, b := range corrections(first, a.Language) {
			if !strings.Contains(notes, squeeze(strings.Join(b.Sentences, ""))) {
				return news.Rendition{}
			}
		}
		return r
	}
	return news.Rendition{}
}

// asStored is the result of a look at the first pages of a long article whose
// text is as it is stored: what the first says besides is stored anew.
func (c *Collector) asStored(claim news.CollectClaim, whole joined) news.CollectResult {
	page, text := whole.page, whole.stored
	text.Made = asOf(claim)
	r := news.CollectResult{At: c.clk.Now(), Article: claim.Article, Original: &text, Miss: string(page.Miss), Validators: claim.Validators}
	a := &r.Article
	a.Fault = news.Fault{}
	r.Again = c.again(a.Collected, r.At)
	c.dates(a, page, r.At)
	sign(a, page, claim.Outlet.Name)
	r.Details = details(page, *a)
	return r
}

// keeping is the result of a look that could not read all of an article: its
// text stays, but what the pages forbid that were read holds from now on.
func (c *Collector) keeping(claim news.CollectClaim, forbidden news.Limit) news.CollectResult {
	r := c.unchanged(claim)
	if all := both(claim.Article.Limit, forbidden); all != claim.Article.Limit {
		r.Unchanged, r.Article.Limit, r.Article.Fault = false, all, news.Fault{}
		r.Validators = claim.Validators
	}
	return r
}

// begins reports whether a stored text, without white space, goes on after the
// text of the pages that were read.
func begins(stored string, read extract.Article) bool {
	return continues(stored, squeeze(read.Text()))
}

// continues reports whether a text goes on after a beginning that is not empty.
func continues(text, beginning string) bool {
	return beginning != "" && len(text) > len(beginning) && strings.HasPrefix(text, beginning)
}
