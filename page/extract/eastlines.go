package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isEastByline reports whether a short line in Chinese, Japanese or Korean
// labels an author.
func isEastByline(s string) bool {
	const longest = 100 // bytes
	if len(s) > longest || !isEast(s) || strings.ContainsAny(s, "。！？?!") {
		return false
	}
	if strings.ContainsFunc(s, isHangul) {
		for _, w := range strings.Fields(afterKoreanPlace(s)) {
			if _, role := withoutKoreanRole(strings.Trim(w, ",·|()[]")); role {
				return true
			}
		}
		return false
	}
	if _, labelled := afterEastLabel(strings.Trim(s, eastBrackets)); labelled {
		return true
	}
	bare := strings.Trim(s, eastBrackets)
	return strings.HasSuffix(bare, "記者") || strings.HasSuffix(bare, "记者")
}

// openingAuthors reads the byline that opens the text of many papers in East
// Asia: "(서울=연합뉴스) 홍길동 기자 = …", 〔記者王小明／台北報導〕…, and the
// one after the agency: 新华社北京3月1日电（记者王小明）….
func (r *reader) openingAuthors() []signature {
	const span = 150 // bytes
	first, _ := r.span()
	if first < 0 {
		return nil
	}
	text := r.cut.Blocks[first].Text
	head := strings.ToValidUTF8(text[:min(len(text), span)], "")
	if !isEast(head) {
		return nil
	}
	if before, _, found := strings.Cut(head, " = "); found && isEastByline(before) {
		return []signature{{text: before, shown: true}}
	}
	for _, pair := range []string{"（）", "()", "〔〕", "【】", "[]", "［］"} {
		open, size := utf8.DecodeRuneInString(pair)
		_, rest, found := strings.Cut(head, string(open))
		inside, _, closed := strings.Cut(rest, pair[size:])
		if found && closed && isEastByline(inside) {
			return []signature{{text: inside, shown: true}}
		}
	}
	return nil
}

// eastClosing returns the author in the brackets that end a text in Chinese or
// Japanese: （記者王小明）, 【山田花子】, （文・山田花子、写真・佐藤一郎）.
func eastClosing(text string) string {
	const longest = 90 // bytes
	text = strings.TrimSpace(text)
	last, size := utf8.DecodeLastRuneInString(text)
	open := map[rune]string{'）': "（", ')': "(", '】': "【", '〕': "〔"}[last]
	at := strings.LastIndex(text, open)
	if open == "" || at < 0 || len(text)-at > longest {
		return ""
	}
	inside := text[at+len(open) : len(text)-size]
	if !isEast(inside) {
		return ""
	}
	if isEastByline(inside) {
		return inside
	}
	const fewest, most = 3, 5 // characters of a name in Han alone
	n := utf8.RuneCountInString(inside)
	isName := n >= fewest && n <= most && !strings.ContainsFunc(inside, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
	if isName && last == '】' && !strings.ContainsAny(inside, "部略写真画像提供取材抜粋編集新聞社通信記事関連続完終") {
		return inside
	}
	return ""
}
