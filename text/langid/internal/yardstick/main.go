// Yardstick compares package langid with public identifiers of languages, all
// in one run, and prints Markdown tables: how often each is right, by language
// and script, and the processor time and memory that it takes.
//
//	go run . [-lines FOLDER] [-engines NAMES]
//
// It is a module of its own, so that none of them is a dependency of the
// program. They are:
//
//	github.com/pemistahl/lingua-go         Apache-2.0  1.4.0
//	github.com/abadojack/whatlanggo        MIT         1.0.1
//	github.com/RadhiFadlillah/whatlanggo   MIT         its fork, September 2024
//	fastText's lid.176.ftz                 CC BY-SA 3.0, read by the program fasttext (MIT, Debian package
//	                                       fasttext); where that is not installed its row is left out
//
// The texts are the articles of the replay archive whose language is labelled,
// by title alone and with the first 300 characters of their text, and, with
// -lines, the labelled sentences and pairs of words in the folder benchmarks of
// the npm package @yutengjing/eld (Apache-2.0). The slow ones do not get those
// unless they are named with -engines.
//
// Every identifier runs in a process of its own, for its memory.
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
	shared, lines string
	engines       []string
	alone         string // the identifier to run in this process
}

func parseOptions(args []string) (options, error) {
	var o options
	var engines string
	f := flag.NewFlagSet("yardstick", flag.ContinueOnError)
	f.StringVar(&o.shared, "shared", "", "folder with corpora (default $OVERVIEW_SHARED, else shared beside the repository)")
	f.StringVar(&o.lines, "lines", os.Getenv("OVERVIEW_LANGUAGE_LINES"), "folder with sentences.txt and word-pairs.txt of the npm package @yutengjing/eld")
	f.StringVar(&engines, "engines", "", "only these, comma-separated, of "+strings.Join(names(), ", ")+" (default all)")
	f.StringVar(&o.alone, "alone", "", "run this one in this process and print its answers; used by the program itself")
	if err := f.Parse(args); err != nil {
		return options{}, err
	}
	if f.NArg() > 0 {
		return options{}, fmt.Errorf("unknown argument %q", f.Arg(0))
	}
	for name := range strings.SplitSeq(engines, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if !slices.Contains(names(), name) {
			return options{}, fmt.Errorf("no identifier is called %q", name)
		}
		o.engines = append(o.engines, name)
	}
	return o, nil
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	if o.shared == "" {
		if o.shared, err = sharedFolder(ctx); err != nil {
			return err
		}
	}
	sets, err := readSets(o)
	if err != nil {
		return err
	}
	if o.alone != "" {
		return runAlone(o, sets, out)
	}
	before := load()
	reports, err := runAll(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s, load %s at the start and %s at the end.\n\n", time.Now().UTC().Format(time.DateOnly), before, load())
	return writeTables(out, sets, reports)
}
