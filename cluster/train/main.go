// Command train makes the pair model of package cluster from labelled sets.
//
//	go run ./cluster/train -stories DIR -background cluster/internal/pairs/background.txt
//	go run ./cluster/train -stories DIR -date 2026-01-31 -out cluster/model.txt
//
// The first writes the shares of common words, which features depend on, and
// the second the model.
// DIR holds the sets of the shared corpora. The same sets give the same file.
package main

import (
	"flag"
	"fmt"
	"io"
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
	background := flag.String("background", "", "write only the file of common words, before training")
	flag.Parse()
	if err := run(*dir, *out, *background, *date, *scores); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dir, out, background, date, scores string) error {
	var sets []*gold.Set
	for _, name := range gold.Names {
		s, err := gold.Read(dir, name)
		if err != nil {
			return err
		}
		sets = append(sets, s)
	}
	if background != "" {
		return writeBackground(background, sets)
	}
	examples := learn.CollectAll(sets)
	m := learn.Fit(examples)
	m.Header = append(m.Header,
		"pair model of package cluster, written by cluster/train",
		fmt.Sprintf("trained on %v, %d pairs", gold.Names, len(examples)),
		"date "+date,
		fmt.Sprintf("features version %d, %d features", pairs.Version, pairs.Count),
		"scores "+scores)
	return write(out, m.Write)
}

// writeBackground counts common words over all sets.
func writeBackground(path string, sets []*gold.Set) error {
	b := pairs.NewBackground()
	for _, s := range sets {
		for _, a := range s.Articles {
			b.Add(pairs.Input{Language: a.Lang, Title: a.Title, Text: a.Text})
		}
	}
	return write(path, b.Write)
}

func write(path string, content func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := content(f); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	return f.Close()
}
