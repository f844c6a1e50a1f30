package measure

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// example is the worked example of the definitions: a panel of 45 with 38
// healthy newsrooms, and 60 in the countries that reported, of which some did.
func example(k int, own, copies int) Question {
	var d desk
	us := rooms("US", 45)
	for i := 38; i < 45; i++ {
		us[i].LastSuccess = now.Add(-100 * time.Hour)
	}
	q := Question{By: "US", Now: now, Rooms: us, Panel: news.Panel{Country: "US"}}
	for _, r := range us {
		q.Panel.Publishers = append(q.Panel.Publishers, r.Publisher)
	}
	countries := []string{"FR", "JP", "KE", "AR"}
	for _, c := range countries {
		q.Rooms = append(q.Rooms, rooms(c, 15)...)
	}
	for i := range own + copies {
		r := d.report(countries[i%4], i/4, 40)
		if i >= own {
			r.Family = 1
		}
		q.Reports = append(q.Reports, r)
	}
	return withReports(q, d.reports("US", k, 20)...)
}

func withReports(q Question, more ...news.Report) Question {
	for i := range more {
		more[i].Article += 1000
		more[i].Family = more[i].Article
	}
	q.Reports = append(q.Reports, more...)
	return q
}

func judge(t *testing.T, q Question) Verdict {
	t.Helper()
	v, err := Defaults().Judge(q, earth)
	if err != nil {
		t.Fatalf("Judge = %v", err)
	}
	return v
}

func TestJudgeWorkedExample(t *testing.T) {
	v := judge(t, example(0, 9, 0))
	if v.State != Overlooked || !v.Strong || v.K != 0 || v.N != 38 || v.Panel != 45 {
		t.Errorf("nine of sixty: %+v, want overlooked, strong, 0 of 38 of 45", v)
	}
	if math.Abs(v.Probability-0.963) > 0.0006 || v.WorldReports != 9 || v.WorldWatched != 60 {
		t.Errorf("nine of sixty: probability %.4f of %v of %v, want 0.963 of 9 of 60", v.Probability, v.WorldReports, v.WorldWatched)
	}
	v = judge(t, example(0, 4, 5))
	if v.State != Watching || math.Abs(v.Probability-0.897) > 0.0006 || v.WorldReports != 5.5 {
		t.Errorf("four own texts and five copies: %s, %.4f of %v, want watching, 0.897 of 5.5", v.State, v.Probability, v.WorldReports)
	}
	for _, own := range []int{9, 20, 60} {
		if v := judge(t, example(1, own, 0)); v.State != Watching || v.K != 1 {
			t.Errorf("one of 38 and %d of sixty: %s with k = %d, want watching", own, v.State, v.K)
		}
	}
}

func TestJudgeRefusals(t *testing.T) {
	change := func(f func(q *Question)) Question {
		q := example(0, 12, 0)
		f(&q)
		return q
	}
	for _, tt := range []struct {
		name string
		q    Question
		want State
	}{
		{"nothing in the way", change(func(*Question) {}), Overlooked},
		{"a panel with too few members", change(func(q *Question) {
			q.Panel.Publishers = q.Panel.Publishers[:23]
		}), Watching},
		{"a panel with too many ill", change(func(q *Question) {
			for i := range 10 {
				q.Rooms[i].WatchedSince = time.Time{}
			}
		}), Watching},
		{"two reports", example(2, 12, 0), Reported},
		{"seven newsrooms", example(0, 7, 0), Watching},
		{"three texts", change(func(q *Question) {
			for i := range q.Reports {
				q.Reports[i].Family = q.Reports[i%3].Article
			}
		}), Watching},
		{"routine", change(func(q *Question) { q.Routine = true }), Watching},
		{"one government's agency", change(func(q *Question) { q.OneVoice = true }), Watching},
		{"the third country 17 hours ago", change(func(q *Question) {
			for i := range q.Reports {
				if i%4 > 1 {
					q.Reports[i].Published = now.Add(-17 * time.Hour)
				}
			}
		}), Watching},
		{"reports of agencies do not make a world", change(func(q *Question) {
			for i := range q.Reports {
				q.Reports[i].Lane = news.Agency
			}
		}), Watching},
		{"opinions do not make a world", change(func(q *Question) {
			for i := range q.Reports {
				q.Reports[i].Genre = news.GenreOpinion
			}
		}), Watching},
		{"over for three days", change(func(q *Question) {
			for i := range q.Reports {
				q.Reports[i].Published = now.Add(-80 * time.Hour)
			}
		}), Archived},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := judge(t, tt.q)
			if v.State != tt.want {
				t.Errorf("state = %s (%s), want %s", v.State, v.Why, tt.want)
			}
			if v.State == Watching && v.Why == "" {
				t.Error("it does not say why")
			}
		})
	}
}

// TestJudgeCountsGenerously: on the side that is asked, anything counts.
func TestJudgeCountsGenerously(t *testing.T) {
	var d desk
	opinion, related, copied := d.report("US", 0, 5), d.report("US", 1, 5), d.report("US", 2, 5)
	opinion.Genre, related.Related = news.GenreOpinion, true
	q := withReports(example(0, 12, 0), opinion, related, copied)
	q.Reports[len(q.Reports)-1].Family = 1
	if v := judge(t, q); v.K != 3 || v.State != Reported {
		t.Errorf("%d reports, %s, want 3, reported", v.K, v.State)
	}
	// A newsroom that is not healthy counts neither for nor against.
	ill := d.report("US", 44, 5)
	if v := judge(t, withReports(example(0, 12, 0), ill)); v.K != 0 || v.N != 38 {
		t.Errorf("%d of %d, want 0 of 38", v.K, v.N)
	}
}

// TestJudgeWhere: the press of the country where it happens says nothing of
// the world's interest, if three others remain.
func TestJudgeWhere(t *testing.T) {
	q := example(0, 12, 0)
	q.Where = []string{"FR"}
	if v := judge(t, q); v.WorldWatched != 45 || v.WorldReports != 9 {
		t.Errorf("%v of %v, want 9 of 45 without FR", v.WorldReports, v.WorldWatched)
	}
	q.Where = []string{"FR", "JP"}
	if v := judge(t, q); v.WorldWatched != 60 || v.WorldReports != 12 {
		t.Errorf("%v of %v, want 12 of 60: two others are too few", v.WorldReports, v.WorldWatched)
	}
}

func TestJudgeSearch(t *testing.T) {
	q := example(0, 12, 0)
	q.Search = func() (news.ArticleID, bool, error) { return 7, false, nil }
	if v := judge(t, q); v.State != Overlooked || v.Nearest != 7 || v.Plausible {
		t.Errorf("%s nearest %d, want overlooked, 7", v.State, v.Nearest)
	}
	q.Search = func() (news.ArticleID, bool, error) { return 7, true, nil }
	if v := judge(t, q); v.State != Watching || v.Nearest != 7 || !v.Plausible {
		t.Errorf("%s nearest %d, want watching, 7", v.State, v.Nearest)
	}
	broken := errors.New("broken")
	q.Search = func() (news.ArticleID, bool, error) { return 0, false, broken }
	if _, err := Defaults().Judge(q, earth); !errors.Is(err, broken) {
		t.Errorf("Judge = %v, want the search's error", err)
	}
	early := example(0, 7, 0)
	early.Search = func() (news.ArticleID, bool, error) {
		t.Error("the search is asked although another condition fails")
		return 0, false, nil
	}
	judge(t, early)
}
