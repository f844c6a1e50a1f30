package topic

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/overview-news/overview/text/topic/internal/style"
)

//go:embed weights.txt
var weightList string

// judges are the models of weights.txt: they weigh a text's style with what the
// page states. Their bars were chosen by cross-validation, see package train.
var judges = sync.OnceValue(func() (j struct {
	opinion, analysis                  style.Model
	barOpinion, barReport, barAnalysis float64
}) {
	j.opinion, j.analysis = style.ParseModel(weightList, "opinion", EvidenceNames), style.ParseModel(weightList, "analysis", EvidenceNames)
	j.barOpinion, j.barReport, j.barAnalysis = j.opinion.Bars["bar"], j.opinion.Bars["report"], j.analysis.Bars["bar"]
	return j
})

// clearly is how far under the bar of opinion, in nats, what leans to analysis
// must be: what may be opinion is not called analysis by its style.
const clearly = 1

// leastWords are needed of a text that is judged by its style; under fewWords
// what the page states goes before it.
const (
	leastWords = 40
	fewWords   = 150
)

// EvidenceNames are the names of the evidence for a genre.
var EvidenceNames = []string{"opinion", "opinion-long", "analysis", "analysis-long", "short", "hinted", "stated", "twice", "explains", "no-author", "one-author",
	"asks", "quotes", "argues", "why", "denies", "colon", "presented"}

// Evidence measures what an article's genre is told from, in the order of
// EvidenceNames, given how its text leans to opinion and to analysis. Training needs it, and nothing else.
func Evidence(s Signals, leans [2]float64) []float64 {
	return evidence(s, style.Read(s.Text), stated(s), leans)
}

func evidence(s Signals, text style.Text, votes map[Genre]int, leans [2]float64) []float64 {
	const long = 300 // words of a text whose style is certain
	shown := min(text.Words/long, 1)
	h := text.Headline(s.Headline)
	out := []float64{leans[0], leans[0] * shown, leans[1], leans[1] * shown}
	said := votes[Opinion]
	for _, holds := range []bool{
		text.Words < fewWords, said > 0, said >= enough, said >= 2*enough, votes[Analysis] >= enough, len(s.Authors) == 0, len(s.Authors) == 1,
		strings.ContainsAny(s.Headline, "?？؟"), quotes(s.Headline), h.Argues, h.Why, h.Denies, strings.ContainsAny(s.Headline, ":：|"), text.Presented(),
	} {
		if holds {
			out = append(out, 1)
		} else {
			out = append(out, 0)
		}
	}
	return out
}

func quotes(headline string) bool { return strings.ContainsAny(headline, "\"“”„«»‘「『") }

// goesOnAsking reports whether a text goes from question to answer.
func goesOnAsking(text style.Text) bool {
	const asked = 0.15 // of the blocks
	return text.Asked >= asked
}

// isInterview reports whether it does so under a headline that quotes, or for
// the most part under one that names who speaks.
func isInterview(text style.Text, headline string) bool {
	const mostly = 0.28 // of the blocks are questions, so nearly every answer has one
	return goesOnAsking(text) && strings.ContainsAny(headline, "\"“”„«»「」") ||
		text.Asked >= mostly && strings.Contains(headline, ": ")
}
