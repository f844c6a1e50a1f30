package langid

import (
	"math"
	"testing"

	"github.com/overview-news/overview/text/language"
)

func base(t language.Tag) string {
	s := string(t)
	for i := range s {
		if s[i] == '-' {
			return s[:i]
		}
	}
	return s
}

func TestIdentify(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"Chinese with Latin names", "Aurelis S9与Velo GT在展会亮相，两款车型价格均低于30万元", "zh-Hans"},
		{"Chinese with abbreviations", "乘客可用App买票，WiFi和USB插座将装到所有列车", "zh-Hans"},
		{"traditional Chinese", "公車新線Red Line明日通車，首月乘客可免費轉乘", "zh-Hant"},
		{"Korean with Latin names", "AB전자와 QT, 6G 요금 낮춘다… 두 회사 AI 투자 확대", "ko"},
		{"Japanese", "新しい橋が開通し、通勤時間が15分短くなった", "ja"},
		{"Kazakh", "Астанада жаңа мектеп ашылды, балалар енді үйіне жақын жерде оқиды.", "kk"},
		{"Mongolian", "Дархан хотод шинэ сургууль нээгдэж, хүүхдүүд гэртээ ойрхон суралцах боломжтой боллоо.", "mn"},
		{"Belarusian", "Сход пастанавіў, што школу адкрыюць ужо ў верасні, паведаміў кіраўнік раёна.", "be"},
		{"Ukrainian", "Нову школу відкриють у вересні, повідомили в міській раді, її будували два роки.", "uk"},
		{"Russian", "Новую школу откроют в сентябре, сообщили в городском совете, её строили два года.", "ru"},
		{"Bulgarian", "Новото училище ще бъде открито през септември, съобщиха от общината.", "bg"},
		{"Macedonian", "Новото училиште ќе биде отворено во септември, соопштија од општината.", "mk"},
		{"Serbian in Cyrillic", "Нова школа биће отворена у септембру, саопштено је из општине.", "sr-Cyrl"},
		{"Serbian in Latin", "Nova škola biće otvorena u septembru, saopšteno je iz opštine, a deca će učiti u dve smene.", "sr-Latn"},
		{"Croatian", "Nova škola otvorit će se tijekom rujna, priopćeno je iz općine, a uvjeti su bolji nego prije.", "hr"},
		{"Slovene", "Nova šola bo odprta septembra, so sporočili z občine, ki je gradila dve leti.", "sl"},
		{"Czech", "Nová škola se otevře v září, oznámila radnice, která ji stavěla dva roky.", "cs"},
		{"Slovak", "Nová škola sa otvorí v septembri, oznámila radnica, ktorá ju stavala dva roky.", "sk"},
		{"Norwegian", "Den nye skolen åpner i september, sier kommunen, som ikke vet hva den vil koste.", "nb"},
		{"Nynorsk", "Den nye skulen opnar i september, seier kommunen, som ikkje veit kva han vil koste.", "nn"},
		{"Danish", "Den nye skole åbner i september, oplyser kommunen, som ikke ved, hvad den kommer til at koste.", "da"},
		{"Swedish", "Den nya skolan öppnar i september, säger kommunen, som inte vet vad den kommer att kosta.", "sv"},
		{"Malay", "Sekolah baharu itu akan dibuka pada bulan September kerana kerajaan mahu murid belajar berhampiran rumah.", "ms"},
		{"Indonesian", "Sekolah baru itu akan dibuka pada bulan September karena pemerintah ingin siswa belajar dekat rumah.", "id"},
		{"Spanish", "La nueva escuela abrirá en septiembre, según el ayuntamiento, después de dos años de obras.", "es"},
		{"Catalan", "La nova escola obrirà el setembre, segons l'ajuntament, després de dos anys d'obres.", "ca"},
		{"Galician", "A nova escola abrirá en setembro, segundo o concello, despois de dous anos de obras.", "gl"},
		{"Portuguese", "A nova escola abrirá em setembro, segundo a câmara, depois de dois anos de obras.", "pt"},
		{"Persian", "مدرسه تازه در ماه مهر باز می\u200cشود و شهرداری گفت که ساخت آن دو سال طول کشید.", "fa"},
		{"Urdu", "نیا اسکول ستمبر میں کھلے گا، شہر کی کونسل نے کہا کہ اس کی تعمیر دو سال میں ہوئی ہے۔", "ur"},
		{"Pashto", "نوی ښوونځی به په سپټمبر کې پرانیستل شي، ښاروالۍ وویل چې جوړول یې دوه کاله ونیول.", "ps"},
		{"Arabic", "ستفتح المدرسة الجديدة في سبتمبر، وقالت البلدية إن بناءها استغرق عامين.", "ar"},
		{"Hindi", "नया स्कूल सितंबर में खुलेगा, नगर परिषद ने कहा कि इसे बनाने में दो साल लगे हैं।", "hi"},
		{"Marathi", "नवीन शाळा सप्टेंबरमध्ये सुरू होणार आहे आणि ती बांधण्यासाठी दोन वर्षे लागली.", "mr"},
		{"Nepali", "नयाँ विद्यालय असोजमा खुल्नेछ र यसलाई बनाउन दुई वर्ष लागेको छ, नगरपालिकाले भनेको छ।", "ne"},
		{"Greek", "Το νέο σχολείο ανοίγει τον Σεπτέμβριο", "el"},
		{"Zulu", "Amaphoyisa athi abantu abathathu bashone ngesikhathi imoto ishayisana neloli, kusho umkhulumeli.", "zu"},
		{"all capitals", "BUNDESTAG BESCHLIESST NEUES GESETZ ÜBER DIE RENTE DER BEAMTEN", "de"},
		{"address is left out", "Neue Schule öffnet im September https://www.example.com/this/is/the/page", "de"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Identify(tt.text, nil); string(got.Language) != tt.want {
				t.Errorf("Identify(%q) = %v %.2f, want %s", tt.text, got.Language, got.Confidence, tt.want)
			}
		})
	}
}

