package index

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestTerms(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"marks only", "—“!” \u0301", ""},
		{"case and accents", "Évian ÅNGSTRÖM Łódź straße Ærø İstanbul ISPARTA Đà Nẵng", "evian angstrom lodz strasse aero istanbul isparta da nang"},
		{"apostrophe and hyphen", "L’accord COVID-19 don't", "l accord covid 19 don t"},
		{"compatibility forms", "ﬁne Ｆｕｌｌ ﾊﾝ x²", "fine full ハン ン x"},
		{"soft hyphen", "demo\u00adcracy", "democracy"},
		{"Greek", "Ἀθῆναι ΟΔΟΣ", "αθηναι οδοσ"},
		{"Cyrillic", "Ещё Йод Київ", "еще йод київ"},
		{"Arabic", "أُسْتَاذَةٌ إلى الـــقاهرة", "استاذه الي القاهره"},
		{"Persian and Urdu", "می\u200cروم کتاب یہ", "ميروم كتاب يه"},
		{"Hebrew", "שָׁלוֹם", "שלום"},
		{"digits", "٢٠٢٦ २०२६ ২০২৬ ๒๕๖๗ １２", "2026 2026 2026 2567 12"},
		{"Hindi keeps its vowels", "हिन्दी दिल्ली", "हिन्दी दिल्ली"},
		{"Chinese", "權威事實", "權威 威事 事實 實"},
		{"one character", "橋", "橋"},
		{"Japanese with Latin", "東京タワーA棟", "東京 京タ タワ ワー ー a 棟"},
		{"Thai", "มือดี", "มือ อดี ดี"},
		{"Khmer stacked letters", "ខ្មែរ", "ខ្មែរ រ"},
		{"Korean", "승인했다 새", "승인 인했 했다 다 새"},
		{"broken bytes", "a\xffb \xe4\xb8", "a b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(Terms(tt.in), " "); got != tt.want {
				t.Errorf("Terms(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestDocumentIsBounded(t *testing.T) {
	if got, want := Document("one two three", 2), "one two"; got != want {
		t.Errorf("Document(…, 2) = %q, want %q", got, want)
	}
	long := strings.Repeat("x", 10_000)
	for _, term := range Terms(long) {
		if utf8.RuneCountInString(term) > maxTermRunes {
			t.Errorf("a term of %d bytes, want at most %d characters", len(term), maxTermRunes)
		}
	}
}

func TestParse(t *testing.T) {
	word := func(terms ...string) Phrase { return Phrase{Terms: terms} }
	for _, tt := range []struct {
		name, in string
		want     Query
	}{
		{"empty", " \t", Query{}},
		{"words", "Bridge closed", Query{Must: []Phrase{word("bridge"), word("closed")}}},
		{"phrase", `"new bridge" -"old town" -rail`, Query{
			Must: []Phrase{word("new", "bridge")},
			Not:  []Phrase{word("old", "town"), word("rail")},
		}},
		{"prefix", "brid* br* \"new bri\"*", Query{Must: []Phrase{
			{Terms: []string{"brid"}, Prefix: true}, word("br"), {Terms: []string{"new", "bri"}, Prefix: true},
		}}},
		{"open quotation", `"new bridge`, Query{Must: []Phrase{word("new", "bridge")}}},
		{"operators are words", `a AND (b OR c) NOT d NEAR(e, 5) col:f ^g {h} + 'i`, Query{Must: []Phrase{
			word("a"), word("and"), word("b"), word("or"), word("c"), word("not"), word("d"),
			word("near", "e"), word("5"), word("col", "f"), word("g"), word("h"), word("i"),
		}}},
		{"Chinese", "事實寫", Query{Must: []Phrase{word("事實", "實寫")}}},
		{"one Chinese character", "橋", Query{Must: []Phrase{{Terms: []string{"橋"}, Prefix: true}}}},
		{"pairs before a number", "橋の5", Query{Must: []Phrase{word("橋の", "の", "5")}}},
		{"exclusion only", "-rail", Query{Not: []Phrase{word("rail")}}},
		{"dashes", "--- - a", Query{Must: []Phrase{word("a")}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Parse(tt.in)); diff != "" {
				t.Errorf("Parse(%q), want → got:\n%s", tt.in, diff)
			}
		})
	}
}

func TestParseIsBounded(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("word ", 2000),
		strings.Repeat("橋", 3400),
		strings.Repeat(`"`, 10_000),
		strings.Repeat("-a ", 3000),
		strings.Repeat("\u0301", 5000),
	} {
		q := Parse(in)
		terms := 0
		for _, p := range append(q.Must, q.Not...) {
			terms += len(p.Terms)
		}
		if n := len(q.Must) + len(q.Not); n > maxPhrases || terms > maxQueryTerms {
			t.Errorf("Parse(%.20q…) has %d phrases, %d terms", in, n, terms)
		}
	}
}

func TestExpressions(t *testing.T) {
	for _, tt := range []struct{ in, fts, ts string }{
		{"", "", ""},
		{"-only", "", ""},
		{`new "old bridge" rail* -bus -"red car"`,
			`("new" AND "old bridge" AND "rail" *) NOT "bus" NOT "red car"`,
			`('new') & ('old' <-> 'bridge') & ('rail':*) & !('bus') & !('red' <-> 'car')`},
	} {
		q := Parse(tt.in)
		if got := q.FTS5(); got != tt.fts {
			t.Errorf("Parse(%q).FTS5() = %s, want %s", tt.in, got, tt.fts)
		}
		if got := q.TSQuery(); got != tt.ts {
			t.Errorf("Parse(%q).TSQuery() = %s, want %s", tt.in, got, tt.ts)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`new "old bridge" rail* -bus 橋 승인 "`)
	f.Add("a\x00b' OR '1'='1 \\ \u200d\u0301*")
	f.Fuzz(func(t *testing.T, text string) {
		for _, terms := range [][]string{Terms(text), flat(Parse(text))} {
			for _, term := range terms {
				if term == "" || !utf8.ValidString(term) {
					t.Fatalf("term %q", term)
				}
				for _, r := range term {
					if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
						t.Fatalf("term %q has %q", term, r)
					}
				}
			}
		}
	})
}

func flat(q Query) []string {
	var out []string
	for _, p := range append(q.Must, q.Not...) {
		out = append(out, p.Terms...)
	}
	return out
}

func BenchmarkDocument(b *testing.B) {
	for _, tt := range []struct{ name, text string }{
		{"english", "The U.S. Senate voted on Monday at 5 p.m. to close the bridge, said Dr. Hill. "},
		{"russian", "Он заплатил пять тысяч рублей за дом, который построил его отец. "},
		{"chinese", "市府今天宣布，新桥将于明年完工。居民可以步行过桥！"},
	} {
		text := strings.Repeat(tt.text, 100)
		b.Run(tt.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Document(text, 1<<20)
			}
		})
	}
}
