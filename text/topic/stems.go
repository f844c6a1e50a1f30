package topic

import "strings"

// topicStems are how words begin that speak for a topic in a text, folded. They
// are weaker than words of sections: three different ones must agree.
var topicStems = words(map[Topic]string{
	Politics: `elect presid govern minist parliam senat congres republican democrat campaign voter voting votes vote ballot lawmak legislat polici party parties
		coalit opposit diplomat sanction referend mayor governor immigra asylum treaty summit wahl bundesreg regierung kanzler partei minister abgeordn koalition
		opposition gesetz landtag bundestag präsident élect présid gouvern minist député parlem sénat parti politiq vote scrutin électi president gobiern gobern
		elecci parlament congres senador diputad partid politic polític campañ governo eleiç eleic deput senad govern elezion parlament partit rząd prezydent
		premier wybor sejm senat poseł minister partia polityk ustaw президент правительств министр депутат парти выбор парламент госдум политик губернатор
		президент уряд міністр депутат парті вибор верховн політик κυβέρνησ πρόεδρ υπουργ εκλογ βουλ κόμμα πολιτικ prezident vláda ministr poslan volby volb
		regering statsminist riksdag valet regjering statsminist stortinget valg presiden pemerintah menteri partai pemilu dpr gubernur رئيس حكوم وزير انتخاب برلمان
		राष्ट्रपति सरकार मंत्री चुनाव पार्टी विधायक भाजपा कांग्रेस`,
	Conflict: `militar soldier troop airstrik missil rocket bomb bombard invasion ceasef hostag milit rebel insurg offensiv shell drone frontlin weapon war hamas hezboll
		idf gaza taliban isis terrorist soldat rakete angriff luftangriff krieg front geisel waffenruhe guerre soldat missil bombard frappe otage armée guerra soldado misil
		bombarde ataque rehen ejércit wojn żołnierz rakiet atak nalot войн солдат ракет обстрел удар боев военн войск війн обстріл ракет окупант πόλεμ στρατι πύραυλ
		válka voják raket perang tentara rudal serangan حرب غارة صاروخ قصف جيش`,
	Disaster: `earthquak quake magnitud flood hurrican cyclon typhoon tornado wildfir landslid erupt volcan tsunami avalanch evacu firefight blaze collaps derail wreck crash
		rescuer feuerwehr brand überschwem hochwasser erdbeben evaku unglück einsturz incendi inondat séism tremblem pompier évacu incendi inundaci terremot sism bomber
		evacu pożar strażak powód trzęsien katastrof пожар землетряс наводнен эвакуир спасател мчс катастроф авари пожеж землетрус πυρκαγι σεισμ πλημμύρ πυροσβεστ gempa banjir
		kebakaran tanah-longsor زلزال حريق فيضان`,
	Economy: `econom inflat unemploy recession gdp growth tariff export import manufact compan corporat profit revenu earning ceo industr retail consum invest bank debt loan
		tax budget wage salar job worker union strike factor merger acquisit startup market price wirtschaft unternehm konzern umsatz gewinn inflation konjunktur arbeitspl
		arbeitnehm streik steuer milliard entrepris économ croissanc chômag salari impôt milliard euros empres economí económ inflaci desempl salari impuest millon industri
		economi empres inflaç imposto aziend econom impres milion gospodar firm przedsiębior podatk inflacj milion złotych эконом компан рубл млрд инфляц налог бизнес предприят
		рынк цен економ компан гривен млрд податк οικονομ εταιρ επιχείρησ εκατ ευρώ ekonomik firma miliard korun företag ekonomi miljard kronor bedrift milliard ekonomi perusahaan
		harga industri rupiah pajak اقتصاد شركة مليار دولار`,
	Markets: `stock sharehold nasdaq dow-jones bond yield investor trader bitcoin crypto ethereum blockchain token börse aktie anleg kurs dax bours action cac bolsa accione giełd
		akcj notowan obligacj акци бирж облигац індекс χρηματιστήρ μετοχ saham ihsg`,
	Science: `research scientis study univers professor laborator physic chemist biolog species evolut fossil archaeolog planet galax asteroid nasa spacecraft satellit telescop
		orbit rocket climate emission carbon warming ecosystem biodivers software hardware smartphon iphone android app google apple microsoft algorithm chatbot internet
		cyber hacker malware robot comput forscher wissenschaft studie klima emission technologi raumfahrt smartphone gerät chercheur scientifi étude climat espèce científi
		investigador estudio climátic tecnolog cientist pesquisador estudo scienziat ricercat studio naukow badacz badan klimat technologi smartfon учён учен исследован
		технолог смартфон космос климат вчен дослідж технолог επιστήμον έρευν κλίμα vědc výzkum klimat forskar forsker klima teknologi peneliti studi teknologi`,
	Health: `health hospital patient doctor physician nurse medic diseas virus vaccin infect flu influenza hiv aids cancer tumor diabet stroke cardiac cardiolog surger surgeon
		symptom diagnos treatm therap drug pharma covid coronavir pandem epidem outbreak obes diet vitamin sleep mental clinic implant malaria fertil pregnan gesundheit
		krankenhaus patient arzt ärzt krankheit impf corona virus krebs therapie pflege medizin santé hôpital patient médec malad vaccin virus cancer traitem épidém salud
		hospital pacient médic enfermed vacun virus cáncer saúde doença vacina médico sanità ospedal pazient medic malatti vaccin tumor zdrow szpital pacjent lekarz
		chorob szczepi wirus nowotw leczen diet grypy nfz здоров больниц пациент врач болезн вакцин вирус грипп инфекц лечен медицин диет хворо лікар вакцин вірус υγεί
		νοσοκομ ασθεν γιατρ ιατρ νόσ ιός ιού εμβόλι καρκίν γρίπ θεραπεί ελονοσ σύφιλ zdraví nemocnic pacient lékař nemoc očkov sjukhus patient läkare vaccin sykehus lege
		vaksine kesehatan rumah-sakit pasien dokter penyakit vaksin كورونا فيروس إصاب مستشفى صحة وفاة لقاح કોરોના कोरोना अस्पताल मरीज स्वास्थ्य`,
	Culture: `film movie actor actress director cinema album song singer concert novel author poet theat museum exhibit gallery paint artist sculpt festival oscar emmy grammy
		netflix hbo television series episode season premier sequel soundtrack broadway opera orchest ballet schauspiel regisseur kinofilm roman autor ausstell künstler
		theater bühne konzert acteur réalisat roman écrivain exposit concert théâtr actor actriz película novela escritor exposici teatro ator atriz filme romance
		attore regista romanzo mostra concerto aktor reżyser powieść książk wystaw spektakl актер режиссер фильм роман писател выставк театр концерт актор режисер
		ηθοποι σκηνοθέτ ταινί συγγραφ βιβλί έκθεσ herec režisér kniha výstav skådespel regissör aktor aktris sutradara novel`,
	Sport: `player coach season league match goal score scored team teammate champion tournam playoff quarterback touchdown inning homer pitcher rebound nba nfl mlb nhl
		wnba fifa uefa olymp medal stadium striker midfield defender goalkeep basketball football soccer tennis golf cricket wicket batsman batter bowler boxing boxer
		heavyweight racehorse derby grand-prix lap spieler trainer saison liga tor mannschaft bundesliga joueur entraîn match but équipe championnat jugador entrenad
		partid gol equipo torneo campeon jogador treinad gols equipe time campeonat giocat allenat partita squadra campionat piłkar trener mecz liga bramk klub sezon
		игрок тренер матч гол клуб сезон чемпионат лига сборн футбол хоккей гравц тренер матч клуб чемпіонат παίκτ προπονητ αγών ομάδα πρωτάθλημ hráč trenér zápas
		spelare tränare lagets matchen spiller trener kampen pemain pelatih pertandingan klub`,
	Weather: `forecast temperatur degree celsius fahrenheit snow rain storm sunny cloud meteorolog heatwav hitzewel wetter grad regen schnee sturm meteo températ pluie neige
		canicul tiempo lluvia nieve temperatur meteorol pogod deszcz śnieg temperatur погод осадк градус синоптик дожд снег температур опад градус καιρ βροχ θερμοκρασ
		počasí déšť sníh väder regn snö cuaca hujan suhu`,
	Celebrity: `celebrit paparazz influenc kardashian royal prince princess duchess instagram supermodel hollywood star promi prinz model
		célébrit famos farándul gwiazd celebryt звезд певиц актрис знаменит selebriti artis pernikahan`,
	Crime: `police arrest suspect murder homicid manslaught shoot gunman stab victim trial court judge jury prosecut sentenc convict guilty plead charged charges felony prison jail
		inmate detectiv robber theft burglar fraud traffick cocain kidnap assault rape abus attorney lawsuit polizei festgenomm verdächt mord staatsanwalt gericht urteil
		angeklagt täter haft polic arrêt suspect meurtr procès tribun juge condamn prison victime policía detenid sospech asesin juicio tribunal juez conden cárcel víctim
		fiscal preso polícia assassin julgament arrestat omicid processo giudice condann carcere policj zatrzyman podejrzan morderst sąd prokurat wyrok skazan oskarż
		полици задержа подозреваем убийств суд прокурор следств приговор обвинен прокурат поліці затрим підозр вбивств суд прокурор αστυνομ σύλληψ συνελήφθ δολοφον
		δικαστήρ εισαγγελ policie obvin vražd soud státní-zástupce polis åtal misstänk mord domstol tingsrätt politi siktet drept polisi tersangka pembunuhan pengadilan
		شرطة محكمة قتل`,
})

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

// textTopic tells the topic of a text from its first words, with the headline's
// counted twice; UnsureTopic where too few agree or two topics come close.
func textTopic(headline, text string) Topic {
	found := map[Topic]int{}
	seen := map[string]bool{}
	note := func(words []string, weight int) {
		for _, w := range words {
			stem, t := stemOf(w)
			if t != UnsureTopic && !seen[stem] {
				seen[stem] = true
				found[t] += weight
			}
		}
	}
	note(strings.Fields(fold(headline)), 2)
	words := strings.Fields(fold(text[:min(len(text), 16*readWords)]))
	note(words[:min(len(words), readWords)], 1)
	text = strings.ToValidUTF8(headline+text[:min(len(text), readPieces)], "")
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
		if t == UnsureTopic || n < 5 && len(letters) > n+2 {
			continue // a short stem takes short endings only
		}
		return stem, t
	}
	return "", UnsureTopic
}
