package topic

import "strings"

// topicStems are how words begin that speak for a topic in a text, folded. They
// are weaker than words of sections: three different ones must agree, wherever
// in headline and text they stand.
var topicStems = words(stemLists)

// stemLists are the stems: beginnings of single words, each of one topic and
// none of a word that another tells already, so that different stems are
// different words. What speaks for two topics (season, rocket) is none.
var stemLists = map[Topic]string{
	Politics: `elect presid govern minist parliam senat congres republican democrat campaign voting vote ballot lawmak legislat polici party
		coalit opposit diplomat sanction referend mayor immigra asylum treaty summit wahl bundesreg regierung kanzler partei abgeordn koalition
		gesetz landtag bundestag präsident élect présid gouvern député parlem sénat parti politiq scrutin gobiern gobern
		elecci parlament diputad politic polític campañ eleiç eleic deput senad elezion rząd prezydent
		wybor sejm poseł polityk ustaw президент правительств министр депутат парти выбор парламент госдум политик губернатор
		уряд міністр парті вибор верховн політик κυβέρνησ πρόεδρ υπουργ εκλογ βουλ κόμμα πολιτικ prezident vláda poslan volb
		regering statsminist riksdag valet regjering stortinget valg pemerintah menteri partai pemilu dpr gubernur رئيس حكوم وزير انتخاب برلمان
		राष्ट्रपति सरकार मंत्री चुनाव पार्टी विधायक भाजपा कांग्रेस`,
	Conflict: `soldier troop airstrik missil bomb bombard invasion ceasef hostag milit rebel insurg offensiv shell drone weapon war hamas hezboll
		idf gaza taliban isis terrorist soldat angriff luftangriff krieg front geisel waffenruhe guerre frappe otage armée guerra soldado misil
		ataque rehen ejércit wojn żołnierz rakiet atak nalot войн солдат ракет обстрел удар боев военн войск війн обстріл окупант πόλεμ στρατι πύραυλ
		válka voják raket perang tentara rudal serangan حرب غارة صاروخ قصف جيش`,
	Disaster: `earthquak quake magnitud flood hurrican cyclon typhoon tornado wildfir landslid erupt volcan tsunami avalanch evacu firefight blaze collaps derail wreck crash
		rescuer feuerwehr brand überschwem hochwasser erdbeben evaku unglück einsturz incendi inondat séism tremblem pompier évacu inundaci terremot sism bomber
		pożar strażak powód trzęsien katastrof пожар землетряс наводнен эвакуир спасател мчс катастроф авари пожеж землетрус πυρκαγι σεισμ πλημμύρ πυροσβεστ gempa banjir
		kebakaran longsor زلزال حريق فيضان`,
	Economy: `econom inflat unemploy recession gdp growth tariff export import manufact compan corporat profit revenu earning ceo industr retail consum invest bank debt loan
		tax budget wage salar job worker union strike factor merger acquisit startup market price wirtschaft unternehm konzern umsatz gewinn konjunktur arbeitspl
		arbeitnehm streik steuer milliard entrepris économ croissanc chômag impôt euros empres económ inflaci desempl impuest millon
		inflaç imposto aziend impres milion gospodar firm przedsiębior podatk inflacj złotych эконом компан рубл млрд инфляц налог бизнес предприят
		рынк цен економ гривен податк οικονομ εταιρ επιχείρησ εκατ ευρώ miliard korun företag ekonomi miljard kronor bedrift perusahaan
		harga rupiah pajak اقتصاد شركة مليار دولار`,
	Markets: `stock sharehold nasdaq bond yield investor trader bitcoin crypto ethereum blockchain token börse aktie anleg kurs dax bours action cac bolsa accione giełd
		akcj notowan obligacj акци бирж облигац індекс χρηματιστήρ μετοχ saham ihsg`,
	Science: `research scientis study univers professor laborator physic chemist biolog species evolut fossil archaeolog planet galax asteroid nasa spacecraft satellit telescop
		orbit emission carbon warming ecosystem biodivers software hardware smartphon iphone android app google microsoft algorithm chatbot internet
		cyber hacker malware robot comput forscher wissenschaft klima technologi raumfahrt gerät chercheur scientifi étude climat espèce científi
		investigador estudio climátic tecnolog cientist pesquisador estudo scienziat ricercat naukow badacz badan smartfon учён учен исследован
		технолог смартфон космос климат вчен дослідж επιστήμον έρευν κλίμα vědc výzkum forskar forsker teknologi peneliti studi`,
	Health: `health hospital patient doctor physician nurse medic diseas virus vaccin infect flu influenza hiv aids cancer tumor diabet stroke cardiac cardiolog surger surgeon
		symptom diagnos treatm therap drug pharma covid pandem epidem outbreak obes diet vitamin sleep mental clinic implant malaria fertil pregnan gesundheit
		krankenhaus arzt ärzt krankheit impf corona krebs pflege medizin santé hôpital médec malad traitem épidém salud
		pacient médic enfermed vacun cáncer saúde doença vacina sanità ospedal pazient malatti zdrow szpital pacjent lekarz
		chorob szczepi wirus nowotw leczen grypy nfz здоров больниц пациент врач болезн вакцин вирус грипп инфекц лечен медицин диет хворо лікар вірус υγεί
		νοσοκομ ασθεν γιατρ ιατρ νόσ ιός ιού εμβόλι καρκίν γρίπ θεραπεί ελονοσ σύφιλ zdraví lékař nemoc očkov sjukhus läkare sykehus lege
		kesehatan sakit pasien dokter penyakit vaksin كورونا فيروس إصاب مستشفى صحة وفاة لقاح કોરોના कोरोना अस्पताल मरीज स्वास्थ्य`,
	Culture: `film movie actor actress director cinema album song singer concert novel author poet theat museum exhibit gallery paint artist sculpt festival oscar emmy grammy
		netflix hbo television series episode sequel soundtrack broadway opera orchest ballet schauspiel regisseur kinofilm roman autor ausstell künstler
		bühne konzert acteur réalisat écrivain exposit théâtr actriz película escritor exposici teatro ator atriz
		attore regista mostra aktor reżyser powieść książk wystaw spektakl актер режиссер фильм роман писател выставк театр концерт актор режисер
		ηθοποι σκηνοθέτ ταινί συγγραφ βιβλί έκθεσ herec režisér kniha výstav skådespel regissör aktris sutradara`,
	Sport: `player coach league match goal score team teammate champion tournam playoff quarterback touchdown inning homer pitcher rebound nba nfl mlb nhl
		wnba fifa uefa olymp medal stadium striker midfield defender goalkeep basketball football soccer tennis golfer cricket wicket batsman batter bowler boxing boxer
		heavyweight racehorse derby lap spieler trainer saison liga tor mannschaft bundesliga joueur entraîn but équipe jugador entrenad
		gol equipo torneo campeon jogador treinad equipe time giocat allenat partita squadra campionat piłkar trener mecz bramk klub sezon
		игрок тренер матч гол клуб сезон чемпионат лига сборн футбол хоккей гравц чемпіонат παίκτ προπονητ αγών ομάδα πρωτάθλημ hráč trenér zápas
		spelare tränare lagets spiller kampen pemain pelatih pertandingan`,
	Weather: `forecast temperatur degree celsius fahrenheit snow rain storm sunny cloud heatwav hitzewel wetter grad regen schnee sturm meteo températ pluie neige
		canicul tiempo lluvia nieve pogod deszcz śnieg погод осадк градус синоптик дожд снег температур опад καιρ βροχ θερμοκρασ
		počasí déšť sníh väder regn snö cuaca hujan suhu`,
	Celebrity: `celebrit paparazz influenc kardashian royal prince duchess instagram supermodel hollywood star promi prinz model
		célébrit famos farándul gwiazd celebryt звезд певиц актрис знаменит selebriti artis pernikahan`,
	Crime: `arrest suspect murder homicid manslaught shoot gunman stab victim trial court judge jury prosecut sentenc convict guilty plead charged charges felony prison jail
		inmate detectiv robber theft burglar fraud traffick cocain kidnap assault rape abus attorney lawsuit polizei festgenomm verdächt mord staatsanwalt gericht urteil
		angeklagt täter haft polic arrêt meurtr procès tribun juge condamn detenid sospech asesin juicio juez conden cárcel víctim
		fiscal preso polícia assassin julgament omicid processo giudice condann carcere zatrzyman podejrzan morderst sąd prokurat wyrok skazan oskarż
		полици задержа подозреваем убийств суд прокурор следств приговор обвинен прокурат поліці затрим підозр вбивств αστυνομ σύλληψ συνελήφθ δολοφον
		δικαστήρ εισαγγελ obvin vražd soud žalobc polis åtal misstänk domstol tingsrätt politi siktet drept tersangka pembunuhan pengadilan
		شرطة محكمة قتل`,
}

