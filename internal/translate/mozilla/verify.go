package mozilla

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/nmt"
	"github.com/overview-news/overview/text/langid"
)

// What a model must reach.
const (
	// minGood is the share of probes that must come out right. Small models
	// find other words than expected now and then; a wrong model finds none.
	minGood = 0.6
	// minLogit is the mean logit that must be exceeded. Logits are raw scores
	// of the piece that was said, the best of tens of thousands; even the mean
	// of one sentence lies well above zero in a model that fits its text.
	minLogit = 0
	// minEnglish is how sure it must be that all translations together are
	// in English.
	minEnglish = 0.5
	// maxQuoted bounds what a fault quotes of a translation, in characters.
	maxQuoted = 80
)

// sentenceTranslator is an open model.
type sentenceTranslator interface {
	Translate(ctx context.Context, texts []string) ([]nmt.Result, error)
}

// Verify finds out whether a model translates, and keeps the verdict beside
// it. It fails only if that cannot be found out or kept.
func Verify(ctx context.Context, folder *models.Folder, m models.Model) (models.Verdict, error) {
	v, err := verdict(ctx, m)
	if err != nil {
		return models.Verdict{}, fmt.Errorf("verify model %s: %w", m.Name(), err)
	}
	if m.Problem != "" {
		return v, nil // there is nothing that a verdict could be about
	}
	if err := folder.SetVerdict(m, v); err != nil {
		return models.Verdict{}, fmt.Errorf("keep the verdict on model %s: %w", m.Name(), err)
	}
	return v, nil
}

// refused is a verdict without probes.
func refused(why string) models.Verdict { return models.Verdict{Faults: []string{why}} }

func verdict(ctx context.Context, m models.Model) (models.Verdict, error) {
	if m.Problem != "" {
		return refused(m.Problem), nil
	}
	if err := m.Intact(ctx); err != nil {
		return refused(err.Error()), ctx.Err()
	}
	sentences := probes()[m.Language]
	if len(sentences) < minProbes {
		return refused("there are no sentences to verify " + m.Language + " with"), nil
	}
	open, err := nmt.Open(m.Weights(), m.Vocabs(), nmt.Options{})
	if err != nil {
		return refused(err.Error()), nil
	}
	v, err := probed(ctx, open, m.Language, sentences)
	if closeErr := open.Close(); err == nil {
		err = closeErr
	}
	return v, err
}

// probed translates probes and judges what came out.
func probed(ctx context.Context, t sentenceTranslator, language string, sentences []probe) (models.Verdict, error) {
	texts := make([]string, len(sentences))
	for i, p := range sentences {
		texts[i] = p.text
	}
	results, err := t.Translate(ctx, texts)
	if err != nil {
		return models.Verdict{}, err
	}
	return judge(language, sentences, results), nil
}

// judge decides whether results are translations of the probes of a language.
func judge(language string, sentences []probe, results []nmt.Result) models.Verdict {
	v := models.Verdict{Probes: len(sentences)}
	var all []string
	for i, p := range sentences {
		if fault := faultOf(language, p, results[i]); fault != "" {
			v.Faults = append(v.Faults, fmt.Sprintf("%q came out as %q: %s", p.text, quoted(results[i].Text), fault))
		} else {
			v.Good++
		}
		all = append(all, results[i].Text)
	}
	v.Logit, v.Spread = meanAndSpread(results)
	english := langid.Identify(strings.Join(all, " "), nil)
	passed := true
	fail := func(format string, args ...any) {
		passed = false
		v.Faults = append(v.Faults, fmt.Sprintf(format, args...))
	}
	if float64(v.Good) < minGood*float64(v.Probes) {
		fail("only %d of %d sentences came out right", v.Good, v.Probes)
	}
	if english.Language != "en" || english.Confidence < minEnglish {
		fail("what came out is not clearly English: it looks like %s (%.2f)", english.Language.Name(), english.Confidence)
	}
	if !(v.Logit > minLogit) {
		fail("the model is not sure of anything: mean logit %.2f", v.Logit)
	}
	v.Passed = passed
	return v
}

// faultOf says what is wrong with one translation.
func faultOf(language string, p probe, r nmt.Result) string {
	if r.Truncated {
		return "it does not end"
	}
	if logit := float64(r.Logit); math.IsNaN(logit) || math.IsInf(logit, 0) {
		return "its score is no number"
	}
	if faults := translate.Check(p.text, r.Text, language); len(faults) > 0 {
		return faults[0].String()
	}
	return p.want.missing(r.Text)
}

// meanAndSpread of the scores; 0 where they are no numbers, which JSON could
// not keep.
func meanAndSpread(results []nmt.Result) (mean, spread float64) {
	for _, r := range results {
		mean += float64(r.Logit) / float64(len(results))
	}
	for _, r := range results {
		d := float64(r.Logit) - mean
		spread += d * d / float64(len(results))
	}
	spread = math.Sqrt(spread)
	if math.IsNaN(mean+spread) || math.IsInf(mean+spread, 0) {
		return 0, 0
	}
	return mean, spread
}

// quoted is the beginning of a translation.
func quoted(s string) string {
	r := []rune(s)
	if len(r) <= maxQuoted {
		return s
	}
	return string(r[:maxQuoted]) + "…"
}
