// Command cmd writes a synthetic model, its vocabulary and its shortlist into
// a folder, for programs that are compared with package nmt:
//
//	go run ./nmt/internal/synth/cmd -arch tiny -vocab 1000 -o DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/overview-news/overview/nmt/internal/synth"
)

func main() {
	arch := flag.String("arch", "tiny", "tiny, base-memory, base or small")
	vocab := flag.Int("vocab", 32000, "pieces of a vocabulary")
	split := flag.Bool("split", false, "a vocabulary for each language")
	seed := flag.Uint64("seed", 1, "which random weights")
	end := flag.Float64("end", 2, "what is added to the logit of the end")
	out := flag.String("o", ".", "folder to write model.bin, vocab.spm and lex.bin into")
	flag.Parse()
	if err := write(*arch, *vocab, *split, *seed, float32(*end), *out); err != nil {
		fmt.Fprintln(os.Stderr, "synth:", err)
		os.Exit(1)
	}
}

func write(arch string, vocab int, split bool, seed uint64, end float32, dir string) error {
	s, err := synth.Architecture(arch, vocab)
	if err != nil {
		return err
	}
	s.Split, s.Seed, s.EndBias = split, seed, end
	for name, data := range map[string][]byte{
		"model.bin": synth.Model(s), "vocab.spm": synth.Vocab(vocab), "lex.bin": synth.Shortlist(vocab, vocab, seed),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
