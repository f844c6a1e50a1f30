package main

import (
	"net/url"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// dropped are candidates that publish no news of their own.
var dropped = map[string]string{
	"jp-yahoo-japan-news": "an aggregator",
}

// kinds corrects candidates that are no news agencies.
var kinds = map[string]string{
	"jm-jamaica-information-service":   "online",
	"ph-philippine-information-agency": "online",
	"uy-mercopress":                    "online",
}

// publishers names newsroom families that a domain does not show: sapo.pt
// hosts papers of different owners.
var publishers = map[string]string{
	"pt-eco": "eco.sapo.pt", "pt-sol": "sol.sapo.pt",
}

func domain(home string) string { return address.Domain(home) }

type seat struct {
	lane    news.Lane
	basedIn string // empty where it is the country itself or not certain
}

// lanes are the outlets that do not speak for their country, as far as their
// own names and addresses make it certain: broadcasters that states run for
// people abroad, newsrooms that left their country, and media for a region of
// several countries. Anything less than certain stays domestic until somebody
// opens a page that says so.
var lanes = map[string]seat{
	// external
	"by-belsat": {news.External, "PL"}, "ch-swi-swissinfo-ch": {news.External, ""},
	"cn-cgtn": {news.External, ""}, "cn-china-daily": {news.External, ""}, "cn-peoples-daily-online": {news.External, ""},
	"cz-radio-prague-international": {news.External, ""}, "de-deutsche-welle": {news.External, ""},
	"de-deutsche-welle-en": {news.External, ""}, "fr-france-24": {news.External, ""}, "fr-france-24-en": {news.External, ""},
	"fr-rfi": {news.External, ""}, "in-bbc-news-hindi": {news.External, "GB"}, "ir-bbc-persian": {news.External, "GB"},
	"mm-bbc-news-burmese": {news.External, "GB"}, "pk-bbc-news-urdu": {news.External, "GB"},
	"ru-bbc-news-russian": {news.External, "GB"}, "th-bbc-news-thai": {news.External, "GB"},
	"tr-bbc-news-turkce": {news.External, "GB"}, "ir-press-tv": {news.External, ""}, "jp-nhk-world-japan": {news.External, ""},
	"qa-al-jazeera": {news.External, ""}, "qa-al-jazeera-english": {news.External, ""}, "ru-rt": {news.External, ""},
	"so-voa-somali": {news.External, "US"}, "us-voice-of-america": {news.External, ""}, "tr-trt-world": {news.External, ""},
	"tr-rudaw-turkce": {news.External, "IQ"}, "tw-radio-taiwan-international": {news.External, ""},
	"ve-telesur": {news.External, ""},
	// exile
	"af-amu-tv": {news.Exile, "US"}, "af-hasht-e-subh": {news.Exile, ""}, "af-kabulnow": {news.Exile, "US"},
	"az-meydan-tv": {news.Exile, "DE"}, "az-abzas-media": {news.Exile, ""}, "bd-netra-news": {news.Exile, "SE"},
	"bh-bahrain-mirror": {news.Exile, ""}, "bi-sos-medias-burundi": {news.Exile, ""}, "by-nasha-niva": {news.Exile, "LT"},
	"by-zerkalo": {news.Exile, ""}, "by-reform-news": {news.Exile, "PL"}, "by-charter97": {news.Exile, "PL"},
	"by-mediazona-belarus": {news.Exile, ""}, "by-euroradio": {news.Exile, "PL"}, "by-novy-chas": {news.Exile, ""},
	"by-salidarnast": {news.Exile, ""}, "cn-china-digital-times": {news.Exile, "US"},
	"cn-central-tibetan-administration": {news.Exile, "IN"}, "cn-phayul": {news.Exile, "IN"},
	"cu-cibercuba": {news.Exile, "ES"}, "cu-diario-de-cuba": {news.Exile, "ES"}, "cu-cubanet": {news.Exile, "US"},
	"cu-adn-cuba": {news.Exile, "US"}, "er-radio-erena": {news.Exile, "FR"}, "er-awate": {news.Exile, "US"},
	"er-assenna": {news.Exile, "GB"}, "er-asmarino-independent": {news.Exile, "US"}, "et-borkena": {news.Exile, "CA"},
	"gq-diario-rombe": {news.Exile, "ES"}, "hk-initium-media": {news.Exile, "SG"},
	"ir-iran-international": {news.Exile, "GB"}, "ir-iranwire": {news.Exile, "GB"}, "ir-iranwire-en": {news.Exile, "GB"},
	"ir-radio-zamaneh": {news.Exile, "NL"}, "ir-kayhan-london": {news.Exile, "GB"}, "kp-daily-nk": {news.Exile, "KR"},
	"kp-daily-nk-ko": {news.Exile, "KR"}, "kp-nk-news": {news.Exile, "KR"}, "lk-colombo-telegraph": {news.Exile, ""},
	"mm-the-irrawaddy": {news.Exile, "TH"}, "mm-the-irrawaddy-my": {news.Exile, "TH"}, "mm-myanmar-now": {news.Exile, ""},
	"mm-myanmar-now-my": {news.Exile, ""}, "mm-dvb": {news.Exile, ""}, "mm-mizzima": {news.Exile, ""},
	"mm-frontier-myanmar": {news.Exile, "TH"}, "mm-karen-news": {news.Exile, "TH"}, "mm-shan-herald-agency-for-news": {news.Exile, "TH"},
	"mm-burma-news-international": {news.Exile, "TH"}, "ni-confidencial": {news.Exile, "CR"}, "ni-la-prensa": {news.Exile, ""},
	"ni-100-noticias": {news.Exile, "CR"}, "ni-articulo-66": {news.Exile, "CR"}, "ni-divergentes": {news.Exile, "CR"},
	"ni-despacho-505": {news.Exile, ""}, "ni-nicaragua-investiga": {news.Exile, ""}, "ru-meduza": {news.Exile, "LV"},
	"ru-meduza-en": {news.Exile, "LV"}, "ru-novaya-gazeta-europe": {news.Exile, "LV"}, "ru-mediazona": {news.Exile, ""},
	"ru-holod": {news.Exile, ""}, "ru-important-stories": {news.Exile, "LV"}, "ru-the-insider": {news.Exile, "LV"},
	"ru-agentstvo": {news.Exile, ""}, "ru-proekt": {news.Exile, ""}, "ru-tv-rain": {news.Exile, "NL"},
	"ru-the-bell": {news.Exile, ""}, "ru-the-moscow-times": {news.Exile, "NL"}, "ru-verstka": {news.Exile, ""},
	"ru-bumaga": {news.Exile, ""}, "sd-radio-dabanga": {news.Exile, "NL"}, "sd-radio-dabanga-en": {news.Exile, "NL"},
	"sg-the-online-citizen": {news.Exile, "TW"}, "ss-radio-tamazuj": {news.Exile, ""}, "ss-sudan-tribune": {news.Exile, "FR"},
	"tm-chronicles-of-turkmenistan": {news.Exile, "AT"}, "tm-turkmen-news": {news.Exile, "NL"},
	"tr-turkish-minute": {news.Exile, ""}, "uz-eltuz": {news.Exile, ""}, "zw-newzimbabwe-com": {news.Exile, "GB"},
	"zw-nehanda-radio": {news.Exile, "GB"}, "zw-the-zimbabwean": {news.Exile, "GB"},
	// supranational
	"ae-sky-news-arabia": {news.Supranational, ""}, "az-oc-media": {news.Supranational, "GE"},
	"be-euobserver": {news.Supranational, ""}, "be-politico-europe": {news.Supranational, ""},
	"lb-al-mayadeen": {news.Supranational, ""}, "rs-balkan-insight": {news.Supranational, ""},
	"sa-al-arabiya": {news.Supranational, "AE"}, "sa-al-arabiya-english": {news.Supranational, "AE"},
	"sa-asharq-al-awsat": {news.Supranational, "GB"}, "sa-asharq-al-awsat-en": {news.Supranational, "GB"},
	"uy-mercopress": {news.Supranational, ""},
}

// sections are path words that name what a feed covers.
var sections = map[string]string{
	"politics": "politics", "politik": "politics", "politica": "politics", "politique": "politics",
	"world": "world", "worldnews": "world", "world-news": "world", "international": "world", "monde": "world",
	"mundo": "world", "mondo": "world", "world-nation": "world", "national": "national", "nation": "national",
	"us": "national", "uk": "national", "society": "society", "business": "business", "economy": "economy",
	"economics": "economy", "economie": "economy", "economia": "economy", "local": "local", "sport": "sport",
	"sports": "sport", "deportes": "sport", "culture": "culture", "opinion": "opinion", "technology": "technology",
	"tech": "technology", "science": "science", "health": "health", "africa": "africa", "entertainment": "entertainment",
}

// scope guesses the section from an address: a word of its path or of its file
// name. It returns "" for a feed of the whole outlet.
func scope(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	for part := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		part = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(part, ".xml"), ".rss"), ".rdf")
		if s, ok := sections[part]; ok {
			return s
		}
	}
	return ""
}

// scopeWord is scope for a feed that is known to be of a section: any word of
// the address may name it.
func scopeWord(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	words := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r < 'a' || r > 'z' })
	for _, w := range words {
		if s, ok := sections[w]; ok {
			return s
		}
	}
	return ""
}
