package catalog

import (
	"fmt"
	"strings"
)

// A Problem is something wrong with a list: where, and what was expected.
type Problem struct {
	At      Position `json:"at"`
	Outlet  string   `json:"outlet,omitempty"` // id, if known
	Field   string   `json:"field,omitempty"`  // such as feeds[0].url
	Message string   `json:"message"`
	Warning bool     `json:"warning,omitempty"` // worth a look, but nothing is broken
}

// String returns one line: outlets/fr.yaml:12: fr-le-monde: kind: want …
func (p Problem) String() string {
	parts := []string{}
	for _, part := range []string{p.At.String(), p.Outlet, p.Field, p.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// Errors returns the problems that are not mere warnings.
func Errors(problems []Problem) []Problem {
	var errs []Problem
	for _, p := range problems {
		if !p.Warning {
			errs = append(errs, p)
		}
	}
	return errs
}

// A ReadError is returned where a list has problems. It prints the first few.
type ReadError struct{ Problems []Problem }

// Error lists at most five problems, one a line.
func (e *ReadError) Error() string {
	const most = 5
	var b strings.Builder
	fmt.Fprintf(&b, "%d problems in the outlet list:", len(e.Problems))
	for i, p := range e.Problems {
		if i == most {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Problems)-most)
			break
		}
		fmt.Fprintf(&b, "\n  %s", p)
	}
	return b.String()
}
