package topic

import "strings"

type wordKind int

const (
	noKind wordKind = iota
	firstPerson
	arguing
	attributing
)

// styleWords are words that show how a text is written, folded. A word that
// is first person in one language and something else in another is left out.
var styleWords = func() map[string]wordKind {
	m := map[string]wordKind{}
	for _, list := range []struct {
		kind  wordKind
		words string
	}{
		{firstPerson, `i my me myself mine we our ours ourselves i'm i've i'd i'll we're we've we'll we'd
			ich mich mir mein meine meinen meinem meiner meines wir uns unser unsere unseren unserem unserer
			j mon moi nous notre yo nosotros nuestro nuestra nuestros nuestras nós nosso nossa nossos nossas meu minha
			io mio mia noi nostro nostra nostri nostre mijn ik wij ons onze jag mig vår vårt våra jeg meg vår vi vores vort
			minä minun meidän meille mnie mój moja moje nasz nasza nasze naszych nas mě můj náš naše našich
			я мне меня мой моя мы нас нам наш наша наше наши наших мені мене ми нашої наші нашого аз ние нашите
			εγώ εμείς μας εμάς μου biz bizim bize benim أنا نحن אני אנחנו שלנו मैं हम हमारे हमें हमारा saya kita kami aku
			nekünk nostru noastră noastre mes`},
		{arguing, `should must ought perhaps surely frankly indeed unfortunately sadly hopefully obviously clearly absurd ridiculous hypocrisy
			hypocritical shame shameful nonsense outrageous disgraceful truth simply merely arguably moreover nor yet maybe alas
			sollte sollten müsste müssten leider natürlich endlich wohl offenbar eben freilich gewiss schließlich allerdings immerhin vielleicht
			faut hélas doute certes peut-être évidemment pourtant debe deben debería deberían quizá quizás acaso deve devem talvez infelizmente
			aliás bisogna dovrebbe forse purtroppo insomma moet moeten misschien helaas måste kanske borde tyvärr må måske bør kanskje
			powinien powinna powinni powinno trzeba należy niestety może przecież zresztą musí mělo bohužel snad
			надо нужно должны должен увы возможно конечно пожалуй впрочем разве ведь треба повинні мабуть звісно
			πρέπει ίσως δυστυχώς βέβαια άραγε gerek gerekir belki maalesef elbette يجب ينبغي ربما للأسف باید شاید متأسفانه
			चाहिए शायद harus mungkin seharusnya sayangnya`},
		{attributing, `said says told according reported announced statement spokesman spokeswoman spokesperson police officials
			sagte sagten teilte mitteilte erklärte laut berichtet berichtete sprecher sprecherin polizei angaben
			selon déclaré indiqué annoncé affirmé porte-parole dijo según informó aseguró señaló explicó indicó declaró afirmó agregó
			disse segundo informou afirmou afirma declarou explicou detto secondo spiegato dichiarato zei zegt volgens aldus
			sade säger enligt sagde siger ifølge sier opplyser sanoo kertoo mukaan kertoi powiedział powiedziała poinformował poinformowała
			według przekazał twierdzi rzecznik řekl řekla uvedl uvedla podle mluvčí
			сообщил сообщила сообщает сообщили заявил заявила сказал сказала отметил словам данным заявив повідомив повідомила каже заявив
			каза заяви съобщи δήλωσε ανακοίνωσε σύμφωνα είπε ανέφερε söyledi belirtti göre açıkladı قال قالت وقال أعلن أعلنت وأضاف بحسب وفق
			گفت اعلام گزارش کرد אמר אמרה לדברי कहा बताया अनुसार kata ujar ujarnya katanya mengatakan menurut jelasnya
			말했다 밝혔다 전했다 따르면 설명했다 했다 밝혔습니다 kuthiwa ukusho`},
	} {
		for w := range strings.FieldsSeq(list.words) {
			if k, taken := m[w]; taken && k != list.kind {
				m[w] = noKind // speaks for two things
				continue
			}
			m[w] = list.kind
		}
	}
	return m
}()

