package main

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
)

// orders are the files of one language, shorter sequences first.
var orders = [longest]string{"unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"}

// readCounts returns the share that every sequence has of its language's
// letters. The files hold the probability of the last letter after the others.
func readCounts(models, code string) (map[string]float64, error) {
	joint := map[string]float64{}
	for n, order := range orders {
		file := filepath.Join(models, code, order+".pb.bin.zip")
		err := readFile(file, func(seq string, p float64) {
			if r := []rune(seq); n > 0 {
				p *= joint[string(r[:len(r)-1])]
			}
			if p > 0 {
				joint[seq] = p
			}
		})
		if err != nil {
			return nil, fmt.Errorf("read counts of %s: %w", code, err)
		}
	}
	return joint, nil
}

var errBroken = errors.New("not a file of letter counts")

// readFile calls add for every sequence of a zipped protocol buffer: field 4,
// repeated, holds a probability (1) and the sequences that have it (2).
func readFile(path string, add func(seq string, p float64)) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	if len(z.File) != 1 {
		return errBroken
	}
	f, err := z.File[0].Open()
	if err != nil {
		return err
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	const sets = 4
	return fields(b, func(number int, _ float64, part []byte) error {
		if number != sets {
			return nil
		}
		p := 0.0
		return fields(part, func(_ int, value float64, seq []byte) error {
			if seq == nil {
				p = value
				return nil
			}
			add(string(seq), p)
			return nil
		})
	})
}

// fields calls each with every field of a protocol buffer: its number and
// either a floating-point value or bytes. Other numbers are skipped.
func fields(b []byte, each func(number int, value float64, part []byte) error) error {
	const varint, double, bytes = 0, 1, 2
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 {
			return errBroken
		}
		b = b[n:]
		var value float64
		var part []byte
		switch key & 7 {
		case varint:
			if _, n = binary.Uvarint(b); n <= 0 {
				return errBroken
			}
			b = b[n:]
			continue
		case double:
			if len(b) < 8 {
				return errBroken
			}
			value, b = math.Float64frombits(binary.LittleEndian.Uint64(b)), b[8:]
		case bytes:
			size, n := binary.Uvarint(b)
			if n <= 0 || size > uint64(len(b)-n) {
				return errBroken
			}
			part, b = b[n:n+int(size):n+int(size)], b[n+int(size):]
		default:
			return errBroken
		}
		if err := each(int(key>>3), value, part); err != nil {
			return err
		}
	}
	return nil
}

// latin spells Serbian letters; three of them take two.
var latin = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "ђ", "đ", "е", "e", "ж", "ž", "з", "z", "и", "i", "ј", "j",
	"к", "k", "л", "l", "љ", "lj", "м", "m", "н", "n", "њ", "nj", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "ћ", "ć", "у", "u",
	"ф", "f", "х", "h", "ц", "c", "ч", "č", "џ", "dž", "ш", "š")

// inLatin returns the shares of the sequences of Serbian in Latin letters. A
// sequence begins where a Cyrillic one does, and inside a letter that takes
// two.
func inLatin(joint map[string]float64) map[string]float64 {
	out := map[string]float64{}
	for seq, p := range joint {
		n := len([]rune(seq))
		first := []rune(latin.Replace(string([]rune(seq)[:1])))
		all := []rune(latin.Replace(seq))
		out[string(all[:n])] += p
		if len(first) > 1 && len(all) > n {
			out[string(all[1:n+1])] += p
		}
	}
	return out
}
