package quantity

import "strings"

// Small returns the number that a lower-case word of lang names: two to
// ninety-nine in English (also "twenty-three" and "dozen"), two to twelve in
// the languages of smallWords. One is left out, because its word is an article
// in most of them.
func Small(lang, word string) (int, bool) {
	if lang == "en" {
		return english(word)
	}
	n, ok := smallWords[lang][word]
	return n, ok
}

func english(word string) (int, bool) {
	if n, ok := englishWords[word]; ok {
		return n, true
	}
	tens, units, ok := strings.Cut(word, "-")
	if !ok {
		return 0, false
	}
	t, u := englishWords[tens], englishWords[units]
	if units == "one" {
		u = 1
	}
	if t < 20 || t%10 != 0 || u < 1 || u > 9 {
		return 0, false
	}
	return t + u, true
}

var englishWords = map[string]int{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}

// smallWords lists for each language the words of two, three and so on up to
// at most twelve; "/" stands between forms of one number.
var smallWords = func() map[string]map[string]int {
	lists := map[string]string{
		"ar": "اثنان/اثنين/اثنتين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثماني تسعة/تسع عشرة/عشر",
		"bg": "два/две/двама три/трима четири/четирима пет/петима шест/шестима седем осем девет десет",
		"bn": "দুই/দুজন/দুটি তিন/তিনজন/তিনটি চার/চারজন/চারটি পাঁচ/পাঁচজন ছয়/ছয়জন সাত/সাতজন আট/আটজন নয়জন দশ/দশজন",
		"cs": "dva/dvě tři čtyři pět šest sedm osm devět deset",
		"de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
		"es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
		"fa": "دو سه چهار پنج شش هفت هشت نه ده",
		"fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
		"he": "שני/שתי/שניים שלושה/שלוש ארבעה/ארבע חמישה/חמש שישה/שש שבעה/שבע שמונה תשעה/תשע עשרה/עשר",
		"hi": "दो तीन चार पांच/पाँच छह सात आठ नौ दस",
		"hr": "dva/dvije/dvoje tri/troje četiri/četvero pet/petero šest sedam osam devet deset",
		"id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh",
		"it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
		"ne": "दुई तीन चार पाँच/पांच छ सात आठ नौ दश",
		"nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
		"pl": "dwa/dwie/dwóch/dwoje trzy/trzech/troje cztery/czterech pięć/pięciu sześć/sześciu siedem osiem dziewięć dziesięć",
		"pt": "dois/duas três quatro cinco seis sete oito nove dez onze doze",
		"ro": "doi/două trei patru cinci șase șapte opt nouă zece",
		"ru": "два/две/двое/двух три/трое/трех/трёх четыре/четверо/четырех/четырёх пять/пятеро/пяти шесть/шестеро/шести семь/семеро/семи восемь/восьми девять/девяти десять/десяти",
		"sl": "dva/dve tri/trije štiri/štirje pet šest sedem osem devet deset",
		"sq": "dy tre/tri katër pesë gjashtë shtatë tetë nëntë dhjetë",
		"sr": "два/две/двоје три/троје четири/четворо пет/петоро шест седам осам девет десет",
		"sv": "två tre fyra fem sex sju åtta nio tio elva tolv",
		"tr": "iki üç dört beş altı yedi sekiz dokuz on",
		"uk": "два/дві/двоє три/троє/трьох чотири/чотирьох п'ять шість сім вісім дев'ять десять",
	}
	all := make(map[string]map[string]int, len(lists))
	for lang, list := range lists {
		words := map[string]int{}
		for i, forms := range strings.Fields(list) {
			for form := range strings.SplitSeq(forms, "/") {
				words[form] = i + 2
			}
		}
		all[lang] = words
	}
	return all
}()
