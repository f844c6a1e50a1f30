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
	"reported by ", "written by ", "reporting by ", "posted by ", "story by ", "words by ", "text by ",
	"by: ", "by ", "von: ", "von ", "ein kommentar von ", "eine analyse von ", "interview: ", "aus ", "par ", "por: ", "por ", "di ", "de: ",
	"da ", "door ", "av ", "af ", "autor: ", "autorin: ", "autor ", "autore: ", "auteur: ", "author: ", "authors: ",
	"author ", "text: ", "texte: ", "testo: ", "texto: ", "tekst: ", "oleh ", "oleh: ", "автор: ", "автор ", "текст: ",
	"γράφει ο ", "γράφει η ", "γράφει: ", "συντάκτης: ", "του ", "της ", "από ", "от ", "от: ", "автор статьи ", "автор: ", "підготував ", "подготовил ", "подготовила ",
	"írta: ", "scris de ", "de către ", "napisao ", "napisala ", "piše ", "piše: ", "zpracoval ", "autoři: ", "autorka: ", "autorka ", "ditulis oleh ", "tác giả: ", "tác giả ",
	"โดย ", "โดย: ", "ผู้เขียน: ", "लेखक: ", "लेखक ", "लेखिका: ", "লেখক: ", "লিখেছেন ", "எழுதியவர்: ", "நிருபர்: ", "రచన: ",
	"نویسنده: ", "گزارش: ", "تحریر: ", "بقلم: ", "بقلم ", "كتبت ", "كتبت: ", "كتب: ", "إعداد: ", "إعداد ", "מאת: ", "מאת ",
	"本报记者 ", "本报记者", "本報記者", "特约记者", "实习记者", "特派员", "通讯员", "取材・文＝", "取材・文：", "文・", "글 ", "글: ", "글·사진 ", "przez ", "autorzy: ", "opracowanie: ", "oprac. ", "skriven av ", "kirjoittanut ",
	"підготувала ", "подготовили ", "رپورٹ: ", "گزارش از ", "نوشته ", "به قلم ", "خبرنگار: ", "بقلم/", "كتب/", "كتبت/", "إعداد/", "तस्वीर व रिपोर्ट: ", "रिपोर्ट: ", "रिपोर्टर: ",
	"প্রতিবেদন: ", "செய்தி: ", "เรื่อง: ", "เรื่องโดย ", "รายงานโดย ", "เขียนโดย ", "penulis: ", "pewarta: ", "reporter: ", "wartawan: ", "bài: ", "bài và ảnh: ", "theo ",
	"yazan: ", "文/", "文：", "作者：", "作者:", "记者", "記者", "文＝", "بقلم ", "كتب ", "כתב: ", "opinion by ", "analysis by ",
}

// helpWords stand between who wrote and who helped.
var helpWords = []string{" Contributions from ", " contributions from ", " With reporting by ", " with reporting by ", " Additional reporting by ",
	" additional reporting by ", " unter Mitarbeit von ", " mit Material von ", " avec la collaboration de ", " con la colaboración de ", " com colaboração de "}

// editorLabels stand before who edited, translated or photographed: before a
// colon, or alone where they end with "by".
var editorLabels = []string{"editor", "edited by", "editing by", "edited von", "editors", "editing", "translated by", "translated von", "translation",
	"photos by", "photo by", "photo", "photos", "foto", "fotos", "bild", "bilder", "produced by", "fact-checked by", "reviewed by", "übersetzt von", "übersetzung",
	"traduction", "traducción", "traduzione", "photographie", "crédit photo", "penyunting", "redaktur", "fotografer", "редактор", "фото", "перевод",
	"переклад", "redakcja", "zdjęcia", "fot.", "तस्वीर", "संपादक", "সম্পাদনা", "ภาพ", "บรรณาธิการ", "تحرير", "تصوير", "عکس", "ویراستار", "צילום", "עריכה",
	"责任编辑", "責任編輯", "编辑", "編輯", "责编", "責編", "编审", "校对", "摄影", "攝影", "图片", "編集", "写真", "撮影", "構成", "편집", "사진", "촬영"}

// authorLabels stand before a colon or alone in front of the author, folded to
// lower case.
var authorLabels = phrases(`author|authors|autor|autorin|autorin/autor|autor/in|autoren|auteur|auteure|auteurs|autore|autori|autora|autores
	|автор|автори|авторы|аўтар|autoř|autorka|autorzy|szerző|författare|skribent|forfatter|kirjoittaja|toimittaja|yazar|haber|penulis|reporter|pewarta
	|editor penulis|tác giả|ผู้เขียน|लेखक|লেখক|প্রতিবেদক|நிருபர்|نویسنده|الكاتب|بقلم|كاتب|מאת|συντάκτης|συγγραφέας|作者|記者|记者|文|撰文|글|기자|text|texte|testo|texto|tekst|verfasser|verfasst von|written by|by`)

// writtenBy are labels of the values on cards that social networks show.
var writtenBy = phrases(`written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|napisane przez|автор|написано
	|автор статьи|yazan|yazar|ditulis oleh|skrivet av|skrevet av|skrevet af|kirjoittanut|author|autor|auteur|autore|作者|著者|執筆者|글쓴이|작성자|ผู้เขียน|كُتب بواسطة|written by نوشته`)

// notSigns are short words that look like initials.
var notSigns = set("zvg pd etc usw pdf rss faq top con und the and new www mehr more info tags")

// agencyWords are names of agencies that are other words too.
var agencyWords = set("mehr petra andina lusa fars ena una mena map saba mia")

// particles stand in names in lower case.
var particles = set(`de del della di da dos das do du la le van von der den ter ten el al bin ibn bint y e af av zu zur ben ul
	los las lo degli dei delle dalla dalle dello des vom zum op te ould uld abu`)

