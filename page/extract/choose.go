package extract

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// modelFile holds two models, made by internal/train from labelled pages of
// 2009 to 2026 and smaller pages cut from them. Its first line says from which,
// when, and what they reach on publishers that training did not see.
//
//go:embed model.bin
var modelFile []byte

// models are the first model, on a block alone, and the second, which also
// sees what the first said of its surroundings.
type models struct{ first, second *boost.Forest }

var loadModels = sync.OnceValue(func() models {
	m, err := decodeModels(modelFile)
	if err != nil {
		panic("extract: embedded model: " + err.Error()) // a test reads the file
	}
	return m
})

func decodeModels(data []byte) (models, error) {
	line, rest, _ := bytes.Cut(data, []byte("\n"))
	var header segment.ModelHeader
	if err := json.Unmarshal(line, &header); err != nil {
		return models{}, fmt.Errorf("read model header: %w", err)
	}
	if header.Version != segment.Version {
		return models{}, fmt.Errorf("model is for features of version %d, not %d", header.Version, segment.Version)
	}
	first, rest, err := boost.Decode(rest, segment.Features)
	if err != nil {
		return models{}, err
	}
	second, _, err := boost.Decode(rest, segment.Features+segment.SmoothFeatures)
	if err != nil {
		return models{}, err
	}
	return models{first.Forest(), second.Forest()}, nil
}

// judged takes the place of the models in tests that cross-validate; else nil.
var judged func(address string) []float32

// chooseBlocks marks the blocks that are the article's text.
func (r *reader) chooseBlocks() {
	ctx := r.stated.Context(r.address)
	if r.out.Headline != "" {
		ctx.Headline = r.out.Headline
	}
	rows := r.cut.Describe(ctx)
	if judged != nil {
		r.probs = judged(r.address)
	}
	if len(r.probs) != len(rows) {
		r.probs = loadModels().judge(r.cut, rows)
	}
	if !r.chooseKept() {
		r.chosen, r.out.Sure = r.cut.Choose(r.probs, segment.DefaultBars)
	}
	r.out.Truncated = r.cut.Truncated
}

// judge gives each block's probability to be the article's.
func (m models) judge(cut *segment.Page, rows [][]float32) []float32 {
	probs := make([]float32, len(rows))
	for i := range probs {
		probs[i] = segment.MenuProb
	}
	predict(m.first, rows, probs)
	predict(m.second, cut.Smooth(rows, probs), probs)
	return probs
}

// predict sets the probabilities of the rows that are not nil.
func predict(f *boost.Forest, rows [][]float32, probs []float32) {
	judged := make([][]float32, 0, len(rows))
	for _, row := range rows {
		if row != nil {
			judged = append(judged, row)
		}
	}
	odds := f.Predict(judged)
	for i, row := range rows {
		if row != nil {
			probs[i], odds = boost.Sigmoid(odds[0]), odds[1:]
		}
	}
}

// HeadlineOf reads only the headline of a page, as Page does.
func HeadlineOf(page []byte, address string, opts Options) (string, error) {
	text := charset.Decode(page, opts.ContentType, charset.HTML)
	doc, err := dom.ParseForText(text.Bytes)
	if err != nil {
		return "", fmt.Errorf("read headline of %s: %w", address, err)
	}
	r := newReader(doc, address, opts)
	r.readHeadline()
	return r.out.Headline, nil
}
