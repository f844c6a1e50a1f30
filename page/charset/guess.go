package charset

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// maxSample bounds the bytes that statistics look at: enough for some
// thousand letters of any page, cheap enough to decode a dozen times.
const maxSample = 32 << 10

// maxBroken is the share of undecodable characters, one in so many, up to
// which a declared encoding is believed: text is cut, advertisements are
// pasted in.
const maxBroken = 50

// plausible reports whether body can be text of the declared encoding.
func plausible(body []byte, name string) bool {
	broken, high := tally(decodeSample(body, name))
	if broken*maxBroken > high {
		return false
	}
	return name != "windows-1252" || !betterThanWestern(body)
}

// betterThanWestern reports whether body is clearly not in windows-1252,
// which every byte fits and which is declared far more often than it is used.
func betterThanWestern(body []byte) bool {
	raw, hint := sample(body), languageHint(body)
	if guessEastAsian(raw, hint) != "" {
		return true
	}
	western, _ := scoreLetters(string(convert(encodingOf("windows-1252"), raw)), candidates[0].letters)
	best, score := bestSingle(raw, hint)
	return best != "windows-1252" && score > 2*max(western, 0)
}

// tally counts U+FFFD and control characters, and all characters above ASCII.
func tally(s string) (broken, high int) {
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		high++
		if r == utf8.RuneError || (r >= 0x80 && r < 0xA0) || (r >= 0xE000 && r < 0xF900) {
			broken++
		}
	}
	return broken, high
}

// decodeSample decodes the parts of body around its bytes above ASCII.
func decodeSample(body []byte, name string) string {
	enc := encodingOf(name)
	if enc == nil {
		return string(body[:min(len(body), maxSample)])
	}
	return string(convert(enc, sample(body)))
}

// sample returns the text of body from the first byte above ASCII on, without
// tags, whose ASCII letters would only dilute the statistics.
func sample(body []byte) []byte {
	out := make([]byte, 0, min(len(body), maxSample))
	inTag := false
	for _, b := range body {
		switch {
		case b == '<':
			inTag = true
			out = append(out, ' ')
		case b == '>':
			inTag = false
		case !inTag:
			out = append(out, b)
		}
		if len(out) >= maxSample {
			if hasHigh(out) {
				break
			}
			out = out[:0] // plain ASCII so far: look further
		}
	}
	if !hasHigh(out) {
		return body[:min(len(body), maxSample)]
	}
	return out
}

