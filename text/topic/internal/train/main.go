// Command train makes the weights by which a text and its page lean to opinion
// or analysis rather than report, chooses where answers begin, and measures
// both by cross-validation over outlets.
//
//	go run ./text/topic/internal/train -shared ../shared [-without allsides] [-write -date 2026-11-26]
//
// It learns from the tuning halves of what was labelled by reading: pages of
// the replay archive and of aeb and texts of allsides (text/topic/testdata).
// Excerpts with addresses of newsweek_2026-03 are read and measured, but weigh
// nothing: they were chosen by address. Outlets of the test halves are not
// among them. A set named by -without is measured only, too. First models of texts (package style) are trained; then models of
// pages on how texts lean by models that did not see their outlets; the bars
// are chosen by five folds over outlets around all of it, cut in three ways.
//
// The same texts and date give the same files, byte for byte.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/overview-news/overview/text/topic"
)

func main() {
	shared := flag.String("shared", "../shared", "folder of the shared corpora")
	folder := flag.String("package", "text/topic", "folder of package topic")
	write := flag.Bool("write", false, "write the weights")
	date := flag.String("date", time.Now().UTC().Format(time.DateOnly), "date that the weights' files state")
	without := flag.String("without", "", "sets, by comma, that are measured and not learnt from")
	flag.Parse()
	if err := leaveOut(*without); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
	if err := run(*shared, *folder, *date, *write); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(shared, folder, date string, write bool) error {
	all, err := read(shared, filepath.Join(folder, "testdata"))
	if err != nil {
		return err
	}
	notes := count(all)
	tried := cross(all)
	m := train(all)
	opinionBar, f1 := best(tried, 0, func(e *example) bool { return signed(e.set) })
	analysisBar, f1Analysis := best(tried, 1, func(e *example) bool { return signed(e.set) })
	// A tenth: so rare an opinion is not worth leaving the others unanswered.
	const share = 0.1
	m.page[0].Bars["bar"], m.page[0].Bars["report"] = opinionBar, reportBar(tried, opinionBar, share)
	m.page[1].Bars["bar"] = analysisBar
	notes = append(notes, fmt.Sprintf("five folds over outlets, cut in three ways, pages: F1 of opinion %.3f, of analysis %.3f, each at the bar against reports", f1, f1Analysis))
	for i, g := range targets {
		line := fmt.Sprintf("area under the curve, %s:", g)
		for _, set := range []string{"archive", "aeb", "allsides", "newsweek"} {
			line += " " + set + " " + area(tried, i, func(e *example) bool { return e.set == set })
		}
		notes = append(notes, line)
	}
	for _, n := range notes {
		fmt.Println(n)
	}
	if !write {
		return nil
	}
	head := fmt.Sprintf("# Weights made by package train on %s, see there.\n# %s\n# model measure mean spread weight\n", date, strings.Join(notes, "\n# "))
	texts := head + m.text.Format()
	if err := os.WriteFile(filepath.Join(folder, "internal/style/weights.txt"), []byte(texts), 0o644); err != nil {
		return err
	}
	pages := head + m.page[0].Format(string(topic.Opinion), "bar", "report") + m.page[1].Format(string(topic.Analysis), "bar")
	return os.WriteFile(filepath.Join(folder, "weights.txt"), []byte(pages), 0o644)
}
