package pairs

import "strings"

// conceptOf returns the class of news words that an English word belongs to.
func conceptOf(word string) (termID, bool) {
	c, ok := conceptIDs[word]
	if !ok {
		c, ok = conceptIDs[stemEnglish(word)]
	}
	return c, ok
}

// conceptBase keeps the numbers of concepts apart from those of words: they
// are the first terms of every stream, see [newTerms].
const conceptBase = 1

var conceptIDs = func() map[string]termID {
	m := map[string]termID{}
	for i, line := range conceptLines {
		for word := range strings.FieldsSeq(line) {
			id := termID(conceptBase + i)
			m[word] = id
			if s := stemEnglish(word); m[s] == 0 {
				m[s] = id
			}
		}
	}
	return m
}()

// conceptLines are classes of words that tell the same kind of thing.
var conceptLines = strings.Split(strings.TrimSpace(concepts), "\n")

const concepts = `
kill killed die died dead death deaths toll fatal slain killing perish victims fatalities
wound wounded injure injured injury injuries hurt casualties hospitalised hospitalized
attack attacked strike strikes struck hit raid assault bombard offensive target targeted
bomb bombing explosion explode blast blasts explosive detonate exploded
missile missiles rocket rockets drone drones projectile ballistic uav shahed
shoot shooting shot gunman gunmen gunfire shooter fired
arrest arrested detain detained custody held jailed apprehend detention
seize seized board boarded intercept intercepted capture captured confiscate impound
tanker ship vessel boat ferry cargo freighter shipping shipment
plane aircraft jet flight flights airline airliner airspace helicopter
crash crashed collision collide derail derailed overturned wreck
fire blaze wildfire burn burned burning flames inferno
flood floods flooding flooded rain storm typhoon hurricane cyclone tornado landslide
earthquake quake tremor magnitude aftershock tsunami
vote votes voted ballot poll polls election elections electoral referendum
win won victory beat defeat defeated triumph winner wins
lose lost loss losing loses loser
medal gold silver bronze podium champion title trophy
game match play played fixture tournament competition final semifinal
qualify qualified advance quarterfinal heats round
athlete player team coach squad swimmer runner gymnast
withdraw withdraws withdrew pull quit quits exit leave leaves
suspend suspended halt halted stop stopped pause freeze cancel cancelled canceled postpone delay
resign resigned resigns resignation stepdown oust ousted fire sack sacked dismissed
appoint appointed name named nominate nominated nominee choose chosen pick
court judge ruling ruled supreme appeal appeals verdict
trial convict convicted guilty sentence sentenced prison jail acquitted
sue sued lawsuit suit complaint litigation
charge charged indict indicted indictment accuse accused allegation alleged
law bill legislation act measure statute passed lawmakers
senate congress parliament house lawmaker senator representatives mps
president presidential leader head
minister ministry cabinet premier
government administration officials authorities
talks talk negotiate negotiation negotiations meeting meet summit discuss discussions
deal agreement accord treaty pact sign signed ceasefire truce
sanction sanctions embargo ban banned prohibit bans restrict restriction
warn warned warning warns threat threaten threatens threatened alert
condemn condemned condemns denounce denounces criticise criticize criticized slam slams blast
support supports back backs backed endorse endorsed endorsement
call calls urge urges urged demand demands appeal
claim claims assert deny denied denies reject rejected rejects refuse refused
protest protests protester protesters demonstration demonstrators rally march riot rallies
police officer officers cop cops sheriff
soldier soldiers troops army military forces servicemen servicemembers
nuclear uranium enrichment reactor atomic
oil crude gas opec barrel petroleum energy fuel
price prices cost costs inflation expensive cheaper
market markets stocks shares investors trading index
bank banks rate rates interest lending fed
economy economic growth gdp recession
jobs unemployment employment workers employees layoffs hiring job
tax taxes tariff tariffs duties levy taxation
budget spending deficit debt shutdown funding
trade export exports import imports
company firm corporation business startup
buy bought acquire acquisition merger purchase takeover
virus covid coronavirus pandemic infection infected outbreak positive cases
vaccine vaccines vaccination vaccinated dose doses shot
hospital doctor doctors patients medical surgery
school schools student students teacher classroom university
child children kids boy girl baby
migrant migrants immigration immigrant immigrants refugee refugees border asylum deport
evacuate evacuated evacuation flee fled shelter displaced
rescue rescued rescuers search missing survivors survivor
hostage hostages kidnap kidnapped abducted captive ransom
investigate investigation probe inquiry inquest investigators fbi
report document documents files memo leaked leak
email emails server classified secret
space launch rocket satellite orbit nasa astronauts
climate emissions carbon warming environment
gun guns firearm weapon weapons arms
abortion transgender gay marriage lgbt
racist racism race black discrimination
church pope bishop religious catholic mosque
film movie actor actress singer album oscar award awards
opening ceremony open opened opens inaugurate unveiled
close closed closure closes shut closing blocked blockade
airport port station base embassy consulate
succeed successor supreme succession interim
funeral mourning mourn buried burial tribute`