// topicPieces are the same in scripts without spaces.
var topicPieces = []struct {
	topic  Topic
	pieces []string
}{
	{Politics, []string{"政府", "总统", "總統", "大統領", "首相", "総理", "議員", "国会", "选举", "選舉", "選挙", "外交", "대통령", "국회", "정부", "후보", "선거", "민주당", "의원", "장관", "政党", "政黨", "立法會", "会谈", "会談"}},
	{Conflict, []string{"战争", "戰爭", "戦闘", "軍事", "军事", "导弹", "ミサイル", "空爆", "空袭", "停戦", "停火", "ハマス", "전쟁", "미사일", "공습", "ガザ"}},
	{Disaster, []string{"地震", "震源", "台风", "台風", "洪水", "火灾", "火災", "津波", "救援", "지진", "태풍", "화재", "震中"}},
	{Economy, []string{"企业", "企業", "经济", "經濟", "経済", "市场", "市場", "亿元", "億元", "亿美元", "億円", "业绩", "業績", "产业", "產業", "산업", "경제", "기업", "억원", "부동산", "减税", "減税", "所得税", "건설", "消费", "供货"}},
	{Markets, []string{"股价", "股價", "株価", "股票", "股市", "投资者", "비트코인", "주가", "코스피", "증시", "比特币", "가상자산"}},
	{Science, []string{"科学", "研究", "技术", "技術", "人工智能", "アプリ", "スマホ", "スマートフォン", "端末", "iPhone", "Android", "Apple", "连接", "セキュリティ", "과학", "연구", "기술", "搭載", "機能", "ソフト"}},
	{Health, []string{"健康", "医院", "醫院", "病院", "患者", "医生", "醫師", "医師", "疫苗", "ワクチン", "病毒", "感染", "流感", "疾病", "药", "藥", "治疗", "治療", "症状", "症狀", "병원", "환자", "코로나", "건강", "衛生"}},
	{Culture, []string{"电影", "電影", "映画", "音乐", "音樂", "音楽", "作家", "小说", "小說", "小説", "展览", "展覽", "艺术", "藝術", "美術", "文化", "영화", "음악", "문화", "作品"}},
	{Sport, []string{"比赛", "比賽", "球队", "球隊", "选手", "選手", "試合", "冠军", "冠軍", "联赛", "聯賽", "篮板", "得分", "教练", "教練", "경기", "선수", "감독", "NBA"}},
	{Weather, []string{"气温", "氣溫", "気温", "天气", "天氣", "天気", "降雨", "降雪", "날씨", "기온"}},
	{Celebrity, []string{"明星", "娱乐圈", "娛樂圈", "芸能", "女优", "아이돌", "연예인"}},
	{Crime, []string{"警察", "警方", "嫌疑", "容疑", "逮捕", "法院", "起诉", "起訴", "判决", "判決", "犯罪", "경찰", "체포", "검찰", "법원", "혐의", "裁判"}},
}

