package quantity

import "strings"

// multiplierOf returns what a word such as "million" multiplies by.
func multiplierOf(lang, word string) (float64, bool) {
	if f, ok := multipliers[word]; ok {
		return f, true
	}
	switch {
	case lang == "fr" && (word == "milliard" || word == "milliards"):
		return 1e9, true
	case lang == "en" && (word == "billion" || word == "bn" || word == "billions"):
		return 1e9, true
	case word == "billion" || word == "billones" || word == "billón" || word == "billionen":
		return 1e12, true // the long scale
	}
	return 0, false
}

var multipliers = func() map[string]float64 {
	m := map[string]float64{}
	for f, words := range map[float64]string{
		1e2: "hundred cien ciento cento sto sta сто सय শ शत",
		1e3: "thousand thousands mil mille tausend tusen tusind duizend tysiąc tysiące tysięcy тыс тысяча тысячи тысяч тис тисяч хиляди " +
			"хиљада tisuća tisíc tisoč mijë bin ribu nghìn ngàn mii χιλιάδες ألف آلاف الف هزار אלף אלפים হাজার हजार हज़ार 千 천",
		1e4: "万 萬 만",
		1e5: "lakh lakhs লাখ लाख",
		1e6: "million millions mn mln millón millones milhão milhões milione milioni millionen mio miljoen miljoner millioner " +
			"milion miliony milionów milionů млн миллион миллиона миллионов мільйон мільйонів милион милиона милиони milijun " +
			"milijuna milijon milijonov milionë milyon juta triệu εκατομμύρια مليون ملايين میلیون מיליון মিলিয়ন",
		1e7: "crore crores কোটি करोड",
		1e8: "億 亿 억",
		1e9: "milliard milliards milliarde milliarden mrd miljard miljarder milliarder miliard miliardy miliardów miliardi miliardo " +
			"млрд миллиард миллиарда миллиардов мільярд мільярдів милијарда милиард milijarda milijardi miliardë milyar miliar " +
			"tỷ مليار مليارات میلیارد מיליארד",
		1e12: "trillion trillions trn трлн триллион",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = f
		}
	}
	return m
}()

var (
	percents = set("%", "٪", "％", "percent", "prozent", "percento", "procent", "procenta", "procentów", "процента", "процентов",
		"процент", "відсотків", "odsto", "postotaka", "odstotkov", "posto", "prosent", "százalék", "yüzde", "persen", "phần", "τοις",
		"درصد", "אחוז", "אחוזים", "শতাংশ", "प्रतिशत", "पर्सेन्ट", "퍼센트", "percentage")
	hundreds = set("cent", "ciento", "cento", "hundred")
	ordinals = set("st", "nd", "rd", "th", "º", "ª", "й", "го", "я", "е")
	// prefixCurrencies stand before the number.
	prefixCurrencies = set("rs", "us$", "usd", "eur", "gbp", "inr", "npr", "tk", "chf", "rm", "rp")
)

// currencies are symbols and words of money that mean one currency. Bare words
// that several countries share, such as peso or dinar, are left out except for
// the dollar, which news writes for the American one.
var currencies = lookUp(map[string]string{
	"USD": "$ usd dollar dollars dólar dólares dollari доллар доллара долларов دولار دولارات دلار דולר דולרים ডলার डलर डॉलर",
	"EUR": "€ eur euro euros евро يورو یورو אירו ইউরো युरो evro evrov",
	"GBP": "£ gbp sterling",
	"JPY": "¥ yen 円 엔",
	"CNY": "yuan renminbi юань юаней يوان یوان 元",
	"INR": "₹ inr",
	"RUB": "₽ rub rouble roubles ruble rubles рубль рубля рублей руб روبل",
	"ILS": "₪ shekel shekels שקל שקלים",
	"TRY": "₺ lira",
	"UAH": "₴ hryvnia гривень гривна",
	"KRW": "₩ won",
	"NGN": "₦ naira",
	"IRR": "toman تومان ریال",
	"BDT": "৳ taka টাকা tk",
	"NPR": "npr",
	"ALL": "lekë",
	"CHF": "chf franken",
	"PLN": "zł złotych",
	"MYR": "rm ringgit",
	"IDR": "rp rupiah",
	"XXX": "rupees rupee रुपैयाँ रुपये rs",
})

