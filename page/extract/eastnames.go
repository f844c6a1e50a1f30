package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// firstEast is the first of the characters of Chinese, Japanese and Korean.
const firstEast = 0x2e80

// isEast reports whether a text has letters of Chinese, Japanese or Korean, and
// few of others.
func isEast(s string) bool {
	east, other := 0, 0
	for _, c := range s {
		switch {
		case !unicode.IsLetter(c):
		case c >= firstEast:
			east++
		default:
			other++
		}
	}
	return east >= 2 && (other <= east || strings.Contains(s, "@"))
}

func isHangul(c rune) bool { return unicode.Is(unicode.Hangul, c) }

// eastBrackets stand around a byline.
const eastBrackets = " 　()（）[]［］【】〔〕〈〉《》「」"

// splitEast divides a byline in Chinese, Japanese or Korean into names: those
// that stand after a label such as 作者 or 記者, before a word such as 기자, or
// alone. What it says of editors, photographers, places and departments is left
// out.
func (r *reader) splitEast(s string) []string {
	s = strings.ReplaceAll(s, "　", " ")
	if strings.ContainsFunc(s, isHangul) {
		return splitKorean(s)
	}
	s = strings.Trim(s, eastBrackets)
	s, labelled := afterEastLabel(s)
	s = cutEastPlace(s)
	var names []string
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("、，,；;／/|｜&＆與与及", c) }) {
		for _, name := range r.splitEastSpaces(strings.Trim(part, eastBrackets+"・·:："), labelled) {
			switch {
			case isEastName(name), inNotNames(name), isAgency(name), r.isSite(name):
				names = append(names, name)
			case !labelled:
				return nil // not a list of names
			}
		}
	}
	return names
}

// eastAuthor are labels before who wrote, eastEditor before others. Single
// characters need a mark behind them, for names hold them too.
var (
	eastAuthor = regexp.MustCompile(`(?:本[报報]|本社|本台|特约|特約|实习|實習|见习|[\p{Han}]{2,4}社)?(?:记者|記者|通讯员|通訊員|特派[员員])[：:・·／/ ]*|(?:作者|撰文|执笔|執筆|著者|取材[・･]?文?|ライター|図文|图文|文图)[：:＝=・·／/ ]+|(?:^|[ 　；;])文[：:＝=・·／/●◎] ?`)
	eastEditor = regexp.MustCompile(`(?:责任|責任)?(?:编辑|編輯|责编|責編|编审|校对|校對|摄影|攝影|摄|图片|圖片|编集|編集|写真|撮影|構成|监制|監製|来源|來源|出典)[：:＝=・·／/]`)
)

// afterEastLabel cuts what stands before and with the label of an author, and
// what a label of others begins. It reports whether there was one.
func afterEastLabel(s string) (string, bool) {
	labelled := false
	for _, role := range []string{"记者", "記者"} {
		s = strings.TrimSuffix(s, role) // 山田花子記者
	}
	if at := eastAuthor.FindStringIndex(s); at != nil && at[1] < len(s) {
		s, labelled = s[at[1]:], true
	}
	if at := eastEditor.FindStringIndex(s); at != nil {
		s = s[:at[0]]
	}
	return strings.Trim(s, eastBrackets), labelled
}

var (
	// eastWire is the end of 王小明台北3日電; the place has two characters
	// nearly always, and the name before it two or three.
	eastWire   = regexp.MustCompile(`^(\p{Han}{4,7}?)\d*(?:月\d+)?日?[电電讯訊]`)
	eastReport = regexp.MustCompile(`[／/ ]?(?:\p{Han}{2,4})?(?:綜合|综合)?(?:報導|报道|報道)$`)
)

// cutEastPlace drops the place from which somebody reports: ／台北報導, a city
// and a day, ニューヨーク＝.
func cutEastPlace(s string) string {
	if m := eastWire.FindStringSubmatch(s); m != nil {
		name := []rune(m[1])
		return string(name[:min(len(name)-2, 3)])
	}
	if before, after, found := strings.Cut(s, "＝"); found && isEastName(after) && !strings.Contains(after, "・") {
		if first, _ := utf8.DecodeRuneInString(after); unicode.Is(unicode.Han, first) && before != "" {
			return after
		}
	}
	if before, _, found := strings.Cut(s, "／"); found && eastReport.MatchString(s) {
		return before
	}
	return eastReport.ReplaceAllString(s, "")
}

// eastDepartments end the names of departments and ranks that stand before a
// person's name.
var eastDepartments = []string{"部", "局", "支社", "室", "班", "社", "委員", "记者", "記者", "編集長", "特派員", "デスク", "キャップ", "教授", "氏"}

// splitEastSpaces divides at spaces: in Japanese they stand within a name, and
// behind departments; in Chinese between names.
func (r *reader) splitEastSpaces(s string, labelled bool) []string {
	words := strings.Fields(s)
	words = slices.DeleteFunc(words, func(w string) bool {
		return strings.ContainsAny(w, "@＠") || len(words) > 1 && slices.ContainsFunc(eastDepartments, func(d string) bool { return strings.HasSuffix(w, d) })
	})
	if len(words) < 2 {
		return words
	}
	chinese := strings.HasPrefix(r.out.Language, "zh") || labelled && !strings.HasPrefix(r.out.Language, "ja")
	short := slices.ContainsFunc(words, func(w string) bool {
		n := utf8.RuneCountInString(w)
		return n < 2 || n > 4 || strings.ContainsFunc(w, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
	})
	if chinese && !short {
		return words
	}
	return []string{strings.Join(words, " ")}
}

// isEastName reports whether a text in Chinese, Japanese or Korean has the form
// of a person's name.
func isEastName(s string) bool {
	han, kana, hangul, dots := 0, 0, 0, 0
	for _, c := range s {
		switch {
		case unicode.Is(unicode.Han, c), c == '々':
			han++
		case unicode.In(c, unicode.Hiragana, unicode.Katakana), c == 'ー':
			kana++
		case isHangul(c):
			hangul++
		case strings.ContainsRune("・·＝=", c):
			dots++
		case c == ' ':
		default:
			return c < firstEast && unicode.IsLetter(c) && han+kana+hangul > 0
		}
	}
	const (
		mostHan     = 7  // with a given name in kana: 勅使河原さくら
		mostForeign = 20 // マリア・デ・ロス・リオス
		mostHangul  = 12
	)
	switch {
	case hangul > 0:
		return hangul >= 2 && hangul <= mostHangul && han+kana == 0 && (strings.Contains(s, " ") || isKoreanName(s))
	case dots > 0:
		return kana >= 3 && kana+han <= mostForeign
	case han == 0:
		return kana >= 2 && kana <= mostForeign
	}
	return han+kana >= 2 && han+kana <= mostHan
}
