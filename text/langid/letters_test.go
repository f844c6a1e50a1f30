package langid

import (
	"bytes"
	"compress/flate"
	"testing"
)

func TestLettersFile(t *testing.T) {
	m, err := readLetters(lettersFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.tags) < 60 || len(m.keys) < 500_000 {
		t.Errorf("the model has %d languages and %d sequences", len(m.tags), len(m.keys))
	}
	sums, seen := m.score("Die Schule, die Schule!")
	if best := argmax(sums); seen != 18 || m.tags[best] != "de" {
		t.Errorf("score of a German text: %d letters, best %s", seen, m.tags[best])
	}
}

func argmax(list []float64) int {
	best := 0
	for i, v := range list {
		if v > list[best] {
			best = i
		}
	}
	return best
}

func TestReadLettersRefusesBrokenFiles(t *testing.T) {
	var packed bytes.Buffer
	z, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	z.Write([]byte("de en\n\x01\x00\x00\x00\x01\x00\x00\x00"))
	z.Close()
	for name, b := range map[string][]byte{
		"empty": nil, "not packed": []byte("de en\n"), "cut": lettersFile[:len(lettersFile)/2], "too short": packed.Bytes(),
	} {
		if _, err := readLetters(b); err == nil {
			t.Errorf("readLetters of a file that is %s: no error", name)
		}
	}
}
