package read

import (
	"strconv"

	"github.com/overview-news/overview/internal/measure"
)

// Methods is the page of the definitions with the parameters in force.
type Methods struct {
	Version string
	Parts   []Method
}

// Method is one definition.
type Method struct {
	ID    string // of its heading
	Title string
	Words []string // paragraphs
	Rows  []Parameter
}

// Parameter is a figure of a definition.
type Parameter struct {
	Name  string // as in the code
	Value string
	Means string
}

// Methods prepares the page from the running parameters.
func (r *Reader) Methods() Methods {
	p := r.params
	return Methods{Version: p.Version, Parts: []Method{
		counting(p), coverage(p), takesMethod(p), worldMethod(p), overlookedMethod(p), onlyHereMethod(p), ledgerMethod(p),
	}}
}

func counting(p measure.Params) Method {
	return Method{ID: "counting", Title: "Which newsrooms count", Words: []string{
		"A newsroom counts once, however many titles and feeds it has. A text that several print counts once as a report, however many carry it. Reports, analyses and interviews count; opinion, live pages, round-ups and sponsored texts do not.",
		"Silence of a newsroom means something only if it was watched. It counts for a story when its feeds were watched without a gap from before the first report, answer now, and brought something new lately.",
	}, Rows: []Parameter{
		{"WatchBefore", span(p.WatchBefore), "watched from this long before the first report"},
		{"WatchMost", span(p.WatchMost), "but never longer than this before now"},
		{"WatchGap", span(p.WatchGap), "the longest failure that may lie in between"},
		{"FreshGaps", float(p.FreshGaps), "its newest entry is at most so many of its own usual pauses old"},
		{"FreshLeast", span(p.FreshLeast), "and that is never less than this"},
		{"FreshMost", span(p.FreshMost), "nor more than this"},
	}}
}

func coverage(p measure.Params) Method {
	return Method{ID: "coverage", Title: "Coverage of a story by a country", Words: []string{
		"k of n: of the n newsrooms of a country that count for the story, k reported it. Where n is small there is no percentage. A share is the expected rate of a Beta posterior whose prior is the rate of the country’s subregion without it; its bounds hold nine tenths of the probability. Only outlets for the country’s own readers speak for it.",
		"Absence is never claimed. The words are “no report found in the k of n newsrooms we watched”, with the list.",
		"For the world, every M49 subregion weighs the same, and every country in it.",
	}, Rows: []Parameter{
		{"NamesOnly", strconv.Itoa(p.NamesOnly), "under so many newsrooms only their names are given"},
		{"Percentages", strconv.Itoa(p.Percentages), "under so many there are counts and names, but no share"},
		{"StateOnly", percent(p.StateOnly), "from this share of newsrooms with a cited state owner: “state media only”"},
		{"Documented", percent(p.Documented), "under this share of newsrooms with a citation: “ownership not documented”"},
	}}
}

func takesMethod(p measure.Params) Method {
	return Method{ID: "takes", Title: "Alternative takes", Words: []string{
		"Beside an article stand texts of other newsrooms that differ from it most: in the names, figures and voices that only they have, and in their words. First the same event; only if that is not enough, the same subject; only then the same country, each labelled. The countries where it happens, or that are parties, come first, then a third region. The sentence shown is the one of the text with most of its own. Nothing is written: a take is published text or its translation.",
	}, Rows: []Parameter{
		{"MaxTakes", strconv.Itoa(p.MaxTakes), "takes at most"},
		{"TakesState", strconv.Itoa(p.TakesState), "of state-owned newsrooms at most, unless nothing else exists"},
		{"TakesSpread", strconv.Itoa(p.TakesSpread), "countries must be in before one gets a second"},
	}}
}

func worldMethod(p measure.Params) Method {
	return Method{ID: "world", Title: "The world’s current take", Words: []string{
		"A theme is a group of stories in which every two share main actors or places and a subject word. Themes are ranked by attention × breadth × movement, those of the world first. Attention is the share of the day’s independent texts, every subregion weighing the same. Breadth is how evenly the subregions tell it: the exponential of the entropy, over the number of subregions watched. Movement is today’s share against the mean of the days before. A theme’s title is the headline of its most central report.",
	}, Rows: []Parameter{
		{"ThemeWindow", span(p.ThemeWindow), "how far back stories are read"},
		{"ThemeActors", strconv.Itoa(p.ThemeActors), "heaviest actors or places of a story that are compared"},
		{"ThemeShared", strconv.Itoa(p.ThemeShared), "of them that two stories must share"},
		{"MoveFloor", percent(p.MoveFloor), "is added to both shares, so that small numbers do not jump"},
		{"MoveLeast", float(p.MoveLeast), "movement at least"},
		{"MoveMost", float(p.MoveMost), "movement at most"},
		{"MoveDays", strconv.Itoa(p.MoveDays), "days of history from which movement is measured; until then it is 1"},
		{"WorldsCountries", strconv.Itoa(p.WorldsCountries), "countries from which a theme is the world’s"},
		{"WorldsRegions", strconv.Itoa(p.WorldsRegions), "and subregions"},
		{"WorldsTexts", strconv.Itoa(p.WorldsTexts), "and independent texts; else it is regional, or of one country"},
	}}
}

