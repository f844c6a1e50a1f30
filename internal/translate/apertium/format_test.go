package apertium

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseMode(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		steps    int
	}{
		{"plain", "lt-proc '/a b/c.bin' | apertium-tagger -g $2 '/x.prob'|lt-proc $1 '/g.bin'\n", 3},
		{"other program", "rm -rf /", 0},
		{"path", "/bin/lt-proc x", 0},
		{"two commands", "lt-proc a; lt-proc b", 0},
		{"substitution", "lt-proc $(id)", 0},
		{"variable", "lt-proc $HOME", 0},
		{"redirection", "lt-proc a > /x", 0},
		{"background", "lt-proc a & lt-proc b", 0},
		{"open quotation", "lt-proc 'a", 0},
		{"empty", "", 0},
		{"empty step", "lt-proc a | | lt-proc b", 0},
		{"too many", strings.Repeat("lt-proc a|", 100) + "lt-proc a", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			steps, err := parseMode(tt.in)
			if len(steps) != tt.steps || (err == nil) != (tt.steps > 0) {
				t.Errorf("parseMode(%q) = %d steps, %v, want %d", tt.in, len(steps), err, tt.steps)
			}
		})
	}
	steps, _ := parseMode("lt-proc $1 '/g.bin' | apertium-tagger -g $2 '/x.prob'")
	if got, want := strings.Join(steps[0].args, " "), "-z -g /g.bin"; got != want {
		t.Errorf("arguments %q, want %q", got, want)
	}
	if got, want := strings.Join(steps[1].args, " "), "-z -g /x.prob"; got != want {
		t.Errorf("arguments %q, want %q", got, want)
	}
}

func TestEncode(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		stopped  bool
	}{
		{"Hola.", "Hola.[]", false},
		{"Hola", "Hola.[]", true},
		{"a/b [c] ^d$ {e} <f> @ \\", `a\/b \[c\] \^d\$ \{e\} \<f\> \@ \\[]`, false},
		{"ver https://a.example/b?c=d.", `ver [https:\/\/a.example\/b?c=d].[]`, false},
		{"a@b.example #x", "[a\\@b.example] [＃x].[]", true},
		{"a\x00b\nc\u200d", "ab c[]", false},
	} {
		got, stopped := encode(tt.in)
		if got != tt.want || stopped != tt.stopped {
			t.Errorf("encode(%q) = %q, %v, want %q, %v", tt.in, got, stopped, tt.want, tt.stopped)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want decoded
	}{
		{"The *perro eats.[]", decoded{"The perro eats.", 3, 1}},
		{"The *Pérez eats #come @ver \\*x[]", decoded{"The Pérez eats come ver *x", 6, 2}},
		{`\[a\] [http:\/\/x] \\[]`, decoded{`[a] http://x \`, 3, 0}},
		{"*desconocido", decoded{"desconocido", 1, 1}},
		{"\\", decoded{"", 0, 0}},
	} {
		if got := decode(tt.in); got != tt.want {
			t.Errorf("decode(%q) = %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func TestFinish(t *testing.T) {
	for _, tt := range []struct {
		text, source string
		stopped      bool
		want         string
	}{
		{"¿who comes?", "¿Quién viene?", false, "Who comes?"},
		{"the house is white.", "La casa es blanca", true, "The house is white"},
		{"Ćosić And Écija Of the south", "Ćosić y Écija del sur", false, "Ćosić and Écija of the south"},
		{"He left. And she came", "Se fue. Y ella vino", false, "He left. And she came"},
		{"ángel", "ángel", false, "ángel"},
		{"", "X", true, ""},
	} {
		if got := finish(tt.text, tt.source, tt.stopped); got != tt.want {
			t.Errorf("finish(%q, %q, %v) = %q, want %q", tt.text, tt.source, tt.stopped, got, tt.want)
		}
	}
}

func TestEnglishFigures(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"1.200 y 12.345.678,90 o 3,5 %", "1,200 y 12,345,678.90 o 3.5 %"},
		{"el 12.03.2026 a las 20.30", "el 12.03.2026 a las 20.30"},
		{"versión 1.2.3, 1,234 y 0,5.", "versión 1.2.3, 1,234 y 0.5."},
		{"1.200. Y 2,5, fin", "1,200. Y 2.5, fin"},
		{"2\u00a0300 élèves", "2,300 élèves"},
	} {
		if got := englishFigures(tt.in); got != tt.want {
			t.Errorf("englishFigures(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLatin(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Његош и Љубав, ЊУЈОРК, Ђ", "Njegoš i Ljubav, NJUJORK, Đ"},
		{"џем Ёж abc", "džem Ёž abc"},
	} {
		if got := latin(tt.in); got != tt.want {
			t.Errorf("latin(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("Hola [a] ^b$ https://x.example/\\ *c #d @e", "The *perro \\[ [x] #y")
	f.Fuzz(func(t *testing.T, sentence, stream string) {
		line, _ := encode(sentence)
		if strings.ContainsAny(line, "\x00\n") || !utf8.ValidString(line) {
			t.Fatalf("encode(%q) = %q, which is not one line", sentence, line)
		}
		depth := 0
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '[':
				depth++
			case ']':
				depth--
			case '^', '$', '{', '}', '<', '>', '/', '*', '#', '@':
				t.Fatalf("encode(%q) = %q, which has a bare %q", sentence, line, line[i])
			}
			if depth < 0 || depth > 1 {
				t.Fatalf("encode(%q) = %q, whose brackets do not match", sentence, line)
			}
		}
		d := decode(stream)
		if d.unknown > d.words {
			t.Fatalf("decode(%q) = %+v, more unknown words than words", stream, d)
		}
		finish(d.text, sentence, true)
		englishFigures(sentence)
		latin(sentence)
	})
}
