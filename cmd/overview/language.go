package main

import (
	"context"
	"math"

	"github.com/overview-news/overview/text/langid"
	"github.com/overview-news/overview/text/sentence"
)

// languageCmd tells the language of texts.
type languageCmd struct{}

// Help is what --help adds.
func (languageCmd) Help() string {
	return `Reads {"id","text"} a line and prints {"id","language","confidence"}; the language is a
BCP 47 tag, "und" where there is too little to tell.`
}

// Run answers every line.
func (languageCmd) Run(ctx context.Context, std streams) error {
	return filterLines(ctx, std, []string{"text"}, func(_ context.Context, in object) ([]field, error) {
		text, err := in.text("text")
		if err != nil {
			return nil, err
		}
		r := langid.Identify(text, nil)
		return []field{{"language", string(r.Language)}, {"confidence", math.Round(r.Confidence*1000) / 1000}}, nil
	})
}

// sentencesCmd splits texts into sentences.
type sentencesCmd struct{}

// Help is what --help adds.
func (sentencesCmd) Help() string {
	return `Reads {"id","language","text"} a line and prints {"id","sentences"}. Joined they give the
text back, white space between them apart.`
}

// Run answers every line.
func (sentencesCmd) Run(ctx context.Context, std streams) error {
	return filterLines(ctx, std, []string{"text", "language", "lang"}, func(_ context.Context, in object) ([]field, error) {
		text, err := in.text("text")
		if err != nil {
			return nil, err
		}
		lang, err := in.text("language", "lang")
		if err != nil {
			return nil, err
		}
		if lang == "" {
			lang = string(langid.Identify(text, nil).Language)
		}
		return []field{{"sentences", listOf(sentence.Strings(text, lang))}}, nil
	})
}