func overlookedMethod(p measure.Params) Method {
	return Method{ID: "overlooked", Title: "Overlooked", Words: []string{
		"A story that much of the world reported and of which no report was found in one country’s media. A fixed panel of the country’s newsrooms is asked; everything of theirs counts, also opinion, a copy, a mention in a round-up. The world’s side is counted strictly, without that country. The country where it happens is left out if three others remain.",
		"With k of n, the panel’s rate is Beta(½ + k, ½ + n − k), divided by the measured recall of matching its articles. The story is listed if that rate is small, and at most half of the world’s with a high probability. Then the country’s whole index is searched; if something plausible is found the story is not listed.",
	}, Rows: []Parameter{
		{"WorldPublishers", strconv.Itoa(p.WorldPublishers), "newsrooms of the world at least"},
		{"WorldCountries", strconv.Itoa(p.WorldCountries), "countries at least"},
		{"WorldSubregions", strconv.Itoa(p.WorldSubregions), "subregions at least"},
		{"WorldTexts", strconv.Itoa(p.WorldTexts), "independent texts at least"},
		{"CopyWeight", float(p.CopyWeight), "what a newsroom adds that carries somebody else’s text"},
		{"PanelHealthy", strconv.Itoa(p.PanelHealthy), "newsrooms of the panel that count, at least"},
		{"PanelShare", percent(p.PanelShare), "of the panel at least"},
		{"MostReports", strconv.Itoa(p.MostReports), "of them may have reported it"},
		{"UpperBound", percent(p.UpperBound), "upper bound of the panel’s rate, one-sided, 95 %, divided by recall"},
		{"Recall", percent(p.Recall), "of matching the panel’s articles; assumed until it is measured"},
		{"Likely", float(p.Likely), "probability from which it is listed as likely"},
		{"Strong", float(p.Strong), "probability from which it is listed as strong"},
		{"OverlookedAfter", span(p.OverlookedAfter), "after the third country’s first report"},
		{"OverlookedArchive", span(p.OverlookedArchive), "after the last report it goes to the archive"},
		{"Broad", strconv.Itoa(p.Broad), "countries from which routine sport, markets, weather and celebrity news count too"},
	}}
}

func onlyHereMethod(p measure.Params) Method {
	return Method{ID: "only-here", Title: "Only here", Words: []string{
		"A story that one country’s press tells and no other’s was found to tell.",
	}, Rows: []Parameter{
		{"OnlyHereAfter", span(p.OnlyHereAfter), "after the first report"},
		{"OnlyHereLeast", strconv.Itoa(p.OnlyHereLeast), "newsrooms of the country at least"},
	}}
}

func ledgerMethod(p measure.Params) Method {
	return Method{ID: "ledger", Title: "How well a country’s press is watched", Words: []string{
		"Every country is in one of six states, by how the newsrooms of its own press do now. Not watched: no newsroom has a feed that is asked. Not reached yet: none works, and some have still to be asked or to answer for the first time. Silent: some are asked, none works. State media only: some work, and nearly all that are asked are cited as state-owned. Healthy: enough work, one of them in an official language of the country or of a part of it. Thin: whatever remains.",
		"A newsroom works if one of its feeds answered lately and brought something that is not older than three of its own usual pauses, within the bounds above. Agencies, exile press and broadcasters for abroad are read, but do not speak for a country. One that never answered is not reached yet until it failed " + strconv.Itoa(measure.Tries) + " times in a row; polling takes more than two days for that. The language is the one that its pages were found to be in; until enough were read, the one that its list declares.",
	}, Rows: []Parameter{
		{"PressNewsrooms", strconv.Itoa(p.PressNewsrooms), "newsrooms that work make a country healthy"},
		{"PressWithin", hours(p.PressWithin), "is how lately a feed must have answered"},
		{"PressPages", strconv.Itoa(p.PressPages), "pages must be read before their language goes before the declared one"},
		{"PressShare", percent(p.PressShare), "of an outlet’s pages make a language its own"},
		{"StateOnly", percent(p.StateOnly), "of the newsrooms that are asked, from which it is “state media only”"},
		{"Documented", percent(p.Documented), "with a citation, under which “ownership not documented” is said"},
	}}
}

func float(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }
