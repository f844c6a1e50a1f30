package entity

// alsoEnglish is what English news calls a country besides its name. It has one
// country a line: its code, then demonyms, capitals, seats of government and
// short names between commas. Names that mostly mean something else in news are
// left out.
const alsoEnglish = `
AE UAE,U A E,Emirati,Emiratis,Emirates,Abu Dhabi,Dubai
AF Afghan,Afghans,Kabul,Taliban,Kandahar
AL Albanian,Albanians,Tirana
AM Armenian,Armenians,Yerevan
AO Angolan,Angolans,Luanda
AR Argentine,Argentinian,Argentines,Buenos Aires
AT Austrian,Austrians,Vienna
AU Australian,Australians,Canberra,Sydney,Melbourne,Aussie
AZ Azerbaijani,Azeri,Azerbaijanis,Baku
BA Bosnian,Bosnians,Bosnia,Sarajevo,Herzegovina
BD Bangladeshi,Bangladeshis,Dhaka
BE Belgian,Belgians,Brussels
BF Burkinabe,Burkina,Ouagadougou
BG Bulgarian,Bulgarians,Sofia
BH Bahraini,Bahrainis,Manama
BI Burundian,Bujumbura
BJ Beninese,Cotonou
BO Bolivian,Bolivians,La Paz
BR Brazilian,Brazilians,Brasilia,Sao Paulo,Rio de Janeiro
BW Gaborone
BY Belarusian,Belarusians,Minsk
CA Canadian,Canadians,Ottawa,Toronto
CD Congolese,DR Congo,DRC,Kinshasa,Goma
CF Central African,Bangui
CG Brazzaville
CH Swiss,Bern,Zurich,Geneva
CI Ivorian,Abidjan,Ivory Coast
CL Chilean,Chileans,Santiago
CM Cameroonian,Yaounde
CN Chinese,Beijing,Shanghai,Wuhan
CO Colombian,Colombians,Bogota
CR Costa Rican,San Jose
CU Cuban,Cubans,Havana
CY Cypriot,Cypriots,Nicosia
CZ Czech,Czechs,Prague,Czech Republic
DE German,Germans,Berlin
DJ Djiboutian
DK Danish,Danes,Copenhagen
DO Dominican,Santo Domingo
DZ Algerian,Algerians,Algiers
EC Ecuadorian,Ecuadorean,Quito
EE Estonian,Estonians,Tallinn
EG Egyptian,Egyptians,Cairo
ER Eritrean,Asmara
ES Spanish,Spaniards,Madrid,Barcelona
ET Ethiopian,Ethiopians,Addis Ababa,Tigray
FI Finnish,Finns,Helsinki
FJ Fijian,Suva
FR French,Paris,Elysee
GA Gabonese,Libreville
GB UK,U K,British,Britain,Britons,London,England,English,Scotland,Scottish,Wales,Welsh,Downing Street
GE Georgian,Georgians,Tbilisi
GH Ghanaian,Ghanaians,Accra
GM Gambian,Banjul
GN Guinean,Conakry
GR Greek,Greeks,Athens
GT Guatemalan,Guatemalans
GY Guyanese,Georgetown
HK Hong Kong
HN Honduran,Hondurans,Tegucigalpa
HR Croatian,Croatians,Croat,Zagreb
HT Haitian,Haitians,Port au Prince
HU Hungarian,Hungarians,Budapest
ID Indonesian,Indonesians,Jakarta,Bali
IE Irish,Dublin
IL Israeli,Israelis,Tel Aviv,IDF,Jerusalem
IN Indian,Indians,New Delhi,Delhi,Mumbai,Kashmir
IQ Iraqi,Iraqis,Baghdad,Erbil,Basra
IR Iranian,Iranians,Tehran,IRGC,Isfahan,Minab
IS Icelandic,Icelanders,Reykjavik
IT Italian,Italians,Rome,Milan
JM Jamaican,Jamaicans
JO Jordanian,Jordanians,Amman
JP Japanese,Tokyo
KE Kenyan,Kenyans,Nairobi
KG Kyrgyz,Bishkek
KH Cambodian,Cambodians,Phnom Penh
KP North Korean,North Koreans,Pyongyang
KR South Korean,South Koreans,Seoul
KW Kuwaiti,Kuwaitis
KZ Kazakh,Kazakhs,Astana,Almaty
LA Lao,Laotian,Vientiane
LB Lebanese,Beirut,Hezbollah
LK Sri Lankan,Sri Lankans,Colombo
LR Liberian,Monrovia
LT Lithuanian,Lithuanians,Vilnius
LV Latvian,Latvians,Riga
LY Libyan,Libyans,Tripoli,Benghazi
MA Moroccan,Moroccans,Rabat,Casablanca
MD Moldovan,Moldovans,Chisinau
ME Montenegrin,Podgorica
MG Malagasy,Antananarivo
MK Macedonian,Macedonia,Skopje
ML Malian,Malians,Bamako
MM Burma,Burmese,Naypyidaw,Yangon
MN Mongolian,Mongolians,Ulaanbaatar
MR Mauritanian,Nouakchott
MT Maltese,Valletta
MV Maldivian
MW Malawian,Lilongwe
MX Mexican,Mexicans,Mexico City
MY Malaysian,Malaysians,Kuala Lumpur
MZ Mozambican,Maputo
NA Namibian,Windhoek
NE Nigerien,Niamey
NG Nigerian,Nigerians,Abuja,Lagos,Boko Haram
NI Nicaraguan,Managua
NL Dutch,Amsterdam,The Hague,Holland
NO Norwegian,Norwegians,Oslo
NP Nepali,Nepalese,Kathmandu
NZ New Zealander,Wellington,Auckland,Kiwi
OM Omani,Omanis,Muscat
PA Panamanian,Panama Canal
PE Peruvian,Peruvians,Lima
PG Papua,Port Moresby
PH Philippine,Filipino,Filipinos,Manila,Philippines
PK Pakistani,Pakistanis,Islamabad,Karachi,Lahore,Peshawar,Balochistan
PL Polish,Poles,Warsaw,Krakow
PS Palestinian,Palestinians,Palestine,Gaza,West Bank,Hamas,Ramallah
PT Portuguese,Lisbon
PY Paraguayan,Asuncion
QA Qatari,Qataris,Doha
RO Romanian,Romanians,Bucharest
RS Serbian,Serbians,Serb,Serbs,Belgrade
RU Russian,Russians,Moscow,Kremlin,St Petersburg
RW Rwandan,Rwandans,Kigali
SA Saudi,Saudis,Riyadh,Jeddah
SD Sudanese,Khartoum,Darfur
SE Swedish,Swedes,Stockholm
SI Slovenian,Slovene,Ljubljana
SK Slovak,Slovaks,Bratislava
SN Senegalese,Dakar
SO Somali,Somalis,Mogadishu
SS South Sudanese,Juba
SV Salvadoran,San Salvador
SY Syrian,Syrians,Damascus,Aleppo
TD Chadian,N Djamena
TG Togolese,Lome
TH Thai,Thais,Bangkok
TJ Tajik,Dushanbe
TM Turkmen,Ashgabat
TN Tunisian,Tunisians,Tunis
TR Turkish,Turks,Ankara,Istanbul,Turkey
TW Taiwanese,Taipei
TZ Tanzanian,Dodoma,Dar es Salaam
UA Ukrainian,Ukrainians,Kyiv,Kiev,Kharkiv,Odesa,Donetsk
UG Ugandan,Ugandans,Kampala
US U S,US,USA,U S A,American,Americans,America,Washington,White House,Pentagon,Capitol Hill
UY Uruguayan,Montevideo
UZ Uzbek,Uzbeks,Tashkent
VA Vatican,Holy See
VE Venezuelan,Venezuelans,Caracas
VN Vietnamese,Hanoi
XK Kosovar,Kosovars,Pristina,Kosovan
YE Yemeni,Yemenis,Sanaa,Houthi,Houthis,Aden
ZA South African,South Africans,Johannesburg,Pretoria,Cape Town
ZM Zambian,Zambians,Lusaka
ZW Zimbabwean,Zimbabweans,Harare
`
