package read

import "strings"

// adjectives are what the newsrooms of a country are called. Countries that
// are not here are named after the noun: "newsrooms of Eswatini".
var adjectives = pairs(`AF:Afghan AL:Albanian DZ:Algerian AR:Argentine AM:Armenian AU:Australian AT:Austrian
	AZ:Azerbaijani BD:Bangladeshi BY:Belarusian BE:Belgian BO:Bolivian BR:Brazilian BG:Bulgarian KH:Cambodian
	CM:Cameroonian CA:Canadian CL:Chilean CN:Chinese CO:Colombian HR:Croatian CU:Cuban CZ:Czech DK:Danish
	NL:Dutch EC:Ecuadorian EG:Egyptian EE:Estonian ET:Ethiopian PH:Philippine FI:Finnish FR:French GE:Georgian
	DE:German GH:Ghanaian GR:Greek HU:Hungarian IS:Icelandic IN:Indian ID:Indonesian IR:Iranian IQ:Iraqi
	IE:Irish IL:Israeli IT:Italian JP:Japanese JO:Jordanian KZ:Kazakh KE:Kenyan LV:Latvian LB:Lebanese
	LT:Lithuanian MY:Malaysian MX:Mexican MD:Moldovan MN:Mongolian MA:Moroccan NP:Nepali NZ:New_Zealand
	NG:Nigerian NO:Norwegian PK:Pakistani PS:Palestinian PE:Peruvian PL:Polish PT:Portuguese RO:Romanian
	RU:Russian SA:Saudi SN:Senegalese RS:Serbian SK:Slovak SI:Slovenian ZA:South_African KR:South_Korean
	ES:Spanish LK:Sri_Lankan SD:Sudanese SE:Swedish CH:Swiss SY:Syrian TW:Taiwanese TH:Thai TN:Tunisian
	TR:Turkish UG:Ugandan UA:Ukrainian GB:British US:American UY:Uruguayan VE:Venezuelan VN:Vietnamese`)

func pairs(list string) map[string]string {
	m := map[string]string{}
	for f := range strings.FieldsSeq(list) {
		code, word, _ := strings.Cut(f, ":")
		m[code] = strings.ReplaceAll(word, "_", " ")
	}
	return m
}

// newsroomsOf is "American newsrooms", or "newsrooms of Eswatini".
func newsroomsOf(p Place) string {
	if adjective := adjectives[p.Code]; adjective != "" {
		return adjective + " newsrooms"
	}
	return "newsrooms of " + p.InWords()
}

// mediaOf is "American media", or "the media of Eswatini".
func mediaOf(p Place) string {
	if adjective := adjectives[p.Code]; adjective != "" {
		return adjective + " media"
	}
	return "the media of " + p.InWords()
}

// articled are the countries whose names need "the" in a sentence.
const articled = " AE AX BQ BS CC CD CF CG CK DO FK FO GB GM HM IM IO KM KY MH MP MV NL PH PN SB SC TC TF UM US VG VI "

// InWords is the country's name inside a sentence: "the United States".
func (p Place) InWords() string {
	if p.Code != "" && strings.Contains(articled, " "+p.Code+" ") && !strings.HasPrefix(p.Name, "The ") {
		return "the " + p.Name
	}
	return p.Name
}
