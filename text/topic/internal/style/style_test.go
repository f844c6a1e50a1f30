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
		if c, r := column.Leans()[0], told.Leans()[0]; c < 0.5 || r > -0.5 {
			t.Errorf("%s: lean to opinion of a column, of a report = %.2f, %.2f", lang, c, r)
		}
	}
	if z := Read("").Leans(); math.IsNaN(z[0]) || math.IsNaN(z[1]) {
		t.Errorf("Leans of nothing = %v", z)
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
		f := strings.Fields(line)
		if f[0] != "#" && (f[0] != "opinion" && f[0] != "analysis" || !names[f[1]] || len(f) != 5 && f[1] != "bias") {
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
	if n := len(Read("").Measures()); n != len(Names) {
		t.Errorf("%d measures with %d names", n, len(Names))
	}
	for j, w := range trained()[0].Weight {
		if w == 0 {
			t.Errorf("the model of opinion has no weight for %s", Names[j])
		}
	}
}

// TestVoices checks where others are heard.
func TestVoices(t *testing.T) {
	for _, tt := range []struct {
		name, in                string
		quoting, telling, alone float64
		ends                    bool
	}{
		{"one goes on alone", "We walked along the old street.\nIt was a long way.", 0, 0, 1, false},
		{"others at the end", "We walked along the old street.\nHe stayed, she said.", 0, 0.5, 6.0 / 10, true},
		{"a quotation at the beginning", "“We all like this old street.”\nIt was a long way.", 0.5, 0, 5.0 / 11, false},
		{"Chinese", "我们在街上走。\n警方表示，街道关闭。", 0, 0.5, 3.0 / 7, true},
		{"nothing", "", 0, 0, 0, false},
	} {
		v := Read(tt.in).voices
		if math.Abs(v.quoting-tt.quoting) > 0.01 || math.Abs(v.telling-tt.telling) > 0.01 || math.Abs(v.alone-tt.alone) > 0.01 || v.ends != tt.ends {
			t.Errorf("%s: voices of %q = %+v, want %v, %v, %.2f, %v", tt.name, tt.in, v, tt.quoting, tt.telling, tt.alone, tt.ends)
		}
	}
}

func TestHeadline(t *testing.T) {
	de := Read(texts["de"].column)
	for _, tt := range []struct {
		in   string
		want Headline
	}{
		{"Warum wir nicht warten sollten", Headline{Argues: true, Why: true, Denies: true}},
		{"Schule öffnet im Mai", Headline{}},
		{"„Warum nicht?“", Headline{}},
	} {
		if got := de.Headline(tt.in); got != tt.want {
			t.Errorf("Headline(%q) = %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

// TestModel checks that a model is read as it was written, and that what is not
// known weighs nothing.
func TestModel(t *testing.T) {
	m := NewModel([]string{"a", "b"})
	m.Bias, m.Bars["bar"] = 0.5, 2
	m.Mean[0], m.Spread[0], m.Weight[0], m.Weight[1] = 1, 2, 3, -1
	got := ParseModel("# x\nother a 9 9 9\n"+m.Format("m", "bar"), "m", m.Names)
	if x := []float64{3, 4}; got.Lean(x) != 0.5+3-4 || got.Bars["bar"] != 2 {
		t.Errorf("Lean(%v) = %v, bar %v; want -0.5, 2", x, got.Lean(x), got.Bars["bar"])
	}
	if x := []float64{math.NaN(), 4}; got.Lean(x) != 0.5-4 {
		t.Errorf("Lean(%v) = %v, want -3.5", x, got.Lean(x))
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
		if x, y := a.Leans(), b.Leans(); x != y || math.IsNaN(x[0]) || math.IsNaN(x[1]) {
			t.Errorf("Leans of %q = %v, then %v", text, x, y)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat(texts["en"].told, 20)[:maxText]
	b.SetBytes(maxText)
	for b.Loop() {
		Read(text).Leans()
	}
}
