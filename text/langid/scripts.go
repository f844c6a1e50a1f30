package langid

import (
	"math"
	"strings"
	"unicode"

	"github.com/overview-news/overview/text/language"
)

type script int

const (
	scriptOther script = iota
	scriptLatin
	scriptCyrillic
	scriptArabic
	scriptDevanagari
	scriptHan
	scriptKana
	scriptHangul
	scriptHebrew
	scriptBengali
	scriptEthiopic
	scriptSingle // scripts that one language of the press uses
	scriptCount
)

// ranges find the script of a letter beyond Latin and Cyrillic, most frequent
// in the press first.
var ranges = []struct {
	table *unicode.RangeTable
	in    script
	only  language.Tag // the language, where the script has one
}{
	{unicode.Arabic, scriptArabic, ""},
	{unicode.Han, scriptHan, ""},
	{unicode.Hiragana, scriptKana, ""},
	{unicode.Katakana, scriptKana, ""},
	{unicode.Hangul, scriptHangul, ""},
	{unicode.Devanagari, scriptDevanagari, ""},
	{unicode.Greek, scriptSingle, "el"},
	{unicode.Hebrew, scriptHebrew, ""},
	{unicode.Thai, scriptSingle, "th"},
	{unicode.Bengali, scriptBengali, ""},
	{unicode.Tamil, scriptSingle, "ta"},
	{unicode.Telugu, scriptSingle, "te"},
	{unicode.Kannada, scriptSingle, "kn"},
	{unicode.Malayalam, scriptSingle, "ml"},
	{unicode.Gujarati, scriptSingle, "gu"},
	{unicode.Gurmukhi, scriptSingle, "pa"},
	{unicode.Oriya, scriptSingle, "or"},
	{unicode.Sinhala, scriptSingle, "si"},
	{unicode.Georgian, scriptSingle, "ka"},
	{unicode.Armenian, scriptSingle, "hy"},
	{unicode.Ethiopic, scriptEthiopic, ""},
	{unicode.Khmer, scriptSingle, "km"},
	{unicode.Lao, scriptSingle, "lo"},
	{unicode.Myanmar, scriptSingle, "my"},
	{unicode.Tibetan, scriptSingle, "bo"},
	{unicode.Thaana, scriptSingle, "dv"},
}

// census counts a text's letters by script. One letter of a script without
// spaces carries as much as several of an alphabet and is counted so.
type census struct {
	count   [scriptCount]int
	single  map[language.Tag]int
	letters int // weighted
	words   int
	upper   int
	main    script
}

// ideograph is what one letter of Han, kana or Hangul counts beside one of an
// alphabet.
const ideograph = 3

func countScripts(text string) census {
	var c census
	inWord := false
	for _, r := range text {
		if !unicode.IsLetter(r) {
			if !unicode.IsMark(r) {
				inWord = false
			}
			continue
		}
		if !inWord {
			c.words++
			inWord = true
		}
		s, tag := scriptOf(r)
		weight := 1
		if s == scriptHan || s == scriptKana || s == scriptHangul {
			weight = ideograph
		}
		c.count[s] += weight
		c.letters += weight
		if tag != "" {
			if c.single == nil {
				c.single = map[language.Tag]int{}
			}
			c.single[tag]++
		}
		if unicode.IsUpper(r) {
			c.upper++
		}
	}
	for s := range c.count {
		if c.count[s] > c.count[c.main] {
			c.main = script(s)
		}
	}
	return c
}

func scriptOf(r rune) (script, language.Tag) {
	switch {
	case r < 0x250, r >= 0x1e00 && r < 0x1f00:
		return scriptLatin, ""
	case r >= 0x400 && r < 0x530:
		return scriptCyrillic, ""
	}
	for _, e := range ranges {
		if unicode.Is(e.table, r) {
			return e.in, e.only
		}
	}
	if unicode.Is(unicode.Latin, r) {
		return scriptLatin, ""
	}
	return scriptOther, ""
}

func (c census) share(s script) float64 {
	if c.letters == 0 {
		return 0
	}
	return float64(c.count[s]) / float64(c.letters)
}

// byScript answers where the script alone decides; nil where it does not.
func (c census) byScript(text string) map[language.Tag]float64 {
	// The script of the sentence is that of its grammar: any script beside
	// Latin that has a fair share of the letters, names in Latin apart.
	const fair = 0.25
	eastern := c.count[scriptHan] + c.count[scriptKana] + c.count[scriptHangul]
	if float64(eastern) >= fair*float64(c.letters) && c.main != scriptCyrillic && c.main != scriptArabic {
		return c.eastern(text)
	}
	if float64(c.count[scriptSingle]) >= fair*float64(c.letters) {
		scores := map[language.Tag]float64{}
		for tag, n := range c.single {
			scores[tag] = float64(n * n)
		}
		return scores
	}
	switch c.dominant() {
	case scriptHebrew:
		return hebrewOrYiddish(text)
	case scriptBengali:
		if strings.ContainsAny(text, "ৰৱ") {
			return map[language.Tag]float64{"as": 1}
		}
		return map[language.Tag]float64{"bn": 1}
	case scriptEthiopic:
		if n := countAny(text, "ኸኻኽቕቐቒ"); n > 1 || countWords(text, ethiopicTigrinya) > 0 {
			return map[language.Tag]float64{"ti": 1}
		}
		return map[language.Tag]float64{"am": 1}
	case scriptOther:
		return map[language.Tag]float64{}
	}
	return nil
}

