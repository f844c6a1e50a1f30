package spm

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/overview-news/overview/internal/sharedtest"
)

// These tests compare with SentencePiece's own programs (Debian: apt-get
// install sentencepiece). Without the programs they are skipped, but not in CI;
// the goldens of golden_test.go are checked everywhere.

// program gives text to a program of SentencePiece and returns its lines.
func program(t testing.TB, in string, name string, args ...string) []string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		const advice = "%s is missing: install the Debian package sentencepiece"
		if os.Getenv("CI") != "" {
			t.Fatalf(advice, name)
		}
		t.Skipf(advice, name)
	}
	cmd := exec.Command(name, args...)
	cmd.Stdin = strings.NewReader(in)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, errs.String())
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

var textRun = regexp.MustCompile(`>[^<>\n\r]{8,300}<`)

// pageLines returns pieces of text from the recorded pages: at most perScript
// lines for each script, and as many in no valid UTF-8.
func pageLines(t testing.TB, perScript int) ([]string, map[string]int) {
	t.Helper()
	var lines []string
	count := map[string]int{}
	seen := map[string]bool{}
	for _, file := range sharedtest.Glob(t, "corpora/replay/*.warc.gz") {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(bufio.NewReader(f))
		if err != nil {
			t.Fatal(err)
		}
		r := bufio.NewReaderSize(z, 1<<20)
		for {
			line, err := r.ReadSlice('\n')
			for _, m := range textRun.FindAll(line, 4) {
				s := string(m[1 : len(m)-1])
				k := script(s)
				if k == "" || count[k] == perScript || seen[s] || strings.ContainsRune(s, 0) {
					continue
				}
				seen[s] = true
				count[k]++
				lines = append(lines, s)
			}
			if err == io.EOF {
				break
			}
			if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
				t.Fatal(err)
			}
		}
	}
	return lines, count
}

// script names the script of the first letter beyond ASCII, or Latin.
func script(s string) string {
	name := ""
	for _, r := range s {
		if r == unicode.ReplacementChar {
			return "broken"
		}
		if r < 0x80 || !unicode.IsLetter(r) || name != "" {
			continue
		}
		for n, table := range unicode.Scripts {
			if unicode.Is(table, r) {
				name = n
			}
		}
	}
	if name == "" && strings.ContainsFunc(s, unicode.IsLetter) {
		return "ASCII"
	}
	return name
}

// damage returns copies of lines with bytes changed, cut or put in.
func damage(lines []string, n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	odd := []string{"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\u00ad", "\u200b", "\ufeff", "  ", "\t",
		"\u2581", "\u3000", "ﷺ", "①", "𝒜", "🇩🇪", "👩‍🚀", "\u0301", "__source__", "__target__x", "ﬁ", "½", "<0x41>", "<s>", "</s>", "<unk>"}
	var out []string
	for range n {
		b := []byte(lines[r.IntN(len(lines))])
		for range 1 + r.IntN(4) {
			at := r.IntN(len(b) + 1)
			switch r.IntN(3) {
			case 0:
				b = append(b[:at:at], append([]byte(odd[r.IntN(len(odd))]), b[at:]...)...)
			case 1:
				b = append(b[:at:at], b[min(len(b), at+1):]...)
			default:
				if at < len(b) {
					b[at] = byte(1 + r.IntN(255))
				}
			}
		}
		s := strings.NewReplacer("\n", " ", "\r", " ", "\x00", " ").Replace(string(b))
		out = append(out, s)
	}
	return out
}

func format(ids []int32) string {
	s := make([]string, len(ids))
	for i, id := range ids {
		s[i] = strconv.Itoa(int(id))
	}
	return strings.Join(s, " ")
}

func TestAgainstSentencePiece(t *testing.T) {
	if testing.Short() {
		t.Skip("starts foreign programs")
	}
	lines, count := pageLines(t, 700)
	if len(count) < 12 {
		t.Errorf("only %d scripts: %v", len(count), count)
	}
	clean := len(lines)
	lines = append(lines, damage(lines, 6000)...)
	t.Logf("%d lines of %d scripts and 6000 damaged ones: %v", clean, len(count), count)
	if len(lines) < 10000 {
		t.Errorf("only %d lines", len(lines))
	}
	old := sharedtest.Path(t, "corpora/nmt/vocab.enru.spm")
	t.Run("old", func(t *testing.T) { compare(t, old, lines) })
	t.Run("modern", func(t *testing.T) { compare(t, train(t, lines[:clean]), lines) })
}

// train makes a vocabulary of the modern kind: bytes, single digits, pieces
// defined by the user.
func train(t *testing.T, lines []string) string {
	t.Helper()
	prefix := filepath.Join(t.TempDir(), "modern")
	text := prefix + ".txt"
	var some []string
	for i := 0; i < len(lines); i += 4 {
		some = append(some, lines[i])
	}
	if err := os.WriteFile(text, []byte(strings.Join(some, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	program(t, "", "spm_train", "--input="+text, "--model_prefix="+prefix, "--vocab_size=4000", "--byte_fallback",
		"--split_digits", "--user_defined_symbols=__source__,__target__,__sou,__p4__", "--eos_id=0", "--unk_id=1",
		"--bos_id=-1", "--character_coverage=0.98", "--hard_vocab_limit=false", "--num_threads=1",
		"--num_sub_iterations=1", "--seed_sentencepiece_size=30000", "--minloglevel=2")
	return prefix + ".model"
}

// compare encodes and decodes lines with both programs.
func compare(t *testing.T, model string, lines []string) {
	t.Helper()
	data, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	v, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	want := program(t, strings.Join(lines, "\n")+"\n", "spm_encode", "--model="+model, "--output_format=id")
	if len(want) != len(lines) {
		t.Fatalf("spm_encode gave %d lines for %d", len(want), len(lines))
	}
	text := program(t, strings.Join(want, "\n")+"\n", "spm_decode", "--model="+model, "--input_format=id")
	e := v.NewEncoder()
	bad := 0
	for i, l := range lines {
		ids := e.Append(nil, l)
		if got := format(ids); got != want[i] {
			bad++
			t.Errorf("encode %q\n got %s\nwant %s", l, got, want[i])
		} else if got := v.Decode(ids); got != text[i] {
			bad++
			t.Errorf("decode %s of %q\n got %q\nwant %q", want[i], l, got, text[i])
		}
		if bad > 5 {
			t.Fatal("too many differences")
		}
	}
}
