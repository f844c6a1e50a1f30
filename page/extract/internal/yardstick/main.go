// Yardstick compares package extract with public extractors on the labelled
// development pages, all in one run, and prints Markdown tables: body, title,
// authors and dates, by set, script and language, with the processor time and
// the memory that each extractor takes.
//
//	go run . [-probs FILE] [-sets aeb,fundus] [-engines NAMES] [-predictions FOLDER]
//
// It is a module of its own, so that no public extractor is a dependency of the
// program. They are:
//
//	codeberg.org/readeck/go-readability/v2      MIT         2.1.3
//	github.com/go-shiori/go-readability         MIT         December 2025, the last
//	github.com/markusmobius/go-trafilatura      Apache-2.0  1.12.2
//	github.com/markusmobius/go-domdistiller     MIT         1.0.0
//	github.com/markusmobius/go-htmldate         Apache-2.0  1.10.1
//
// Every extractor gets the page in UTF-8 and parses it itself; that is part of
// its time. Package extract gets the bytes as they were served. Extractors take
// turns every few pages, so that what else the machine does falls on all of
// them, and the ratio to parsing alone holds better than any time.
//
// With -probs, which names the file that ../train writes with its own -probs,
// the five-fold figures of package extract are there too: of models that saw no
// page of the same publisher.
//
// Figures are those of the shared scorer tools/score-extract; a test compares.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "yardstick:", err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	shared, probs, predictions string
	sets, engines              []string
}

func parseOptions(args []string) (options, error) {
	var o options
	var sets, engines string
	f := flag.NewFlagSet("yardstick", flag.ContinueOnError)
	f.StringVar(&o.shared, "shared", "", "folder with corpora (default $OVERVIEW_SHARED, else shared beside the repository)")
	f.StringVar(&o.probs, "probs", "", "probabilities that ../train wrote with -probs, for the five-fold figures")
	f.StringVar(&sets, "sets", "", "only these, comma-separated, of "+strings.Join(bodySets, ", ")+" and other (default all)")
	f.StringVar(&engines, "engines", "", "only these, comma-separated, of "+strings.Join(names(allEngines()), ", ")+" (default all)")
	f.StringVar(&o.predictions, "predictions", "", "write what each extractor found to this folder, for score-extract")
	if err := f.Parse(args); err != nil {
		return options{}, err
	}
	if f.NArg() > 0 {
		return options{}, fmt.Errorf("unknown argument %q", f.Arg(0))
	}
	o.sets, o.engines = fields(sets), fields(engines)
	for _, e := range o.engines {
		if !slices.Contains(names(allEngines()), e) {
			return options{}, fmt.Errorf("no extractor is called %q", e)
		}
	}
	return o, nil
}

// fields cuts a list at its commas.
func fields(list string) []string {
	var out []string
	for f := range strings.SplitSeq(list, ",") {
		if f = strings.TrimSpace(f); f != "" {
			out = append(out, f)
		}
	}
	return out
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	if o.shared == "" {
		o.shared = sharedFolder(root)
	}
	folds, err := foldTexts(ctx, root, o)
	if err != nil {
		return err
	}
	pages, err := readPages(o.shared, o.sets, 1)
	if err != nil {
		return err
	}
	m := newMeasurement(chosenEngines(o.engines))
	if err := m.measure(ctx, pages, folds); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s, %d pages, %.0f s of CPU, load %s at the start and %s at the end.\n\n",
		time.Now().UTC().Format(time.DateOnly), len(pages), now().seconds, m.loads[0], m.loads[1])
	if err := m.writeTables(out); err != nil {
		return err
	}
	if o.predictions != "" {
		return m.writePredictions(o.predictions)
	}
	return nil
}
