package date

import (
	"testing"
	"time"
)

func TestOtherCalendars(t *testing.T) {
	for _, tt := range []struct{ language, in, want string }{
		{"ne", "२०८२ असार ५", "2025-06-19"},
		{"ne", "५ असार २०८२", "2025-06-19"},
		{"ne", "२०८२ बैशाख १", "2025-04-14"},
		{"ne", "२०८३ बैशाख १", "2026-04-14"},
		{"ne", "२०७७ चैत ३१", "2021-04-13"},
		{"ne", "2082-03-05", "2025-06-19"},
		{"ne", "2026-03-05", "2026-03-05"},
		{"ne", "२०८४ बैशाख १", noDate}, // the tables disagree
		{"ne", "२०८२ बैशाख ३२", noDate},
		{"hi", "5 चैत्र 2082", noDate}, // a lunar month
		{"am", "መስከረም 1 ቀን 2018 ዓ.ም.", "2025-09-11"},
		{"am", "መስከረም 1 2016", "2023-09-12"},
		{"am", "ጳጉሜን 6 2015", "2023-09-11"},
		{"am", "ጳጉሜን 6 2016", noDate},
		{"am", "ታኅሣሥ 29 ቀን 2018", "2026-01-07"},
		{"am", "10 ማርች 2026", "2026-03-10"},
		{"ti", "መስከረም 1 2018", noDate}, // September in Eritrea, another month in Ethiopia
		{"ko", "2026-11-02 오전 9:15", "2026-11-02"},
		{"si", "2026 මාර්තු 10", "2026-03-10"},
		{"dv", "10 މާރިޗު 2026", "2026-03-10"},
		{"rw", "10 Werurwe 2026", "2026-03-10"},
		{"kl", "10. marsi 2026", "2026-03-10"},
		{"tet", "10 Marsu 2026", "2026-03-10"},
		{"pap", "10 di mart 2026", "2026-03-10"},
		{"rm", "10 da mars 2026", "2026-03-10"},
		{"rm", "ils 5 da fanadur 2026", "2026-07-05"},
		{"fy", "10 maaie 2026", "2026-05-10"},
	} {
		got := noDate
		if d, ok := Parse(tt.in, Options{Language: tt.language}); ok {
			got = d.Time.Format(time.DateOnly)
		}
		if got != tt.want {
			t.Errorf("Parse(%q) in %s = %s, want %s", tt.in, tt.language, got, tt.want)
		}
	}
}

// TestCatalogLanguages checks that every language of the catalogue of outlets
// has names for all twelve months, or writes them as numbers.
func TestCatalogLanguages(t *testing.T) {
	numeric := map[string]bool{"zh": true, "ja": true, "ko": true, "vi": true, "mn": true, "ti": true} // months have numbers; ti: see TestOtherCalendars
	d := dictionary()
	for _, l := range []string{"en", "fr", "es", "ar", "ru", "pt", "de", "ro", "it", "nl", "sr", "sq", "zh", "uk", "el", "pl", "tr", "ko", "fa", "cs", "sv", "hu",
		"bg", "id", "hr", "th", "mk", "nb", "vi", "fi", "sk", "bn", "da", "sw", "sl", "ja", "ca", "ms", "he", "ur", "lv", "bs", "ka", "hy", "az", "et", "am", "km",
		"hi", "is", "lt", "my", "be", "so", "ta", "dv", "ne", "rw", "uz", "te", "mn", "ps", "ti", "mr", "ml", "si", "mt", "fo", "kl", "gu", "kk", "tg", "tet", "zu",
		"pap", "rm", "kn", "or", "ckb", "ky", "lo", "lb", "ha", "fy", "fil", "tk"} {
		if numeric[l] {
			continue
		}
		months := map[int]bool{}
		for _, own := range append([]string{l}, relatives[l]...) {
			for _, m := range d.byLanguage[own] {
				if m.calendar == gregorian {
					months[m.number] = true
				}
			}
		}
		if len(months) < 12 {
			t.Errorf("%s: names of %d months, want 12", l, len(months))
		}
	}
}
