package langid

import (
	"bufio"
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"unicode"

	"github.com/overview-news/overview/text/language"
)

//go:embed letters.bin
var lettersFile []byte

// The letter model's form, shared with the program that makes it.
const (
	Longest    = 5   // letters of a sequence
	StepsANat  = 6.0 // steps of a weight in one nat
	WeightZero = 24  // the step that stands for 0
)

// maxLetters bounds how many letters of a text the letter model reads. Longer
// texts are decided long before.
const maxLetters = 400

// smallAllowance is what a language that was counted in one short text is
// allowed for every known sequence of four letters or more, in nats: that the
// short text lacks it says little.
const smallAllowance = 0.5

// letters weighs languages by their sequences of letters: a Markov chain over
// the letters of each word, every language's by itself.
type letters struct {
	tags    []language.Tag
	small   []bool   // counted in one short text
	buckets []uint32 // of the upper half of a hash: where its keys begin
	keys    []uint16 // lower halves
	starts  []uint32 // of a key's entries
	entries []letterEntry
}

type letterEntry struct{ language, weight uint8 }

var loadLetters = sync.OnceValue(func() *letters {
	m, err := readLetters(lettersFile)
	if err != nil {
		panic("langid: embedded letters: " + err.Error()) // a test reads the file
	}
	return m
})

// Hash is the key of a sequence of letters.
func Hash(seq []rune) uint32 {
	h := hashSeed
	for _, r := range seq {
		h = hashStep(h, r)
	}
	return hashEnd(h)
}

const hashSeed = uint32(2166136261)

func hashStep(h uint32, r rune) uint32 { return (h ^ uint32(r)) * 0x9e3779b1 }

func hashEnd(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x85ebca6b
	return h ^ h>>13
}

const (
	letterBuckets = 1 << 16
	maxEntries    = 1 << 24 // of the file
)

func readLetters(b []byte) (*letters, error) {
	in := bufio.NewReader(flate.NewReader(bytes.NewReader(b)))
	head, err := in.ReadString('\n')
	var sizes [2]uint32
	if err == nil {
		err = binary.Read(in, binary.LittleEndian, &sizes)
	}
	if err != nil {
		return nil, fmt.Errorf("read letters: %w", err)
	}
	n, all := sizes[0], sizes[1]
	if n > maxEntries || all > maxEntries {
		return nil, fmt.Errorf("read letters: %w", errLetters)
	}
	m := &letters{buckets: make([]uint32, letterBuckets+1), keys: make([]uint16, n),
		starts: make([]uint32, n+1), entries: make([]letterEntry, all)}
	for name := range strings.FieldsSeq(head) {
		name, small := strings.CutSuffix(name, "*")
		m.tags, m.small = append(m.tags, language.Tag(name)), append(m.small, small)
	}
	if err := m.readColumns(in); err != nil {
		return nil, fmt.Errorf("read letters: %w", err)
	}
	return m, nil
}

// readColumns reads the sizes of the buckets, the keys, how many entries each
// has, and the entries: languages first, each as a step from the one before.
func (m *letters) readColumns(in io.Reader) error {
	n, all := len(m.keys), len(m.entries)
	column := make([]byte, max(letterBuckets, 2*n, all))
	if _, err := io.ReadFull(in, column[:letterBuckets]); err != nil {
		return err
	}
	for i, size := range column[:letterBuckets] {
		m.buckets[i+1] = m.buckets[i] + uint32(size)
	}
	if _, err := io.ReadFull(in, column[:2*n]); err != nil {
		return err
	}
	for i := range m.keys {
		m.keys[i] = binary.LittleEndian.Uint16(column[2*i:])
	}
	if _, err := io.ReadFull(in, column[:n]); err != nil {
		return err
	}
	for i, c := range column[:n] {
		m.starts[i+1] = m.starts[i] + uint32(c)
	}
	if int(m.buckets[letterBuckets]) != n || int(m.starts[n]) != all {
		return errLetters
	}
	if _, err := io.ReadFull(in, column[:all]); err != nil {
		return err
	}
	for i := range m.keys {
		at := uint8(0)
		for j := m.starts[i]; j < m.starts[i+1]; j++ {
			if at += column[j]; int(at) >= len(m.tags) {
				return errLetters
			}
			m.entries[j].language = at
		}
	}
	if _, err := io.ReadFull(in, column[:all]); err != nil {
		return err
	}
	for j, w := range column[:all] {
		m.entries[j].weight = w
	}
	return nil
}

var errLetters = errors.New("sizes do not add up")

// find returns the entries of a sequence's hash.
func (m *letters) find(h uint32) []letterEntry {
	low := uint16(h)
	for i := m.buckets[h>>16]; i < m.buckets[h>>16+1]; i++ {
		if m.keys[i] == low {
			return m.entries[m.starts[i]:m.starts[i+1]]
		}
	}
	return nil
}

// score adds up what the text's letters say for each language of the model, in
// nats; only differences mean anything. It also returns how many letters it
// read.
func (m *letters) score(text string) ([]float64, int) {
	sums := make([]int, len(m.tags))
	seen, long := 0, 0
	var window [Longest]uint32 // hashes of the sequences that end here, by length
	depth := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			depth = 0
			continue
		}
		if seen++; seen > maxLetters {
			break
		}
		r = unicode.ToLower(r)
		depth = min(depth+1, Longest)
		for k := depth - 1; k > 0; k-- {
			window[k] = hashStep(window[k-1], r)
		}
		window[0] = hashStep(hashSeed, r)
		for k := range depth {
			list := m.find(hashEnd(window[k]))
			if list == nil {
				break
			}
			if k >= 3 {
				long++
			}
			for _, e := range list {
				sums[e.language] += int(e.weight) - WeightZero
			}
		}
	}
	out := make([]float64, len(sums))
	for i, s := range sums {
		out[i] = float64(s) / StepsANat
		if m.small[i] {
			out[i] += smallAllowance * float64(long)
		}
	}
	return out, min(seen, maxLetters)
}

// How the two models are weighed against each other. The letters of a word are
// not independent, so that their logarithms count less than once; any choice
// near these is right on as many of the labelled lines, within 0.002.
const (
	weightWords   = 0.5  // of fastText's logarithm
	weightLetters = 0.6  // of the letter model's
	leastWords    = 1e-4 // fastText's opinion of a language counts at least this
)

// joinLetters joins the letter model's opinion with fastText's: among the
// languages that the letter model knows, their mass is divided anew.
func (u *languages) joinLetters(text string, fits []bool, scores []float64) {
	sums, seen := loadLetters().score(text)
	if seen == 0 {
		return
	}
	best, mass, total := math.Inf(-1), 0.0, 0.0
	for k, i := range u.letters {
		if fits[i] {
			mass += scores[i]
			sums[k] = weightWords*math.Log(scores[i]+leastWords) + weightLetters*sums[k]
			best = math.Max(best, sums[k])
		}
	}
	for k, i := range u.letters {
		if fits[i] {
			sums[k] = math.Exp(sums[k] - best)
			total += sums[k]
		}
	}
	for k, i := range u.letters {
		if fits[i] {
			scores[i] = (mass + leastWords) * sums[k] / total
		}
	}
}
