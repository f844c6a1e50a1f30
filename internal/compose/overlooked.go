package compose

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
	"github.com/overview-news/overview/text/agency"
)

// asked is one country's press, and what is known when it is asked.
type asked struct {
	panel    news.Panel
	rooms    []news.Newsroom
	subjects map[news.StoryID]measure.Subject
	before   map[news.StoryID]store.Verdict
	now      time.Time
}

// overlooked asks the press of a panel's country about every story that much
// of the world reported.
func (c *Composer) overlooked(ctx context.Context, panel news.Panel, subjects []measure.Subject,
	rooms []news.Newsroom, now time.Time) (Overlooked, error) {
	out := Overlooked{Params: c.params.Version, Panel: c.panelNow(panel, rooms, now)}
	verdicts, err := c.store.Verdicts(ctx, panel.Country)
	if err != nil {
		return out, err
	}
	a := asked{panel: panel, rooms: rooms, now: now,
		subjects: map[news.StoryID]measure.Subject{}, before: map[news.StoryID]store.Verdict{}}
	for _, v := range verdicts {
		a.before[v.Story] = v
	}
	for _, s := range subjects {
		a.subjects[s.Story] = s
	}
	for _, s := range subjects {
		if _, known := a.before[s.Story]; !known && len(s.Countries) < c.params.WorldCountries {
			continue
		}
		if err := c.ask(ctx, &out, a, s); err != nil {
			return out, err
		}
	}
	slices.SortFunc(out.Stories, func(x, y Finding) int {
		return cmp.Or(-cmp.Compare(x.Verdict.Probability, y.Verdict.Probability), cmp.Compare(x.Story, y.Story))
	})
	if !out.Panel.InOrder {
		out.Stories = nil // an ill panel shows no list
	}
	return out, nil
}

// ask judges one story and sorts it into the edition.
func (c *Composer) ask(ctx context.Context, out *Overlooked, a asked, s measure.Subject) error {
	reports, err := c.store.Reports(ctx, s.Story)
	if err != nil {
		return err
	}
	v, err := c.params.Judge(measure.Question{
		By: a.panel.Country, Panel: a.panel, Reports: reports, Rooms: a.rooms, Where: s.Where,
		Routine: routine(s.Topic), OneVoice: oneVoice(s, reports), Now: a.now,
		Search: func() (news.ArticleID, bool, error) { return c.search(ctx, a, s, reports) },
	}, c.geo)
	if err != nil {
		return err
	}
	before, known := a.before[s.Story]
	wasFlagged := known && !before.Flagged.IsZero()
	pickedUp := v.K > 0 || before.State == string(measure.PickedUp) // once, for good
	if wasFlagged && pickedUp && v.State != measure.Overlooked && v.State != measure.Archived {
		v.State = measure.PickedUp
	}
	f := Finding{Story: s.Story, Verdict: v, Flagged: before.Flagged}
	switch v.State {
	case measure.Overlooked:
		if f.Flagged.IsZero() {
			f.Flagged = a.now
		}
		out.Stories = append(out.Stories, f)
	case measure.PickedUp:
		f.After = pickedUpAfter(reports, a.panel, f.Flagged)
		out.PickedUp = append(out.PickedUp, f)
	case measure.Archived:
		out.Archived = append(out.Archived, f)
	case measure.Watching:
		out.Watching++
	}
	return c.keep(ctx, a, f, known)
}

// keep stores a verdict that is worth remembering: one that was or is a flag.
func (c *Composer) keep(ctx context.Context, a asked, f Finding, known bool) error {
	if !known && f.Verdict.State != measure.Overlooked {
		return nil
	}
	body, err := json.Marshal(f.Verdict)
	if err != nil {
		return fmt.Errorf("write the verdict on story %d: %w", f.Story, err)
	}
	return c.store.PutVerdict(ctx, store.Verdict{Story: f.Story, Country: a.panel.Country,
		State: string(f.Verdict.State), Flagged: f.Flagged, Changed: a.now, Body: body})
}

// pickedUpAfter is how long after its flag a story was first reported by the
// panel.
func pickedUpAfter(reports []news.Report, panel news.Panel, flagged time.Time) time.Duration {
	for _, r := range reports {
		if r.Country == panel.Country && slices.Contains(panel.Publishers, r.Publisher) {
			return max(r.Published.Sub(flagged), 0)
		}
	}
	return 0
}

// panelNow is the state of a panel for what begins now.
func (c *Composer) panelNow(panel news.Panel, rooms []news.Newsroom, now time.Time) Panel {
	out := Panel{Country: panel.Country, Version: panel.Version, Size: len(panel.Publishers), Needed: c.params.PanelHealthy}
	found := map[string]bool{}
	for _, room := range rooms {
		if room.Country != panel.Country || !slices.Contains(panel.Publishers, room.Publisher) {
			continue
		}
		found[room.Publisher] = true
		// A story that begins now is counted from the watch's usual start.
		if h := c.params.HealthFor(room, now, now); h == measure.Healthy {
			out.Healthy = append(out.Healthy, room.Publisher)
		} else {
			out.Ill = append(out.Ill, Ill{room.Publisher, h})
		}
	}
	for _, p := range panel.Publishers {
		if !found[p] {
			out.Ill = append(out.Ill, Ill{p, measure.NotWatched})
		}
	}
	out.InOrder = len(out.Healthy) >= c.params.PanelHealthy &&
		float64(len(out.Healthy)) >= c.params.PanelShare*float64(out.Size)
	return out
}

// routine reports whether a topic is left out unless it is very broad.
func routine(topic string) bool {
	switch topic {
	case "sport", "markets", "weather", "celebrity":
		return true
	}
	return false
}

// oneVoice reports whether all texts go back to one agency that a government
// owns.
func oneVoice(s measure.Subject, reports []news.Report) bool {
	if !s.OneVoice {
		return false
	}
	for _, r := range reports {
		if a, ok := agency.Find(r.Credit); ok {
			return a.State
		}
	}
	return false
}
