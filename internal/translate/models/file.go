package models

import "strings"

// Kind is what a file of a model is.
type Kind string

// The kinds of files. A model has weights, and one vocabulary for both
// languages or one for each; a shortlist only makes it faster.
const (
	Weights     Kind = "model"
	Vocab       Kind = "vocab"
	SourceVocab Kind = "srcvocab"
	TargetVocab Kind = "trgvocab"
	Shortlist   Kind = "lex"
)

// limits are the largest files of each kind, in bytes: four times what is
// published.
var limits = map[Kind]int64{
	Weights: 256 << 20, Vocab: 16 << 20, SourceVocab: 16 << 20, TargetVocab: 16 << 20, Shortlist: 64 << 20,
}

// fileName is the name of a file of a model, as Mozilla gives it.
func fileName(kind Kind, code string) string {
	pair := strings.ToLower(strings.ReplaceAll(code, "-", "_")) + "en"
	switch kind {
	case Weights:
		return "model." + pair + ".intgemm.alphas.bin"
	case Shortlist:
		return "lex.50.50." + pair + ".s2t.bin"
	default:
		return string(kind) + "." + pair + ".spm"
	}
}

// complete reports whether files of these kinds make a model, and nothing is
// there twice.
func complete(kinds []Kind) bool {
	count := map[Kind]int{}
	for _, k := range kinds {
		count[k]++
		if count[k] > 1 {
			return false
		}
	}
	joint := count[Vocab] == 1 && count[SourceVocab]+count[TargetVocab] == 0
	split := count[Vocab] == 0 && count[SourceVocab] == 1 && count[TargetVocab] == 1
	return count[Weights] == 1 && (joint || split)
}
