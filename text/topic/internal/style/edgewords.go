package style

import "strings"

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
