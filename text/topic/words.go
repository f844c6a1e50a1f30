package topic

import (
	"maps"
	"slices"
	"strings"
)

// genreNames are names of sections, labels and path parts that state a genre,
// folded.
var genreNames = names(map[Genre]string{
	Opinion: `opinion|opinions|op ed|oped|editorial|editorials|commentary|comment|comments|commentisfree|columns|column|columnist|columnists|
		columnas|columna|views|viewpoint|perspectives|perspective|letters|letters to the editor|voices|contributors|ideas|blogs|blog|
		review|reviews|debate|editorial board|the editorial board|авторские колонки|redaktionskommentar|guest column|guest essay|opinión|opinion y analisis|editoriales|tribuna|tribunas|firmas|cartas|meinung|meinungen|kommentar|
		kommentare|kolumne|kolumnen|leitartikel|gastbeitrag|gastkommentar|debatte|debatten|glosse|essay|essays|tribune|chroniques|chronique|
		point de vue|edito|éditorial|editoriaux|idées|debats|débats|opinioni|opinione|commenti|editoriale|opinião|opiniao|colunas|colunistas|
		artigo|artigos|debatt|ledare|ledarsidan|ledere|leder|kronik|kronikk|meninger|meninger no|ytring|debat|synspunkt|mielipide|pääkirjoitus|kolumni|
		opinie|komentarz|komentarze|felieton|felietony|publicystyka|názory|nazory|komentáře|komentare|názor|vélemény|velemeny|opinii|editorial opinie|
		мнение|мнения|колонка|колонки|колумнисты|блоги|комментарии|авторские колонки|думка|погляд|блог|мнения и анализи|коментари|коментар|
		γνώμη|γνωμεσ|απόψεις|αποψεις|άρθρα γνώμης|σχόλιο|görüş|yazarlar|köşe yazıları|yorum|رأي|الرأي|مقالات|مقالات الرأي|آراء|كتاب وآراء|دیدگاه|یادداشت|سرمقاله|
		דעות|דעה|राय|विचार|संपादकीय|মতামত|opini|kolom|tajuk|tajuk rencana|社説|論説|コラム|オピニオン|评论|評論|社论|社評|观点|觀點|时评|칼럼|사설|오피니언|기고|기자수첩|
		opinió|opinio|editorials i opinió|komentari|kolumne|mišljenja|misljenja|stavovi|blogovi|mnenja|komentáre|komentare|nuomonės|nuomones|komentarai|
		viedokļi|viedokli|komentāri|arvamus|arvamuslood|juhtkiri|skoðun|skoðanir|leiðari|pistlar|editoriale|opinione dhe analiza|колумни|мислења|ставови|
		коментари и анализи|меркаванні|думкі|меркаванне|მოსაზრება|სვეტი|ბლოგი|կարծիք|տեսակետ|rəy|köşə|müəllif|пікір|көзқарас|fikr|fikrlar|пикир|
		үзэл бодол|нийтлэл|کالم|کالمز|اداریہ|بلاگ|بلاگز|لیکنه|سرلیکنه|ਵਿਚਾਰ|ਸੰਪਾਦਕੀ|અભિપ્રાય|તંત્રીલેખ|संपादकीय लेख|मत|स्तंभ|सम्पादकीय|ब्लग|दृष्टिकोण|
		கருத்து|தலையங்கம்|అభిప్రాయం|సంపాదకీయం|ಅಭಿಪ್ರಾಯ|ಸಂಪಾದಕೀಯ|ಅಂಕಣ|അഭിപ്രായം|എഡിറ്റോറിയൽ|අදහස්|කතුවැකිය|သဘောထား|အယ်ဒီတာ့အာဘော်|ទស្សនៈ|
		ຄວາມຄິດເຫັນ|ທັດສະນະ|maoni|safu|tahariri|faallo|aragti|አስተያየት|ርዕሰ አንቀጽ|ርእሰ አንቀጽ|ra ayi|imibono|umhleli|menings|meningsvormers|rubrieke|pendapat|
		kolumnis|lidah pengarang|opinyon|kolum|بیروڕا|وتار|iritzia|iritziak|opinjoni|opinjonijiet|meenung|oddagrein|lesarabræv|meninga|leiar|
		kose yazilari|kose yazisi|köşe yazısı|gorus|gorusler|yorumlar|mnenie|mneniya|mneniia|mnenija|kolonki|kolonka|kolumnisty|kolumnist|avtorskie kolonki|pohliad|dumka|dumky|
		gnomi|gnomes|apopsi|apopseis|apopsis|αποψη|άποψη|arthra gnomis|arthrografia|alray|maqal|maqalat|maqalat ray|didgah|yaddasht|sarmaghaleh|
		vichar|sampadkiya|sompadokiyo|motamot|উপসম্পাদকীয়|সম্পাদকীয়|কলাম|pinglun|shelun|shiping|guandian|shasetsu|ronsetsu|ouspinion|sasol|sasul|kolum|gigo|
		guest opinion|guest opinions|guest columns|guest column|guest commentary|our view|our opinion|op eds|opeds|opinion pieces|
		tribune libre|tribunes|carte blanche|cartes blanches|billet|billets|le billet|humeur|rebonds|parti pris|la chronique|éditos|editos|
		standpunkt|standpunkte|zwischenruf|gastbeiträge|gastkommentare|gastbeitraege|leserbriefe|denkanstoß|kolumnisten|meinungsbeitrag|
		columnistas invitados|opinan|blogs de opinion|editorialistas|artículos de opinión|articulos de opinion|tribuna libre|a fondo opinión|colunista|artigos de opinião|
		il commento|l opinione|l editoriale|lettere|rubriche|opiniestukken|columns en opinie|columnisten|standpunten|kronikker|debattinnlegg|debatinnlegg|debattartikel|
		mielipiteet|mielipidekirjoitukset|pääkirjoitukset|kolumnit|näkökulma|glosa|glosy|komentár|názory a komentáře|redakciós|jegyzet|publicisztika|
		kenh binh luan|góc nhìn|goc nhin|ý kiến|ทัศนะ|บทความ`,
	Analysis: `analysis|analyses|explainer|explainers|explained|explain|background|in depth|indepth|fact check|factcheck|factchecks|fact checks|long read|longread|
		insight|insights|the big read|news analysis|analyse|analysen|hintergrund|hintergründe|erklärt|faktencheck|faktenfuchs|análisis|analisis|
		claves|en profundidad|verificación|décryptage|decryptage|décodeurs|les decodeurs|eclairage|éclairage|analisi|approfondimenti|approfondimento|
		spiegazioni|análise|analise|explicador|analys|analyser|bakgrund|bakgrunn|baggrund|analyysi|achtergrond|analiza|analizy|wyjaśniamy|
		analýza|analyzy|elemzés|elemzes|аналитика|анализ|разбор|аналітика|ανάλυση|analiz|تحليل|تحليلات|تحلیل|解説|分析|深度|解读|해설|분석|팩트체크|analisis berita|phân tích`,
	Interview: `interview|interviews|interviewed|q a|q and a|entrevista|entrevistas|entretien|entretiens|interviste|intervista|intervju|intervjuer|
		haastattelu|wywiad|wywiady|rozmowa|rozhovor|rozhovory|interjú|interju|interviu|интервью|інтерв ю|интервю|συνέντευξη|συνεντεύξεις|röportaj|söyleşi|
		مقابلة|مقابلات|حوار|گفتگو|مصاحبه|ראיון|साक्षात्कार|সাক্ষাৎকার|wawancara|インタビュー|专访|專訪|访谈|인터뷰|phỏng vấn`,
	Live: `live|liveblog|live blog|live blogs|liveblogs|live updates|live news|live reporting|liveticker|live ticker|newsticker|ticker|newsblog|en vivo|
		en directo|directo|minuto a minuto|en direct|direct|in diretta|diretta|diretta live|ao vivo|tempo real|direkte|direktrapport|suora|
		na żywo|relacja na żywo|relacja|živě|online přenos|élő|онлайн|прямая трансляция|текстовая трансляция|ζωντανά|canlı|canlı anlatım|
		مباشر|بث مباشر|زنده|直播|速報ライブ|ライブ|생중계`,
	Roundup: `roundup|round up|briefing|briefings|morning briefing|evening briefing|daily briefing|newsletter|newsletters|the week|week in review|
		news in brief|in brief|in pictures|photos of the day|what we know|today in history|digest|news digest|kurz notiert|kurzmeldungen|nachrichten kompakt|
		der tag|morgenlage|presseschau|tagesüberblick|resumen|revista de prensa|lo más leído|les infos|l essentiel|revue de presse|rassegna stampa|
		resumo|boletim|dagens|nyhetsbrev|kort nytt|przegląd prasy|skrót|přehled|дайджест|обзор прессы|главное|итоги|обзор|ημερήσια επισκόπηση|
		günün özeti|نشرة|今日要闻|早报|晚报|まとめ|브리핑|간추린`,
	Sponsored: `sponsored|sponsored content|sponsor content|partner content|partnercontent|paid content|paid post|paid partner content|paidpost|
		advertorial|advertorials|brandvoice|brand voice|branded content|brandstudio|brand studio|brand content|press release|press releases|pressreleases|
		mediaoutreach|media outreach|pr newswire|prnewswire|globenewswire|business wire|businesswire|promoted|in partnership with|presented by|
		anzeige|sponsored post|advertorial anzeige|verlagsangebot|pressemitteilung|pressemitteilungen|presseportal|contenido patrocinado|patrocinado|
		publirreportaje|branded|contenu sponsorisé|partenariat|publi rédactionnel|publireportage|contenuto sponsorizzato|pubbliredazionale|
		conteúdo patrocinado|publieditorial|annonsørinnhold|betalt innhold|annonce|sponsoreret|kaupallinen yhteistyö|artykuł sponsorowany|
		materiał partnera|komerční sdělení|pr článek|fizetett tartalom|реклама|партнерский материал|на правах рекламы|пресс релизы|
		tanıtım|advertorial haber|إعلان|محتوى برعاية|رپورتاژ آگهی|プレスリリース|記事広告|pr timesプレスリリース|广告|推广|보도자료|광고`,
	Report: `breaking|breaking news|latest news|news report|eilmeldung|última hora|dernière minute|последние новости|速報|速报|快讯|속보`,
})

