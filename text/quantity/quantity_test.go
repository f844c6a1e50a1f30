package quantity

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	type q struct {
		Text  string
		Value float64
		Kind  Kind
		Role  Role
		Unit  string
	}
	for _, tt := range []struct {
		lang, in string
		want     []q
	}{
		{"en", "At least 17 people were killed and 40 injured.", []q{{"17", 17, Count, Dead, ""}, {"40", 40, Count, Injured, ""}}},
		{"en", "Fourteen died; three are missing", []q{{"Fourteen", 14, Count, Dead, ""}, {"three", 3, Count, Missing, ""}}},
		{"en", "twenty-three ships, twenty one planes", []q{{"twenty-three", 23, Count, Other, ""}, {"twenty one", 21, Count, Other, ""}}},
		{"en", "4,120 lira, $3.5 million, 4.25 per cent", []q{{"4,120 lira", 4120, Money, Other, "TRY"}, {"$3.5 million", 3.5e6, Money, Other, "USD"}, {"4.25 per cent", 4.25, Percent, Other, "%"}}},
		{"en", "won 2-1 at 10:30 in 2026", []q{{"2-1", 2, Score, Other, ""}, {"10:30", 630, Clock, Other, ""}, {"2026", 2026, Year, Other, ""}}},
		{"en", "10-15 people were arrested", []q{{"10-15", 10, Range, Arrested, ""}}},
		{"en", "an F-35 and the 21st century", []q{{"35", 35, NumberID, Other, ""}, {"21st", 21, Ordinal, Other, ""}}},
		{"en", "on 2026-03-01 nothing", nil},
		{"en", "1,00,000 rupees", []q{{"1,00,000 rupees", 100000, Money, Other, "XXX"}}},
		{"de", "1.234.567,5 Euro und 12,5 Prozent, 1.500 Tote", []q{{"1.234.567,5 Euro", 1234567.5, Money, Other, "EUR"}, {"12,5 Prozent", 12.5, Percent, Other, "%"}, {"1.500", 1500, Count, Dead, ""}}},
		{"fr", "12 morts, 3,5 milliards d'euros", []q{{"12", 12, Count, Dead, ""}, {"3,5 milliards", 3.5e9, Count, Other, ""}}},
		{"ru", "погибли 15 человек, двое ранены, 2,5 млн долларов", []q{{"15", 15, Count, Dead, ""}, {"двое", 2, Count, Injured, ""}, {"2,5 млн долларов", 2.5e6, Money, Other, "USD"}}},
		{"ru", "5\u00a0000 рублей", []q{{"5\u00a0000 рублей", 5000, Money, Other, "RUB"}}},
		{"bn", "২৭৪ সেনা নিহত", []q{{"২৭৪", 274, Count, Dead, ""}}},
		{"fa", "۱۲ کشته و ۳٫۵ میلیون دلار", []q{{"۱۲", 12, Count, Dead, ""}, {"۳٫۵ میلیون دلار", 3.5e6, Money, Other, "USD"}}},
		{"ar", "مقتل ٥ جنود", []q{{"٥", 5, Count, Dead, ""}}},
		{"zh", "3万人", []q{{"3万", 30000, Count, Other, ""}}},
		{"en", "no numbers here, only one word", nil},
	} {
		var got []q
		for _, f := range Find(tt.lang, tt.in) {
			got = append(got, q{tt.in[f.From:f.To], f.Value, f.Kind, f.Role, f.Unit})
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Find(%q, %q) (-want +got):\n%s", tt.lang, tt.in, diff)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("en", "17 people, 4,120 lira, 2-1, 10:30 \xff ২৭৪ 3万")
	f.Add("de", "1.234,5--:,,%")
	f.Fuzz(func(t *testing.T, lang, text string) {
		last := 0
		for _, q := range Find(lang, text) {
			if q.From < last || q.To <= q.From || q.To > len(text) {
				t.Fatalf("Find(%q, %q): quantity at %d to %d after %d", lang, text, q.From, q.To, last)
			}
			last = q.To
		}
	})
}
