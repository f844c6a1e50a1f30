package read

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestForeign(t *testing.T) {
	for _, tt := range []struct{ name, text, tag, dir, lang string }{
		{"Arabic that begins with Latin", "UNICEF: ٣٧ مدرسة تعود إلى العمل!", "ar", "rtl", "ar"},
		{"Hebrew that begins with a number", "2026: העירייה תבנה גשר חדש", "he", "rtl", "he"},
		{"Persian", "«پل تازه» در کنار BRT ساخته می\u200cشود", "fa", "rtl", "fa"},
		{"Urdu", "نیا پل، نئی امید", "ur", "rtl", "ur"},
		{"Central Kurdish", "پردێکی نوێ لە شار", "ckb", "rtl", "ckb"},
		{"German that begins with Arabic", "„سلام“ heißt das neue Lokal", "de", "ltr", "de"},
		{"Latin name of an Arabic paper", "Al Sahil", "ar", "ltr", "ar"},
		{"numbers only, in Arabic", "2026", "ar", "rtl", "ar"},
		{"unknown language, Arabic letters", "مدرسة", "und", "rtl", ""},
		{"unknown language, Latin letters", "Bridge", "", "ltr", ""},
		{"unknown language, no letters", "12:30", "und", "auto", ""},
		{"Arabic under a wrong tag", "مدرسة جديدة", "en", "rtl", "en"},
		{"region and script", "Γέφυρα", "el-GR", "ltr", "el"},
		{"a tag that is none", "Bridge", "\"><b>", "ltr", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Foreign(tt.text, tt.tag)
			if got.Dir != tt.dir || got.Lang != tt.lang || got.Text != tt.text {
				t.Errorf("Foreign(%q, %q) = %+v, want dir %s, lang %s", tt.text, tt.tag, got, tt.dir, tt.lang)
			}
		})
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"white space folded", "  a \n\t b\u00a0 c ", "a b c"},
		{"controls dropped", "a\x00b\x0fc\x7fd\u0085e", "abcd e"},
		{"direction overrides dropped", "a\u202eb\u2066c\u2069d", "abcd"},
		{"non-characters dropped", "a\ufffeb\ufdd0c\U0001ffffd", "abcd"},
		{"broken UTF-8 dropped", "a\xffb", "ab"},
		{"zero width space and BOM dropped", "a\u200bb\ufeffc", "abc"},
		{"joiners that scripts need kept", "می\u200cشود", "می\u200cشود"},
		{"marks bounded", "e" + strings.Repeat("\u0301", 40) + "x", "e" + strings.Repeat("\u0301", maxMarks) + "x"},
		{"vowel marks kept", "גְּלִיל", "גְּלִיל"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := clean(tt.in); got != tt.want {
				t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestShorten(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		n        int
		want     string
	}{
		{"short enough", "abc", 3, "abc"},
		{"between words", "one two three four", 15, "one two three…"},
		{"no space near the end", "abcdefghij", 5, "abcd…"},
		{"no half character", "日本語の長い見出し", 4, "日本語…"},
		{"no stop before the mark", "It ends here, and more", 14, "It ends here…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := shorten(tt.in, tt.n); got != tt.want {
				t.Errorf("shorten(%q, %d) = %q, want %q", tt.in, tt.n, got, tt.want)
			}
		})
	}
}

func TestSlug(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"River bridge reopens after nine years", "river-bridge-reopens-after-nine-years"},
		{"L’été à Nîmes: 3 000 élus", "lete-a-nimes-3-000-elus"},
		{"港の新しい市場", "-"},
		{"Золото 5 400", "-"},
		{"../../etc/passwd", "etc-passwd"},
		{"", "-"},
		{strings.Repeat("long ", 60), strings.TrimSuffix(strings.Repeat("long-", 12), "-")},
	} {
		if got := slug(tt.in); got != tt.want {
			t.Errorf("slug(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzForeign(f *testing.F) {
	f.Add("UNICEF: ٣٧ مدرسة!", "ar")
	f.Add("a\x00\u202e\xff\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\"><b>")
	f.Fuzz(func(t *testing.T, s, tag string) {
		got := Foreign(s, tag)
		if !utf8.ValidString(got.Text) || utf8.RuneCountInString(got.Text) > maxLine {
			t.Errorf("Foreign(%q, %q) has text %q", s, tag, got.Text)
		}
		if got.Dir != "ltr" && got.Dir != "rtl" && got.Dir != "auto" {
			t.Errorf("Foreign(%q, %q) has direction %q", s, tag, got.Dir)
		}
		if again := Foreign(got.Text, tag); again.Text != got.Text {
			t.Errorf("Foreign is not stable: %q then %q", got.Text, again.Text)
		}
	})
}
