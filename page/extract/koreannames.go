package extract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// koreanRoles stand behind a name, alone or joined to it; longer ones first.
var koreanRoles = []string{"선임기자", "전문기자", "인턴기자", "객원기자", "수습기자", "대기자", "기자", "특파원", "통신원", "논설위원", "해설위원", "편집위원",
	"인턴", "수습", "칼럼니스트", "에디터", "리포터", "앵커", "피디", "작가"}

// koreanTitles stand behind a name that is not of the staff.
var koreanTitles = set("교수 대표 소장 변호사 박사 원장 의원 연구원 연구위원 센터장 국장 이사 회장 평론가 시인 소설가")

// koreanSurnames are those of nearly everyone, koreanLong the surnames of two
// syllables.
const koreanSurnames = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈"

var koreanLong = set("남궁 황보 제갈 사공 선우 독고 동방 서문")

// splitKorean divides a byline: "[서울=뉴시스] 홍길동·김철수 기자 hong@a.example".
// Without a role it is taken for one name.
func splitKorean(s string) []string {
	s = afterKoreanPlace(s)
	s, _, _ = strings.Cut(s, " 외 ") // "and one more"
	for _, label := range []string{"글·사진", "글·그림", "글/사진", "취재", "글"} {
		if rest, found := strings.CutPrefix(s, label); found && strings.IndexAny(rest, " :：=|") == 0 {
			s = strings.TrimLeft(rest, " :：=|")
			break
		}
	}
	var names []string
	role := false
	words := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" ,、·/|&ㆍ・()[]", c) })
	for _, w := range words {
		name, has := withoutKoreanRole(w)
		role = role || has
		switch {
		case isKoreanName(name):
			names = append(names, name)
		case name != "" && !has && !role:
			names = nil // of a place or a paper before the name
		}
	}
	if role || len(words) == 1 {
		return names
	}
	if len(words) > 1 && isKoreanName(words[0]) && slices.ContainsFunc(words[1:], func(w string) bool { return koreanTitles[w] }) {
		return words[:1]
	}
	if listed := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",、·/&ㆍ", c) }); len(listed) == len(words) && len(names) == len(words) {
		return names
	}
	return []string{strings.Trim(s, eastBrackets)}
}

// afterKoreanPlace cuts the place and the agency before a name, and the mark
// that ends it: "(서울=연합뉴스) 홍길동 기자 =".
func afterKoreanPlace(s string) string {
	s = strings.TrimRight(s, " =＝")
	if end := strings.IndexAny(s, ")]）】"); end >= 0 && strings.IndexAny(s, "([（【") == 0 {
		_, size := utf8.DecodeRuneInString(s[end:])
		if rest := strings.TrimSpace(s[end+size:]); rest != "" {
			s = rest
		}
	}
	if i := strings.LastIndexAny(s, "=＝"); i >= 0 && !strings.Contains(s[:i], "기자") {
		_, size := utf8.DecodeRuneInString(s[i:])
		s = s[i+size:]
	}
	return strings.Trim(s, eastBrackets)
}

func withoutKoreanRole(w string) (string, bool) {
	for _, role := range koreanRoles {
		if rest, found := strings.CutSuffix(w, role); found {
			return rest, true
		}
	}
	return w, false
}

// isKoreanName reports whether a word is a surname and a given name.
func isKoreanName(w string) bool {
	const shortest, usual, longest = 2, 3, 4 // syllables
	if strings.ContainsFunc(w, func(c rune) bool { return !isHangul(c) }) {
		return false
	}
	c := []rune(w)
	switch {
	case len(c) < shortest || len(c) > longest:
		return false
	case len(c) > usual:
		return koreanLong[string(c[:2])]
	}
	return strings.ContainsRune(koreanSurnames, c[0])
}
