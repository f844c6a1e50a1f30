package cluster

import (
	"bytes"
	_ "embed"
	"sync"

	"github.com/overview-news/overview/cluster/internal/boost"
	"github.com/overview-news/overview/cluster/internal/pairs"
)

// modelText is written by package train.
//
//go:embed model.txt
var modelText []byte

// trees judges pairs by a model.
type trees struct{ *boost.Model }

func (t trees) probability(a, b *pairs.Article, v *pairs.Vector) float32 {
	if !pairs.Compare(a, b, v) {
		return 0
	}
	return t.Probability(v[:])
}

// shipped is the model that is part of the program. It panics when the
// embedded file is broken: then the program was built wrongly.
var shipped = sync.OnceValue(func() judge {
	m, err := boost.Read(bytes.NewReader(modelText), pairs.Count)
	if err != nil {
		panic(err)
	}
	return trees{m}
})

// Model returns the lines that say what the shipped model was trained on.
func Model() []string {
	t, ok := shipped().(trees)
	if !ok {
		return nil
	}
	return t.Header
}