const (
	shortestStem = 3 // letters
	longestStem  = 12
	readWords    = 150 // of a text, for its topic
	readPieces   = 1_500
	enoughStems  = 3 // different ones
)

// textTopic tells the topic of a text from its headline and its first words;
// UnsureTopic where too few different stems agree or two topics come close.
func textTopic(headline, text string) Topic {
	found := map[Topic]int{}
	seen := map[string]bool{}
	words := strings.Fields(fold(text[:min(len(text), 16*readWords)]))
	words = append(strings.Fields(fold(headline)), words[:min(len(words), readWords)]...)
	for _, w := range words {
		if stem, t := stemOf(w); t != UnsureTopic && !seen[stem] {
			seen[stem] = true
			found[t]++
		}
	}
	text = strings.ToValidUTF8(headline+"\n"+text[:min(len(text), readPieces)], "")
	for _, p := range topicPieces {
		for _, piece := range p.pieces {
			if strings.Contains(text, piece) {
				found[p.topic]++
			}
		}
	}
	best, second := UnsureTopic, 0
	for _, t := range order {
		switch n := found[t]; {
		case n > found[best] || best == UnsureTopic && n > 0:
			best, second = t, found[best]
		case n > second:
			second = n
		}
	}
	if found[best] < enoughStems || found[best]*2 < second*3 {
		return UnsureTopic
	}
	return best
}

// stemOf returns the longest stem that a word begins with, and its topic.
func stemOf(word string) (string, Topic) {
	letters := []rune(word)
	for n := min(len(letters), longestStem); n >= shortestStem; n-- {
		stem := string(letters[:n])
		t := topicStems[stem]
		if t != UnsureTopic && takes(n, len(letters)) {
			return stem, t
		}
	}
	return "", UnsureTopic
}

// takes reports whether a word may be so many letters long for a stem of so
// many: a short stem takes short endings only.
func takes(stem, word int) bool {
	const short, ending = 4, 2
	return stem > short || word <= stem+ending
}
