package langid

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/overview-news/overview/text/language"
)

// TestSmallLanguages holds sentences of languages that only the Declaration of
// Human Rights and their little words speak for.
func TestSmallLanguages(t *testing.T) {
	for tag, line := range map[string]string{
		"fo":  "Landsstýrið hevur samtykt at byggja ein nýggjan skúla í Havn, sigur landsstýrismaðurin",
		"ha":  "Gwamnati ta ce za a bude sabuwar makaranta a watan Satumba bayan shekara biyu ana gini",
		"rw":  "Abayobozi bavuze ko ishuri rishya rizafungurwa muri Nzeri nyuma y'imyaka ibiri ryubakwa",
		"tet": "Governu hatete katak eskola foun sei loke iha fulan Setembru tanba labarik sira presiza fatin",
		"lb":  "D'Regierung huet decidéiert, datt déi nei Schoul am September opgemaach gëtt, well déi al ze kleng ass",
		"tk":  "Hökümet täze mekdebiň sentýabr aýynda açyljakdygyny we onuň iki ýyllap gurlandygyny habar berdi",
		"fy":  "De gemeente hat besletten dat de nije skoalle yn septimber iepengiet, om't de âlde te lyts is",
		"om":  "Mootummaan mana barumsaa haaraan ji'a Fulbaanaa keessa akka banamu beeksise",
		"mt":  "Il-gvern qal li l-iskola l-ġdida se tiftaħ f'Settembru wara sentejn ta' xogħol",
		"rm":  "La regenza ha decidì d'avrir la nova scola il settember, perquai che la veglia è memia pitschna",
	} {
		if got := Identify(line, nil); string(got.Language) != tag {
			t.Errorf("Identify(%q) = %v, want %s", line, got, tag)
		}
	}
}

