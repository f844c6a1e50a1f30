package extract

import (
	"strings"

	"github.com/overview-news/overview/text/agency"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// byWords stand in front of an author's name. Longer ones come first.
var byWords = []string{
	"reported by ", "written by ", "reporting by ", "posted by ", "story by ", "words by ", "text by ", "photos by ",
	"by: ", "by ", "von: ", "von ", "ein kommentar von ", "eine analyse von ", "interview: ", "aus ", "par ", "por: ", "por ", "di ", "de: ",
	"da ", "door ", "av ", "af ", "autor: ", "autorin: ", "autor ", "autore: ", "auteur: ", "author: ", "authors: ",
	"author ", "text: ", "texte: ", "testo: ", "texto: ", "tekst: ", "oleh ", "oleh: ", "автор: ", "автор ", "текст: ",
	"του ", "της ", "από ", "przez ", "autorzy: ", "opracowanie: ", "oprac. ", "skriven av ", "foto: ", "kirjoittanut ",
	"yazan: ", "文/", "文：", "作者：", "作者:", "记者", "記者", "編集：", "文＝", "بقلم ", "كتب ", "כתב: ", "opinion by ", "analysis by ",
}

// andWords stand between two authors.
var andWords = set("and & und et y e i og och en ja ve și si dan и та і и och a with with mit und και و")

// roleSuffixes follow a name without a mark.
var roleSuffixes = []string{"기자", "특파원", "記者", "记者", "論説委員", "編集委員", "氏", "さん", "선임기자", "통신원", "인턴기자", "논설위원"}

// notNames are words that no person's name has: roles, departments, places of
// work, in the languages met.
var notNames = set(`staff editor editors editorial desk newsroom team reporter reporters correspondent correspondents
	writer writers contributor contributors admin administrator webmaster news newspaper agency agencies press
	redaktion redaktionen redaktør redacción redaccion redacao redação redazione rédaction redaction redakcja redakce
	redactie redaktör redaktionsteam onlineredaktion name agenturen nachrichten welle arts keystone imago foto fotos photo photos verfasst veröffentlicht gespräch interview kommentar special content team experts
	media online web digital video radio tv television magazine journal daily weekly times post herald tribune gazette
	guest unknown anonymous wire service services associated bureau report reports published updated
	share comment comments follow email facebook twitter whatsapp subscribe copyright inc ltd gmbh llc corp
	редакция редакции корреспондент корреспонденты
	агентство пресс новости από σύνταξη newsdesk politics business sports sport culture opinion world
	minutes ago january february september october november december
	monday tuesday wednesday thursday friday saturday sunday www http https html author authors autor autoren
	journalist journalistin journaliste periodista company university institute group
	agencja prasowa polska informacja własna autoři redaksi the all this more about`)

// notNamePieces mark what is no person in scripts without spaces.
var notNamePieces = []string{"新聞社", "新闻", "通信", "編集部", "编辑部", "取材班", "デジタル", "뉴스", "연합", "편집", "공동취재", "온라인", "日报", "晚报",
	"本报", "责任", "来源", "报道", "網", "网", "综合", "디지털", "新聞"}

func inNotNames(s string) bool {
	for _, p := range notNamePieces {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// isAgency reports whether a name is a news agency's, or holds one's full name
// as "Reuters Staff" does.
func isAgency(s string) bool {
	if _, known := agency.Source(s); known {
		return true
	}
	f := fold(s)
	for _, w := range []string{"reuters", "associated press", "presse agentur", "news agency", "agence france", "newswire",
		"states newsroom", "news service", "field level media", "newsource"} {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}