func hasHigh(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// candidate is an encoding that statistics consider.
type candidate struct {
	name    string
	letters string // letters above ASCII of its languages, most frequent first
	langs   string // languages that are written in it
}

// candidates are in the order in which ties are broken. Letters are in the
// order of their frequency in running text of the languages named.
var candidates = []candidate{
	{"windows-1252", "éäöüáíóàèßñçåøãêæúâôîëïìùòœÉÄÖÜÅØÁÑõû’“”–«»°", "en de fr es pt it nl da no nb sv fi is ca gl eu af id ms sw sq"},
	{"windows-1251", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґўјљњћџђѓќ–«»—", "ru uk bg sr mk be kk ky mn tg"},
	{"koi8-r", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё", "ru"},
	{"windows-1250", "áéíóöőüűúěčžřýůšłąęśżćńźăşţđäôľťňďâî–„”", "pl cs sk hu sl hr bs ro sr"},
	{"iso-8859-2", "áéíóöőüűúěčžřýůšłąęśżćńźăşţđäôľťňďâî", "pl cs sk hu sl hr bs ro"},
	{"windows-1253", "αοιετσνηυρπκμλωςθγδχβφξζψάίόέήώύϊΐ", "el"},
	{"windows-1254", "ıiüşğöçİâîÖÜŞÇ", "tr az"},
	{"windows-1255", "יולהאמרבתשנדםפעחקטכגצסזןךץףֶָ", "he yi"},
	{"windows-1256", "اليمنوترةبعدفهسكقحجشطصخذىضثغئءزظأإؤآپچژگکی،", "ar fa ur ps"},
	{"windows-1257", "āīšžėęūąčēųįļņģķķöäõü", "lt lv et"},
	{"windows-874", "านรกอเงมยลวดทสตะปบคหแจพชขใไโผธซถฐญณศษภ่้ัิีื์ุูำ็", "th"},
	{"windows-1258", "đáàạảãâấầậăơưôêếềệ\u0301\u0300\u0309\u0303\u0323", "vi"},
}

// scoreStep is what a letter scores less than the one before it in the list.
const scoreStep = 2

// Scores for the letters of a candidate. What counts is the order: a frequent
// letter is evidence, a symbol inside a word is evidence against.
const (
	scoreFrequent = 100 // falls to scoreRare along the list of letters
	scoreRare     = 30
	scoreStranger = -80  // a letter that no language of the encoding has
	scoreSymbol   = -120 // a symbol or sign beside a letter
	scoreBroken   = -400
	scoreScripts  = -120 // Latin beside another script in one word, a run of accents
	scoreCaseFlip = -120 // an upper-case letter after a lower-case one
	scoreLanguage = 40   // the document says that it is in such a language
)

// guess names the encoding that fits the bytes best, or nothing where none
// fits at all.
func guess(body []byte, language string) string {
	raw := sample(body)
	if name := guessEastAsian(raw, language); name != "" {
		return name
	}
	best, _ := bestSingle(raw, language)
	return best
}

// bestSingle is the one-byte encoding that fits best, with its score; an
// empty name where none fits.
func bestSingle(raw []byte, language string) (string, int) {
	best, bestScore := "", 0
	for _, c := range candidates {
		text := string(convert(encodingOf(c.name), raw))
		score, high := scoreLetters(text, c.letters)
		if language != "" && strings.Contains(" "+c.langs+" ", " "+language+" ") {
			score += scoreLanguage * high
		}
		if score > bestScore {
			best, bestScore = c.name, score
		}
	}
	return best, bestScore
}

// scoreLetters rates decoded text against the letters it should have.
func scoreLetters(text, letters string) (score, high int) {
	weights := weightsOf(letters)
	prev, run := ' ', 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			if isLatin(r) && run > 0 && !isLatin(prev) {
				score += scoreScripts
			}
			prev, run = r, 0
			continue
		}
		high++
		run++
		w, known := weights[unicode.ToLower(r)]
		switch {
		case known && isLatin(r) && run > maxLatinRun, known && !isLatin(r) && unicode.IsLetter(r) && isLatin(prev):
			score += scoreScripts
		case r == utf8.RuneError, r >= 0x80 && r < 0xA0:
			score += scoreBroken
		case known && unicode.IsUpper(r) && unicode.IsLower(prev):
			score += scoreCaseFlip
		case known:
			score += w
		case unicode.IsLetter(r):
			score += scoreStranger
		case unicode.IsLetter(prev) && !unicode.IsPunct(r) && !unicode.IsSpace(r):
			score += scoreSymbol
		}
		prev = r
	}
	return score, high
}

// maxLatinRun is how many accented letters of the Latin script stand beside
// one another in a word; more are another script in disguise.
const maxLatinRun = 3

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// weightsOf falls from scoreFrequent to scoreRare along letters.
func weightsOf(letters string) map[rune]int {
	weights := make(map[rune]int, len(letters))
	i := 0
	for _, r := range letters {
		w := max(scoreFrequent-scoreStep*i, scoreRare)
		if low := unicode.ToLower(r); weights[low] < w {
			weights[low] = w
		}
		i++
	}
	return weights
}

// eastAsianCandidates in the order in which ties are broken.
var eastAsianCandidates = []struct{ name, langs string }{
	{"gb18030", "zh"}, {"big5", "zh"}, {"shift_jis", "ja"}, {"euc-jp", "ja"}, {"euc-kr", "ko"},
}

// guessEastAsian tries the two-byte encodings. One is believed if hardly any
// byte fails and most characters are everyday ones of its language.
func guessEastAsian(raw []byte, language string) string {
	best, bestShare := "", minCommonShare
	for _, c := range eastAsianCandidates {
		share := commonShare(string(convert(encodingOf(c.name), raw)), c.name)
		if language == c.langs {
			share += hintShare
		}
		if share > bestShare {
			best, bestShare = c.name, share
		}
	}
	return best
}

// commonShare is the share of everyday characters among those above ASCII,
// or -1 where the text cannot be of the encoding: too many bytes that fail, or
// Latin letters around single ideographs, which are accented letters misread.
func commonShare(text, name string) float64 {
	common, high, broken, mixed := 0, 0, 0, 0
	prev := ' '
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if isLatin(r) && prev >= utf8.RuneSelf {
				mixed++
			}
		case r == utf8.RuneError || (r >= 0xE000 && r < 0xF900):
			high++
			broken++
		default:
			high++
			if everyday(r, name) {
				common++
			}
			if isLatin(prev) {
				mixed++
			}
		}
		prev = r
	}
	if high == 0 || broken*maxBroken > high || mixed > high/2 {
		return -1
	}
	return float64(common) / float64(high)
}

// minCommonShare is the share of everyday characters from which a two-byte
// encoding is believed, hintShare what a matching language adds. Running text
// in the right encoding has 0.25 to 0.9; text of windows-125x read as two-byte
// characters stays under 0.1.
const (
	minCommonShare = 0.16
	hintShare      = 0.08
)

// everydayHan are frequent characters of news text in both scripts of Chinese.
const everydayHan = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府這為個國時來們於對會發動過說產種後學經進著電裡實兩體機當點從業應開還關樣與線數變條沒結問軍題黨員總設長頭資邊級圖統較將組見計別論運農幾區強決戰則據處"

// everyday reports whether r is frequent in text of the encoding's language.
func everyday(r rune, name string) bool {
	switch name {
	case "shift_jis", "euc-jp":
		return (r >= 0x3041 && r <= 0x30FA) || r == 'ー' || r == '、' || r == '。'
	case "euc-kr":
		return frequent()[r] && r >= firstHangul
	}
	return r == '，' || r == '。' || (frequent()[r] && r < firstHangul)
}

const firstHangul = '\uAC00'

// frequent is the set of everyday characters, made when first needed.
var frequent = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool)
	for _, r := range everydayHan + everydayHangul {
		set[r] = true
	}
	return set
})

const everydayHangul = "이다에는의가을를은하고지한로사기도서자대시어인리나정아일그들으해부원수있과전주보상라스제조국장만것년구했위게여되동공성할경관선유내방미오트비신세당안중민진후명월출면소와까중실화개문거무말회통무등"
