package langid

import (
	"math"
	"strings"
	"unicode"

	"github.com/overview-news/overview/text/language"
)

// letterRule says what letters speak for a language, or against it.
type letterRule struct {
	letters string
	tags    string // the languages that have them
	factor  float64
}

// letterRules: letters that few languages of their script have. Every other
// language of the script is made less likely by the factor, once for each
// letter met, at most thrice.
var letterRules = []letterRule{
	// Cyrillic
	{"ў", "be uz-Cyrl", 0.02},
	{"їє", "uk rue", 0.02},
	{"ґ", "uk be rue", 0.1},
	{"і", "uk be kk rue kv", 0.1},
	{"ыэ", "ru be kk ky mn tt ba cv sah bxr xal kv mhr mrj myv av lez krc tyv ce os udm uz-Cyrl", 0.03},
	{"ъ", "bg ru tg tt ba uz-Cyrl ce av lez krc os mn ky udm", 0.2},
	{"щ", "bg ru uk rue kk tt ba tg ky", 0.2},
	{"ђћ", "sr-Cyrl", 0.02},
	{"јљњџ", "sr-Cyrl mk", 0.02},
	{"ѓќѕ", "mk", 0.02},
	{"қ", "kk tg uz-Cyrl ab", 0.03},
	{"ғ", "kk tg uz-Cyrl ba", 0.05},
	{"ұ", "kk", 0.02},
	{"әһ", "kk tt ba xal", 0.05},
	{"ө", "kk ky mn tt ba sah bxr xal tyv", 0.05},
	{"ү", "kk ky mn tt ba sah bxr xal tyv", 0.05},
	{"ң", "kk ky tt sah xal tyv", 0.05},
	{"ҷӣӯ", "tg", 0.02},
	// Arabic script
	{"پچگژ", "fa ur ps ckb ug sd azb pnb mzn lrc", 0.1},
	{"ٹڈڑںے", "ur pnb sd", 0.03},
	{"ښځڅټډړڼېۍ", "ps", 0.03},
	{"ڕڵۆێ", "ckb", 0.03},
	{"ةىيك", "ar arz ug ckb ps sd", 0.3},
	// Devanagari: the nukta is a mark of its own
	{"ळ", "mr kok gom sa", 0.05},
	{"\u093c", "hi bho mai", 0.1},
	// Latin
	{"ß", "de nds als bar lb", 0.05},
	{"åø", "nb nn da sv fi", 0.3},
	{"æ", "nb nn da is fo fr en", 0.2},
	{"ñ", "es gl eu fil ast qu ay gn br cbk war ilo wo pag pam ceb", 0.2},
	{"ã", "pt gn vi ro gl", 0.2}, {"õ", "pt et vi gn", 0.2},
	{"łąęśź", "pl csb szl hsb dsb lt nv", 0.1},
	{"ěů", "cs hsb dsb", 0.05}, {"ř", "cs hsb dsb", 0.05},
	{"ľĺŕô", "sk fr pt vi nv", 0.15}, {"ľĺŕ", "sk", 0.03},
	{"őű", "hu", 0.02},
	{"ăâîșțşţ", "ro vi fr pt tr az ku tk gag crh tt lv", 0.3}, {"șț", "ro", 0.03},
	{"ğı", "tr az crh tt gag kk", 0.05},
	{"ə", "az", 0.03},
	{"đ", "hr bs sr-Latn sl vi se", 0.1}, {"ć", "hr bs sr-Latn pl csb szl hsb dsb be", 0.1},
	{"ėųįū", "lt lv", 0.1},
	{"āēīģķļņ", "lv ltg mi haw", 0.1},
	{"ðþ", "is fo", 0.05},
	{"ơưạảấầẩậắằặẻẽếềểễệọỏốồổộớờởợụủứừửựỳỷỹ", "vi", 0.02},
	{"ġħż", "mt pl", 0.1}, {"ħ", "mt", 0.03},
	{"ẹọṣ", "yo ig vi", 0.1},
	{"ŵŷ", "cy", 0.05},
	{"ë", "sq nl lb fr af", 0.3},
	{"·", "ca", 0.2},
}

