// Command benchcmp measures package nmt beside the first draft and the
// official engine, on the same lines and in turns, and prints a table:
//
//	go run ./nmt/internal/benchcmp -shared ../shared [-lines 96] [-rounds 3] [-official DIR]
//
// Machines differ and are noisy, so only the ratios of one run mean anything;
// each is the median over the rounds. The models are synthetic, of the
// published sizes; lines and vocabulary come from the shared folder beside the
// repository. The draft needs an amd64 with AVX-512 VNNI. DIR is the folder of
// the npm package @browsermt/bergamot-translator; without it the official
// engine, which needs node, is left out.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/overview-news/overview/nmt"
)

// settings are the command's flags.
type settings struct {
	shared   string
	official string
	lines    int
	rounds   int
	archs    string
	modes    string
}

func main() {
	var s settings
	flag.StringVar(&s.shared, "shared", "../shared", "folder of shared tools and corpora")
	flag.StringVar(&s.official, "official", "", "folder of the official engine's npm package; empty: left out")
	flag.IntVar(&s.lines, "lines", 96, "sentences")
	flag.IntVar(&s.rounds, "rounds", 3, "rounds; medians are printed")
	flag.StringVar(&s.archs, "arch", "tiny,base-memory,base", "networks to measure")
	flag.StringVar(&s.modes, "mode", "full,list,avx2", "full vocabulary, shortlist, full vocabulary with AVX2")
	measure := flag.String("measure", "", "used by the command itself: measure one model")
	flag.Parse()
	run := func() error { return compare(s) }
	if *measure != "" {
		run = func() error { return child(*measure) }
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "benchcmp:", err)
		os.Exit(1)
	}
}

// job is what a child process measures: one model in a process of its own, so
// that its memory can be told.
type job struct {
	Model, Vocab, List, ISA string
	Lines                   []string
	Article                 int
}

// outcome is what it finds.
type outcome struct {
	nmt.Figures
	LoadMS    float64 // opening the model and its vocabulary
	FirstMS   float64 // the first sentence alone, wall time
	BeforeRSS int64   // before the model was opened
}

// child measures a job and prints the outcome. The fastest of three counts.
func child(file string) error {
	var j job
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	var o outcome
	o.BeforeRSS = nmt.Resident()
	start := time.Now()
	m, err := nmt.Open(j.Model, []string{j.Vocab}, nmt.Options{ISA: j.ISA, Shortlist: j.List})
	if err != nil {
		return err
	}
	defer m.Close()
	o.LoadMS = float64(time.Since(start).Microseconds()) / 1000
	ctx := context.Background()
	start = time.Now()
	if _, err := m.Translate(ctx, j.Lines[:1]); err != nil {
		return err
	}
	o.FirstMS = float64(time.Since(start).Microseconds()) / 1000
	for range 3 {
		_, f, err := m.Measure(ctx, j.Lines, j.Article)
		if err != nil {
			return err
		}
		if o.CPU == 0 || f.CPU < o.CPU {
			o.Figures = f
		}
	}
	return json.NewEncoder(os.Stdout).Encode(o)
}

// compare prints the table.
func compare(s settings) error {
	dir, err := os.MkdirTemp("", "benchcmp")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b, err := prepare(s, dir)
	if err != nil {
		return err
	}
	fmt.Println("| network | mode | words per CPU second | draft | ratio | official | ratio | load ms | first ms | MB |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	for _, arch := range strings.Split(s.archs, ",") {
		if err := b.model(arch); err != nil {
			return err
		}
		for _, mode := range strings.Split(s.modes, ",") {
			if err := b.row(arch, mode); err != nil {
				return fmt.Errorf("%s, %s: %w", arch, mode, err)
			}
		}
	}
	return nil
}

// path is a file of the working folder.
func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }
