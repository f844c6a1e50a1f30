package sentence

var romance = []entry{
	{
		tags:     "fr br",
		always:   "m mm mme mmes mlle mlles dr pr me mgr st ste cf env av p.ex c.-à-d c.à.d gén cdt lt adj sgt prof vve boul bd hab éd coll",
		maybe:    "etc cie inc ltée janv févr avr juil sept oct nov déc av j.-c apr j.c min sec km cap col",
		number:   "no n° nos p pp art al chap fig vol t ch",
		starters: "le la les l un une des du de d ce cet cette ces il elle ils elles on nous vous je j tu en dans sur sous par pour avec sans chez vers depuis pendant après avant selon mais et ou or donc car si quand lorsque comme que qu qui où quoi pourquoi comment à au aux son sa ses leur leurs mon ma notre nos c s n tous toutes plusieurs certains aucun ainsi alors aussi cependant pourtant toutefois enfin puis malgré outre ici là plus moins hier aujourd face entre",
	},
	{
		tags:     "es gl ast an",
		always:   "sr sra sres sras srta dr dra drs dña d prof profa gral cnel cap tte sgto lic ing arq mons fr sto sta p.ej ej vs gob dip sen pdte pdta excmo excma ilmo av avda ud uds vd vds",
		maybe:    "etc cía s.a s.l s.a.s ltda ee.uu ee uu jj.oo a.c d.c a.m p.m aprox ene feb mar abr may jun jul ago sep sept oct nov dic cc.aa rr.hh ff.aa hnos dpto",
		number:   "n.º núm num nº no pág págs p pp art arts cap fig vol inc km min",
		starters: "el la los las lo un una unos unas él ella ellos ellas yo tú usted nosotros en de del por para con sin sobre entre desde hasta según tras ante bajo contra durante mediante pero y e o u ni si cuando mientras como que quien donde porque aunque pues así también además sin embargo no sí ya se su sus este esta estos estas ese esa esos esas aquel aquella esto eso a al hoy ayer mañana todo todos toda todas muchos algunos varios cada otro otra más menos fue era es son había hay o os as do da dos das no na nos nas polo pola ao á unha",
	},
	{
		tags:     "pt",
		always:   "sr sra srs sras srta dr dra drs dras prof profa d eng arq gen cel cap ten sgt dep sen gov pe fr st sto sta exmo exma p.ex ex v.g av r al trav",
		maybe:    "etc cia ltda s.a s.a.s eua a.c d.c a.m p.m aprox jan fev mar abr mai jun jul ago set out nov dez séc lda min",
		number:   "n.º nº núm pág págs p pp art arts cap fig vol km inc",
		starters: "o a os as um uma uns umas ele ela eles elas eu tu você nós em no na nos nas de do da dos das por pelo pela para com sem sobre entre desde até segundo após ante sob contra durante mas e ou nem se quando enquanto como que quem onde porque embora pois assim também além não sim já seu sua seus suas este esta estes estas esse essa esses essas aquele aquela isto isso ao à aos às hoje ontem amanhã todo todos toda todas muitos alguns vários cada outro outra mais menos foi era é são havia há",
	},
	{
		tags:     "it",
		always:   "sig sigg sig.ra sigra sig.na dott dott.ssa dottssa prof prof.ssa profssa ing avv arch geom rag on sen gen col cap ten magg mar card mons don s ss p.es es cfr ecc.mo egr gent.mo spett f.lli ca v vs art",
		maybe:    "ecc etc s.p.a spa s.r.l srl a.c d.c gen feb mar apr mag giu lug ago set sett ott nov dic min sec tel",
		number:   "n nn num pag pagg p pp art artt cap fig vol co comma km",
		starters: "il lo la i gli le l un uno una egli ella essi esse lui lei loro io tu noi voi in nel nella nei nelle nello di del della dei delle dello da dal dalla a al alla ai alle per con senza su sul sulla tra fra dopo prima secondo durante contro verso sotto sopra ma e ed o se quando mentre come che chi cui dove perché sebbene poi così anche inoltre tuttavia non sì già suo sua suoi sue questo questa questi queste quello quella ciò oggi ieri domani tutto tutti tutte molti alcuni ogni altro altra più meno è sono era ha hanno c",
	},
	{
		tags:     "ca",
		always:   "sr sra srs sres dr dra drs prof d il·lm mons p.ex ex av avda pl gral cap st sta vs hble",
		maybe:    "etc cia s.a s.l ee.uu a.c d.c a.m p.m gen febr abr jul ag set oct nov des aprox",
		number:   "núm núms n pàg pàgs p pp art arts cap fig vol km",
		starters: "el la els les l un una uns unes ell ella ells elles jo tu vostè nosaltres en de del dels d per pel pels amb sense sobre entre des fins segons després abans sota contra durant però i o ni si quan mentre com que qui on perquè encara així també a al als no sí ja es s seu seva aquest aquesta aquests aquestes aquell això avui ahir demà tot tots tota totes molts alguns cada altre més menys va és són hi",
	},
	{
		tags:     "ro mo",
		always:   "dl dna d-na d-l dr prof ing av gen col cpt lt mr sf str bd cf conf ex jud com mun or vs dvs",
		maybe:    "etc ș.a ş.a ș.a.m.d s.a s.r.l î.hr d.hr ian feb mart apr iun iul aug sept oct nov dec mil mld cca aprox",
		number:   "nr pag p art alin lit cap fig vol",
		starters: "un o el ea ei ele eu tu noi voi în din de la pe pentru cu fără prin după înainte până despre sub peste între contra dar și sau ori nici dacă când cum ce care cine unde deoarece deși astfel de asemenea însă nu da se acest această aceste acești acel acea aceasta a al ale ai azi ieri mâine toți toate mulți unii fiecare alt mai este sunt era au potrivit conform totuși",
	},
}