// applyLetters makes languages less likely that lack the text's letters.
func (u *languages) applyLetters(text string, c census, scores []float64) {
	low := strings.ToLower(text)
	count := map[rune]int{}
	for _, r := range low {
		if r >= 0x80 {
			count[r]++
		}
	}
	if len(count) == 0 {
		return
	}
	for i, rule := range letterRules {
		n := 0
		for _, r := range rule.letters {
			n += count[r]
		}
		if n == 0 {
			continue
		}
		f := math.Pow(rule.factor, float64(min(n, 3)))
		// One foreign letter in a long text is a name.
		if n*60 < c.letters {
			f = math.Sqrt(rule.factor)
		}
		for j, has := range u.ruled[i] {
			if !has {
				scores[j] *= f
			}
		}
	}
	// Long Russian, Bulgarian or Ukrainian text without the letters that it
	// cannot do without is none.
	const longText = 60
	if c.dominant() == scriptCyrillic && c.letters >= longText {
		u.absent(low, "ыэ", scores, "ru", "be")
		u.absent(low, "і", scores, "uk", "be")
		u.absent(low, "ъ", scores, "bg")
		u.absent(low, "ј", scores, "mk", "sr-Cyrl")
	}
}

func (u *languages) absent(low, letters string, scores []float64, tags ...language.Tag) {
	if strings.ContainsAny(low, letters) {
		return
	}
	for _, tag := range tags {
		scores[u.at(tag)] *= 0.05
	}
}

// wordRules are little words that one language has and its near relatives have
// not, or much less. Each makes the language more likely by its factor.
var wordRules = map[language.Tag]string{
	"fo":      "og í at landsstýrið landsstýrismaður landsstýrismaðurin løgtingið løgmaður tórshavn havn skúla sum ikki við fyri eru var hevur eisini men frá hava tað teir ein eitt vera sigur føroyar føroyum føroya verður nýggjan samtykt ímillum móti av síðani",
	"fy":      "de it yn en fan net dat op foar mei by hat wie binne ek nei troch oan sei fryslân fryske wurdt hawwe besletten âlde is jier",
	"rm":      "e la il da che en ha per cun sin ils las ina quai betg pli era èn vegn sco tar dal dals tranter ses onn grischun perquai ch regenza",
	"pap":     "ta di e den ku na un pa no tin por a i nan mi bo kon ora hopi awe mester lo durante gobièrnu bon tur",
	"kl":      "aamma ilaatigut kalaallit nunaat pillugu naalakkersuisut ukiumi amerlanerit tamatuma taamaattumik inuit",
	"tet":     "iha ba sira no katak atu husi hosi mak maibé ema tinan governu hanesan fó ninia ita boot sei presiza hatete tanba",
	"lb":      "an de mat ass net datt vun op fir och den dem gouf hunn huet sinn bei well awer just nei all",
	"mt":      "li ta fil il u ma minn għal kien kienet biex hija huwa qal fuq dwar aktar jew",
	"nb":      "ikke og jeg fra hun hva noen etter være blir også mens ble mellom nå politiet på av sier uten gjør bare etterpå åpner fikk fått gikk mannen mann kvinne kvinnen enn norske norge uke uken vet dømt derfor tror vil skal har med for til siden allerede",
	"nn":      "ikkje eg frå ho kva nokon etter vere blir òg medan vart mellom no korleis berre seier utan dei ein eit ulukke ulukka åra kven skulen byggje skuleåret seinare fleire noko nokre kjem meiner desse kommunen auka",
	"da":      "ikke og jeg fra hun hvad nogen efter være bliver også mens blev mellem nu politiet på af siger uden gør kun fik fået gik manden mand kvinde kvinden end danske danmark uge ugen ved nye allerede skal har vil mod siden",
	"sv":      "inte och jag från hon vad någon efter vara blir också medan blev mellan nu polisen på av säger utan gör bara är för att",
	"cs":      "se na je že který která jsou bude jeho jako jsem nebo před při roce byl byla podle už více také kteří této ve",
	"sk":      "sa na je že ktorý ktorá sú bude jeho ako som alebo pred pri roku bol bola podľa už viac tiež ktorí tejto vo",
	"sl":      "se na je da ki so bo kot bi ali pred pri letu bil bila po že več tudi kateri te v za ni lahko zaradi ter evrov ljudje bodo letos vseh brez vendar lani slovenije slovenija stanovanja proti",
	"hr":      "je se na u i da za od će koji koja kao su nije biti sam bi ili ali samo jer nakon prema zbog između godine tko što tisuća tijekom tjedan vlak kolovoza srpnja lipnja svibnja travnja ožujka veljače siječnja rujna listopada studenog prosinca uvjeti tvrtka gdje prije nije europske općina glede sustav županija županije osim točno vrijeme svijet svijetu svijeta vijest vijesti čovjek dijete dvije predsjednik predsjednika dio cijena cijene financija financije financijski općine tjedna",
	"bs":      "je se na u i da za od će koji koja kao su nije biti sam bi ili ali samo jer nakon prema zbog između godine ko što hiljada tokom sedmica voz augusta jula juna maja aprila marta februara januara septembra oktobra novembra decembra uslovi firma gdje prije nije evropske općina federacije bih bosne hercegovine sarajevo kanton također svijet svijetu svijeta vijest vijesti čovjek dijete dvije predsjednik predsjednika dio cijena cijene finansija finansije finansijski općine sedmice",
	"sr-Latn": "je se na u i da za od će koji koja kao su nije biti sam bi ili ali samo jer nakon prema zbog između godine ko šta hiljada tokom nedelja voz avgusta jula juna maja aprila marta februara januara septembra oktobra novembra decembra uslovi gde pre nije evropske opština srbije beograd vreme posle dece reč sednici mesto sever severu svet svetu sveta vest vesti čovek dete dve obe ovde zahtev zahteva primer primera predsednik predsednika predsednica deo cena cene mere rešenje uopšte sutra",
	"id":      "bahwa karena yang dengan untuk dari tidak bisa akan di kepada oleh saat kata jika uang mobil kantor polisi presiden tersebut adalah sejumlah perusahaan kemarin saja setelah sedangkan hal informasi berbagai daerah kesehatan universitas namun sangat yaitu tapi jadi kalau nggak harus lalu hingga siswa mobil  senin selasa rabu kamis jumat minggu",
	"ms":      "bahawa kerana yang dengan untuk daripada tidak boleh akan di kepada oleh ketika kata jika wang kereta pejabat polis presiden itu ialah beberapa syarikat hospital semalam isnin selasa rabu khamis jumaat ahad berkata kerajaan iaitu ringgit pihak mahkamah datuk seri menteri sahaja semasa selepas manakala perkara maklumat pelbagai kawasan kelab perlawanan pasukan pelajar rakyat menerusi kesihatan universiti sdn bhd encik puan dato tan mahu hendak awak cakap kereta sebarang bagi beliau malaysia kali masa",
	"es":      "el los las una del y en por con para que más también después según está años",
	"gl":      "o os as unha do da e en por con para que máis tamén despois segundo está anos polo pola dos das non goberno galicia galego galega xunta concello cando xa ata fai persoas milleiros quere hai vivendas foron onte hoxe veciños",
	"ca":      "el els les una del i en per amb per que més també després segons està anys aquest aquesta dels als pel pels seva seu hi han fins molt tot on quan nova ha ser o sense entre",
	"pt":      "o os as uma do da e em por com para que mais também depois segundo está anos pelo pela dos das não são à",
	"it":      "il gli le una del e in per con che più anche dopo secondo è anni della dei non sono di nel",
	"ru":      "и в на не что он с по из это как его от для был",
	"uk":      "і в на не що він з по із це як його від для був та у до про",
	"be":      "і ў на не што ён з па гэта як яго ад для быў і у да пра",
	"bg":      "и в на не че той с по от това като си за беше да се ще със",
	"mk":      "и во на не дека тој со по од тоа како си за беше да се ќе",
	"sr-Cyrl": "и у на не да је са по од то као се за био ће су",
	"hi":      "है हैं के की का में को से पर ने और था थे नहीं यह कि लिए",
	"mr":      "आहे आहेत च्या मध्ये आणि होते नाही हे की साठी ला ने केले असे या करण्यात झाले झाली झाला काय करायचे गेल्या त्या एक मात्र तर",
	"ne":      "छ छन् को का मा लाई बाट ले र थियो थिए नहीं यो कि लागि गरेको भएको गर्ने गरे गर्न भने पनि हुने हुन रहेको नेपाल सरकारले गएपछि पछि भएपछि गर्छ भन्दै तथा बारे विरुद्ध",
	"fa":      "است که در به از را با این برای آن می های شد شده خود",
	"ur":      "ہے ہیں کے کی کا میں کو سے پر نے اور تھا تھے نہیں یہ کہ",
	"ps":      "دی چې په د او ته له کې دا شوي کړي نه",
	"ar":      "في من على إلى أن عن التي الذي هذا هذه ما لا كان بعد مع",
	"zu":      "ukuthi uma ngoba futhi kanye noma kodwa abantu lapho kuthiwa uthi okuthi ngesikhathi usho yena wathi amaphoyisa ngemuva kusho manje nje njengoba isikole umuntu kanti kule lapha kepha uthe bathi ukuba emuva ngenxa izingane unyaka zonke",
	"xh":      "ukuba kuba kwaye kunye okanye kodwa abantu apho kuthiwa uthi ngexesha uye wathi amapolisa emva ngokuba eli ngelithi xa ngoku okokuba umntu isikolo sithi nangona apha urhulumente abantwana unyaka zonke oko oku wathi",
	"af":      "die nie en van het is ʼn 'n sy hulle wat ook vir aan deur met was nuwe ons hul baie nog maar",
	"nl":      "de het niet en van een zijn zij wat ook voor aan door met was die dat",
	"ha":      "da na ya a cikin ta wata wani kuma ba ne ce sun don an daga shugaban za gwamnatin gwamnati jihar jihohi shekara kasar wannan bayan domin saboda watan sabuwar",
	"ig":      "na nke ndị ka ya n'ime ihe ga bụ a ha onye",
	"rw":      "mu na ku n'uko ubwo kandi cyangwa abantu yavuze ko bya by' kuri muri kugira ngo leta ibi iyi uyu bavuze nyuma imyaka rwanda umuyobozi abayobozi ishuri",
	"sn":      "kuti uye nekuti asi vanhu mu ne pa kana zvino",
	"st":      "hore le ka ho ba ea oa tsa bo empa",
	"tn":      "gore le ka go ba ya wa tsa bo fela",
	"ny":      "kuti ndi pa ku mu anthu koma chifukwa cha ya wa",
	"om":      "kan fi akka irra keessa itti jira ture waan",
	"so":      "iyo oo ka ku ee waa uu in la ay soo",
	"sw":      "ya na wa kwa katika ni za la cha kuwa huo",
	"yo":      "ni ti awọn àwọn si sì fun fún pe pé ati àti lati láti ki kí kò naa náà kan wọn rẹ̀ ninu nínú lori lórí gbogbo jẹ bi bá máa eniyan ọjọ odun ọdún mo mi wa wá tó tí bí sí lọ ó ń kò ṣe",
	"fil":     "ang ng sa mga na ay si ni para at hindi ito",
	"de":      "der die das und nicht mit von ist im auf für dem den ein eine einer einem eines unser unsere unserer wird werden auch nach bei zum zur über sich als wie vor gegen",
	"en":      "the of and to in for on with is that as at by from after",
	"fr":      "le la les des et en une du pour dans que qui sur est au",
	"tr":      "ve bir bu için ile ne mi ama gibi kadar var yok değil her en o ben olarak da de çok daha sonra olan",
	"az":      "və bir bu üçün ilə olaraq da də çox daha sonra olan edib",
	"fi":      "ja on ei se että oli hän mutta kun ovat",
	"et":      "ja on ei see et oli ta aga kui",
	"ku":      "û ku ji li di de bi jî ew bû",
	"sq":      "dhe në të për me nga një është që ka janë",
}

// wordFactor is how much likelier a language gets by one of its words, shared
// by all languages that have the word.
const wordFactor = 4.0

// maxWordHits is what the hits of a long text are scaled down to, so that no
// weight overflows.
const maxWordHits = 12

// applyWords makes languages more likely by their own little words.
func (u *languages) applyWords(text string, scores []float64) {
	hits := make([]float64, len(scores))
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
		places := u.words[w]
		for _, i := range places {
			hits[i] += 1 / math.Sqrt(float64(len(places)))
		}
	}
	u.applyAffixes(text, hits)
	most := 0.0
	for i, p := range scores {
		if p > 0 {
			most = math.Max(most, hits[i])
		}
	}
	scale := math.Min(1, maxWordHits/math.Max(most, 1))
	for i, h := range hits {
		if h > 0 && scores[i] > 0 {
			scores[i] *= math.Pow(wordFactor, h*scale)
		}
	}
}

// affixes are beginnings (a hyphen behind) and ends (a hyphen in front) of words
// that speak for a language.
var affixes = []struct {
	tags   []language.Tag
	weight float64
	list   string
}{
	{[]language.Tag{"nb", "nn"}, 0.7, "-sjon -sjonen -mann -skap -nn"},
	{[]language.Tag{"nb"}, 0.5, "-het -heten -ene -kk"},
	{[]language.Tag{"da"}, 0.7, "-tion -tionen -hed -heden -mand -gør -erne -nd -ede"},
	{[]language.Tag{"ms"}, 1, "-syen -iti -ual"},
	{[]language.Tag{"id"}, 1, "-itas -isasi"},
	{[]language.Tag{"zu"}, 1.15, "uku- ama- izi- isi- aba- ngo- nge- kwe- kwa- nga- nok- noku- oku- ezi- esi- emb- eth- umu- umf- imi- ubu- ulu- lez- les- lok- ngezi- ngesi- -eni -ini -ile -ela -isa -wa"},
	{[]language.Tag{"xh"}, 1, "uku- ama- izi- isi- aba- ngo- nge- kwe- kwa- nga- nok- noku- oku- ezi- esi- ii- oo- umu- imi- ubu- ulu- urh- yoku- lwe- eyi- thab- ngoku- iin- -eni -ini -ile -ela -isa -wa -yo"},
}

const leastAffixed = 5 // letters of a word whose affixes are read

// affixIndex divides the table into beginnings and ends.
var affixIndex = func() [2]map[string][]int {
	index := [2]map[string][]int{{}, {}}
	for i, rule := range affixes {
		for a := range strings.FieldsSeq(rule.list) {
			if end, isEnd := strings.CutPrefix(a, "-"); isEnd {
				index[1][end] = append(index[1][end], i)
				continue
			}
			begin := strings.TrimSuffix(a, "-")
			index[0][begin] = append(index[0][begin], i)
		}
	}
	return index
}()

// applyAffixes adds to hits what the longest beginning and end of each word
// speak for.
func (u *languages) applyAffixes(text string, hits []float64) {
	add := func(rules []int) {
		for _, i := range rules {
			for _, j := range u.affixes[i] {
				hits[j] += affixes[i].weight
			}
		}
	}
	long, open, wide := 0, 0, 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
		if len(w) < leastAffixed {
			continue
		}
		long++
		if strings.IndexByte("aeiou", w[len(w)-1]) >= 0 {
			open++
		}
		if len(w) >= longWord {
			wide++
		}
		const longest, shortest = 6, 2 // bytes of an affix
		for n := min(longest, len(w)-1); n >= shortest; n-- {
			if rules := affixIndex[0][w[:n]]; rules != nil {
				add(rules)
				break
			}
		}
		for n := min(longest, len(w)-1); n >= shortest; n-- {
			if rules := affixIndex[1][w[len(w)-n:]]; rules != nil {
				add(rules)
				break
			}
		}
	}
	// Long words that nearly all end in a vowel: Nguni languages write their
	// pronouns and particles as parts of words.
	if long > 2 && open*10 >= long*9 && wide*2 >= long {
		hits[u.at("zu")] += 2
		hits[u.at("xh")] += 2
	}
}

// longWord is the length from which a word counts as long, in bytes.
const longWord = 8

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != 'ʼ' && r != '\u200c'
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func countWords(text string, words map[string]bool) int {
	n := 0
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		if words[w] {
			n++
		}
	}
	return n
}
