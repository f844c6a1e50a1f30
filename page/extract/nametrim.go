package extract

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/overview-news/overview/text/agency"
	"github.com/overview-news/overview/text/date"
)

// compiledBy stand in front of the name of who compiled, recorded or prepared a
// text, in lower case.
var compiledBy = []string{
	"compiled by ", "recorded by ", "prepared by ", "interview by ", "interviewed by ", "research by ", "as told to ",
	"aufgezeichnet von ", "aufgeschrieben von ", "zusammengestellt von ", "zusammengefasst von ", "protokolliert von ", "interview von ", "protokoll: ", "aufgezeichnet: ",
	"propos recueillis par ", "recueilli par ", "recueillis par ", "recueillie par ", "entretien par ", "interview par ", "réalisé par ", "rédigé par ",
	"recopilado por ", "elaborado por ", "compilado por ", "compilado y redactado por ", "entrevista de ", "entrevista por ", "preparado por ",
	"a cura di ", "intervista di ", "raccolto da ", "recull de ", "samengesteld door ", "opgetekend door ", "sammanställt av ", "sammanställd av ", "nedtecknat av ", "samlet av ",
	"koonnut ", "opracował ", "opracowała ", "opracowali ", "oprac.: ", "oprac: ", "zebrał ", "zebrała ", "rozmawiał ", "rozmawiała ", "notował ", "notowała ",
	"připravil ", "připravila ", "pripravil ", "pripravila ", "zaznamenal ", "zaznamenala ", "zapsal ", "zapsala ", "összeállította: ", "összeállította ", "lejegyezte: ",
	"a consemnat ", "a consemnat: ", "realizat de ", "pripremio ", "pripremila ", "zabeležio ", "zabeležila ", "razgovarao ", "razgovarala ",
	"записал ", "записала ", "записали ", "записав ", "записала: ", "записал: ", "підготували ", "підготував: ", "підготувала: ", "подготовил: ", "подготовила: ", "подготовили: ",
	"беседовал ", "беседовала ", "беседу вёл ", "беседу вел ", "беседу вела ", "розмовляв ", "розмовляла ", "спілкувався ", "спілкувалася ", "подготви ", "припремио ", "припремила ",
	"επιμέλεια: ", "επιμέλεια ", "derleyen: ", "hazırlayan: ", "röportaj: ", "disusun oleh ", "dihimpun oleh ", "tổng hợp: ", "thực hiện: ",
	"أعده ", "أعدته ", "أعدّه ", "حاوره ", "حاورته ", "حوار: ", "گردآوری: ", "تهیه و تنظیم: ", "مرتب: ", "प्रस्तुति: ", "সংকলন: ", "தொகுப்பு: ", "เรียบเรียงโดย ", "เรียบเรียง: ",
}

// afterCompiled drops one of these words. What stands behind is a name, with a
// capital where the script has them.
func afterCompiled(s string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return s // positions of the lower-case text do not hold
	}
	for _, w := range compiledBy {
		if !strings.HasPrefix(low, w) {
			continue
		}
		rest := strings.TrimLeft(s[len(w):], " :")
		if first := firstRune(rest); unicode.IsLetter(first) && !unicode.IsLower(first) {
			return rest
		}
	}
	return s
}

func firstRune(s string) rune {
	for _, c := range s {
		return c
	}
	return 0
}

// rightsYears is what stands before the name of who holds the rights: "© 2011".
var rightsYears = regexp.MustCompile(`^(?i)(?:copyright )?(?:©|\(c\)|copyright)[  ]*(?:(?:19|20)\d\d(?:[-–/]\d{2,4})?[ ,]*)?`)

// dayBehind is a month and a day behind a name.
var dayBehind = regexp.MustCompile(`[ ,]+(\p{L}{3,10})\.? (\d{1,2})(?:,? (?:19|20)\d\d)?$`)

// trimMarks drops the sign of rights before a name and a day behind it.
func trimMarks(s string) string {
	s = s[len(rightsYears.FindString(s)):]
	if m := dayBehind.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		if _, isDate := date.Parse(s[m[4]:m[5]]+" "+s[m[2]:m[3]]+" 2001", date.Options{}); isDate {
			s = s[:m[0]]
		}
	}
	return s
}

// cutGlued divides a name from what the page joined to it without a space, the
// employer or what somebody is: "Rosa LindtJournal New". It returns what stands
// behind too, if that is the outlet or an agency.
func (r *reader) cutGlued(s string) []string {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		at := innerCapital(words[i])
		if at == 0 {
			continue
		}
		tail := append([]string{words[i][at:]}, words[i+1:]...)
		behind := strings.Join(tail, " ")
		_, its := agency.Source(behind)
		if low := strings.ToLower(tail[0]); !its && !r.isSite(behind) && !notNames[low] && !roleNouns[low] {
			continue
		}
		name := strings.Join(append(words[:i:i], words[i][:at]), " ")
		if !its && !r.isSite(behind) {
			return []string{name}
		}
		return []string{name, behind}
	}
	return []string{s}
}

// innerCapital returns where a capital follows a letter in lower case within a
// word, behind what could be a surname; 0 where none does.
func innerCapital(w string) int {
	const fewest = 3 // letters; "McKay" and "DeLuca" have fewer before it
	letters, lower := 0, false
	for i, c := range w {
		if unicode.IsUpper(c) && lower && letters >= fewest {
			return i
		}
		if unicode.IsLetter(c) {
			letters++
		}
		lower = unicode.IsLower(c)
	}
	return 0
}

// eastCounters label how often a page was read, in Chinese and Japanese; they
// stand beside the name of an account.
var eastCounters = set("文章 总阅读 總閱讀 阅读 閱讀 阅读量 浏览 瀏覽 播放 粉丝 粉絲 关注 關注 评论 評論 点赞 收藏 转发 分享")

// withoutCounters drops these labels.
func withoutCounters(s string) string {
	words := strings.Fields(s)
	kept := words[:0]
	for _, w := range words {
		if !eastCounters[strings.Trim(w, eastBrackets+"：:0123456789")] {
			kept = append(kept, w)
		}
	}
	if len(kept) == len(words) {
		return s
	}
	return strings.Join(kept, " ")
}

// withInitial gives the full stop back to a name of two words or initials that
// end with a single letter: "Ana Muster C.", "E.P.".
func withInitial(whole, name string) string {
	at := strings.LastIndexAny(name, " .")
	if at <= 0 || !strings.Contains(whole, name+".") {
		return name
	}
	if last := []rune(name[at+1:]); len(last) == 1 && unicode.IsUpper(last[0]) {
		return name + "."
	}
	return name
}
