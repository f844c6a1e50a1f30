package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/nmt/internal/synth"
)

const (
	vocabPieces = 32000
	// article is how many sentences share a batch or a list, in the draft
	// and in ours.
	article = 24
)

// bench is a prepared comparison.
type bench struct {
	settings
	dir         string
	self        string
	vocab, list string
	text        []string
}

func prepare(s settings, dir string) (*bench, error) {
	shared, err := filepath.Abs(s.shared)
	if err != nil {
		return nil, err
	}
	b := &bench{settings: s, dir: dir}
	b.shared = shared
	b.vocab = filepath.Join(shared, "corpora/nmt/vocab.enru.spm")
	b.list = filepath.Join(shared, "corpora/nmt/lex.50.50.enru.s2t.bin")
	if b.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if b.text, err = sentences(filepath.Join(shared, "corpora/stories/wikinews_basil.jsonl.gz"), s.lines); err != nil {
		return nil, err
	}
	if err := os.WriteFile(b.path("lines"), []byte(strings.Join(b.text, "\n")+"\n"), 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(b.path("empty"), nil, 0o600); err != nil {
		return nil, err
	}
	build := exec.Command("go", "build", "-C", filepath.Join(shared, "tools/nmt-draft"), "-o", b.path("draft"), ".")
	build.Env = append(os.Environ(), "GOEXPERIMENT=simd")
	build.Stderr = os.Stderr
	return b, build.Run()
}

var (
	sentenceEnd = regexp.MustCompile(`\n+|[a-z]\. [A-Z]`)
	plain       = regexp.MustCompile(`^[ -~]+\.$`)
)

// sentences takes one plain sentence of 15 to 40 words from each story.
func sentences(file string, n int) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var out []string
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() && len(out) < n {
		var story struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &story); err != nil {
			return nil, err
		}
		if s := sentence(story.Text); s != "" {
			out = append(out, s)
		}
	}
	if len(out) < n {
		return nil, errors.New("too few sentences")
	}
	return out, lines.Err()
}

func sentence(text string) string {
	for {
		cut := sentenceEnd.FindStringIndex(text)
		s := text
		if cut != nil {
			s = text[:cut[0]]
			if text[cut[0]] != '\n' {
				s = text[:cut[0]+2] // its last letter and the stop
			}
		}
		s = strings.TrimSpace(s)
		if n := len(strings.Fields(s)); n >= 15 && n <= 40 && plain.MatchString(s) && !strings.ContainsAny(s[:len(s)-1], "?!") {
			return s
		}
		if cut == nil {
			return ""
		}
		text = text[cut[1]-1:]
		if len(text) < 2 {
			return ""
		}
		if text[0] == '\n' {
			text = text[1:]
		}
	}
}

// model writes the synthetic model of an architecture.
func (b *bench) model(arch string) error {
	s, err := synth.Architecture(arch, vocabPieces)
	if err != nil {
		return err
	}
	s.EndBias = 2
	return os.WriteFile(b.path("model"), synth.Model(s), 0o600)
}

// row measures one network in one mode and prints a line of the table.
func (b *bench) row(arch, mode string) error {
	var ours, drafts, officials, againstDraft, againstOfficial []float64
	var last outcome
	for range b.rounds {
		o, err := b.ours(mode)
		if err != nil {
			return err
		}
		d, err := b.draft(mode)
		if err != nil {
			return err
		}
		last = o
		words := float64(o.Words)
		ours, drafts = append(ours, o.WordsPerCPU), append(drafts, words/d)
		againstDraft = append(againstDraft, d/o.CPU)
		if b.official != "" && mode != "avx2" && len(officials) == 0 { // slow: once
			c, err := b.officialCPU(mode)
			if err != nil {
				return err
			}
			officials = append(officials, words/c)
			againstOfficial = append(againstOfficial, c/o.CPU)
		}
	}
	fmt.Printf("| %s | %s | %.0f | %.0f | %.2f | %s | %s | %.0f | %.1f | %.0f |\n", arch, mode, median(ours), median(drafts),
		median(againstDraft), number(officials, "%.0f"), number(againstOfficial, "%.1f"),
		last.LoadMS, last.FirstMS, float64(last.RSS-last.BeforeRSS)/1e6)
	return nil
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}

func number(v []float64, format string) string {
	if len(v) == 0 {
		return "–"
	}
	return fmt.Sprintf(format, median(v))
}

// ours measures package nmt in a process of its own.
func (b *bench) ours(mode string) (outcome, error) {
	j := job{Model: b.path("model"), Vocab: b.vocab, Lines: b.text}
	switch mode {
	case "list":
		j.List, j.Article = b.list, article
	case "avx2":
		j.ISA = "avx2"
	}
	var o outcome
	data, err := json.Marshal(j)
	if err != nil {
		return o, err
	}
	if err := os.WriteFile(b.path("job"), data, 0o600); err != nil {
		return o, err
	}
	cmd := exec.Command(b.self, "-measure", b.path("job"))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return o, err
	}
	return o, json.Unmarshal(out, &o)
}

var draftCPU = regexp.MustCompile(`best of reps: cpu ([0-9.]+)(m?s)`)

// draft returns the draft's CPU seconds for all lines.
func (b *bench) draft(mode string) (float64, error) {
	args := []string{"-q", "-b", strconv.Itoa(article), "-sort", "-reps", "3", "-m", b.path("model"), "-l", b.list, "-v", b.vocab}
	switch mode {
	case "full":
		args = append(args, "-full")
	case "avx2":
		args = append(args, "-full", "-avx2")
	}
	out, err := b.withLines(exec.Command(b.path("draft"), args...))
	if err != nil {
		return 0, err
	}
	m := draftCPU.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("draft said %q", out)
	}
	v, err := strconv.ParseFloat(string(m[1]), 64)
	if string(m[2]) == "ms" {
		v /= 1000
	}
	return v, err
}

var officialMS = regexp.MustCompile(`user ms ([0-9]+)`)

// officialCPU returns the official engine's user seconds for all lines. Its
// shortlist is that of the line, not of an article.
func (b *bench) officialCPU(mode string) (float64, error) {
	list := b.path("empty")
	if mode == "list" {
		list = b.list
	}
	cmd := exec.Command("node", filepath.Join(b.shared, "tools/nmt-oracle/oracle.mjs"), b.path("model"), list, b.vocab)
	cmd.Env = append(os.Environ(), "BERGAMOT_PKG="+b.official, `CFG={"ssplit-mode":"sentence"}`)
	out, err := b.withLines(cmd)
	if err != nil {
		return 0, err
	}
	m := officialMS.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("official engine said %q", out)
	}
	v, err := strconv.ParseFloat(string(m[1]), 64)
	return v / 1000, err
}

// withLines runs a command on the lines and returns what it says on stderr.
func (b *bench) withLines(cmd *exec.Cmd) ([]byte, error) {
	f, err := os.Open(b.path("lines"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var errs bytes.Buffer
	cmd.Stdin, cmd.Stderr = f, &errs
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, errs.Bytes())
	}
	return errs.Bytes(), nil
}
