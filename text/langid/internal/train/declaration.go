package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// tag is markup of a declaration's file, which is plain.
var tag = regexp.MustCompile(`<[^>]*>`)

// fewest is how often a sequence of three letters or more must occur.
const fewest = 2

// readDeclaration returns the share that every sequence of letters has in a
// file of the Declaration. Each count is lowered by a half, as what a text this
// short does not hold is not impossible.
func readDeclaration(folder, file string, part float64) (map[string]float64, error) {
	raw, err := os.ReadFile(filepath.Join(folder, file+".html"))
	if err != nil {
		return nil, fmt.Errorf("read declaration: %w", err)
	}
	_, body, _ := strings.Cut(string(raw), "<body>")
	text := tag.ReplaceAllString(body, " ")
	text = strings.ToValidUTF8(text[:int(part*float64(len(text)))], "")
	counts, letters := map[string]float64{}, 0.0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		r := []rune(word)
		letters += float64(len(r))
		for i := range r {
			for n := 1; n <= longest && i+n <= len(r); n++ {
				counts[string(r[i:i+n])]++
			}
		}
	}
	joint := map[string]float64{}
	for seq, c := range counts {
		if n := len([]rune(seq)); n < 3 || c >= fewest {
			joint[seq] = (c - 0.5) / letters
		}
	}
	return joint, nil
}
