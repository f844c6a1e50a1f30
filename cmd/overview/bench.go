package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/overview-news/overview/nmt"
)

// maxBenchLines bounds the input of a bench, which is held in memory.
const maxBenchLines = 1_000_000

// modelsBenchCmd measures a model.
type modelsBenchCmd struct {
	Model     string   `required:"" placeholder:"FILE" help:"File of the weights."`
	Vocab     []string `required:"" sep:"none" placeholder:"FILE" help:"File of the vocabulary; twice where source and target have one each."`
	Shortlist string   `placeholder:"FILE" help:"File of the shortlist: say only pieces that the lines of a batch make likely."`
	Full      bool     `help:"Search the whole vocabulary, whatever --shortlist says."`
	Frequent  int      `default:"0" placeholder:"N" help:"Add that many of the most frequent pieces to a shortlist."`
	ISA       string   `name:"isa" placeholder:"NAME" help:"Force an instruction set: scalar, avx2, avx512vnni. By default the fastest of this machine."`
	Logits    bool     `help:"Print the pieces and their logits too."`
	Batch     int      `default:"64" placeholder:"N" help:"Lines that are given to the engine at once: the sentences of an article or two."`
}

// Help is what --help adds.
func (modelsBenchCmd) Help() string {
	return `Reads one sentence a line and prints {"text","pieces","logit"} for each, with --logits also
{"piece_text","piece_logits"}; the last line is {"words","cpu_s","words_per_cpu_s","rss_bytes","isa"}.
Words are those of the source; processor time is that of translating, without loading.

  overview models bench --model model.esen.intgemm.alphas.bin --vocab vocab.esen.spm < lines.txt`
}

// Run translates the lines and measures.
func (c modelsBenchCmd) Run(ctx context.Context, std streams) error {
	if c.Batch < 1 {
		return errors.New("batch: use 1 or more")
	}
	o := nmt.Options{ISA: c.ISA, Frequent: c.Frequent, Detail: c.Logits}
	if !c.Full {
		o.Shortlist = c.Shortlist
	}
	lines, err := benchLines(std.in)
	if err != nil {
		return err
	}
	m, err := nmt.Open(c.Model, c.Vocab, o)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.out)
	return errors.Join(c.bench(ctx, m, lines, out), out.Flush(), m.Close())
}

func (c modelsBenchCmd) bench(ctx context.Context, m *nmt.Model, lines []string, out io.Writer) error {
	words, seconds := 0, 0.0
	for len(lines) > 0 {
		batch := lines[:min(c.Batch, len(lines))]
		lines = lines[len(batch):]
		before := processorSeconds()
		results, err := m.Translate(ctx, batch)
		if err != nil {
			return err
		}
		seconds += processorSeconds() - before
		for i, r := range results {
			words += len(strings.Fields(batch[i]))
			fields := []field{{"text", r.Text}, {"pieces", r.Pieces}, {"logit", r.Logit}}
			if r.Truncated {
				fields = append(fields, field{"truncated", true})
			}
			if c.Logits {
				fields = append(fields, field{"piece_text", listOf(r.PieceText)}, field{"piece_logits", r.PieceLogits})
			}
			if err := writeLine(out, fields); err != nil {
				return err
			}
		}
	}
	speed := 0.0
	if seconds > 0 {
		speed = float64(words) / seconds
	}
	return writeLine(out, []field{{"words", words}, {"cpu_s", seconds}, {"words_per_cpu_s", speed},
		{"rss_bytes", residentBytes()}, {"isa", m.Stats().ISA}})
}

// benchLines reads the input; an empty line is a sentence too.
func benchLines(in io.Reader) ([]string, error) {
	var out []string
	s := bufio.NewScanner(in)
	s.Buffer(nil, maxLine)
	for s.Scan() {
		if len(out) == maxBenchLines {
			return nil, fmt.Errorf("there are more than %d lines", maxBenchLines)
		}
		out = append(out, s.Text())
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read the lines: %w", err)
	}
	return out, nil
}