// names maps every name to its genre; of one that stands in two lists the
// first genre by name counts, so that the answer is always the same.
func names(lists map[Genre]string) map[string]Genre {
	m := map[string]Genre{}
	for _, g := range slices.Sorted(maps.Keys(lists)) {
		for n := range strings.SplitSeq(lists[g], "|") {
			if n = fold(n); m[n] == Unsure {
				m[n] = g
			}
		}
	}
	delete(m, "")
	return m
}

// titlePhrases state a genre inside a folded headline.
var titlePhrases = []struct {
	words string
	genre Genre
}{
	{" live updates ", Live}, {" as it happened ", Live}, {" live blog ", Live}, {" liveticker ", Live}, {" minuto a minuto ", Live},
	{" in pictures ", Roundup}, {" week in review ", Roundup}, {" morning briefing ", Roundup}, {" evening briefing ", Roundup},
	{" news in brief ", Roundup}, {" what you need to know ", Analysis}, {" explained ", Analysis}, {" fact check ", Analysis}, {" im interview ", Interview},
	{" letters to the editor ", Opinion},
}

// topicWords are words of sections, addresses, keywords and headlines that
// speak for a topic, folded.
var topicWords = words(map[Topic]string{
	Politics: `politics politik politique política politica politiikka polityka politika политика політика πολιτική siyaset سياسة سیاست polityczny
		election elections wahl wahlen bundestagswahl elecciones eleição eleições élections elezioni wybory volby выборы вибори seçim انتخابات انتخابات
		parliament parlament parlement parlamento congress congreso senate senado senat government regierung gouvernement gobierno governo minister
		ministers ministro ministre präsident president presidente prime kanzler chancellor coalition koalition referendum diplomacy diplomatie diplomacia
		parlamentet stortinget riksdag sejm президент парламент правительство министр уряд सरकार चुनाव राजनीति politikk politiek inrikes elections2024`,
	Conflict: `war krieg guerre guerra wojna válka война війна πόλεμος savaş حرب جنگ युद्ध conflict konflikt conflicto military militär militar
		troops soldiers soldaten airstrike airstrikes missile missiles rakete raketen drone drones invasion ceasefire waffenruhe alto offensive
		hostages geiseln rebels militants gaza ukraine ukrainekrieg hamas hezbollah nato defence defense verteidigung atak ataque удар обстрел
		войска ракета дрон guerra-ucraina krig sota oorlog`,
	Disaster: `earthquake erdbeben terremoto séisme seisme deprem землетрясение σεισμός زلزال زلزله flood floods flooding hochwasser inundación
		inundaciones inondations alluvione enchente powódź наводнение tsunami hurricane cyclone typhoon taifun tornado wildfire wildfires waldbrand
		incendio incendie wildfires landslide eruption volcano vulkan avalanche crash plane-crash unglück accidente explosion derailment famine
		disaster katastrophe desastre catastrophe feuer brand`,
	Economy: `economy economics business wirtschaft economía economia économie ekonomia gospodarka ekonomika ekonomi бизнес экономика економіка οικονομία
		اقتصاد כלכלה अर्थव्यवस्था negocios negócios entreprises unternehmen company companies trade handel comercio tariffs zölle inflation jobs
		unemployment arbeit empleo retail industry industrie housing budget haushalt tax steuer impuestos finance finances finanzen talous næringsliv
		erhverv näringsliv biznes ekonomie energy energie autos automotive verbraucher consumer`,
	Markets: `markets stocks stock börse boerse borsa bolsa bourse giełda shares aktien aktie dax nasdaq forex crypto cryptocurrency bitcoin
		kryptowährungen rates bonds commodities wechselkurs рынки акции биржа aktier investing investors etf`,
	Science: `science sciences wissenschaft wissen ciencia ciência scienza scienze nauka věda наука επιστήμη bilim علوم space raumfahrt espacio espace
		nasa technology tech technik technologie tecnología tecnologia technologia технологии digital netzwelt innovation research forschung
		physics astronomy climate klima clima climat environment umwelt medioambiente environnement ambiente ai ki artificial teknologi teknik tiede viden
		videnskab forskning`,
	Health: `health gesundheit salud santé sante salute saúde saude zdrowie zdraví здоровье здоров υγεία sağlık صحة سلامت स्वास्थ्य medicine medizin
		covid coronavirus corona virus vaccine vaccines impfung vacuna hospital hospitals disease cancer krebs pandemic outbreak medical doctors
		wellness ernährung terveys helse sundhed hälsa gezondheid`,
	Culture: `culture kultur cultura kultura культура πολιτισμός kültür ثقافة فرهنگ संस्कृति arts art kunst arte music musik música musica musique muzyka
		film films movie movies kino cinema cine books bücher libros livres literature literatur theater theatre theatre-dance museum festival
		feuilleton tv television fernsehen series games gaming kulttuuri books-and-arts entertainment unterhaltung entretenimiento spettacoli`,
	Sport: `sport sports deportes deporte esportes esporte sportivo sporten спорт спорту αθλητικά spor رياضة ورزش खेल olahraga スポーツ football fußball
		fussball fútbol futbol futebol calcio soccer nfl nba mlb nhl ncaa cricket rugby tennis golf basketball baseball hockey olympics olympia f1 formel1
		formula1 cycling boxing bundesliga laliga premier-league championship transfer piłka fotbal fotboll urheilu idrott jalkapallo`,
	Weather: `weather wetter tiempo clima-tiempo météo meteo previsão pogoda počasí погода καιρός hava طقس هواشناسی мороз forecast unwetter sää vær
		väder vejr storm sturm heatwave hitzewelle`,
	Celebrity: `celebrity celebrities celebs people promi promis stars famosos celebridades gossip showbiz showbusiness royals royal leute gala
		vip kändisar kjendis seiska plejada hvezdy magazin-people hollywood lifestyle`,
	Crime: `crime crimes kriminalität kriminalitaet polizei police policía policia crimen crimine cronaca delitos sucesos faits-divers faitsdivers
		justice justiz court courts gericht prozess tribunal murder mord asesinato meurtre omicidio shooting schießerei tiroteo arrested arrest
		festnahme detenido trial prison jail robbery fraud betrug blaulicht kryminalne zločin kriminal преступление полиция убийство суд
		происшествия кримінал krim brott rikos politi polisen`,
})

func words(lists map[Topic]string) map[string]Topic {
	m := map[string]Topic{}
	for _, t := range slices.Sorted(maps.Keys(lists)) {
		for w := range strings.FieldsSeq(lists[t]) {
			if w = strings.ReplaceAll(fold(w), " ", ""); m[w] == UnsureTopic {
				m[w] = t
			}
		}
	}
	return m
}

// unspacedTopics are pieces of words in scripts without spaces.
var unspacedTopics = []struct {
	piece string
	topic Topic
}{
	{"政治", Politics}, {"選挙", Politics}, {"选举", Politics}, {"選舉", Politics}, {"정치", Politics}, {"대통령", Politics}, {"首相", Politics},
	{"戦争", Conflict}, {"战争", Conflict}, {"戰爭", Conflict}, {"军事", Conflict}, {"군사", Conflict},
	{"地震", Disaster}, {"台風", Disaster}, {"台风", Disaster}, {"洪水", Disaster}, {"火災", Disaster}, {"지진", Disaster},
	{"経済", Economy}, {"经济", Economy}, {"經濟", Economy}, {"财经", Economy}, {"財經", Economy}, {"경제", Economy}, {"ビジネス", Economy}, {"산업", Economy},
	{"株価", Markets}, {"股市", Markets}, {"증시", Markets},
	{"科学", Science}, {"科技", Science}, {"과학", Science}, {"テクノロジー", Science}, {"宇宙", Science},
	{"健康", Health}, {"医療", Health}, {"医疗", Health}, {"건강", Health},
	{"文化", Culture}, {"문화", Culture}, {"映画", Culture}, {"音楽", Culture},
	{"スポーツ", Sport}, {"体育", Sport}, {"體育", Sport}, {"스포츠", Sport}, {"野球", Sport}, {"サッカー", Sport}, {"กีฬา", Sport},
	{"天気", Weather}, {"天气", Weather}, {"天氣", Weather}, {"날씨", Weather},
	{"芸能", Celebrity}, {"娱乐", Celebrity}, {"娛樂", Celebrity}, {"연예", Celebrity},
	{"事件", Crime}, {"逮捕", Crime}, {"警察", Crime}, {"การเมือง", Politics}, {"เศรษฐกิจ", Economy},
}

// ambiguousLabels are words that beside a headline mean something else: an
// advertisement's slot, or the readers' comments.
var ambiguousLabels = func() map[string]bool {
	m := map[string]bool{}
	for n := range strings.SplitSeq(`anzeige|annonce|реклама|广告|광고|إعلان|sponsored|promoted|comment|comments|kommentare|commenti|comentarios|
		комментарии|komentarze|komentáře|reviews|review|blog|newsletter|newsletters|live|ticker|direct|direkte|briefing|digest|letters|voices`, "|") {
		m[fold(n)] = true
	}
	return m
}()

// weakParts are parts of addresses that say little: whole outlets are written
// as blogs, and "/review/" holds tests of things.
var weakParts = wordSet("blog blogs review reviews ideas voices views comments background insight insights hintergrund hintergründe")

// byWords stand between a label and a name.
var byWords = wordSet("by von par por de di da av af door od autor автор от від oleh tarafından")

// slugNames are words that state a genre at the beginning or the end of an
// article's own name in its address.
var slugNames = names(map[Genre]string{
	Opinion: `opinion|editorial|oped|commentary|kommentar|kolumne|gastbeitrag|gastkommentar|leitartikel|glosse|rezension|review|tribune|edito|
		chronique|opinión|columna|editoriale|opinião|opiniao|coluna|column|ledare|leder|kronik|debattinlägg|felieton|komentarz|opinie|kolumni|
		mnenie|kolonka|komentar|nazor|rese|recensione|recension|anmeldelse|recenzja|recenze|kritik`,
	Analysis:  `analysis|analyse|analisis|analisi|analiz|analiza|explainer|explained|faktencheck|factcheck|analys|achtergrond|analitika`,
	Interview: `interview|entrevista|entretien|intervista|intervju|wywiad|rozhovor|rozmowa|interviu|intervyu|wawancara|röportaj|haastattelu`,
	Live:      `liveblog|liveticker|live`,
})

