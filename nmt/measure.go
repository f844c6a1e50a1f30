package nmt

import (
	"context"
	"slices"
	"strings"
)

// Figures are what Measure found. The names are those of the JSON that
// "overview models bench" prints.
type Figures struct {
	Words       int     `json:"words"` // of the source
	CPU         float64 `json:"cpu_s"` // user time of the process
	WordsPerCPU float64 `json:"words_per_cpu_s"`
	RSS         int64   `json:"rss_bytes"` // resident memory of the process at the end; 0: unknown
	ISA         string  `json:"isa"`
}

// Measure translates lines, at most article of them in one call of Translate
// (0: all at once), and returns what they became and how fast it was. It uses
// one goroutine; CPU is the whole process's, so nothing else should run in it.
func (m *Model) Measure(ctx context.Context, lines []string, article int) ([]Result, Figures, error) {
	f := Figures{ISA: m.set.Name()}
	if article < 1 {
		article = max(1, len(lines))
	}
	results := make([]Result, 0, len(lines))
	start := userSeconds()
	for some := range slices.Chunk(lines, article) {
		r, err := m.Translate(ctx, some)
		if err != nil {
			return nil, f, err
		}
		results = append(results, r...)
	}
	f.CPU = userSeconds() - start
	for _, l := range lines {
		f.Words += len(strings.Fields(l))
	}
	if f.CPU > 0 {
		f.WordsPerCPU = float64(f.Words) / f.CPU
	}
	f.RSS = Resident()
	return results, f, nil
}
