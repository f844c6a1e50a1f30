package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// eastText are paragraphs of an article.
var eastText = map[string]string{
	"ko": "강변의 양수장 두 곳이 가을 전에 새로 문을 연다고 수도국이 월요일 밝혔다. 봄 홍수 뒤로 낡은 펌프가 멈춘 날이 많아 주민들이 물을 길어 써야 했다. 공사비는 시가 부담하고 도로는 버스가 다닐 수 있게 열어 둔다.",
	"zh": "水务局周一表示，河边的两座泵站将在秋天之前重新启用。春天的洪水过后，旧水泵经常停转，居民只能自己挑水。工程费用由市里承担，道路将继续对公共汽车开放，施工预计在收获之后开始。",
	"ja": "水道局は月曜日、川沿いの二つのポンプ場を秋までに新しく開くと発表した。春の洪水のあと古いポンプは止まる日が多く、住民は水をくみに行かなければならなかった。費用は市が負担し、道路はバスのために開けておく。",
}

// eastDocument is a page with a marked byline, openings and an end of its text.
func eastDocument(lang, byline, opening, end string) string {
	text := eastText[lang]
	return `<!doctype html><html lang="` + lang + `"><head><meta charset="utf-8"><title>` + text[:30] + `</title></head><body><article><h1>` + text[:30] + `</h1>` +
		byline + "<p>" + opening + text + "</p><p>" + text + end + "</p></article></body></html>"
}

func TestEastBylines(t *testing.T) {
	for _, tt := range []struct{ lang, line, want string }{
		{"ko", "홍길동 기자 hong@a.example", "홍길동"},
		{"ko", "홍길동 기자, 김철수 기자", "홍길동 김철수"},
		{"ko", "홍길동·김철수 기자", "홍길동 김철수"},
		{"ko", "홍길동 선임기자", "홍길동"},
		{"ko", "남궁길동 논설위원", "남궁길동"},
		{"ko", "박길동 기자 외 1명", "박길동"},
		{"ko", "서울=홍길동 기자", "홍길동"},
		{"ko", "이데일리 홍길동 기자", "홍길동"},
		{"ko", "김수아 인턴 기자", "김수아"},
		{"ko", "물길일보", ""},
		{"ko", "글·사진 홍길동", "홍길동"},
		{"zh", "本报记者 王小明 李华", "王小明 李华"},
		{"zh", "文/王小明", "王小明"},
		{"zh", "作者：王小明、李华", "王小明 李华"},
		{"zh", "来源：水务新闻 作者：王小明", "王小明"},
		{"zh", "作者：王小明 责任编辑：李华", "王小明"},
		{"zh", "责任编辑：李华", ""},
		{"zh", "編輯：李華", ""},
		{"zh", "記者王小明／台北報導", "王小明"},
		{"zh", "〔記者王小明、李華／台北報導〕", "王小明 李華"},
		{"zh", "（中央社記者王小明台北3日電）", "王小明"},
		{"zh", "大河新媒体", ""},
		{"ja", "文・山田花子 写真・佐藤一郎", "山田花子"},
		{"ja", "山田花子記者", "山田花子"},
		{"ja", "山田 花子", "山田花子"},
		{"ja", "東京社会部 山田花子", "山田花子"},
		{"ja", "ニューヨーク＝山田花子", "山田花子"},
		{"ja", "取材・文：マリア・ロス", "マリア・ロス"},
		{"ja", "専門・関心分野 川、水、核問題、東日本大洪水", ""},
	} {
		t.Run(tt.line, func(t *testing.T) {
			a := mustPage(t, eastDocument(tt.lang, `<p class="byline">`+tt.line+`</p>`, "", ""), "https://a.example/pumps")
			var got []string
			for _, n := range a.Authors {
				got = append(got, strings.ReplaceAll(n, " ", ""))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("Authors of %q = %q, want %q", tt.line, got, tt.want)
			}
		})
	}
}

func TestEastLines(t *testing.T) {
	for _, tt := range []struct {
		name, lang, byline, opening, end string
		want                             []string
		source                           string
	}{
		{"agency, Korean", "ko", "", "(서울=연합뉴스) 홍길동 기자 = ", "", []string{"홍길동"}, "opening"},
		{"agency, two", "ko", "", "[서울=뉴시스] 홍길동 김철수 기자 = ", "", []string{"홍길동", "김철수"}, "opening"},
		{"paper in brackets", "ko", "", "[물길신문 홍길동 기자] ", "", []string{"홍길동"}, "opening"},
		{"agency, Chinese", "zh", "", "新华社北京3月1日电（记者王小明、李华）", "", []string{"王小明", "李华"}, "opening"},
		{"Taiwan", "zh", "", "〔記者王小明／台北報導〕", "", []string{"王小明"}, "opening"},
		{"reporter at the end", "zh", "", "", "（记者 王小明）", []string{"王小明"}, "closing line"},
		{"Japanese brackets", "ja", "", "", "【山田花子】", []string{"山田花子"}, "closing line"},
		{"writer and photographer", "ja", "", "", "（文・山田花子、写真・佐藤一郎）", []string{"山田花子"}, "closing line"},
		{"nobody's brackets", "ja", "", "", "（肩書は当時）", nil, ""},
		{"an abridgement", "ja", "", "", "【一部抜粋】", nil, ""},
		{"address behind the text", "ko", "", "", "</p><p>홍길동 기자 hong@a.example", []string{"홍길동"}, "text"},
		{"a sentence with a reporter", "ko", "", "기자들이 물었다. ", "", nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, eastDocument(tt.lang, tt.byline, tt.opening, tt.end), "https://a.example/pumps")
			if diff := cmp.Diff(tt.want, a.Authors); diff != "" || a.Sources.Signed != tt.source {
				t.Errorf("Authors from %q (-want +got):\n%s", a.Sources.Signed, diff)
			}
		})
	}
}