// dayWords are days of the week, today and yesterday: the first lines of a
// report say when.
var dayWords = wordSet(`monday tuesday wednesday thursday friday saturday sunday yesterday today
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern montagabend dienstagabend mittwochabend donnerstagabend
	lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd lunes martes miércoles jueves viernes sábado domingo ayer hoy
	segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta ontem hoje lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi
	maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag gisteren måndag tisdag onsdag torsdag fredag lördag söndag måndagen tisdagen onsdagen torsdagen fredagen
	mandag tirsdag lørdag søndag mandagen maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
	poniedziałek wtorek środę środa czwartek piątek sobotę niedzielę wczoraj dziś dzisiaj pondělí úterý středu čtvrtek pátek sobotu neděli včera dnes
	понедельник вторник среду четверг пятницу субботу воскресенье вчера сегодня понеділок вівторок середу п'ятницю суботу неділю вчора сьогодні
	понеделник вторник сряда четвъртък петък събота неделя днес ponedjeljak utorak srijedu petak danas jučer ponedeljak sredu juče
	δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή χθες σήμερα pazartesi salı çarşamba perşembe cuma cumartesi pazar dün bugün
	luni marți miercuri joi vineri sâmbătă duminică ieri hétfőn kedden szerdán csütörtökön pénteken szombaton vasárnap tegnap
	الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد امس أمس اليوم دوشنبه شنبه یکشنبه جمعه امروز دیروز
	senin selasa rabu kamis jumat sabtu minggu isnin khamis jumaat सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार`)

// dayPieces are the same in scripts without spaces.
var dayPieces = []string{"日讯", "日电", "日，", "日、", "日電", "日訊", "今天", "昨日", "昨天", "일 ", "２", "１"}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// unspacedStyle are pieces of text in scripts without spaces.
var unspacedStyle = []struct {
	piece string
	kind  wordKind
}{
	{"我们", firstPerson}, {"我們", firstPerson}, {"笔者", firstPerson}, {"筆者", firstPerson}, {"私は", firstPerson}, {"わたし", firstPerson}, {"僕", firstPerson},
	{"应该", arguing}, {"应当", arguing}, {"必须", arguing}, {"應該", arguing}, {"必須", arguing}, {"べきだ", arguing}, {"だろう", arguing}, {"ではないか", arguing},
	{"不是", arguing}, {"表示", attributing}, {"报道", attributing}, {"報導", attributing}, {"据悉", attributing}, {"记者", attributing}, {"記者", attributing},
	{"によると", attributing}, {"発表", attributing}, {"述べ", attributing}, {"明らかに", attributing}, {"指出", attributing}, {"透露", attributing},
}

// writerPhrases present a writer at the end of a guest's piece, lower case.
var writerPhrases = []string{
	"is a columnist", "is the author of", "is an author", "is a writer", "is a professor", "is professor", "is a senior fellow", "is a fellow", "is an opinion",
	"is a contributing", "is the director of", "is an editorial", "is a former", "is executive director", "is president of", "is a political analyst",
	"opinions expressed", "views expressed", "the writer is", "the author is", "are those of the author", "do not necessarily reflect",
	"ist autor", "ist autorin", "ist professor", "ist publizist", "ist kolumnist", "der autor ist", "die autorin ist", "der autor dieses", "gastbeitrag",
	"est professeur", "est l'auteur", "est l’auteur", "est chercheur", "est essayiste", "les propos tenus", "es profesor", "es escritor", "es periodista y", "es autor",
	"é professor", "é colunista", "è professore", "jest profesorem", "autor jest", "autorka jest", "автор —", "мнение автора", "мнение редакции",
	"yazarın görüş", "この記事の筆者", "本文作者", "作者系", "作者为", "作者是",
}
