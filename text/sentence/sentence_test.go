package sentence

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The wanted sentences are separated by " | "; without the bars they are the
// input.
func TestSplit(t *testing.T) {
	for _, tt := range []struct{ name, language, want string }{
		{"empty", "en", ""},
		{"plain", "en", "It rained. | The bridge was closed! | Why? | Nobody knew."},
		{"titles", "en", "Mr. Hill met Dr. Anna Lee and Sen. Brown. | They spoke on St. John's Rd. near No. 5."},
		{"initials", "en", "George W. Bush and J. K. Rowling came. | They chose plan B. | The rest followed."},
		{"acronyms", "en", "The U.S. Senate voted at 5 p.m. on Monday. | It was broadcast in the U.K. | The vote failed."},
		{"company at the end", "en", "She joined Acme Inc. in May. | He left Acme Inc. | The firm said so."},
		{"decimals", "en", "Prices rose 2.5 percent to $3.20. | Wages fell by .5 points."},
		{"number at the end", "en", "They won 3. | Others lost 12. | A year later it was 2025. | Nobody came."},
		{"address", "en", "See www.example.org/?a=B&c=D.html for more. | Write to a.b@example.com. | Then wait."},
		{"quotation goes on", "en", "“Go!” he said. | “Will you?” asked the minister. | “No.” | She left."},
		{"quotation and bracket", "en", "He said: \"I am here.\" | (It was late.) | Then \"she left.\" | All slept."},
		{"ellipsis", "en", "They waited... and waited. | Nobody came... | The end."},
		{"list marker", "en", "1. First item. | 2. Second item."},
		{"no space after stop", "en", "What is this?|It is new.|"},
		{"lines", "en", "One line\n | another line. | With two sentences."},
		{"German ordinals", "de", "Am 12. Mai kam der 2. Zug mit 30. Verspätung. | Es war sein 100. Geburtstag. | Er blieb bis 1999. | Danach ging er."},
		{"German kings and units", "de", "Papst Johannes XXIII. reiste. | Das kostete 3 Mio. Euro, d. h. mehr als 2 Mrd. | Die Stadt zahlte z. B. die Miete."},
		{"German initial and street", "de", "Er wohnt in der Hauptstr. 5 in St. Pölten. | Prof. Dr. K. Weber sagte: „Das geht.“ | Danach schwieg er."},
		{"German words that look abbreviated", "de", "Er sagte, dass er sie mag. | Also blieb er und so. | Beide lachten. | Mag. Huber nicht."},
		{"French", "fr", "M. Dupont et Mme. Martin sont là. | « C’est fini. » | Il part à 5 h. | Voir art. 12 et p. 3."},
		{"Spanish", "es", "El Sr. Pérez llegó a EE. UU. con la Dra. Gil. | ¿Qué pasó? | ¡Nada! | Costó 1.200 euros."},
		{"Portuguese", "pt", "O Dr. Silva falou no séc. XX. | A Sra. Dias não."},
		{"Italian", "it", "Il sig. Rossi e l'on. Bianchi parlano. | L'art. 5 resta."},
		{"Dutch", "nl", "Dhr. Jansen betaalde 5 mln. euro. | De rest volgt."},
		{"Danish ordinal", "da", "Den 3. Maj er d. 1. dag. | Han kom kl. 5."},
		{"Russian", "ru", "В г. Москве на ул. Ленина живёт А. С. Иванов. | Он заплатил 5 тыс. руб. | Потом уехал, т. е. ушёл."},
		{"Ukrainian", "uk", "У м. Києві на вул. Шевченка сталася пожежа. | Це було о 5 год. | Ніхто не постраждав."},
		{"Polish", "pl", "Prof. Nowak mieszka przy ul. Długiej w woj. Śląskim. | To jest np. Kraków."},
		{"Czech ordinal", "cs", "Dne 5. Května se sešla 2. Liga. | Pak šli domů."},
		{"Hungarian", "hu", "Dr. Kovács és id. Nagy a 3. Kerületben él. | Az idő jó."},
		{"Turkish", "tr", "Prof. Dr. Ali 3. Köprü'den geçti. | Bu bir ilk."},
		{"Greek question", "el", "Τι έγινε; | Ο κ. Παππάς έφυγε, δηλ. χθες. | Όλα καλά."},
		{"Arabic", "ar", "قال د. أحمد ذلك. | هل وصل؟ | نعم، وصل!"},
		{"Urdu", "ur", "وہ آیا۔ | کیا وہ گیا؟ | ہاں۔"},
		{"Persian", "fa", "او رفت. | آیا برگشت؟ | بله."},
		{"Hindi", "hi", "डॉ. शर्मा ने कहा, \"ठीक है।\" | ए. पी. जे. अब्दुल कलाम आए. | मूल्य 3.5 है।"},
		{"Bengali", "bn", "ড. ইউনূস এলেন। | মো. করিম কি গেছেন? | না।"},
		{"Tamil", "ta", "மு. க. ஸ்டாலின் வந்தார். | அவர் பேசினார்."},
		{"Chinese", "zh", "他说。|“你好。”|她走了！|为什么？|《报》报道。"},
		{"Chinese straight quotes", "zh", "他说。|\"你好。\"|她走了。"},
		{"Japanese quotation", "ja", "「行く。」と述べた。|次の日も来た。|(終わり。)|以上。"},
		{"Korean", "ko", "\"가자.\"라고 말했다. | 그는 갔다."},
		{"Thai", "th", "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะดำเนินการก่อสร้างสะพานแห่งใหม่ให้แล้วเสร็จภายในปีนี้ | ประชาชนในพื้นที่รู้สึกยินดีกับข่าวนี้"},
		{"Thai short phrases", "th", "วันที่ 3 มีนาคม 2567 และวันต่อมา"},
		{"Khmer", "km", "គាត់មក។ | គេទៅ៖ | ចប់។"},
		{"Burmese", "my", "သူလာသည်။ | သူမသွားသည်။"},
		{"Armenian", "hy", "Նա եկավ։ | Նա գնաց։"},
		{"Ethiopic", "am", "እሱ መጣ። | እሷ ሄደች።"},
		{"unknown language", "xx", "Dr. Abc came. | No one left."},
		{"region", "de-AT", "Am 1. Mai. | Dann nicht."},
		{"underscore", "sr_Latn", "Dana 5. Maja. | On je tu."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			spaced := strings.Contains(tt.want, " | ")
			in := strings.ReplaceAll(tt.want, "|", "")
			if spaced {
				in = strings.ReplaceAll(tt.want, "| ", "")
			}
			var want []string
			for part := range strings.SplitSeq(tt.want, "|") {
				if part = strings.TrimSpace(part); part != "" {
					want = append(want, part)
				}
			}
			if diff := cmp.Diff(want, Strings(in, tt.language)); diff != "" {
				t.Errorf("Strings(%q, %q), want → got:\n%s", in, tt.language, diff)
			}
		})
	}
}

