package extract

import "strings"

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
	redactie redaktör redaktionsteam onlineredaktion von by name agenturen nachrichten welle arts keystone imago getty foto fotos photo photos verfasst veröffentlicht gespräch interview kommentar special content team experts
	media online web digital video radio tv television magazine journal daily weekly times post herald tribune gazette
	guest unknown anonymous wire service services associated bureau report reports published updated
	share comment comments follow email facebook twitter whatsapp subscribe copyright inc ltd gmbh llc corp
	редакция редакции корреспондент корреспонденты
	агентство пресс новости από σύνταξη newsdesk politics business sports sport culture opinion world
	minutes read ago january february march april june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday www http https html author authors autor autoren
	journalist journalistin journaliste periodista company university institute group
	agencja prasowa polska informacja własna autoři redaksi tim the all this more about`)

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

// agencies are the names of news agencies as bylines and credits give them,
// folded.
var agencies = func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.SplitSeq(`ap|the associated press|associated press|reuters|thomson reuters|afp|agence france presse|
		dpa|deutsche presse agentur|efe|agencia efe|ansa|apa|sda|keystone sda|ats|afp com|kyodo|kyodo news|jiji|jiji press|yonhap|
		yonhap news|xinhua|tass|ria novosti|ria|interfax|ukrinform|unian|pti|press trust of india|ani|ians|uni|pap|polska agencja prasowa|
		ctk|čtk|tasr|sita|mti|hina|tanjug|beta|fena|sta|agerpres|mediafax|bta|bgnes|belta|lusa|belga|anp|ritzau|ntb|tt|tt nyhetsbyrån|
		stt|bns|elta|leta|anadolu agency|anadolu ajansı|aa|dha|iha|irna|isna|mehr|fars|spa|wam|kuna|petra|nna|mena|antara|bernama|
		vna|vnexpress|cna|central news agency|bloomberg|bloomberg news|upi|cp|the canadian press|canadian press|la presse canadienne|
		aap|australian associated press|pa|pa media|press association|notimex|télam|telam|agencia brasil|agência brasil|estadão conteúdo|
		estadao conteudo|folhapress|europa press|adnkronos|agi|askanews|lapresse|afx|epd|kna|sid|dapd|ddp|dts|newsroom|
		時事通信|時事|共同通信|共同|共同通信社|新华社|新華社|中新社|中国新闻网|연합뉴스|뉴시스|뉴스1|тасс|рия новости|интерфакс|укринформ|уніан|
		рейтер|αμπε|απε μπε|وكالات|رويترز|أ ف ب|cnn newsource|states newsroom|the conversation|tribune news service|
		dow jones|marketwatch automation|pr newswire|business wire|globe newswire|zeit online dpa|reuters staff|afp relaxnews`, "|") {
		m[fold(name)] = true
	}
	return m
}()

// isAgency reports whether a name is a news agency's.
func isAgency(s string) bool {
	f := fold(s)
	if agencies[f] {
		return true
	}
	for _, w := range []string{"reuters", "associated press", "presse agentur", "news agency", "agence france"} {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}
