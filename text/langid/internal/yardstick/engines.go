package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	fork "github.com/RadhiFadlillah/whatlanggo"
	"github.com/abadojack/whatlanggo"
	"github.com/overview-news/overview/text/langid"
	"github.com/pemistahl/lingua-go"
)

// engine is an identifier. Either open returns a function for one text, or
// program is run on all texts of a set.
type engine struct {
	name    string
	open    func() func(text) string
	program func(texts []text) ([]string, usage, error) // with the seconds a text

	slow   bool
	priors bool // wants what the outlet's other articles are in; titles only
}

func allEngines() []engine {
	return []engine{
		{name: "lingua high", open: openLingua(false), slow: true},
		{name: "lingua low", open: openLingua(true), slow: true},
		{name: "whatlanggo", open: func() func(text) string {
			return func(t text) string {
				l := whatlanggo.DetectLang(t.words)
				return cmp.Or(l.Iso6391(), l.Iso6393())
			}
		}},
		{name: "whatlanggo fork", open: func() func(text) string {
			return func(t text) string {
				l := fork.DetectLang(t.words)
				return cmp.Or(l.Iso6391(), l.Iso6393())
			}
		}},
		{name: fastText, program: runFastText},
		{name: "ours", open: func() func(text) string {
			return func(t text) string { return string(langid.Identify(t.words, nil).Language) }
		}},
		{name: "ours with the outlet's other articles", priors: true, open: func() func(text) string {
			return func(t text) string { return string(langid.Identify(t.words, t.prior).Language) }
		}},
	}
}

func names() []string {
	var list []string
	for _, e := range allEngines() {
		list = append(list, e.name)
	}
	return list
}

// openLingua loads all models at once, so that no text pays for another's.
func openLingua(low bool) func() func(text) string {
	return func() func(text) string {
		builder := lingua.NewLanguageDetectorBuilder().FromAllLanguages().WithPreloadedLanguageModels()
		if low {
			builder = builder.WithLowAccuracyMode()
		}
		detector := builder.Build()
		return func(t text) string {
			l, sure := detector.DetectLanguageOf(t.words)
			if !sure {
				return "und"
			}
			return l.IsoCode639_1().String()
		}
	}
}

const fastText = "fastText lid.176.ftz"

// model is the file that package langid reads too, from the folder of this
// program.
var model = filepath.Join("..", "..", "lid.176.ftz")

func haveFastText() bool {
	_, err := exec.LookPath("fasttext")
	return err == nil
}

// manyLines is enough for the time of reading them to stand out from that of
// loading the model.
const manyLines = 20_000

// runFastText has the program read all texts, one a line, few texts again and
// again. Its time is for one text, without that for loading the model.
func runFastText(texts []text) ([]string, usage, error) {
	_, empty, err := fastTextOn("")
	if err != nil {
		return nil, usage{}, err
	}
	var in strings.Builder
	for _, t := range texts {
		in.WriteString(strings.Join(strings.Fields(t.words), " ") + "\n")
	}
	times := max(1, manyLines/max(1, len(texts)))
	labels, used, err := fastTextOn(strings.Repeat(in.String(), times))
	if err != nil {
		return nil, usage{}, err
	}
	if len(labels) != times*len(texts) {
		return nil, usage{}, fmt.Errorf("run fasttext: %d answers to %d texts", len(labels), times*len(texts))
	}
	used.seconds = max(0, used.seconds-empty.seconds) / float64(len(labels))
	return labels[:len(texts)], used, nil
}

func fastTextOn(in string) ([]string, usage, error) {
	cmd := exec.Command("fasttext", "predict", model, "-")
	cmd.Stdin = strings.NewReader(in)
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		return nil, usage{}, fmt.Errorf("run fasttext: %w: %s", err, problem.Bytes())
	}
	var labels []string
	for line := range strings.Lines(out.String()) {
		labels = append(labels, strings.TrimPrefix(strings.TrimSpace(line), "__label__"))
	}
	used := usage{seconds: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		used.peak = float64(r.Maxrss) * 1024
	}
	return labels, used, nil
}
