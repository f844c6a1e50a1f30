package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/text/agency"
)

// rolePrefixes are words before a name that say what somebody is.
var rolePrefixes = set(`reporter reporterin journalist journalistin journaliste periodista correspondent correspondant corresponsal
	redakteur redakteurin korrespondent korrespondentin redactor redactora redator redatora giornalista dziennikarz dziennikarka novinar novinarka
	корреспондент корреспондентка журналист журналистка обозреватель колумнист кореспондент кореспондентка журналіст журналістка оглядач
	репортер репортёр новинар новинарка wartawan jurnalis laporan pewarta kontributor muhabir muhabiri phóng viên
	संवाददाता पत्रकार সাংবাদিক প্রতিবেদক நிருபர் విలేకరి خبرنگار صحفی الصحفي الصحافي الصحفية الكاتب الكاتبة δημοσιογράφος`)

// roleNouns end what somebody is behind a name, roleWords stand before them.
var (
	roleNouns = set(`writer reporter editor correspondent columnist contributor journalist producer intern fellow critic
	redakteur redakteurin reporterin korrespondent korrespondentin volontär volontärin chefredakteur chefredakteurin chefreporter chefreporterin
	journalistin journaliste rédacteur rédactrice correspondant correspondante periodista redactor redactora corresponsal jornalista repórter
	giornalista dziennikarz dziennikarka журналист корреспондент обозреватель колумнист журналіст кореспондент оглядач`)
	roleWords = set(`staff senior junior chief political politics business sports sport science health education environment culture arts national
	international foreign diplomatic crime court economics technology tech features managing deputy assistant associate special investigative
	multimedia freelance contributing bureau world local city religion opinion data legal media climate security defence defense white house entertainment
	leitender leitende stellvertretender stellvertretende freier freie politischer politische специальный собственный спеціальний власний`)
)

// trimRole drops the words for what somebody is before and behind a name:
// "Корреспондент Анна Белова", "Rosa Lindt Senior Political Reporter". Two
// words are always left.
func trimRole(s string) string {
	const left = 2
	words := strings.Fields(s)
	for len(words) > left && rolePrefixes[strings.ToLower(strings.Trim(words[0], "."))] {
		words = words[1:]
	}
	end := len(words)
	if end <= left || !roleNouns[strings.ToLower(words[end-1])] {
		return strings.Join(words, " ")
	}
	for end--; end > left && roleWords[strings.ToLower(words[end-1])]; {
		end--
	}
	last := words[end-1]
	if roleWords[strings.ToLower(last)] || strings.HasSuffix(last, "Staff") {
		return s // "AP Technology Writer", "Rosa LindtStaff Writer"
	}
	return strings.Join(words[:end], " ")
}

// mostNameWords is the most words of a name with an employer behind it. Each of
// them may be where the one ends and the other begins.
const mostNameWords = 16

// splitEmployer divides a name from the agency or the outlet that stands
// behind it without a mark: "Rosa Lindt Associated Press".
func (r *reader) splitEmployer(s string) []string {
	const fewest = 2 // words of a name
	words := strings.Fields(s)
	if len(words) > mostNameWords {
		return []string{s}
	}
	for i := fewest; i < len(words); i++ {
		rest := strings.Join(words[i:], " ")
		_, known := agency.Source(rest)
		short := len(words)-i == 1 && (strings.ToUpper(rest) != rest && strings.ToLower(rest) != rest || agencyWords[strings.ToLower(rest)])
		name := strings.Join(words[:i], " ")
		if _, its := agency.Source(words[i]); its && strings.ToUpper(words[i]) == words[i] && areRoles(words[i+1:]) && r.isFullName(name) {
			return []string{name, words[i]} // "Rosa Lindt AP Technology"
		}
		if (known && !short || r.isSite(rest) && len(words)-i > 1) && r.isFullName(name) {
			return []string{name, rest}
		}
	}
	return []string{s}
}

func areRoles(words []string) bool {
	for _, w := range words {
		if low := strings.ToLower(w); !roleWords[low] && !roleNouns[low] {
			return false
		}
	}
	return len(words) > 0
}

// withoutMail drops mail addresses from a byline.
func withoutMail(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	words := strings.Fields(s)
	kept := words[:0]
	for _, w := range words {
		if !isMail(w) {
			kept = append(kept, w)
		}
	}
	return strings.Trim(strings.Join(kept, " "), " ,;|-–—()[]<>")
}

func isMail(w string) bool {
	at := strings.IndexByte(strings.TrimLeft(w, "(<["), '@')
	return at > 0 && strings.Contains(w[at:], ".")
}

// goesOn reports whether a text has words in lower case that are no part of
// a name, as what stands beside one does: "Lire l'article original",
// "специально для «Вестника»".
func goesOn(s string) bool {
	for w := range strings.FieldsSeq(s) {
		first, size := utf8.DecodeRuneInString(w)
		if unicode.IsLower(first) && !particles[w] && len(w) > size && !strings.ContainsAny(w, ".'’-") {
			return true
		}
	}
	return false
}

// isUncased reports whether a text is in a script without capitals, and not
// one of Chinese, Japanese and Korean.
func isUncased(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return first < firstEast && unicode.IsLetter(first) && !unicode.IsUpper(first) && !unicode.IsLower(first)
}

// arabicAnd is the word "and", which Arabic joins to the name behind it.
const arabicAnd = "و"

// arabicNames begin with that letter.
var arabicNames = set("وليد وائل وسام وفاء وجدي وهيب ولاء وديع وحيد ورد وصال وداد وجيه وسيم وعد")

// joinedAnd returns the name behind an Arabic "and".
func joinedAnd(w string) (string, bool) {
	const fewest = 3 // letters of the name
	rest, found := strings.CutPrefix(w, arabicAnd)
	return rest, found && !arabicNames[w] && utf8.RuneCountInString(rest) >= fewest
}