// degrees stand behind names.
var degrees = set("md phd ms rd rn jd mba msc ma ba bsc mph esq dds obe mbe cbe")

// deskWords are words of departments and staffs.
var deskWords = set(`staff editor editors editorial desk newsroom team reporter reporters correspondent correspondents contributors
	redaktion redaktionen redacción redaccion redacao redação redazione rédaction redaction redakcja redakce redactie redaktionsteam
	onlineredaktion redaksi redaktsiya newsdesk news online sport sports web digital agenturen agencies agencias services experts board
	संवाददाता ब्यूरो डेस्क प्रतिनिधि প্রতিবেদক প্রতিনিধি ডেস্ক সংবাদদাতা செய்தியாளர் டெஸ்க் డెస్క్ ڈیسک مراسل مراسلنا وكالات ผู้สื่อข่าว กองบรรณาธิการ
	редакция редакции редакція سحر تحریریه 編集部 编辑部 報道部 取材班 media nachrichten`)

func phrases(list string) map[string]bool {
	m := map[string]bool{}
	for p := range strings.SplitSeq(list, "|") {
		m[strings.TrimSpace(p)] = true
	}
	return m
}

// andWords stand between two authors.
var andWords = set("and & und et y e i og och en ja ve și si dan и та і и och a with with mit und και و")

// roleSuffixes follow a name without a mark.
var roleSuffixes = []string{" द्वारा", " skrifar", "報道員", "기자", "특파원", "記者", "记者", "論説委員", "編集委員", "氏", "さん", "선임기자", "통신원", "인턴기자", "논설위원"}

// notNames are words that no person's name has: roles, departments, places of
// work, in the languages met.
var notNames = set(`staff editor editors editorial desk newsroom team reporter reporters correspondent correspondents
	writer writers contributor contributors admin administrator webmaster news newspaper agency agencies press
	redaktion redaktionen redaktør redacción redaccion redacao redação redazione rédaction redaction redakcja redakce
	संवाददाता ब्यूरो डेस्क प्रतिनिधि প্রতিবেদক প্রতিনিধি ডেস্ক সংবাদদাতা রিপোর্ট செய்தியாளர் டெஸ்க் డెస్క్ ڈیسک مانیٹرنگ تحریریه خبرگزاری مراسل مراسلنا وكالات ผู้สื่อข่าว กองบรรณาธิการ
	نيوز أخبار اخبار صحيفة جريدة وكالة روزنامه license condé
	दिल्ली ঢাকা القاهرة تهران
	redactie redaktör redaktionsteam onlineredaktion name agenturen nachrichten welle arts keystone imago foto fotos photo photos verfasst veröffentlicht gespräch interview kommentar special content team experts
	media online web digital video radio tv television magazine journal daily weekly times post herald tribune gazette
	guest unknown anonymous wire service services associated bureau report reports published updated
	share comment comments follow email facebook twitter whatsapp subscribe copyright inc ltd gmbh llc corp
	редакция редакции корреспондент корреспонденты
	агентство пресс новости από σύνταξη newsdesk politics business sports sport culture opinion world
	minutes ago january february september october november december
	monday tuesday wednesday thursday friday saturday sunday www http https html author authors autor autoren
	ceo cto cfo coo director founder cofounder president chairman professor technologies deputy
	journalist journalistin journaliste periodista company university institute group
	see bio propos kiosques perspective account special full read
	agencja prasowa polska informacja własna autoři redaksi the all this more about`)

// weekdays are days of the week, in bylines that are opening hours. Several are
// also names of people ("Holly Freitag"): see isDays.
var weekdays = set(`montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montags dienstags mittwochs donnerstags freitags
	samstags sonntags werktags monday tuesday wednesday thursday friday saturday sunday
	lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
	lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira
	maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag
	mandag tirsdag lørdag søndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
	poniedziałek wtorek środa czwartek piątek sobota niedziela poniedziałku piątku niedzieli soboty
	pondělí úterý čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa hétfő kedd szerda csütörtök péntek szombat vasárnap
	luni marți miercuri joi vineri sâmbătă duminică ponedjeljak utorak srijeda četvrtak petak nedjelja
	понедельник вторник среда четверг пятница суббота воскресенье понедельника пятницу понеділок вівторок середа четвер неділя
	понеделник сряда четвъртък петък събота неделя δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
	pazartesi salı çarşamba perşembe cuma cumartesi pazar senin selasa rabu kamis jumat sabtu minggu`)

// dayWords stand between weekdays.
var dayWords = set(`bis und von to till until through and from au et du jusqu à a al hasta y e ate até tot en t m till och til og do i až od la
	по и до с з to kadar ile sampai`)

// isDays reports whether a text is of weekdays and nothing else, "Montag bis
// Freitag", or names two.
func isDays(words []string) bool {
	days, others := 0, 0
	for _, w := range words {
		switch {
		case weekdays[w]:
			days++
		case !dayWords[w]:
			others++
		}
	}
	return days > 1 || days == 1 && others == 0
}

// notNamePieces mark what is no person in scripts without spaces.
var notNamePieces = []string{"新聞社", "新闻", "通信", "編集部", "编辑部", "取材班", "デジタル", "뉴스", "연합", "편집", "공동취재", "온라인", "日报", "晚报",
	"本报", "责任", "来源", "报道", "網", "网", "综合", "디지털", "新聞", "报", "報", "财经", "財經", "新媒体", "周刊", "週刊", "杂志", "雜誌", "电视", "電視", "广播", "客户端", "传媒",
	"搜狐", "新浪", "腾讯", "政务", "频道", "平台", "视频", "文章", "阅读", "整理", "昵称", "公司", "会社", "일보", "방송", "신문", "닷컴"}

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
