package date

import (
	_ "embed" // the tables of names
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed months.tsv
var monthsTSV string

//go:embed extra.tsv
var extraTSV string

// calendar is the calendar that a month's name belongs to.
type calendar uint8

const (
	gregorian calendar = iota
	jalali
	hijri
	bikram   // Bikram Sambat, in Nepal
	ethiopic // in Ethiopia
)

// month is what a name means.
type month struct {
	calendar calendar
	number   int
}

// names is the dictionary of month names. A name that means two months in two
// languages is in byLanguage only as what it means there.
type names struct {
	any        map[string]month // ambiguous names have number 0
	sorted     []string         // the names of any
	byLanguage map[string]map[string]month
	maxWords   int
}

// dictionary is read from the tables when the first date with a name comes.
var dictionary = sync.OnceValue(func() *names {
	n := &names{any: map[string]month{}, byLanguage: map[string]map[string]month{}, maxWords: 1}
	for line := range strings.Lines(monthsTSV) {
		lang, rest, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for i, list := range strings.Split(rest, "|") {
			n.add(lang, list, month{gregorian, i + 1})
		}
	}
	for line := range strings.Lines(extraTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		if m, err := strconv.Atoi(f[1]); err == nil {
			n.add(f[0], f[2], month{gregorian, m})
		}
	}
	for i := range 12 {
		n.add("fa", jalaliMonths[i], month{jalali, i + 1})
		n.add("ps", afghanMonths[i], month{jalali, i + 1})
		n.add("ar", hijriMonths[i], month{hijri, i + 1})
		n.addOwn("ne", bikramMonths[i], month{bikram, i + 1})
	}
	for i, list := range ethiopicMonths {
		n.addOwn("am", list, month{ethiopic, i + 1})
	}
	n.sorted = slices.Sorted(maps.Keys(n.any))
	return n
})

// Months of the Solar Hijri calendar in Iran, of the same calendar in
// Afghanistan (Dari, Pashto), and of the Islamic calendar.
var (
	jalaliMonths = [12]string{"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد,امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"}
	afghanMonths = [12]string{"حمل,وری", "ثور,غویی", "جوزا,غبرګولی", "سرطان,چنګاښ", "اسد,زمری", "سنبله,وږی",
		"میزان,تله", "عقرب,لړم", "قوس,لیندۍ", "جدی,مرغومی", "دلو,سلواغه", "حوت,کب"}
	hijriMonths = [12]string{"محرم", "صفر", "ربيع الأول,ربيع اول", "ربيع الثاني,ربيع الآخر", "جمادى الأولى", "جمادى الآخرة,جمادى الثانية",
		"رجب", "شعبان", "رمضان", "شوال", "ذو القعدة,ذي القعدة", "ذو الحجة,ذي الحجة"}
)

// Months of Nepal's calendar and of Ethiopia's. Other languages use some of
// these names for other months: lunar ones in Hindi, Gregorian ones in Tigrinya.
var (
	bikramMonths = [12]string{"बैशाख,वैशाख", "जेठ,जेष्ठ,ज्येष्ठ", "असार,आषाढ", "साउन,श्रावण,सावन", "भदौ,भाद्र", "असोज,आश्विन",
		"कात्तिक,कार्तिक", "मंसिर,मङ्सिर,मङ्सीर", "पुस,पुष,पौष", "माघ", "फागुन,फाल्गुन", "चैत,चैत्र"}
	ethiopicMonths = [13]string{"መስከረም", "ጥቅምት", "ኅዳር,ህዳር,ሕዳር", "ታኅሣሥ,ታህሳስ,ታሕሳስ,ታኅሳስ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ,ሚያዚያ", "ግንቦት",
		"ሰኔ", "ሐምሌ,ሀምሌ", "ነሐሴ,ነሀሴ", "ጳጉሜን,ጳጉሜ"}
)

// addOwn records names that count in their own language alone.
func (n *names) addOwn(lang, list string, m month) {
	for name := range strings.SplitSeq(list, ",") {
		if n.byLanguage[lang] == nil {
			n.byLanguage[lang] = map[string]month{}
		}
		n.byLanguage[lang][fold(name)] = m
	}
}

// add records the names of a list, which commas separate.
func (n *names) add(lang, list string, m month) {
	base, _, _ := strings.Cut(lang, "-")
	for name := range strings.SplitSeq(list, ",") {
		name = fold(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		n.maxWords = max(n.maxWords, 1+strings.Count(name, " "))
		if n.byLanguage[base] == nil {
			n.byLanguage[base] = map[string]month{}
		}
		n.byLanguage[base][name] = m
		if old, ok := n.any[name]; ok && old != m {
			m.number = 0
			n.any[name] = m
			m.number = n.byLanguage[base][name].number
			continue
		}
		n.any[name] = m
	}
}

// relatives are languages whose tables serve for one another.
var relatives = map[string][]string{
	"nb": {"no"}, "nn": {"no"}, "sh": {"sr", "hr"}, "tl": {"fil"}, "prs": {"fa", "ps"}, "ps": {"fa"}, "me": {"sr"},
	"ur": {"fa"}, "iw": {"he"}, "in": {"id"}, "mo": {"ro"}, "cnr": {"sr"},
}

// minPrefix is the number of letters from which the beginning of a name
// counts as an abbreviation of it, minForeign without knowing the language.
const (
	minPrefix  = 3
	minForeign = 4
)

// lookup says which month name is, to readers of the language. English comes
// first, because systems write it in feeds of every language; then the
// language's own names, whole or begun; then what the name means wherever it
// means anything.
func (n *names) lookup(name, language string) (month, bool) {
	if m, ok := n.byLanguage["en"][name]; ok {
		return m, true
	}
	own := append([]string{language}, relatives[language]...)
	for _, l := range own {
		if m, ok := n.byLanguage[l][name]; ok {
			return m, true
		}
	}
	for _, l := range own {
		if m, ok := begins(n.byLanguage[l], maps.Keys(n.byLanguage[l]), name, minPrefix); ok {
			return m, true
		}
	}
	for _, l := range own {
		if m, ok := inflected(n.byLanguage[l], name); ok {
			return m, true
		}
	}
	if m, ok := n.any[name]; ok {
		return m, m.number > 0
	}
	// Most words of a page are no months: only names that begin so are looked at.
	at, _ := slices.BinarySearch(n.sorted, name)
	end := at
	for end < len(n.sorted) && strings.HasPrefix(n.sorted[end], name) {
		end++
	}
	return begins(n.any, slices.Values(n.sorted[at:end]), name, minForeign)
}

// inflected finds the month whose name, of at least four letters, has an
// ending here: martxoaren, märtsil.
func inflected(table map[string]month, name string) (month, bool) {
	letters := []rune(name)
	for cut := len(letters) - 1; cut >= max(minForeign, len(letters)-maxEnding); cut-- {
		if m, ok := table[string(letters[:cut])]; ok {
			return m, true
		}
	}
	return month{}, false
}

// maxEnding is the longest ending of a case, in letters.
const maxEnding = 4

// begins finds the one month whose names, among some of the table, begin like
// name.
func begins(table map[string]month, among iter.Seq[string], name string, least int) (month, bool) {
	if len([]rune(name)) < least {
		return month{}, false
	}
	var found month
	for full := range among {
		if !strings.HasPrefix(full, name) {
			continue
		}
		m := table[full]
		if m.number == 0 || (found.number != 0 && found != m) {
			return month{}, false
		}
		found = m
	}
	return found, found.number != 0
}
