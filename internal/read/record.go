package read

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Bar is a day in a chart of days.
type Bar struct {
	Date   string
	Count  int
	Height int // 0 to 10 of the chart's height; 0 only for none
}

// CheckView is what the last live check found of a feed.
type CheckView struct {
	URL        string
	State      string
	Evidence   string
	Suggestion string
	When       Moment
	Times      string // how often it was checked, and how often it failed in a row
}

// healthNow is an outlet's health with its feeds as they are this moment and
// the rest as of at most pressAge ago.
func (r *Reader) healthNow(ctx context.Context, o news.Outlet, feeds []news.Feed) (news.OutletHealth, error) {
	p, err := r.pressNow(ctx)
	if err != nil {
		return news.OutletHealth{}, err
	}
	known := p.health[o.ID]
	h := news.OutletHealth{Outlet: o, NewestArticle: known.NewestArticle, Found: known.Found}
	if o.Language != "" {
		h.Declared = []string{o.Language}
	}
	for _, f := range feeds {
		h.Add(f)
	}
	return h, nil
}

// imported is what an outlet brought whose articles came from a file.
const imported = "articles that were imported"

// sayHealth puts an outlet's health into words.
func (r *Reader) sayHealth(page *Outlet, h news.OutletHealth) {
	page.Attempt, page.Success = r.moment(h.LastAttempt), r.moment(h.LastSuccess)
	page.Entries = count(h.Entries, "entry", "entries")
	if h.Entries == 0 && !h.NewestArticle.IsZero() {
		page.Entries = imported
	}
	if h.MedianGap > 0 {
		page.Rhythm = "an entry about every " + every(h.MedianGap)
	}
	if h.Failures > 0 {
		page.Failing = failWords(h.Failures, h.FailScore())
	}
	for _, tag := range h.Declared {
		page.Declared = append(page.Declared, languageName(tag))
	}
	all := 0
	for _, l := range h.Found {
		all += l.Articles
	}
	for _, l := range h.Found[:min(len(h.Found), maxFound)] {
		page.Found = append(page.Found, fmt.Sprintf("%s in %s of %s (%s)", languageName(l.Language),
			number(l.Articles), count(all, "page", "pages"), percent(float64(l.Articles)/float64(all))))
	}
}

// maxFound bounds the found languages that are named.
const maxFound = 5

// every is a pause in words: "hour", "40 minutes".
func every(d time.Duration) string {
	switch s := span(d); s {
	case "a minute":
		return "minute"
	case "an hour":
		return "hour"
	default:
		return s
	}
}

// failWords says what failures in a row weigh.
func failWords(failures int, score float64) string {
	return fmt.Sprintf("%s in a row, fail score %s", count(failures, "failure", "failures"),
		strconv.FormatFloat(score, 'f', -1, 64))
}

// chartDays is how many days the chart of an outlet has.
const chartDays = 28

// watchRecord adds what live checks found, what is proposed and the days.
func (r *Reader) watchRecord(ctx context.Context, page *Outlet, h news.OutletHealth, feeds []news.Feed) error {
	checks, err := r.store.Checks(ctx, h.Outlet.ID)
	if err != nil {
		return fmt.Errorf("read the checks of %s: %w", h.Outlet.ID, err)
	}
	for _, c := range checks {
		page.Checks = append(page.Checks, r.checkView(c))
	}
	page.Proposals = r.proposalsOf(h, feeds, checks)
	until := r.Now()
	days, err := r.store.OutletDays(ctx, h.Outlet.ID, until.Add(-(chartDays-1)*day), until)
	if err != nil {
		return fmt.Errorf("read the days of %s: %w", h.Outlet.ID, err)
	}
	page.Days = bars(days, until)
	page.Examined, err = r.examined(ctx, h.Outlet.ID)
	return err
}

// Examined is what is odd about what was read of an outlet's last pages.
type Examined struct {
	When     Moment // zero if nobody has looked yet
	Pages    string
	Findings []FindingView
}

// FindingView is one oddity.
type FindingView struct {
	Words string
	Pages []OddPage // a few that show it
}

// OddPage is an article that shows an oddity.
type OddPage struct {
	Title Text
	Path  string
}

// maxOddPages bounds the pages that a finding names.
const maxOddPages = 5

func (r *Reader) examined(ctx context.Context, id news.OutletID) (Examined, error) {
	e, err := r.store.Examination(ctx, id)
	if errors.Is(err, news.ErrNotFound) {
		return Examined{}, nil
	}
	if err != nil {
		return Examined{}, err
	}
	out := Examined{When: r.moment(e.At), Pages: count(e.Pages, "article", "articles")}
	for _, f := range e.Findings {
		v := FindingView{Words: line(f.Detail)}
		for _, id := range f.Pages[:min(maxOddPages, len(f.Pages))] {
			a, err := r.store.Article(ctx, id)
			if errors.Is(err, news.ErrNotFound) || err == nil && a.State == news.StateHidden {
				continue
			}
			if err != nil {
				return Examined{}, err
			}
			v.Pages = append(v.Pages, OddPage{Title: Foreign(a.Title, a.Language), Path: ArticlePath(a)})
		}
		out.Findings = append(out.Findings, v)
	}
	return out, nil
}

func (r *Reader) checkView(c news.FeedCheck) CheckView {
	v := CheckView{URL: line(c.URL), State: short(string(c.State)), Evidence: line(c.Evidence),
		Suggestion: line(c.Suggestion), When: r.moment(c.At), Times: "checked " + count(c.Checks, "time", "times")}
	if c.Failures > 0 {
		v.Times += ", " + failWords(c.Failures, c.Score)
	}
	return v
}

// bars makes a chart of counts by day, the last of them of the day of until;
// nothing if all are zero.
func bars(counts []int, until time.Time) []Bar {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	if most == 0 {
		return nil
	}
	const tall = 10
	out := make([]Bar, len(counts))
	for i, n := range counts {
		at := until.Add(-day * time.Duration(len(counts)-1-i))
		out[i] = Bar{Date: at.Format("2 January"), Count: n, Height: (n*tall + most - 1) / most}
	}
	return out
}