// TestCloseRelatives holds headlines by language, near relatives together.
func TestCloseRelatives(t *testing.T) {
	for tag, lines := range map[string]string{
		"nb":      `Regjeringen vil bygge nye boliger i nord|Flere må vente på hjelp etter uværet|Kvinne i 40-årene omkom i ulykke|Hva gjør vi når strømmen blir borte?`,
		"nn":      `Regjeringa vil byggje nye bustader i nord|Fleire må vente på hjelp etter uvêret|Kvinne i 40-åra omkom i ulukke|Kva gjer vi når straumen vert borte?`,
		"da":      `Regeringen vil bygge nye boliger i nord|Flere må vente på hjælp efter uvejret|Kvinde i 40'erne omkom i ulykke|Hvad gør vi, når strømmen forsvinder?`,
		"sv":      `Regeringen vill bygga nya bostäder i norr|Fler får vänta på hjälp efter ovädret|Kvinna i 40-årsåldern omkom i olycka|Vad gör vi när strömmen försvinner?`,
		"cs":      `Vláda chce na severu postavit nové byty|Lidé po bouři čekají na pomoc déle|Při nehodě zemřela čtyřicetiletá žena|Co budeme dělat, když vypadne proud?`,
		"sk":      `Vláda chce na severe postaviť nové byty|Ľudia po búrke čakajú na pomoc dlhšie|Pri nehode zomrela štyridsaťročná žena|Čo budeme robiť, keď vypadne prúd?`,
		"sl":      `Vlada želi na severu zgraditi nova stanovanja|Ljudje po neurju dlje čakajo na pomoč|V nesreči umrla štiridesetletna ženska|Kaj bomo storili, ko zmanjka elektrike?`,
		"hr":      `Vlada želi graditi nove stanove na sjeveru, rekao je ministar financija|Gdje će se u listopadu otvoriti nova tvornica|Tisuće ljudi čekaju pomoć nakon oluje`,
		"sr-Latn": `Vlada želi da gradi nove stanove na severu, rekao je ministar finansija u ponedeljak|Gde će se u oktobru otvoriti nova fabrika|Hiljade ljudi čeka pomoć posle oluje`,
		"sr-Cyrl": `Влада жели да гради нове станове на северу|Хиљаде људи чека помоћ после олује|Шта да радимо кад нестане струје?`,
		"mk":      `Владата сака да гради нови станови на север|Илјадници луѓе чекаат помош по невремето|Што да правиме кога нема струја?`,
		"bg":      `Правителството иска да строи нови жилища на север|Хиляди хора чакат помощ след бурята|Какво да правим, когато токът спре?`,
		"ru":      `Правительство хочет строить новое жильё на севере|Тысячи людей ждут помощи после бури|Что делать, когда отключают свет?`,
		"uk":      `Уряд хоче будувати нове житло на півночі|Тисячі людей чекають на допомогу після бурі|Що робити, коли зникає світло?`,
		"be":      `Урад хоча будаваць новае жыллё на поўначы|Тысячы людзей чакаюць дапамогі пасля буры|Што рабіць, калі знікае святло?`,
		"id":      `Pemerintah ingin membangun rumah baru di utara karena warga mengungsi|Ribuan orang menunggu bantuan setelah badai|Apa yang harus dilakukan jika listrik padam?`,
		"ms":      `Kerajaan mahu membina rumah baharu di utara kerana penduduk berpindah|Beribu-ribu orang menunggu bantuan selepas ribut|Apa yang perlu dibuat apabila bekalan elektrik terputus?`,
		"es":      `El Gobierno quiere construir viviendas nuevas en el norte|Miles de personas esperan ayuda tras el temporal|¿Qué hacemos cuando se va la luz?`,
		"gl":      `O Goberno quere construír vivendas novas no norte|Milleiros de persoas agardan axuda tras o temporal|Que facemos cando marcha a luz?`,
		"ca":      `El Govern vol construir habitatges nous al nord|Milers de persones esperen ajuda després del temporal|Què fem quan se'n va la llum?`,
		"pt":      `O Governo quer construir casas novas no norte|Milhares de pessoas esperam ajuda após o temporal|O que fazemos quando falta a luz?`,
		"hi":      `सरकार उत्तर में नए घर बनाना चाहती है|तूफान के बाद हजारों लोग मदद का इंतजार कर रहे हैं|बिजली चली जाए तो क्या करें?`,
		"mr":      `सरकारला उत्तरेत नवीन घरे बांधायची आहेत|वादळानंतर हजारो लोक मदतीची वाट पाहत आहेत|वीज गेल्यावर काय करायचे?`,
		"ne":      `सरकार उत्तरमा नयाँ घर बनाउन चाहन्छ|आँधीपछि हजारौँ मानिस सहयोग पर्खिरहेका छन्|बिजुली गएपछि के गर्ने भन्ने प्रश्न उठेको छ`,
		"fa":      "دولت می\u200cخواهد در شمال خانه\u200cهای تازه بسازد|" + `هزاران نفر پس از توفان در انتظار کمک هستند|` + "وقتی برق می\u200cرود چه کنیم؟",
		"ps":      `حکومت غواړي په شمال کې نوي کورونه جوړ کړي|زرګونه خلک له توپان وروسته مرستې ته سترګې په لار دي`,
		"ur":      `حکومت شمال میں نئے گھر بنانا چاہتی ہے|طوفان کے بعد ہزاروں لوگ مدد کے منتظر ہیں|بجلی چلی جائے تو کیا کریں؟`,
		"ar":      `الحكومة تريد بناء مساكن جديدة في الشمال|آلاف الأشخاص ينتظرون المساعدة بعد العاصفة|ماذا نفعل عندما تنقطع الكهرباء؟`,
		"ckb":     `حکومەت دەیەوێت لە باکوور خانووی نوێ دروست بکات|هەزاران کەس دوای زریانەکە چاوەڕێی یارمەتین`,
		"zh-Hans": `政府计划在北部建设新住宅|暴风雨过后数千人等待援助`,
		"zh-Hant": `政府計劃在北部興建新住宅|暴風雨過後數千人等待援助`,
		"ja":      `政府、北部に新しい住宅を建設へ|台風の後、数千人が支援を待つ|経済対策 円安で検討`,
	} {
		for line := range strings.SplitSeq(lines, "|") {
			if got := Identify(line, nil); string(got.Language) != tag {
				t.Errorf("Identify(%q) = %v, want %s", line, got, tag)
			}
		}
	}
}

// Where no word tells relatives apart, what the outlet publishes in does.
func TestPriorTellsRelativesApart(t *testing.T) {
	const line = "Nova zgrada opere u gradu"
	for _, tag := range []language.Tag{"hr", "bs", "sr-Latn"} {
		if got := Identify(line, PriorOf([]language.Tag{tag}, nil)); got.Language != tag {
			t.Errorf("Identify(%q) of an outlet in %s = %v", line, tag, got)
		}
	}
}

