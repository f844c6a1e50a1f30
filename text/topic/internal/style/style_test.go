package style

import (
	"math"
	"strings"
	"testing"
)

// column and told are texts of two styles, in three languages.
var texts = map[string]struct{ column, told string }{
	"en": {
		strings.Repeat("I think we should ask why our street must wait. This is not good, and perhaps it never was! Is that what you want?\n", 8),
		"HOLM (AP) — The council said on Tuesday that the school will open in 2026.\n" +
			strings.Repeat("The spokeswoman said 120 pupils were told of the plan on Monday. Police reported 3 protests, officials said.\n", 8),
	},
	"de": {
		strings.Repeat("Ich glaube, wir müssen endlich fragen, warum unsere Straße wartet. Das ist leider nicht gut. Wollen wir das wirklich?\n", 8),
		"Holm (dpa) - Die Schule öffnet 2026, teilte die Stadt am Dienstag mit.\n" +
			strings.Repeat("Nach Angaben der Polizei wurden 3 Menschen verletzt, sagte ein Sprecher. 120 Schüler seien laut Bericht betroffen.\n", 8),
	},
	"zh": {
		strings.Repeat("我们为什么不应该问这个问题？其实这是好事，但恐怕没有人相信。我们必须认为这是重要的。\n", 8),
		"新华社北京5月9日电（记者某某）\n" + strings.Repeat("警方表示，据悉3人受伤，记者了解到120名学生已经离开，消息指出学校2026年开放。\n", 8),
	},
}

func TestLean(t *testing.T) {
	for lang, x := range texts {
		column, told := Read(x.column), Read(x.told)
		if !column.Known || !told.Known {
			t.Errorf("%s: language known = %v, %v", lang, column.Known, told.Known)
		}
		if column.Lean() < 0.5 || told.Lean() > -0.5 {
			t.Errorf("%s: Lean of a column, of a report = %.2f, %.2f", lang, column.Lean(), told.Lean())
		}
	}
	if z := Read("").Lean(); math.IsNaN(z) {
		t.Error("Lean of nothing is no number")
	}
}

// TestReadQuotes checks what counts as said by others.
func TestReadQuotes(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		quoted   float64
	}{
		{"straight", `he "one two" three`, 0.5},
		{"German low", "er „eins zwei“ drei", 0.5},
		{"German pointed inwards", "er »eins zwei« drei", 0.5},
		{"French", "lui « un deux » trois", 0.5},
		{"single, with an apostrophe inside", "she 'don't know' it", 0.5},
		{"apostrophes alone", "the boys' dog isn't Ann's", 0},
		{"a speaker's dash", "– Raz dwa – mówi on.", 0.5},
		{"left open", "\"one two\nthree four", 0.5},
	} {
		if got := Read(tt.in).quoted; math.Abs(got-tt.quoted) > 0.01 {
			t.Errorf("%s: Read(%q).quoted = %.2f, want %.2f", tt.name, tt.in, got, tt.quoted)
		}
	}
}

// TestFiles reads both lists whole: every line must say something.
func TestFiles(t *testing.T) {
	names := map[string]bool{"bias": true}
	for _, n := range Names {
		names[n] = true
	}
	for line := range strings.Lines(weightList) {
		if f := strings.Fields(line); f[0] != "#" && (!names[f[0]] || len(f) != 4 && f[0] != "bias") {
			t.Errorf("weights.txt has %q", line)
		}
	}
	kindsOf := map[string]bool{}
	for _, k := range kindNames {
		kindsOf[k] = true
	}
	for line := range strings.Lines(wordList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		head, _, found := strings.Cut(line, ":")
		if f := strings.Fields(head); !found || len(f) != 2 || !kindsOf[f[1]] {
			t.Errorf("words.txt has %q", line)
		}
	}
	if n := len(lexica()); n < 40 {
		t.Errorf("%d languages, want 40 or more", n)
	}
	if n := len(Read("").Measures()); n != len(Names) || len(trained().weight) != n {
		t.Errorf("%d measures with %d names and %d weights", n, len(Names), len(trained().weight))
	}
}

func FuzzRead(f *testing.F) {
	for _, x := range texts {
		f.Add(x.column)
		f.Add(x.told)
	}
	f.Add("\xff'‘\n– ’")
	f.Fuzz(func(t *testing.T, text string) {
		a, b := Read(text), Read(text)
		if a.Lean() != b.Lean() || math.IsNaN(a.Lean()) {
			t.Errorf("Lean of %q = %v, then %v", text, a.Lean(), b.Lean())
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat(texts["en"].told, 20)[:maxText]
	b.SetBytes(maxText)
	for b.Loop() {
		Read(text).Lean()
	}
}
