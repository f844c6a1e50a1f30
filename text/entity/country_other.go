package entity

import "strings"

// alsoOther has, for languages other than English, the short names, capitals
// and abbreviations that their news uses most and the locale data lacks; one
// country a line as in alsoEnglish. The forms are beginnings where the
// language inflects.
var alsoOther = map[string]string{
	"ru": `
US США,Америка,американский,Вашингтон,Пентагон
GB Британия,Лондон,британский,Англия
IR Тегеран,КСИР
IL Тель Авив,Иерусалим,ЦАХАЛ
RU РФ,Москва,Кремль
UA Киев,украинский
CN Пекин,китайский
FR Париж
DE Берлин
AE ОАЭ,Дубай,Абу Даби
SA Эр Рияд
KP КНДР
AF Кабул,талибы
PK Исламабад,Карачи
PS Газа,ХАМАС
LB Бейрут,Хезболла
SY Дамаск
QA Доха
`,
	"uk": `
US США,Вашингтон
GB Британія,Лондон
RU РФ,Москва,Кремль
UA Київ
IR Тегеран
`,
	"ar": `
US أمريكا,أميركا,أمريكي,أميركي,أمريكية,أميركية,أمريكيين,أميركيين,واشنطن,البنتاغون
GB بريطانيا,بريطاني,بريطانية,لندن
IR إيراني,إيرانية,طهران
IL إسرائيلي,إسرائيلية,تل أبيب
SA السعودية,سعودي,سعودية,الرياض
AE إماراتي,إماراتية,دبي,أبوظبي,أبو ظبي
RU روسي,روسية,موسكو
UA أوكراني,أوكرانية,كييف
PS غزة,فلسطيني,فلسطينية,حماس
LB لبناني,لبنانية,بيروت,حزب الله
SY سوري,سورية,دمشق
IQ عراقي,عراقية,بغداد
YE يمني,يمنية,صنعاء,حوثيون,حوثيين,حوثي
PK باكستاني,باكستانية,كراتشي,إسلام آباد
AF أفغاني,أفغانية,كابل,طالبان
QA قطري,قطرية,الدوحة
KW كويتي,كويتية
BH بحريني,بحرينية,المنامة
CN صيني,صينية,بكين
FR فرنسي,فرنسية,باريس
EG مصري,مصرية,القاهرة
`,
	"fa": `
US آمریکا,آمریکایی,واشنگتن,پنتاگون
GB انگلیس,لندن,بریتانیا
IR تهران,ایرانی
IL اسرائیلی,تل آویو,صهیونیستی
AE امارات,دبی,ابوظبی
RU مسکو
PS غزه,حماس
LB بیروت
IQ بغداد
PK کراچی,اسلام آباد
AF کابل,طالبان
SA ریاض
QA دوحه
CN پکن
`,
	"he": `
US ארהב,ארה ב,אמריקה,אמריקאי,אמריקאית,אמריקאים,אמריקני,וושינגטון,הפנטגון
GB בריטי,בריטית,לונדון
IR איראני,איראנית,איראנים,טהרן
IL ישראלי,ישראלית,צהל,צה ל,תל אביב
RU רוסי,מוסקבה
LB לבנוני,ביירות,חיזבאללה
PS עזה,חמאס,פלסטיני,פלסטינים
AE איחוד האמירויות,דובאי,אבו דאבי
IQ עיראקי,בגדד
YE חותים
QA קטאר,דוחא
`,
	"bn": `
US যুক্তরাষ্ট্র,মার্কিন,ট্রাম্প প্রশাসন,ওয়াশিংটন
GB যুক্তরাজ্য,লন্ডন
IR তেহরান
AE আরব আমিরাত,আমিরাত,দুবাই
PS গাজা,হামাস
IL তেল আবিব
AF কাবুল,আফগান,তালেবান
PK ইসলামাবাদ,করাচি
IN দিল্লি
BD ঢাকা
`,
	"ne": `
US अमेरिका,अमेरिकी
IR तेहरान
AE यूएई,दुबई
NP काठमाडौं,नेपाली
`,
	"hi": `
US अमेरिका,अमेरिकी
GB ब्रिटेन
AE यूएई,दुबई
`,
	"sq": `
US SHBA,SHBA-të,Amerika,Uashington
GB Britania,Londra
IR Teheran
IL Tel Aviv
AL Tiranë,Tirana
XK Prishtinë,Prishtina
AE Dubai,Emiratet,Emiratet e Bashkuara
PK Karaçi
`,
	"es": "US EE UU,EEUU,Estados Unidos,Washington\nGB Gran Bretaña,Inglaterra,Londres\nJP Tokio\nNL Holanda",
	"pt": "US EUA,Washington\nGB Grã Bretanha,Inglaterra,Londres\nJP Tóquio\nNL Holanda",
	"fr": "US USA,Washington\nGB Grande Bretagne,Angleterre,Londres\nJP Tokyo",
	"de": "US USA,Washington\nGB Großbritannien,England,London\nJP Tokio\nNL Holland",
	"it": "US USA,Stati Uniti,Washington\nGB Gran Bretagna,Inghilterra,Londra",
	"tr": "US ABD,Amerika,Washington\nGB İngiltere,Londra\nIR Tahran\nAE BAE,Dubai",
	"zh": "US 美國,美国,华盛顿\nGB 英國,英国\nJP 东京\nIR 德黑兰",
	"ja": "US 米国,アメリカ\nGB 英国\nJP 東京\nIR テヘラン",
	"sl": "US ZDA\nGB Britanija\nJP Tokio",
}

// lines enters one country a line: code, then names between commas.
func (g *gazetteer) lines(text string) {
	for line := range strings.Lines(text) {
		code, names, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		for name := range strings.SplitSeq(names, ",") {
			g.add(name, code)
		}
	}
}
