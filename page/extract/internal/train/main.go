// Train makes the models that tell which blocks of a page are the article, and
// measures them by cross-validation over publishers.
//
//	go run ./page/extract/internal/train -shared ../shared [-out page/extract/model.bin -date 2026-11-26]
//
// It needs the labelled pages beside the repository, about 2 GB of memory and a
// few minutes. The same pages and date give the same file, byte for byte.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/overview-news/overview/page/extract/internal/segment"
)

// options are what the command line sets.
type options struct {
	shared, out, date string
	faults, probs     string
	worst             int
	seed              uint64
}

func main() {
	var o options
	flag.StringVar(&o.shared, "shared", "../shared", "folder of the shared corpora")
	flag.StringVar(&o.out, "out", "", "write the models here")
	flag.StringVar(&o.date, "date", time.Now().UTC().Format(time.DateOnly), "date that the models' file states")
	flag.IntVar(&o.worst, "worst", 0, "list the N worst pages")
	flag.StringVar(&o.faults, "faults", "", "write the blocks that were chosen wrongly to this file")
	flag.StringVar(&o.probs, "probs", "", "write the cross-validated probabilities to this file, for the tests of package extract")
	flag.Uint64Var(&o.seed, "seed", 7, "seed of the first trees; others show what is chance")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	examples, err := load(o.shared)
	if err != nil {
		return err
	}
	first, second := standard(o.seed)
	predicted := first.crossPredict(examples)
	for _, e := range examples {
		e.probs = e.perfect()
	}
	report("perfect choice of blocks", examples, segment.DefaultBars)
	for i, e := range examples {
		e.probs = predicted[i]
	}
	report("first model", examples, segment.DefaultBars)
	smooth(examples)
	var models []byte
	if o.out != "" {
		models = slices.Concat(first.fit(examples, -1).Encode(), second.fit(examples, -1).Encode())
	}
	for i, p := range second.crossPredict(examples) {
		examples[i].probs = p
	}
	scores := report("both models", examples, segment.DefaultBars)
	reportBars(examples)
	reportSites(examples)
	listWorst(examples, o.worst)
	if o.faults != "" {
		if err := writeFaults(examples, o.faults); err != nil {
			return err
		}
	}
	if o.probs != "" {
		if err := writeProbs(examples, o.probs); err != nil {
			return err
		}
	}
	if o.out == "" {
		return nil
	}
	head, err := header(examples, scores, o.date)
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, slices.Concat(head, models), 0o644)
}
