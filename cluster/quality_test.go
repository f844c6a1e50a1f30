package cluster

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/cluster/internal/gold"
	"github.com/overview-news/overview/cluster/internal/learn"
	"github.com/overview-news/overview/cluster/internal/pairs"
	"github.com/overview-news/overview/internal/sharedtest"
)

var (
	quality  = flag.Bool("quality", false, "score the grouping on all open sets, cross-validated and in-sample")
	sweep    = flag.String("keep", "0.20", "with -quality: KeepAbove thresholds to try, between commas")
	writeCSV = flag.String("predictions", "", "with -quality: folder for id,story files of both runs")
)

// split judges a pair by a model that has seen neither of its two events.
type split struct {
	models map[[2]int]trees
	fold   map[int64]int
}

func (s split) probability(a, b *pairs.Article, v *pairs.Vector) float32 {
	x, y := s.fold[a.ID], s.fold[b.ID]
	if x > y {
		x, y = y, x
	}
	if x < 0 {
		x = y
	}
	return s.models[[2]int{x, y}].probability(a, b, v)
}

func splitModels(examples []learn.Example) map[[2]int]trees {
	m := map[[2]int]trees{}
	for x := range learn.Folds {
		for y := x; y < learn.Folds; y++ {
			m[[2]int{x, y}] = trees{learn.Fit(examples, x, y)}
		}
	}
	m[[2]int{-1, -1}] = m[[2]int{0, 0}] // two articles without an event
	return m
}

// run groups a set and returns the story of each article.
func run(s *gold.Set, o Options, j judge) map[string]int64 {
	g := newGrouper(o, j)
	ids := make([]string, len(s.Articles))
	story := map[string]int64{}
	apply := func(c Changes) {
		for _, p := range c.Placed {
			story[ids[p.Document]] = int64(p.Story)
		}
		for _, r := range c.Redirects {
			for id, at := range story {
				if at == int64(r.From) {
					story[id] = int64(r.To)
				}
			}
		}
	}
	for i, a := range s.Articles {
		ids[i] = a.ID
		apply(g.Add(document(int64(i), a)))
	}
	apply(g.Flush())
	return story
}

func document(id int64, a gold.Article) Document {
	return Document{
		ID: id, Time: a.Date, Language: a.Lang, Outlet: a.Source, Country: a.Country, Title: a.Title, Text: a.Text,
	}
}

func readAll(t testing.TB) []*gold.Set {
	var sets []*gold.Set
	for _, name := range gold.Names {
		path := sharedtest.Path(t, "corpora/stories/"+name+".jsonl.gz")
		s, err := gold.Read(filepath.Dir(path), name)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, s)
	}
	return sets
}

// scored are the sets as they are scored: newsweek twice, og2021 twice.
func scoredSets(sets []*gold.Set) []*gold.Set {
	out := []*gold.Set{sets[0].Renditions(), sets[0], sets[1],
		sets[1].Only("og2021 en", func(a gold.Article) bool { return a.Lang == "en" })}
	return append(out, sets[2:]...)
}

func TestQuality(t *testing.T) {
	if !*quality {
		t.Skip("scores all sets; run with -quality")
	}
	sets := readAll(t)
	start := time.Now()
	examples := learn.CollectAll(sets)
	models := splitModels(examples)
	t.Logf("%d examples, trained in %v", len(examples), time.Since(start))
	inSample := trees{learn.Fit(examples)}
	for keep := range strings.SplitSeq(*sweep, ",") {
		var o Options
		if _, err := fmt.Sscan(keep, &o.KeepAbove); err != nil {
			t.Fatal(err)
		}
		for _, s := range scoredSets(sets) {
			j := split{models, map[int64]int{}}
			for i, a := range s.Articles {
				j.fold[int64(i)] = learn.FoldOf(s.Of, a.Story)
			}
			story := run(s, o, j)
			report(t, "cross-validated "+keep, s, story)
			save(t, "cv-", s, story)
		}
		for _, s := range scoredSets(sets) {
			story := run(s, o, inSample)
			report(t, "in-sample "+keep, s, story)
			save(t, "", s, story)
		}
	}
}

func report(t *testing.T, how string, s *gold.Set, story map[string]int64) {
	f := gold.Score(s, story)
	line := fmt.Sprintf("%-22s %-28s B³ P %.1f R %.1f F1 %.1f  pair F1 %.1f", how, s.Name, 100*f.BP, 100*f.BR, 100*f.BF, 100*f.PF)
	if len(s.Lists) > 0 {
		f.Mix(s, story, "bn")
		line += fmt.Sprintf("  across languages %.0f %%  look-alikes %.1f %% (%d of %d articles)  mixing bn %d of %d",
			100*f.Cross, 100*f.Alike, f.AlikeArticles, f.AlikeArticlesN, f.Mixed, f.MixedOf)
	}
	t.Log(line)
}

// save writes a grouping for tools/score-stories.
func save(t *testing.T, prefix string, s *gold.Set, story map[string]int64) {
	if *writeCSV == "" {
		return
	}
	f, err := os.Create(filepath.Join(*writeCSV, prefix+strings.ReplaceAll(s.Name, " ", "-")+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	defer w.Flush()
	for _, a := range s.Articles {
		fmt.Fprintf(w, "%s,%d\n", a.ID, story[a.ID])
	}
}

// TestRegression holds the shipped model to a floor on one small set. The
// figure is in-sample; TestQuality prints the honest ones.
func TestRegression(t *testing.T) {
	path := sharedtest.Path(t, "corpora/stories/wikinews_basil.jsonl.gz")
	s, err := gold.Read(filepath.Dir(path), "wikinews_basil")
	if err != nil {
		t.Fatal(err)
	}
	const floor = 0.88
	if f := gold.Score(s, run(s, Options{}, shipped())); f.BF < floor {
		t.Errorf("B³ F1 on %s = %.3f, want at least %.2f", s.Name, f.BF, floor)
	}
}

// BenchmarkAdd groups the news week again and again, each time a week later.
func BenchmarkAdd(b *testing.B) {
	path := sharedtest.Path(b, "corpora/stories/newsweek_2026-03.jsonl.gz")
	s, err := gold.Read(filepath.Dir(path), "newsweek_2026-03")
	if err != nil {
		b.Fatal(err)
	}
	s = s.Renditions()
	docs := slices.Clone(s.Articles)
	g := New(Options{})
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		a := docs[i%len(docs)]
		a.Date = a.Date.Add(time.Duration(i/len(docs)) * 7 * 24 * time.Hour)
		g.Add(document(int64(i), a))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