// The kinds of case 026 and 027: full stops that end no sentence, and stops
// of other scripts that do.
func TestStopsThatDeceive(t *testing.T) {
	for _, tt := range []struct{ language, text string }{
		{"de", "Gewählt wird am 9. November. ¶Der 1. SC Auental siegte 3:2. ¶Wie Dr. Maier sagt, fehlen 7 Mio. Franken. ¶Kaiser Karl IV. kam 1355. ¶Vorher war er krank."},
		{"hi", "महापौर ने कहा, \"पुल मई तक खुलेगा।\" ¶काम जारी है। ¶खर्च 3.2 करोड़ रुपये है. ¶सब लोग संतुष्ट हैं।"},
	} {
		want := strings.Split(tt.text, " ¶")
		got := Strings(strings.ReplaceAll(tt.text, "¶", ""), tt.language)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, want → got:\n%s", tt.language, diff)
		}
	}
}

func TestClauses(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		limit    int
		want     []string
	}{
		{"empty", " ", 20, nil},
		{"short", " It is short. ", 20, []string{"It is short."}},
		{"at the semicolon", "The first part; the second, and a third part", 25, []string{"The first part;", "the second,", "and a third part"}},
		{"not inside a number", "It was 1,234,567,890 of them all", 12, []string{"It was", "1,234,567,89", "0 of them", "all"}},
		{"Chinese", "他走了，她也走了；大家都走了", 9, []string{"他走了，她也走了；", "大家都走了"}},
		{"no place", "abcdefghijklmnop", 8, []string{"abcdefgh", "ijklmnop"}},
		{"marks stay", strings.Repeat("กิ", 5), 7, []string{"กิกิกิกิ", "กิ"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Clauses(tt.in, tt.limit)); diff != "" {
				t.Errorf("Clauses(%q, %d), want → got:\n%s", tt.in, tt.limit, diff)
			}
		})
	}
}

// bare is s without white space, byte for byte.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

func FuzzSplit(f *testing.F) {
	f.Add("Am 3. Mai. “Ja.” 你好。“再见”", "de")
	f.Add("\xff. A\x80! ก ข ค;Ω", "th")
	f.Add(strings.Repeat(".(", 300)+"A", "")
	f.Add(strings.Repeat("0", 26)+"\xcf \x9700", "0") // bytes that join to a letter
	f.Fuzz(func(t *testing.T, text, language string) {
		var joined strings.Builder
		last := 0
		for _, s := range Split(text, language) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %v after %d of %d bytes", s, last, len(text))
			}
			if gap := strings.TrimSpace(text[last:s.Start]); gap != "" {
				t.Fatalf("text %q lost between sentences", gap)
			}
			joined.WriteString(text[s.Start:s.End])
			last = s.End
			var parts strings.Builder
			for _, c := range Clauses(text[s.Start:s.End], 30) {
				parts.WriteString(c)
			}
			if got, want := bare(parts.String()), bare(text[s.Start:s.End]); got != want {
				t.Fatalf("clauses give %q, want %q", got, want)
			}
		}
		if got, want := bare(joined.String()), bare(text); got != want {
			t.Fatalf("sentences give %q, want %q", got, want)
		}
	})
}

// A hostile text must not cost more than an honest one by an order of
// magnitude: it is split within the test's own time or not at all.
func TestHostileLength(t *testing.T) {
	for _, unit := range []string{".", "(", ".(", ". 1", "a", "“.”", "ก ", "\u0300", "。", ".\u0300", "A. "} {
		text := "x." + strings.Repeat(unit, 1<<20/len(unit))
		last := 0
		for _, s := range Split(text, "th") {
			last = s.End
		}
		if want := len(strings.TrimSpace(text)); last != want && last != len(text) {
			t.Errorf("%q repeated: last sentence ends at %d, want %d", unit, last, want)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	for _, tt := range []struct{ name, language, text string }{
		{"english", "en", "The U.S. Senate voted on Monday at 5 p.m. to close the bridge. \"It is late,\" said Dr. Hill, who paid 2.5 million. Nobody came! "},
		{"russian", "ru", "В г. Москве на ул. Ленина живёт А. С. Иванов. Он заплатил 5 тыс. руб. за дом, который построил его отец. Потом уехал. "},
		{"chinese", "zh", "市府今天宣布，新桥将于明年完工。“我们很高兴。”市长说。居民可以步行过桥！"},
	} {
		text := strings.Repeat(tt.text, 100)
		b.Run(tt.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Split(text, tt.language)
			}
		})
	}
}
