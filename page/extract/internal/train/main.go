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

	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// options are what the command line sets.
type options struct {
	shared, out, date string
	faults, probs     string
	worst             int
	boost             boost.Options
}

func main() {
	o := options{boost: standard}
	flag.StringVar(&o.shared, "shared", "../shared", "folder of the shared corpora")
	flag.StringVar(&o.out, "out", "", "write the models here")
	flag.StringVar(&o.date, "date", time.Now().UTC().Format(time.DateOnly), "date that the models' file states")
	flag.IntVar(&o.worst, "worst", 0, "list the N worst pages")
	flag.StringVar(&o.faults, "faults", "", "write the blocks that were chosen wrongly to this file")
	flag.StringVar(&o.probs, "probs", "", "write the cross-validated probabilities to this file, for the tests of package extract")
	flag.IntVar(&o.boost.Trees, "trees", o.boost.Trees, "trees of each model")
	flag.IntVar(&o.boost.Leaves, "leaves", o.boost.Leaves, "leaves of each tree")
	flag.Float64Var(&o.boost.MinHess, "minhess", o.boost.MinHess, "least weight of a leaf")
	flag.Float64Var(&o.boost.Rate, "rate", o.boost.Rate, "shrinkage")
	flag.Float64Var(&o.boost.Columns, "columns", o.boost.Columns, "part of the features a tree sees")
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
	predicted := crossPredict(examples, first, o.boost)
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
		models = slices.Concat(fit(examples, -1, first, o.boost).Encode(), fit(examples, -1, second, o.boost).Encode())
	}
	for i, p := range crossPredict(examples, second, o.boost) {
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