// leadPhrases are what the first lines of a text say of its genre, lower case.
var leadPhrases = []struct {
	words string
	genre Genre
}{
	{" ein kommentar", Opinion}, {" ein gastbeitrag", Opinion}, {" ein gastkommentar", Opinion}, {" eine kolumne", Opinion}, {" eine glosse", Opinion},
	{" ein leitartikel", Opinion}, {" ein essay", Opinion}, {" eine rezension", Opinion}, {" eine polemik", Opinion}, {" eine analyse.", Analysis},
	{" ein interview.", Interview}, {" ein gespräch.", Interview}, {" this is an opinion", Opinion}, {" this leader was", Opinion},
	{" part of the opinions", Opinion}, {" opinions expressed in", Opinion}, {" is a columnist", Opinion}, {" in this op-ed", Opinion},
	{" cette tribune", Opinion}, {" dans une tribune", Unsure}, {" een opinie", Opinion}, {" en kommentar fra", Opinion}, {" dette er en kronik", Opinion},
	{" dette er en leder", Opinion}, {" dette er en kommentar", Opinion}, {" detta är en ledare", Opinion}, {" det här är en ", Opinion},
	{" kirjoittaja on ", Opinion}, {" редакционная колонка", Opinion}, {" авторская колонка", Opinion}, {" this article contains spoilers", Unsure},
	{" 本报评论员", Opinion}, {"评论员", Opinion},
}

