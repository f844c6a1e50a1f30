package measure

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
)

// Stories is the part of the store this stage needs.
type Stories interface {
	ClaimMeasure(ctx context.Context, r news.ClaimRequest) ([]news.Claim, error)
	FinishMeasure(ctx context.Context, c news.Claim, last time.Time, body []byte) error
	Story(ctx context.Context, id news.StoryID) (news.Story, error)
	Reports(ctx context.Context, id news.StoryID) ([]news.Report, error)
	Texts(ctx context.Context, id news.StoryID, limit, most int) (map[news.ArticleID]string, error)
}

const (
	// maxBatch bounds how many stories one claim takes.
	maxBatch = 128
	// lease is how long a batch may take. Reading a story takes milliseconds.
	lease = 2 * time.Minute
	// maxTexts bounds the texts of one story that are read for its subject; the
	// first reports name what it is about.
	maxTexts = 40
	// maxTextBytes bounds one of them.
	maxTextBytes = 3000
)

// Measurer reads what stories are about as they change.
type Measurer struct {
	log     *slog.Logger
	clk     clock.Clock
	stories Stories
	worker  string
}

// New returns a Measurer that claims work under the name worker.
func New(log *slog.Logger, clk clock.Clock, stories Stories, worker string) *Measurer {
	return &Measurer{log: log, clk: clk, stories: stories, worker: worker}
}

// Run measures a batch of the stories that changed, and returns how many.
func (m *Measurer) Run(ctx context.Context) (int, error) {
	defer m.clk.Work()()
	claims, err := m.stories.ClaimMeasure(ctx, news.ClaimRequest{
		Worker: m.worker, Now: m.clk.Now(), Lease: lease, Limit: maxBatch,
	})
	if err != nil {
		return 0, err
	}
	done := 0
	for _, c := range claims {
		err := m.one(ctx, c)
		if errors.Is(err, news.ErrLost) {
			continue
		}
		if err != nil {
			return done, err
		}
		done++
	}
	return done, nil
}

func (m *Measurer) one(ctx context.Context, c news.Claim) error {
	id := news.StoryID(c.Subject)
	st, err := m.stories.Story(ctx, id)
	if err != nil && !errors.Is(err, news.ErrNotFound) {
		return err
	}
	if err != nil || st.Articles == 0 || st.Into != 0 {
		return m.stories.FinishMeasure(ctx, c, time.Time{}, nil)
	}
	reports, err := m.stories.Reports(ctx, id)
	if err != nil {
		return err
	}
	texts, err := m.stories.Texts(ctx, id, maxTexts, maxTextBytes)
	if err != nil {
		return err
	}
	body, err := json.Marshal(Summarise(st, reports, texts))
	if err != nil {
		return err
	}
	return m.stories.FinishMeasure(ctx, c, st.Last, body)
}

// ReadSubject is the inverse of what the stage stores.
func ReadSubject(body []byte) (Subject, error) {
	var s Subject
	err := json.Unmarshal(body, &s)
	return s, err
}
