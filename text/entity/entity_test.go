package entity

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func words(t Text) []string {
	out := make([]string, len(t.Words))
	for i := range t.Words {
		out[i] = t.Lower(i)
	}
	return out
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"plain", "The bridge fell.", []string{"the", "bridge", "fell"}},
		{"possessive", "Iran's envoy, Peru’s port", []string{"iran", "envoy", "peru", "port"}},
		{"thousands go", "4,120 lira or 1 500 000", []string{"4120", "lira", "or", "1", "500", "000"}},
		{"narrow space goes", "1\u202f500 t", []string{"1500", "t"}},
		{"scores and decimals stay", "won 2-1, rate 4.25, at 10:30", []string{"won", "2-1", "rate", "4.25", "at", "10:30"}},
		{"digits of scripts", "২৭৪ আফগান ۱۲ نفر", []string{"274", "আফগান", "12", "نفر"}},
		{"marks stay inside", "পাকিস্তানের नेपालमा", []string{"পাকিস্তানের", "नेपालमा"}},
		{"joiners dropped", "می\u200cخواهد", []string{"میخواهد"}},
		{"pairs", "伊朗外长 said", []string{"伊朗", "朗外", "外长", "said"}},
		{"single Han", "卒 x", []string{"卒", "x"}},
		{"number with unit", "12km 5G", []string{"12km", "5g"}},
		{"nothing", " — … !", []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, words(Cut(tt.in, 100))); diff != "" {
				t.Errorf("Cut(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestCutLimitsAndFlags(t *testing.T) {
	got := Cut("One. Two THREE four five", 3)
	if len(got.Words) != 3 {
		t.Fatalf("Cut kept %d words, want 3", len(got.Words))
	}
	if w := got.Words[1]; !w.Capital || !w.First || w.Shout {
		t.Errorf("second word = %+v, want capital, first, no shout", w)
	}
	if w := got.Words[2]; !w.Shout || w.First {
		t.Errorf("third word = %+v, want shout, not first", w)
	}
	if p := got.Phrase(0, 2); p != "one two" {
		t.Errorf("Phrase(0, 2) = %q, want %q", p, "one two")
	}
}

func TestSkeletonOf(t *testing.T) {
	for want, names := range map[string][]string{
		"DRMB": {"trump", "трамп", "ترامب", "טראמפ", "ট্রাম্প", "ट्रम्प"},
		"ARN":  {"iran", "иран", "إيران", "איראן"},
		"HMN":  {"khamenei", "хаменеи", "خامنئي"},
		"SRMN": {"ceremony", "cerimônia", "ceremonia", "цeремония"},
		"":     {"oman", "", "gaza", "a", "123"},
	} {
		for _, name := range names {
			got := SkeletonOf(name)
			if name == "oman" {
				want := "AMN"
				if got.String() != want {
					t.Errorf("SkeletonOf(%q) = %v, want %s", name, got, want)
				}
				continue
			}
			if got.String() != want {
				t.Errorf("SkeletonOf(%q) = %v, want %s", name, got, want)
			}
		}
	}
}

func TestCountries(t *testing.T) {
	for _, tt := range []struct {
		lang, in string
		want     []string
	}{
		{"en", "South Korea and the United States met in Kabul", []string{"KR", "US", "AF"}},
		{"en", "us and china plates", nil},
		{"en", "US envoy sees Iran's Omani hosts", []string{"US", "IR", "OM"}},
		{"ru", "Президент Ирана и израильские военные", []string{"IR", "IL"}},
		{"ar", "والسعودية في إيران", []string{"SA", "IR"}},
		{"bn", "পাকিস্তানের সেনা", []string{"PK"}},
		{"he", "באיראן", []string{"IR"}},
		{"zh", "阿富汗和伊朗", []string{"AF", "IR"}},
		{"de", "Streit mit Polens Regierung", []string{"PL"}},
		{"sq", "mali i lartë në Mali", []string{"ML"}},
		{"xx", "Peru", []string{"PE"}},
	} {
		var got []string
		for _, m := range Countries(nil, tt.lang, Cut(tt.in, 100)) {
			got = append(got, m.Country)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Countries(%q, %q) (-want +got):\n%s", tt.lang, tt.in, diff)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("Iran's 4,120 伊朗 পাকিস্তানের \xff\xfe 1\u202f500", 5)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = min(max(limit, 0), 1000)
		got := Cut(s, limit)
		if len(got.Words) > limit {
			t.Fatalf("Cut kept %d words, want at most %d", len(got.Words), limit)
		}
		for i := range got.Words {
			if got.Lower(i) == "" {
				t.Fatalf("word %d is empty", i)
			}
			SkeletonOf(got.Lower(i))
		}
		for _, lang := range []string{"en", "ru", "ar", "zh"} {
			Countries(nil, lang, got)
		}
	})
}