// disclaimers are what stands beside a writer's own views, lower case.
var disclaimers = []string{
	"are their own and do", "are his own", "are her own", "are solely his", "are solely her", "are solely their", "are solely those of the author",
	"expressed in this commentary", "expressed in this column", "expressed in this op-ed", "expressed in this opinion", "are those of the author",
	"are the author's own", "are the author’s own", "expressed by contributors", "expressed by columnists", "this is an opinion", "this is a guest",
	"gibt die meinung des autors", "gibt die meinung der autorin", "gibt nicht unbedingt die meinung der redaktion", "muss nicht mit der meinung der redaktion",
	"dieser gastbeitrag", "dieser gastkommentar", "les opinions exprimées dans cette", "les propos tenus dans cette tribune", "n'engagent que leur auteur",
	"n’engagent que leur auteur", "n'engage que son auteur", "n’engage que son auteur", "las opiniones expresadas en esta columna", "las opiniones vertidas en esta",
	"los artículos de opinión", "esta columna de opinión", "os artigos de opinião", "não reflete necessariamente a opinião", "é de responsabilidade do autor",
	"le opinioni espresse in questo", "de auteur schrijft op persoonlijke titel", "dette er en kronik", "dette er en kommentar", "dette er et debat", "det här är en debattartikel",
	"det här är en ledare", "мнение автора может не совпадать", "мнение редакции может не совпадать", "точка зрения автора может не совпадать", "думка редакції може не збігатися",
	"мнението на автора", "yazarın kendi görüş", "yazının sorumluluğu", "opinia autora", "poglądy autora", "názory autora", "článok vyjadruje názor", "ez véleménycikk",
	"آراء الكاتب", "رأي الكاتب", "المقالات تعبر عن", "המאמר משקף את דעת", "本文仅代表作者", "本文僅代表作者", "不代表本报立场", "不代表本報立場", "본 칼럼은", "외부 필진",
}

// sectionWords are words that make any section one of opinion.
var sectionWords = wordSet("opinion opinions editorial editorials commentary columnists opinión opinião opinioni meinung kommentare kolumnen мнения мнение")

// columnists are what stands beside the name of who writes columns.
var columnists = wordSet("columnist columnists kolumnist kolumnistin columnista colunista chroniqueur chroniqueuse éditorialiste editorialista leitartikler " +
	"columniste kolumnistka kolumni felietonista komentátor komentatorka обозреватель колумнист αρθρογράφος köşeyazarı 칼럼니스트 コラムニスト 评论员 論説委員 논설위원")

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
