package extract

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// modelFile holds two models, made by internal/train from 795 labelled pages
// of 2009 to 2026 and smaller pages cut from them. Body F1 of pages by
// publishers that training did not see, five-fold: aeb 0.952, fundus 0.950, aed
// 0.933, magic 0.917, newspaper4k 0.947 (12 pages), waddle 0.925.
//
//go:embed model.bin
var modelFile []byte

// models are the first model, on a block alone, and the second, which also
// sees what the first said of its surroundings.
type models struct{ first, second *boost.Model }

var loadModels = sync.OnceValue(func() models {
	m, err := decodeModels(modelFile)
	if err != nil {
		panic("extract: embedded model: " + err.Error()) // a test reads the file
	}
	return m
})

func decodeModels(data []byte) (models, error) {
	var version, pages, folds int
	header, rest, _ := bytes.Cut(data, []byte("\n"))
	if _, err := fmt.Sscanf(string(header), "overview blocks %d %d %d", &version, &pages, &folds); err != nil {
		return models{}, fmt.Errorf("read model header %q: %w", header, err)
	}
	if version != segment.Version {
		return models{}, fmt.Errorf("model is for features of version %d, not %d", version, segment.Version)
	}
	first, rest, err := boost.Decode(rest, segment.Features)
	if err != nil {
		return models{}, err
	}
	second, _, err := boost.Decode(rest, segment.Features+segment.SmoothFeatures)
	return models{first, second}, err
}

// chooseBlocks marks the blocks that are the article's text.
func (r *reader) chooseBlocks() {
	m := loadModels()
	ctx := r.stated.Context(r.address)
	if r.out.Headline != "" {
		ctx.Headline = r.out.Headline
	}
	rows := r.cut.Describe(ctx)
	probs := make([]float32, len(rows))
	for i, row := range rows {
		probs[i] = boost.Sigmoid(m.first.Predict(row))
	}
	for i, row := range r.cut.Smooth(rows, probs) {
		probs[i] = boost.Sigmoid(m.second.Predict(row))
	}
	r.probs = probs
	r.chosen, r.out.Sure = r.cut.Choose(probs, segment.DefaultBars)
	r.out.Truncated = r.cut.Truncated
}