func TestPriorOf(t *testing.T) {
	for _, tt := range []struct {
		name     string
		declared []language.Tag
		recent   map[language.Tag]int
		want     Prior
	}{
		{"nothing", nil, nil, nil},
		{"declared", []language.Tag{"fr", "nl"}, nil, Prior{"fr": 0.5, "nl": 0.5}},
		{"und says nothing", []language.Tag{language.Und, ""}, map[language.Tag]int{language.Und: 3}, nil},
		{"articles outweigh what is declared", []language.Tag{"en"}, map[language.Tag]int{"es": 90}, Prior{"en": 0.1, "es": 0.9}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, PriorOf(tt.declared, tt.recent)); diff != "" {
				t.Errorf("PriorOf(%v, %v): %s", tt.declared, tt.recent, diff)
			}
		})
	}
}

func TestBlocks(t *testing.T) {
	blocks := []string{
		"Der Rat hat am Montag beschlossen, die neue Schule im September zu öffnen, weil die alte zu klein ist.",
		"“We could not wait any longer for a decision from the government,” the mayor told the newspaper.",
		"Angela Merkel", "2:0",
		"Die Eltern hatten seit Jahren darum gebeten, sagte die Bürgermeisterin.",
	}
	if diff := cmp.Diff([]language.Tag{"de", "en", "de", "de", "de"}, Blocks(blocks, "de")); diff != "" {
		t.Error("Blocks (-want +got):", diff)
	}
	for name, c := range map[string]struct {
		block string
		whole language.Tag
		want  language.Tag
	}{
		"another script, short":   {"В Киеве объявлена тревога", "en", "ru"},
		"a name in it":            {"Владимир", "en", "en"},
		"names of boxers":         {"37. Jermall Charlo, 33, WBC middleweight champion", "en", "en"},
		"a near relative":         {"Statsministeren sagde onsdag, at regeringen vil sænke skatten for de fleste familier til næste år.", "nb", "nb"},
		"the same in two scripts": {"这是一个关于中国经济的长篇报道，记者昨天在北京采访了多位专家学者和企业家。", "zh-Hant", "zh-Hant"},
		"nothing":                 {"", "fr", "fr"},
		"page without a language": {"The council met on Monday to decide about the new school and the old one.", "und", "und"},
	} {
		if got := Blocks([]string{c.block}, c.whole); got[0] != c.want {
			t.Errorf("%s: Blocks = %v, want %s", name, got, c.want)
		}
	}
}

// withoutModel are the languages of the catalog that nothing here knows: none.
// A new one stands here until it is, so that the docs can say so.
var withoutModel []string

func TestCatalogLanguagesAreKnownOrListed(t *testing.T) {
	files, err := filepath.Glob("../../internal/catalog/outlets/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no catalog files: %v", err)
	}
	stated := regexp.MustCompile(`(?m)^\s*languages?: (.*)$`)
	unknown := map[string]bool{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range stated.FindAllStringSubmatch(string(raw), -1) {
			for tag := range strings.FieldsSeq(strings.NewReplacer(`[`, " ", `]`, " ", `,`, " ", `"`, " ").Replace(m[1])) {
				if SupportOf(language.Tag(tag)) == Unknown {
					unknown[tag] = true
				}
			}
		}
	}
	for _, tag := range withoutModel {
		if !unknown[tag] {
			t.Errorf("%s is listed as unknown and is known, or not in the catalog", tag)
		}
		delete(unknown, tag)
	}
	if len(unknown) > 0 {
		t.Errorf("languages of the catalog that nothing knows and no list names: %v", unknown)
	}
}

func TestSupportOf(t *testing.T) {
	for tag, want := range map[language.Tag]Support{
		"el": ByScript, "ja": ByScript, "de": ByModels, "gl": ByOneModel, "zu": ByOneModel, "tk": ByModels, "tlh": Unknown, "": Unknown,
	} {
		if got := SupportOf(tag); got != want {
			t.Errorf("SupportOf(%q) = %v, want %v", tag, got, want)
		}
	}
	if n := len(Supported()); n < 150 {
		t.Errorf("%d languages are supported, want at least 150", n)
	}
}
