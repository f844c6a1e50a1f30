package sentence

// The lists are our own, from style guides and from reading newspapers of
// each language. A wrong word in "always" joins two sentences, a missing one
// cuts one in two; the second is worse for a translation.

var germanic = []entry{
	{
		tags:     "en",
		always:   "mr mrs ms messrs dr prof rev hon gen lt col maj capt cmdr sgt cpl pvt adm brig sen rep reps sens gov pres supt det insp mt gens fr vs viz cf e.g i.e ald amb atty",
		maybe:    "inc ltd co corp bros assn dept univ etc al approx est ave blvd rd sq jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m ph.d m.d u.s u.k u.n e.u u.a.e d.c ft dist jr sr",
		number:   "no nos vol vols p pp fig figs sec ch art para eq ver op",
		starters: "the a an this that these those it he she they we i you in on at by for from with but and or as if when while after before since because although there here however what who why how his her their its our my to some many most all one two no not so then also now still yet meanwhile according both officials police last more under during until despite among",
	},
	{
		tags:     "de gsw nds lb bar",
		always:   "dr prof hr fr frl hrn dipl ing hl sr jr st dkfm jur med phil rer nat habil bzw vgl ca evtl ggf inkl exkl zzgl abzgl gem lt z.b d.h u.a i.d.r v.a z.t s.o s.u o.g m.e i.a b b.a m.a ing rev gen oberst hptm geb gest verh allg",
		maybe:    "mio mrd tsd bio str pl usw etc u.ä o.ä u.v.m usf co inc ltd jh jhd n.chr v.chr n v chr std min sek kap jan febr feb aug sept okt nov dez hbf bhf abt hrsg red e.v i.v a.d a.m a.o mag",
		number:   "nr nrn s art abs bd kap ziff § abb tab anm lfd",
		starters: "der die das den dem des ein eine einer eines einem einen er sie es wir ihr ich man in im am an auf aus bei beim mit nach seit von vom vor zu zum zur für über unter durch gegen ohne um und oder aber doch denn dann da dort hier heute gestern morgen nun so auch noch nur als wenn weil während obwohl nachdem bevor laut dabei dazu danach damit darum deshalb daher zuvor zudem außerdem allerdings jedoch dies diese dieser dieses diesem diesen sein seine seiner seinem seinen ihre ihrem ihren ihrer was wer wie wo warum alle viele einige mehr nicht kein keine insgesamt trotz wegen bis ab sollte wird war hat ist also beide zuletzt bisher inzwischen schließlich vielleicht zunächst mittlerweile gleichzeitig immer",
		ordinals: true,
	},
	{
		tags:     "nl af",
		always:   "dhr mevr mw dr drs ir ing mr prof ds jhr bijv bv d.w.z o.a m.b.t t.a.v i.p.v z.g zgn jr sr gen kol lt luit burg st mgr ca evt incl excl resp vgl mnr mev asb",
		maybe:    "enz etc mln mld n.v b.v v.chr n.chr e.a e.d e.v jan feb mrt apr jun jul aug sep sept okt nov dec str min",
		number:   "nr nrs blz p art lid hfdst afb",
		starters: "de het een dit dat deze die er hij zij ze wij we ik jij je u in op aan bij met na naar om over per sinds te tegen tot uit van voor vanaf volgens maar en of want dus dan ook nog toch toen als wanneer omdat hoewel terwijl daar daarom daarna daarnaast hier nu wat wie waar waarom hoe zijn haar hun ons onze alle veel sommige geen niet wel die hulle sy dis",
	},
	{
		tags:     "sv",
		always:   "dr prof hr fr kl ca t.ex bl.a d.v.s dvs m.fl s.k f.d resp inkl exkl kap gen st jfr ev ang enl tel b.la bla",
		maybe:    "milj mdr mkr m.m osv etc o.s.v o.dyl f.kr e.kr jan feb febr mars apr aug sept okt nov dec kr st",
		number:   "nr s sid st § kap art",
		starters: "det den de en ett han hon vi jag du ni i på av för från med till vid om efter under över mellan mot utan enligt men och eller så då där här nu när som att inte även dock därför dessutom också sedan hur vad vem varför alla många några inga deras hans hennes dess sin denna detta dessa",
	},
	{
		tags:     "da nb nn no fo",
		always:   "dr prof hr fr kl ca d f.eks fx bl.a dvs d.v.s m.fl s.k tidl pga ift mht evt inkl ekskl jf jfr vedr st sml pr ang adm dir",
		maybe:    "mio mia mill mrd kr osv etc m.m m.v o.l f.kr e.kr jan feb febr mar apr jun jul aug sep sept okt nov dec des stk",
		number:   "nr s sid art § kap stk",
		starters: "det den de en et ei han hun vi jeg du i på av af for fra med til ved om etter efter under over mellom mellem mot mod uten uden ifølge men og eller så da der her nå nu når som at ikke også derfor dessuten desuden siden hvordan hva hvad hvem hvorfor alle mange noen nogle ingen deres hans hennes hendes dette denne disse eg ho dei ein eit frå etter",
		ordinals: true,
	},
	{
		tags:     "is",
		always:   "dr prof hr frú sr kl ca t.d þ.e m.a s.s o.fl skv sbr u.þ.b þ.m.t f.h e.h",
		maybe:    "o.s.frv m.kr ma.kr þús millj jan feb mars apr ág sept okt nóv des f.kr e.kr kr",
		number:   "nr bls gr mgr kafli",
		starters: "það þau þeir þær hann hún við ég þú þetta þessi í á af fyrir frá með til um eftir undir yfir milli gegn án samkvæmt en og eða svo þá þar hér nú þegar sem að ekki einnig því auk síðan hvernig hvað hver hvers alls margir engir",
		ordinals: true,
	},
}
