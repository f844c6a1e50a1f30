package style

import (
	_ "embed"
	"sync"
)

//go:embed weights.txt
var weightList string

// Models lean texts to opinion and to analysis, each against report.
type Models [2]Model

// modelNames are the models' names in weights.txt.
var modelNames = [2]string{"opinion", "analysis"}

var trained = sync.OnceValue(func() Models {
	var m Models
	for i, n := range modelNames {
		m[i] = ParseModel(weightList, n, Names)
	}
	return m
})

// Format writes the models as weights.txt holds them.
func (m Models) Format() string {
	out := ""
	for i, n := range modelNames {
		out += m[i].Format(n)
	}
	return out
}

// Leans returns how the text leans towards opinion and towards analysis, each
// against report: above 0 towards it, in nats, as if one were as common as the
// other.
func (t Text) Leans() [2]float64 { return trained().Leans(t) }

// Leans returns how a text leans by these models, within what a text can show.
// One whose language has no list of words leans half as far.
func (m Models) Leans(t Text) [2]float64 {
	const furthest = 6
	var out [2]float64
	x := t.Measures()
	for i := range out {
		out[i] = m[i].Lean(x)
		if !t.Known {
			out[i] /= 2
		}
		out[i] = max(-furthest, min(furthest, out[i]))
	}
	return out
}