func TestTooLittleToTell(t *testing.T) {
	long := Identify("Der Rat hat am Montag beschlossen, die neue Schule im September zu öffnen, weil die alte zu klein ist.", nil)
	if long.Language != "de" || long.Confidence < 0.9 {
		t.Errorf("a whole sentence: %v", long)
	}
	for _, text := range []string{"", " ", "2:0 (1:0)", "https://anzeiger.example/2026/04/", "…!?", "12 345,67", "@name", "😀😀"} {
		if got := Identify(text, nil); got != undetermined {
			t.Errorf("Identify(%q) = %v, want und with confidence 0", text, got)
		}
	}
	menu := "Deutsch English Español Français Italiano Polski Українська हिन्दी العربية 日本語 中文"
	for _, text := range []string{menu, "Sport", "OK", "Video"} {
		if got := Identify(text, nil); got.Confidence >= 0.5 || got.Confidence >= long.Confidence {
			t.Errorf("Identify(%q) = %v, want a confidence below 0.5", text, got)
		}
	}
}

func TestPrior(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		prior      Prior
		want       language.Tag
	}{
		{"decides a name", "Angela Merkel", Prior{"de": 1}, "de"},
		{"does not outweigh a sentence", "The council said on Monday that the school will open in September", Prior{"de": 1}, "en"},
		{"tells relatives apart", "Nova škola u Sarajevu", Prior{"bs": 1}, "bs"},
		{"weights of zero say nothing", "The school will open in September", Prior{"de": 0}, "en"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Identify(tt.text, tt.prior); got.Language != tt.want {
				t.Errorf("Identify(%q, %v) = %v, want %v", tt.text, tt.prior, got, tt.want)
			}
		})
	}
}

func TestModelFile(t *testing.T) {
	m, err := readModel(modelFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.labels) != 176 || m.dim != 16 {
		t.Errorf("model has %d labels and %d dimensions, want 176 and 16", len(m.labels), m.dim)
	}
	for n := 0; n < len(modelFile); n += 9973 {
		if _, err := readModel(modelFile[:n]); err == nil {
			t.Errorf("readModel of the first %d bytes: no error", n)
		}
	}
}

// The answers are those of the fastText program 0.9.2, which agreed on the best
// label of 251 further lines and on its probability within 0.0002.
func TestModelComputesWhatFastTextDoes(t *testing.T) {
	m := loadModel()
	for _, tt := range []struct {
		text, label string
		probability float64
	}{
		{"Der Rat hat am Montag beschlossen, die neue Schule im September zu öffnen", "de", 0.968328},
		{"Новую школу откроют в сентябре, сообщили в городском совете", "ru", 0.984521},
		{"La nova escola obrirà el setembre, segons l'ajuntament", "ca", 0.638647},
		{"नया स्कूल सितंबर में खुलेगा", "hi", 0.957473},
		{"Okulun eylülde açılacağı bildirildi", "tr", 0.892068},
		{"hello", "en", 0.242472},
	} {
		best := 0
		probs := m.predict(tt.text)
		for i, p := range probs {
			if p > probs[best] {
				best = i
			}
		}
		if got := float64(probs[best]); m.labels[best] != tt.label || math.Abs(got-tt.probability) > 0.0005 {
			t.Errorf("predict(%q) = %s %.4f, want %s %.4f", tt.text, m.labels[best], got, tt.label, tt.probability)
		}
	}
}

func FuzzIdentify(f *testing.F) {
	for _, s := range []string{"", "a", "Das ist ein Satz.", "\xff\xfe", "新聞", "ў қ ї", "\u202e\u200c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Identify(s, Prior{"de": 0.5})
		if got.Confidence < 0 || got.Confidence > 1 || got.Language == "" {
			t.Errorf("Identify(%q) = %v", s, got)
		}
		if again := Identify(s, Prior{"de": 0.5}); again != got {
			t.Errorf("Identify(%q) = %v, then %v", s, got, again)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	const title = "Der Rat hat beschlossen, die neue Schule im September zu öffnen"
	body := ""
	for len(body) < maxText {
		body += title + ", weil die alte zu klein ist. "
	}
	for _, bb := range []struct{ name, text string }{{"title", title}, {"body", body}} {
		b.Run(bb.name, func(b *testing.B) {
			loadModel()
			b.ReportAllocs()
			for b.Loop() {
				Identify(bb.text, nil)
			}
		})
	}
}
