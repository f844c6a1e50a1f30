package main

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"nn", "no"}, {"NB", "no"}, {"zh-Hant", "zh"}, {"fil", "tl"}, {"sr-Latn", "sr"}, {"", "und"}, {"ast", "ast"},
	} {
		if got := canonical(tt.name); got != tt.want {
			t.Errorf("canonical(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestEngines sees that each identifier that needs no large model names two
// easy languages, so that none is scored by a wrong way of asking it.
func TestEngines(t *testing.T) {
	texts := []text{
		{words: "The ferry between the two towns sailed again on Monday, with three hundred people aboard.", label: "en"},
		{words: "Паром между двумя городами снова вышел в море в понедельник, на борту триста человек.", label: "ru"},
	}
	for _, e := range allEngines() {
		if e.slow || e.name == fastText && !haveFastText() {
			continue
		}
		var got []string
		if e.program != nil {
			labels, _, err := e.program(texts)
			if err != nil {
				t.Errorf("%s: %v", e.name, err)
				continue
			}
			got = labels
		} else {
			identify := e.open()
			for _, x := range texts {
				got = append(got, identify(x))
			}
		}
		for i, x := range texts {
			if canonical(got[i]) != x.label {
				t.Errorf("%s takes %q for %q, want %q", e.name, x.words, got[i], x.label)
			}
		}
	}
}

func TestTables(t *testing.T) {
	s := set{name: "title", texts: []text{{words: "ferry", label: "en"}, {words: "паром", label: "ru"}}}
	reports := []report{{Name: "ours", Answers: map[string][]string{"title": {"en", "uk"}}}}
	var out strings.Builder
	if err := writeTables(&out, []set{s}, reports); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| ours | 0.500 |", "| Cyrillic | 1 | 0.000 |", "| en | 1 | 1.000 |"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("writeTables = %s, want a line %s", out.String(), want)
		}
	}
}
