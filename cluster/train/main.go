// Command train makes the pair model of package cluster from labelled sets.
//
//	go run ./cluster/train -stories DIR -date 2026-01-31 -out cluster/model.txt
//
// DIR holds the sets of the shared corpora. The same sets give the same file.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/overview-news/overview/cluster/internal/gold"
	"github.com/overview-news/overview/cluster/internal/learn"
	"github.com/overview-news/overview/cluster/internal/pairs"
)

func main() {
	dir := flag.String("stories", "../shared/corpora/stories", "folder of the labelled sets")
	out := flag.String("out", "cluster/model.txt", "file to write")
	date := flag.String("date", "", "date to write into the header")
	scores := flag.String("scores", "", "scores to write into the header")
	flag.Parse()
	if err := run(*dir, *out, *date, *scores); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dir, out, date, scores string) error {
	var sets []*gold.Set
	for _, name := range gold.Names {
		s, err := gold.Read(dir, name)
		if err != nil {
			return err
		}
		sets = append(sets, s)
	}
	examples := learn.CollectAll(sets)
	m := learn.Fit(examples)
	m.Header = append(m.Header,
		"pair model of package cluster, written by cluster/train",
		fmt.Sprintf("trained on %v, %d pairs", gold.Names, len(examples)),
		"date "+date,
		fmt.Sprintf("features version %d, %d features", pairs.Version, pairs.Count),
		"scores "+scores)
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := m.Write(f); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", out, err)
	}
	return f.Close()
}