// units are words and signs of measures in one spelling.
var units = lookUp(map[string]string{
	"km":   "km kilometre kilometres kilometer kilometers kilómetros quilômetros kilomètres kilometri км километр километра километров كيلومتر کیلومتر ק״מ কিলোমিটার किलोमिटर 公里",
	"m":    "m metre metres meter meters metros mètres метр метра метров متر מטר মিটার मिटर 米",
	"mi":   "mile miles",
	"ft":   "ft feet foot",
	"kg":   "kg kilogram kilograms kilo kilos кг килограмм كيلوغرام کیلوگرم কেজি केजी 公斤",
	"t":    "tonne tonnes ton tons toneladas tonnen тонн тонны طن تن טון টন टन 吨",
	"l":    "litre litres liter liters litros литр литров",
	"ha":   "ha hectare hectares hectáreas гектаров",
	"bbl":  "barrel barrels barriles барр баррель баррелей برميل بشکه",
	"°C":   "°c celsius",
	"mw":   "mw megawatt megawatts",
	"day":  "day days días dias jours tage tagen день дня дней أيام يوم روز ימים দিন दिन 天 日間",
	"hour": "hour hours horas heures stunden час часа часов ساعة ساعات ساعت שעות ঘণ্টা घण्टा 小时",
	"min":  "minute minutes minutos minuten минут минуты دقيقة دقائق دقیقه דקות মিনিট मिनेट 分钟",
	"year": "year years años anos ans jahre jahren год года лет سنوات سنة سال שנים বছর वर्ष 年",
	"kmh":  "kmh km/h kph mph",
})

func lookUp(lists map[string]string) map[string]string {
	m := map[string]string{}
	for to, words := range lists {
		for _, w := range strings.Fields(words) {
			m[w] = to
		}
	}
	return m
}

// roleNear is how many words around a number are looked at for its role.
const roleNear = 5

// roleOf looks for the nearest word that says what a number counts, behind it
// first: "17 people were killed", "killed 17".
func roleOf(lang string, tokens []token, from, to int) Role {
	for i := to; i < min(len(tokens), to+roleNear); i++ {
		if isNumber(lang, tokens[i]) {
			break
		}
		if r := roleWord(lang, tokens[i].text); r != Other {
			return r
		}
	}
	for i := from - 1; i >= max(0, from-3); i-- {
		if isNumber(lang, tokens[i]) || i > 0 && isNumber(lang, tokens[i-1]) {
			break // the word belongs to the number before it
		}
		if r := roleWord(lang, tokens[i].text); r != Other {
			return r
		}
	}
	return Other
}

func isNumber(lang string, t token) bool {
	if t.number {
		return true
	}
	_, ok := Small(lang, t.text)
	return ok
}

// roleWord compares beginnings, because most languages inflect these words.
func roleWord(lang, word string) Role {
	for _, l := range roleWords {
		for _, stem := range l.stems {
			if strings.HasPrefix(word, stem) && (len(stem) > 3 || word == stem) {
				return l.role
			}
		}
	}
	return Other
}

var roleWords = []struct {
	role  Role
	stems []string
}{
	{Dead, strings.Fields(`dead killed deaths death died die dies fatalit slain muert morts tué décès tote todes getötet morti ucci mort óbito
		погиб убит жертв смерт загин вбит vdekur vrarë zabit ofiar mrtv ubij ölü öldü tewas قتيل قتلى مقتل شهيد شهداء قتل ضحايا کشته جانباخت הרוג נהרג
		নিহত মৃত্যু মৃত मृत्यु मारि मारे मृतक 死 사망`)},
	{Injured, strings.Fields(`injured wounded injuries wounding injuring hurt herido bless feriti ferito ferid verletz ранен пострадав поранен plagosur
		lënduar ranny rannych zranjen ranjen yaral جريح جرحى مصاب إصاب زخمی مجروح פצוע נפצע আহত घाइते घायल 伤 負傷 부상`)},
	{Missing, strings.Fields(`missing unaccounted desaparecid disparus vermisst dispersi пропал без вести zaginion kayıp مفقود ناپدید נעדר নিখোঁজ বেপাত্তা बेपत्ता लापता 失踪 不明 실종`)},
	{Arrested, strings.Fields(`arrested detained arrests detentions detenid arrêté festgenommen verhaftet arrestat arresta detido задержан арестов затриман
		arrestuar zatrzyman aresztowan uhićen gözaltı tutuklan اعتقال معتقل بازداشت دستگیر נעצר আটক গ্রেপ্তার গ্রেফতার पक्राउ गिरफ्तार`)},
	{Displaced, strings.Fields(`displaced evacuated evacuees fled homeless evacuad évacué déplacé evakuiert эвакуир евакуй evakuar tahliye نازح نزوح إجلاء آواره פונו বাস্তুচ্যুত विस्थापित 避難 疏散`)},
	{Rescued, strings.Fields(`rescued survivors survived rescatad sauvé gerettet спасен врятован shpëtuar kurtarıl إنقاذ نجات חולצו উদ্ধার उद्धार 获救 구조`)},
}
