package translate

import (
	"strings"
	"sync"
	"unicode"
)

// scaleOf is the factor that the word at the beginning of s multiplies the
// number before it with, or 0. Scripts without spaces are read by prefix.
func scaleOf(s, language string) float64 {
	for _, p := range scalePrefixes {
		if strings.HasPrefix(s, p.word) {
			return p.factor
		}
	}
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if end < 0 {
		end = len(s)
	}
	word := strings.ToLower(s[:end])
	if word == "" {
		return 0
	}
	lists := scaleWords()
	if f, ok := lists[baseTag(language)][word]; ok {
		return f
	}
	return lists[""][word]
}

// scalePrefixes are of scripts that do not separate words; the longest first.
var scalePrefixes = []struct {
	word   string
	factor float64
}{
	{"万亿", 1e12}, {"萬億", 1e12}, {"百万", 1e6}, {"千万", 1e7}, {"百萬", 1e6}, {"千萬", 1e7},
	{"万", 1e4}, {"萬", 1e4}, {"만", 1e4}, {"亿", 1e8}, {"億", 1e8}, {"억", 1e8}, {"兆", 1e12},
	{"조", 1e12}, {"千", 1e3}, {"천", 1e3}, {"ล้าน", 1e6}, {"แสน", 1e5}, {"หมื่น", 1e4}, {"พัน", 1e3},
	{"ລ້ານ", 1e6}, {"លាន", 1e6}, {"သန်း", 1e6}, {"သိန်း", 1e5},
}

// scaleWords has the scale words of each language; those under the empty one
// mean the same in all languages that have them.
var scaleWords = sync.OnceValue(func() map[string]map[string]float64 {
	out := make(map[string]map[string]float64)
	for _, l := range []struct {
		languages string
		factor    float64
		words     string
	}{
		{"", 1e3, "thousand tausend tsd mil mille mii mila migliaia milers tusen tusind duizend tuhat tūkst tūkstošu тысяч тысячи тысяча тыс тисяч тисячі тис хиляди хиляда хил хиљада хиљаду хиљаде hiljada hiljade hiljadu tisuća tisuće tisuću tisoč tisíc tisíce tysięcy tysiące tys tysiąc bin ribu nghìn ngàn ezer χιλιάδες χιλ илјади мың мин হাজার हजार हज़ार ہزار هزار ألف الف آلاف אלף nijë mijë"},
		{"", 1e5, "lakh lakhs lac लाख লাখ لاکھ"},
		{"", 1e6, "million millions mio mn millionen millionem millón millones milió milions millóns milhão milhões milhôes milione milioni milion milioane milioner millioner miljoen miljoner miljoonaa milj mill milion miliony milionů milionu milionów mln млн миллион миллиона миллионов мільйон мільйона мільйонів милион милиона милиони милиона milijun milijuna milijuni milijona milijon milijonov milijone milijonų milionë milyon juta triệu millió εκατομμύρια εκατ миллионов मिलियन মিলিয়ন ملین میلیون مليون ملايين מיליון milljónir milljóna milljón milioi miljoni"},
		{"", 1e7, "crore crores करोड़ कोटि কোটি کروڑ"},
		{"", 1e9, "bn milliarde milliarden mrd mld milliard milliards miliardo miliardi miliard miliarde miliardy miliardů miliardów miljard miljarder miljardia milliarder md mrk mld млрд миллиард миллиарда миллиардов мільярд мільярда мільярдів милиард милиарда милиарди милијарди милијарда milijarda milijarde milijardi milijardu milijard miliard miliardë milyar miliar tỷ tỉ milliárd δισεκατομμύρια δισ अरब আরব میلیارد مليار مليارات מיליארד ارب milljarðar milljarða milljarður"},
		{"", 1e12, "trillion trillions billionen трлн триллион триллиона триллионов трильйон трильйонів τρισ खरब تريليون تریلیون"},
		{"en fil tl", 1e9, "billion billions"},
		{"pt", 1e9, "bilhão bilhões bi"},
		{"pt", 1e12, "trilhão trilhões"},
		{"de nl da nb sv fr es ca it pl cs hu ro", 1e12, "billion billionen biljoen billioner biljoner billions billón billones bilió bilions bilione bilioni bilion bilionů bilionów bilionu"},
		{"tr", 1e12, "trilyon"},
		{"id ms", 1e12, "triliun"},
	} {
		for _, language := range append(strings.Fields(l.languages), emptyIf(l.languages == "")...) {
			if out[language] == nil {
				out[language] = make(map[string]float64)
			}
			for word := range strings.FieldsSeq(l.words) {
				out[language][word] = l.factor
			}
		}
	}
	return out
})

// emptyIf is the list of the empty language, or of none.
func emptyIf(everywhere bool) []string {
	if everywhere {
		return []string{""}
	}
	return nil
}
