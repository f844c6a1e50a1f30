package models

import (
	"path/filepath"
	"time"
)

// Checker is the version of the verification. A verdict of another version
// does not count.
const Checker = 1

// Verdict is what came of a model's verification.
type Verdict struct {
	Passed  bool      `json:"passed"`
	Checker int       `json:"checker"`
	Weights string    `json:"weights"` // SHA-256 of what was verified
	At      time.Time `json:"at"`
	Probes  int       `json:"probes"`
	Good    int       `json:"good"`
	// Logit and Spread are mean and standard deviation over the probes of
	// how sure the model was: what is usual for it.
	Logit  float64 `json:"logit"`
	Spread float64 `json:"spread"`
	// Faults say what was wrong, for people; at most a few dozen.
	Faults []string `json:"faults,omitempty"`
}

// readVerdict is the verdict beside a model; nil if none counts.
func readVerdict(dir string, r Record) *Verdict {
	var v Verdict
	if readNote(filepath.Join(dir, verdictName), &v) != nil {
		return nil
	}
	if v.Checker != Checker || v.Weights != r.file(Weights).SHA256 {
		return nil
	}
	return &v
}

// SetVerdict keeps what came of a model's verification beside it.
func (f *Folder) SetVerdict(m Model, v Verdict) error {
	v.Checker, v.Weights, v.At = Checker, m.file(Weights).SHA256, f.now()
	return f.writeNote(filepath.Join(m.Dir, verdictName), v)
}
