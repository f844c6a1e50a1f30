package synth

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// Word is the i-th word of every synthetic vocabulary: "ba", "be", … "baba".
func Word(i int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	s := ""
	for {
		syllable := i % (len(consonants) * len(vowels))
		s += consonants[syllable/len(vowels):][:1] + vowels[syllable%len(vowels):][:1]
		i = i/(len(consonants)*len(vowels)) - 1
		if i < 0 {
			return s
		}
	}
}

// Vocab returns a SentencePiece file of n pieces: the end, the unknown piece,
// and whole words. Text and pieces determine one another, so that the pieces
// of another program's translation are known from its text.
func Vocab(n int) []byte {
	var b []byte
	add := func(text string, score float32, kind byte) {
		p := append([]byte{0x0a, byte(len(text))}, text...)
		p = binary.LittleEndian.AppendUint32(append(p, 0x15), math.Float32bits(score))
		p = append(p, 0x18, kind)
		b = append(append(b, 0x0a, byte(len(p))), p...)
	}
	add("</s>", 0, 3)
	add("<unk>", 0, 2)
	for i := range n - 2 {
		add("\u2581"+Word(i), -float32(math.Log(float64(i+2))), 1)
	}
	// Trainer: unigram; unknown 1, no start, end 0, no padding.
	trainer := []byte{0x18, 1}
	for _, f := range [][2]int64{{40, 1}, {41, -1}, {42, 0}, {43, -1}} {
		trainer = binary.AppendUvarint(trainer, uint64(f[0]<<3))
		trainer = binary.AppendUvarint(trainer, uint64(f[1]))
	}
	b = append(append(b, 0x12, byte(len(trainer))), trainer...)
	const name = "identity"
	normalizer := append([]byte{0x0a, byte(len(name))}, name...)
	return append(append(b, 0x1a, byte(len(normalizer))), normalizer...)
}

// Shortlist returns a lexical shortlist with some candidates for each piece.
func Shortlist(source, target int, seed uint64) []byte {
	const first, best = 20, 10
	r := rand.New(rand.NewPCG(seed, 2))
	offsets, ids := []uint64{0}, []uint32{}
	for range source {
		for id := r.IntN(target / best); id < target; id += 1 + r.IntN(2*target/best) {
			ids = append(ids, uint32(id))
		}
		offsets = append(offsets, uint64(len(ids)))
	}
	var body []byte
	for _, v := range []uint64{first, best, uint64(len(offsets)), uint64(len(ids))} {
		body = binary.LittleEndian.AppendUint64(body, v)
	}
	for _, v := range offsets {
		body = binary.LittleEndian.AppendUint64(body, v)
	}
	for _, v := range ids {
		body = binary.LittleEndian.AppendUint32(body, v)
	}
	sum := uint64(0)
	for w := body; len(w) >= 8; w = w[8:] {
		sum ^= binary.LittleEndian.Uint64(w) + 0x9e3779b9 + sum<<6 + sum>>2
	}
	b := binary.LittleEndian.AppendUint64(nil, 0xF11A48D5013417F5)
	return append(binary.LittleEndian.AppendUint64(b, sum), body...)
}

// Lines returns n sentences of words of a vocabulary, from and to many words
// long.
func Lines(n, vocab, from, to int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 3))
	lines := make([]string, n)
	for i := range lines {
		for j := range from + r.IntN(to-from+1) {
			if j > 0 {
				lines[i] += " "
			}
			lines[i] += Word(r.IntN(vocab - 2))
		}
	}
	return lines
}
