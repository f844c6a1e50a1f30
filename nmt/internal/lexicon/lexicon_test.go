package lexicon

import (
	"encoding/binary"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/overview-news/overview/internal/sharedtest"
	"github.com/overview-news/overview/nmt/internal/synth"
)

func TestParse(t *testing.T) {
	good := synth.Shortlist(300, 200, 1)
	if _, err := Parse(good, 300, 200); err != nil {
		t.Fatal(err)
	}
	set := func(at int, v uint64) func([]byte) []byte {
		return func(b []byte) []byte { binary.LittleEndian.PutUint64(b[at:], v); return b }
	}
	for _, tt := range []struct {
		name   string
		change func(b []byte) []byte
		want   string
	}{
		{"empty", func([]byte) []byte { return nil }, "header"},
		{"magic", set(0, 1), "no shortlist"},
		{"words", set(32, 1<<60), "announces"},
		{"entries", set(40, 1<<60), "announces"},
		{"one byte less", func(b []byte) []byte { return b[:len(b)-1] }, "bytes, not"},
		{"damaged", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }, "damaged"},
		{"first", set(16, 201), "always"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.change(slices.Clone(good)), 300, 200)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Parse = %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := Parse(good, 299, 200); err == nil {
		t.Error("Parse for another source vocabulary gave no error")
	}
	if _, err := Parse(good, 300, 100); err == nil {
		t.Error("Parse for a smaller target vocabulary gave no error")
	}
}

// TestReal reads a released file: its sum and its sizes are right, and lists
// have the sizes that are known for it.
func TestReal(t *testing.T) {
	b, err := os.ReadFile(sharedtest.Path(t, "corpora/nmt/lex.50.50.enru.s2t.bin"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := Parse(b, 32000, 32000)
	if err != nil {
		t.Fatal(err)
	}
	wanted := make([]bool, 32000)
	l.Mark(wanted, []int32{0, 1000, 2000, 3000}, true)
	ids := l.Collect(nil, wanted)
	if len(ids)%listStep != 0 || len(ids) < 60 || len(ids) > 260 || !slices.IsSorted(ids) || !slices.Contains(ids, 2000) {
		t.Errorf("list of %d pieces: %v", len(ids), ids)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(synth.Shortlist(20, 30, 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 16 { // let changes pass the sum
			binary.LittleEndian.PutUint64(b[8:], checksum(b[16:]))
		}
		l, err := Parse(b, 20, 30)
		if err != nil {
			return
		}
		wanted := make([]bool, 30)
		l.Mark(wanted, []int32{0, 19}, false)
		if ids := l.Collect(nil, wanted); len(ids) > 30 {
			t.Errorf("%d candidates of 30 pieces", len(ids))
		}
	})
}
