package entity

import "unicode/utf8"

// Skeleton is the consonants of a name as a row of classes, four bits each,
// first class highest among those used. Names that sound alike have one
// skeleton in every script: "Trump", "Трамп", "ترامب", "טראמפ" and "ট্রাম্প".
// Zero means that the word is too short to tell.
type Skeleton uint32

// The classes. Vowel stands only at the start of a name.
const (
	none = iota
	vowel
	labial   // b p f v
	dental   // d t th dh
	sibilant // s z j sh zh ch ts, c before e and i
	velar    // k q g
	breath   // h kh
	lateral  // l
	rhotic   // r
	nasalM   // m
	nasalN   // n
	velarSib // x: k and s
	labSib   // ψ: p and s
)

const marks = "-ABDSKHLRMN"

// minMarks is the shortest row that says anything; two consonants are shared
// by too many words (grouping.md, "Skeletons").
const minMarks = 3

// maxMarks is how many classes fit.
const maxMarks = 8

// String writes the classes as letters, for tests and logs.
func (s Skeleton) String() string {
	var b []byte
	for shift := 28; shift >= 0; shift -= 4 {
		if c := s >> shift & 15; c != none {
			b = append(b, marks[c])
		}
	}
	return string(b)
}

// SkeletonOf returns the skeleton of a lower-case word, or zero when it has
// fewer than three marks or letters of an unknown script.
func SkeletonOf(word string) Skeleton {
	var s Skeleton
	count, last, seen := 0, none, false
	push := func(c int) {
		if count < maxMarks && c != last {
			s = s<<4 | Skeleton(c)
			count++
		}
		last = c
	}
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRuneInString(word[i:])
		c, used := latin(r, word[i+n:])
		if used < 0 {
			c, used = classOf(r), 0
		}
		i += n + used
		switch c {
		case none:
			last = none
		case vowel:
			if !seen {
				push(vowel)
			}
			last = none
		case velarSib:
			push(velar)
			push(sibilant)
		case labSib:
			push(labial)
			push(sibilant)
		default:
			push(c)
		}
		seen = true
	}
	if count < minMarks {
		return 0
	}
	return s
}

// latin classifies an ASCII letter with the letter after it in view; used is
// how many further bytes it took, -1 when r is no ASCII letter.
func latin(r rune, rest string) (class, used int) {
	if r < 'a' || r > 'z' {
		return none, -1
	}
	next := byte(0)
	if len(rest) > 0 {
		next = rest[0]
	}
	if next == 'h' {
		if c, ok := withH(r); ok {
			return c, 1
		}
	}
	switch r {
	case 'c':
		if next == 'e' || next == 'i' || next == 'y' {
			return sibilant, 0
		}
		return velar, 0
	case 't':
		if next == 's' || next == 'z' {
			return sibilant, 1
		}
		return dental, 0
	}
	return asciiClass[r-'a'], 0
}

func withH(r rune) (class int, ok bool) {
	switch r {
	case 't', 'd':
		return dental, true
	case 's', 'z', 'c':
		return sibilant, true
	case 'k':
		return breath, true
	case 'p', 'b':
		return labial, true
	case 'g':
		return velar, true
	}
	return none, false
}

var asciiClass = [26]int{
	0: vowel, 'b' - 'a': labial, 'c' - 'a': velar, 'd' - 'a': dental, 'e' - 'a': vowel,
	'f' - 'a': labial, 'g' - 'a': velar, 'h' - 'a': breath, 'i' - 'a': vowel, 'j' - 'a': sibilant,
	'k' - 'a': velar, 'l' - 'a': lateral, 'm' - 'a': nasalM, 'n' - 'a': nasalN, 'o' - 'a': vowel,
	'p' - 'a': labial, 'q' - 'a': velar, 'r' - 'a': rhotic, 's' - 'a': sibilant, 't' - 'a': dental,
	'u' - 'a': vowel, 'v' - 'a': labial, 'w' - 'a': none, 'x' - 'a': velarSib, 'y' - 'a': none,
	'z' - 'a': sibilant,
}

// byClass lists the letters of each class outside ASCII.
var byClass = map[int]string{
	vowel: "àáâãäåāăąæèéêëēėęěìíîïīįıòóôõöøōőœùúûüūůűų" +
		"аеёиоуыэюяієїў" + "αεηιουωάέήίόύώϊϋ" +
		"اأإآٱعئؤء" + "אע" +
		"অআইঈউঊঋএঐওঔ" + "अआइईउऊऋएऐओऔऑऍ" + "աեէըիոօ" + "აეიოუ",
	labial:   "бпфв" + "βπφ" + "بپفڤ" + "בפף" + "পফবভ" + "पफबभव" + "բպփվֆ" + "ბპფვ",
	dental:   "дтђћ" + "δτθ" + "دتطضذثظ" + "דטת" + "টঠডঢতথদধৎ" + "टठडढतथदध" + "դտթ" + "დტთ" + "đðþťďțţ",
	sibilant: "зсцчшщжџ" + "σςζ" + "سشصزجژچ" + "זסצץש" + "চছজঝশষসয" + "चछजझशषस" + "զժծցձշչճջս" + "ზჟსცძწჭჯშჩ" + "çćčśšşșźżžß",
	velar:    "кгґѓќ" + "κγ" + "كکگقغ" + "גכךק" + "কগঘ" + "कगघ" + "կգքղ" + "კგქღყ" + "ğģķ",
	breath:   "хһ" + "χ" + "هحخہھ" + "הח" + "খহঃ" + "खह" + "հխ" + "ჰხ",
	lateral:  "лљ" + "λ" + "لڵ" + "ל" + "ল" + "लळ" + "լ" + "ლ" + "łľļ",
	rhotic:   "рρ" + "رڕ" + "ר" + "রৰ\u09dc\u09dd" + "र\u095c" + "րռ" + "რ" + "řŕ",
	nasalM:   "м" + "μ" + "م" + "מם" + "ম" + "म" + "մ" + "მ",
	nasalN:   "нњ" + "ν" + "نں" + "נן" + "নণঞঙং" + "नणञङंँ" + "ն" + "ნ" + "ñńňņ",
	velarSib: "ξ",
	labSib:   "ψ",
}

// classTable covers every script of byClass; Georgian is the last of them.
var classTable = func() *[0x1100]uint8 {
	t := new([0x1100]uint8)
	for c, letters := range byClass {
		for _, r := range letters {
			t[r] = uint8(c)
		}
	}
	t['়'], t['़'] = none, none // the dot below that is part of ড় and ड़
	return t
}()

func classOf(r rune) int {
	if int(r) < len(classTable) {
		return int(classTable[r])
	}
	return none
}