var ethiopicTigrinya = wordSet("እዩ ኣብ ናይ ድማ እቲ ነቲ ከምዘሎ ዝነበረ እዮም ኣሎ")

// dominant is the script that the text is taken to be in: Latin only where no
// other has a fair share.
func (c census) dominant() script {
	const fair = 0.4
	best := c.main
	for s := scriptCyrillic; s < scriptCount; s++ {
		if c.share(s) >= fair && (best == scriptLatin || c.count[s] > c.count[best]) {
			best = s
		}
	}
	return best
}

func hebrewOrYiddish(text string) map[language.Tag]float64 {
	if countWords(text, yiddishWords) > 1 || countAny(text, "ײװױ") > 0 {
		return map[language.Tag]float64{"yi": 1}
	}
	return map[language.Tag]float64{"he": 1}
}

var yiddishWords = wordSet("די און איז אין פון דער דאס האט נישט צו מיט")

// eastern tells Korean, Japanese and the two ways to write Chinese apart.
func (c census) eastern(text string) map[language.Tag]float64 {
	han, kana, hangul := c.count[scriptHan], c.count[scriptKana], c.count[scriptHangul]
	if hangul > 0 && hangul*2 >= han+kana {
		return map[language.Tag]float64{"ko": 1}
	}
	simple, traditional, japanese := hanForms(text)
	particles := countAny(text, "のはがをにでとたるしい")
	// Kana beside Han is Japanese, but one の decorates Chinese names.
	if kana > 0 && (particles > 1 || kana*8 >= han || kana > 2*ideograph) {
		return map[language.Tag]float64{"ja": 1}
	}
	scores := map[language.Tag]float64{"zh-Hans": 0.5, "zh-Hant": 0.4, "ja": 0.1}
	chinese := countAny(text, "的了是在这這们們不也将將与與对對个個会會为為从從还還让讓吗嗎呢吧把被就都很你我他她它")
	scores["zh-Hans"] *= math.Pow(6, float64(simple-traditional)) * math.Pow(2, float64(chinese))
	scores["zh-Hant"] *= math.Pow(6, float64(traditional-simple)) * math.Pow(2, float64(chinese))
	scores["ja"] *= math.Pow(6, float64(japanese)) * math.Pow(0.25, float64(simple))
	for tag, p := range scores {
		scores[tag] = math.Min(p, 1e12)
	}
	return scores
}

const mostForms = 12 // counted; more would only overflow

func hanForms(text string) (simple, traditional, japanese int) {
	return min(countAny(text, simpleHan), mostForms), min(countAny(text, traditionalHan), mostForms),
		min(countAny(text, japaneseHan), mostForms)
}

// Han letters that only one way of writing has, by frequency in news.
const (
	simpleHan = "国会发经现产业这说们为来对时过开进还动关门问长见电车马东书学习战争总统员图约务际报选让华亚欧货银税价项计划设员应该气环" +
		"岁医疗药结组织级红线绿网络规则观视觉认识记请谈论调查责败质购资赛赢跃转轻输达远运连迟适边邮释钱铁错锋闭间闻队阳阴阶陆险难页顺须预领题额风飞馆驱验"
	traditionalHan = "國會發經現產業這說們為來對時過開進還動關門問長見電車馬東書學習戰爭總統員圖約務際報選讓華亞歐貨銀稅價項計劃設應該氣環" +
		"歲醫療藥結組織級紅線綠網絡規則觀視覺認識記請談論調查責敗質購資賽贏躍轉輕輸達遠運連遲適邊郵釋錢鐵錯鋒閉間聞隊陽陰階陸險難頁順須預領題額風飛館驅驗"
	japaneseHan = "円発売気経済県対応変選挙検討労働関係権総駅図広絵続読図労価満渋沢実験転険観覧譲辺浜歩毎込働峠畑匂枠"
)

func countAny(text, letters string) int {
	n := 0
	for _, r := range text {
		if r >= 0x80 && strings.ContainsRune(letters, r) {
			n++
		}
	}
	return n
}

// evidence is the most that a text of this size can be believed, in 0 to 1.
// Scripts that several languages share need words, not letters.
func (c census) evidence(known bool) float64 {
	n := float64(c.letters)
	s := c.dominant()
	half := 4.0 // letters at which half the confidence is reached
	if s == scriptLatin || s == scriptCyrillic || s == scriptArabic {
		half = 2
		if c.words < 2 {
			half = 4
		}
	}
	if known {
		half /= 2
	}
	mixed := 1.0
	if top := c.share(s); top < 0.75 && s != scriptHan && s != scriptKana && s != scriptHangul {
		mixed = top
	}
	return mixed * n * n / (n*n + half*half)
}
