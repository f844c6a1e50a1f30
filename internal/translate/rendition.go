package translate

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/sentence"
)

// errNothing says that every sentence was kept in the original.
var errNothing = errors.New("no translation passed the checks")

// rendition translates what a claim asks for: headline and lead, or all.
// It fails with errNothing if no sentence of it passed the gate.
func (t *Translator) rendition(ctx context.Context, c news.TranslateClaim) (*news.Rendition, error) {
	language := languageOf(c)
	if t.engine.Model(language) == "" {
		return nil, ErrUnsupported
	}
	blocks := c.Original.Blocks
	if c.Partial {
		blocks = blocks[:leadEnd(blocks)]
	}
	made := maker{engine: t.engine}
	title := c.Original.Title
	if title == "" {
		title = c.Article.Title
	}
	head, err := made.sentences(ctx, language, []string{title})
	if err != nil {
		return nil, err
	}
	out := &news.Rendition{
		Article: c.Article.ID, Language: "en", Aligned: true,
		// A page that was not collected yet has more to come.
		Partial: c.Partial && (len(blocks) < len(c.Original.Blocks) || c.Article.State != news.StateCollected),
	}
	if !head[0].Kept {
		out.Title = head[0].Text
	}
	for _, b := range blocks {
		translated, err := made.block(ctx, language, b)
		if err != nil {
			return nil, err
		}
		out.Blocks = append(out.Blocks, block(b, translated))
	}
	if made.passed == 0 {
		return nil, errNothing
	}
	out.Engine, out.Model, out.Version = made.by.engine, made.by.model, made.by.version
	out.Quality = made.quality()
	return out, nil
}

// block puts the sentences of a block of the original together again.
func block(original news.Block, sentences []Sentence) news.Block {
	b := news.Block{Role: original.Role, Language: original.Language, Sentences: make([]string, len(sentences))}
	for i, s := range sentences {
		b.Sentences[i] = s.Text
		switch {
		case s.Kept:
			b.Kept = append(b.Kept, i)
		case s.Quality > 0:
			if b.Sure == nil {
				b.Sure = make([]int, len(sentences))
			}
			b.Sure[i] = max(1, int(100*s.Quality+0.5))
		}
	}
	return b
}

// leadEnd is how many blocks headline and lead have: up to the first
// paragraph or standfirst.
func leadEnd(blocks []news.Block) int {
	for i, b := range blocks {
		if len(b.Sentences) > 0 && (b.Role == "standfirst" || b.Role == "paragraph" || b.Role == "") {
			return i + 1
		}
	}
	return len(blocks)
}

// maker translates the parts of one article and keeps account.
type maker struct {
	engine Backend

	// by is the provenance of most characters.
	by     provenance
	shares map[provenance]int

	passed int     // sentences
	weight float64 // characters, all
	rated  float64 // characters times quality; kept ones have none
	known  float64 // characters whose quality is known, or that were kept
}

// block translates a block of an article in language. One in another language
// is translated from its own, where there is a model: a quotation is no reason
// to want one. One in English stands as it is.
func (m *maker) block(ctx context.Context, language string, b news.Block) ([]Sentence, error) {
	if b.Language == "" {
		return m.sentences(ctx, language, b.Sentences)
	}
	english := baseTag(b.Language) == "en"
	if !english && peek(m.engine, b.Language) != "" {
		return m.sentences(ctx, b.Language, b.Sentences)
	}
	out := make([]Sentence, len(b.Sentences))
	for i, s := range b.Sentences {
		out[i] = Sentence{Text: s, Kept: !english}
		m.count(s, out[i])
	}
	return out, nil
}

// sentences translates the sentences of a block. One that turns out to be
// several (a feed's summary) is translated as such and joined again, so that
// the block keeps its count.
func (m *maker) sentences(ctx context.Context, language string, sources []string) ([]Sentence, error) {
	var parts []string
	ends := make([]int, len(sources))
	for i, s := range sources {
		parts = append(parts, sentence.Strings(s, language)...)
		ends[i] = len(parts)
	}
	var results []Sentence
	if len(parts) > 0 {
		var err error
		if results, err = m.engine.Translate(ctx, language, parts); err != nil {
			return nil, err
		}
	}
	out := make([]Sentence, len(sources))
	start := 0
	for i, source := range sources {
		out[i] = join(source, results[start:ends[i]])
		m.count(source, out[i])
		start = ends[i]
	}
	return out, nil
}

// join makes one sentence of the parts of source. If one was kept, all are:
// no mixture of languages.
func join(source string, parts []Sentence) Sentence {
	if len(parts) == 0 {
		return Sentence{Text: source}
	}
	out := parts[0]
	texts := make([]string, len(parts))
	for i, p := range parts {
		if p.Kept {
			return Sentence{Text: source, Kept: true, Faults: p.Faults}
		}
		texts[i] = p.Text
		out.Quality = min(out.Quality, p.Quality)
	}
	out.Text = strings.Join(texts, " ")
	return out
}

// count adds a sentence to the account.
func (m *maker) count(source string, s Sentence) {
	n := utf8.RuneCountInString(source)
	switch {
	case s.Kept:
		m.known += float64(n)
	case s.Engine == "":
		return // nothing to translate
	default:
		m.passed++
		if s.Quality > 0 {
			m.known += float64(n)
			m.rated += float64(n) * s.Quality
		}
		m.credit(s, n)
	}
	m.weight += float64(n)
}

// provenance is who made a sentence.
type provenance struct{ engine, model, version string }

func (m *maker) credit(s Sentence, n int) {
	if m.shares == nil {
		m.shares = make(map[provenance]int)
	}
	by := provenance{s.Engine, s.Model, s.Version}
	if m.shares[by] += n; m.shares[by] >= m.shares[m.by] {
		m.by = by
	}
}

// quality is the mean over characters, with kept sentences as 0. Where a
// backend rates nothing it is unknown, 0, unless sentences were kept: then it
// is the share that was translated.
func (m *maker) quality() float64 {
	switch {
	case m.known == 0 || m.weight == 0:
		return 0
	case m.rated == 0:
		return 1 - m.known/m.weight
	}
	return m.rated / m.known
}

// Text translates running text line by line. The result names who made most
// of it; it is Kept only if every sentence was. Sentences that did not pass
// are in it in the original.
func (e *Engine) Text(ctx context.Context, language, text string) (Sentence, error) {
	made := maker{engine: e}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		results, err := made.sentences(ctx, language, sentence.Strings(line, language))
		if err != nil {
			return Sentence{}, err
		}
		texts := make([]string, len(results))
		for j, s := range results {
			texts[j] = s.Text
		}
		lines[i] = strings.Join(texts, " ")
	}
	return Sentence{
		Text: strings.Join(lines, "\n"), Engine: made.by.engine, Model: made.by.model, Version: made.by.version,
		Quality: made.quality(), Kept: made.passed == 0 && made.weight > 0,
	}, nil
}
