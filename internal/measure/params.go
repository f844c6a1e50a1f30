package measure

import "time"

// Params are the figures of every definition, printed on the page /methods.
type Params struct {
	Version string

	// A newsroom counts for a story when it was watched since WatchBefore
	// before the first report, at most since WatchMost before now, without a
	// gap over WatchGap, and its newest entry is not older than FreshGaps times
	// its own median gap, within FreshLeast and FreshMost.
	WatchBefore time.Duration
	WatchMost   time.Duration
	WatchGap    time.Duration
	FreshGaps   float64
	FreshLeast  time.Duration
	FreshMost   time.Duration

	// Under NamesOnly newsrooms a country is not spoken for; under Percentages
	// it gets counts and names, but no share.
	NamesOnly   int
	Percentages int
	// StateOnly is the share of cited state ownership from which a country's
	// coverage is "state media only"; Documented the share of citations under
	// which its ownership is "not documented".
	StateOnly  float64
	Documented float64

	// The ledger: a country is healthy with PressNewsrooms newsrooms of its own
	// that answered within PressWithin and keep to their pace, one of them in
	// an official language. A language is an outlet's own with PressShare of
	// its pages, once PressPages were read.
	PressNewsrooms int
	PressWithin    time.Duration
	PressPages     int
	PressShare     float64

	MaxTakes   int // of an article
	TakesState int // state-owned among them, unless nothing else exists
	// TakesSpread is how many countries must be in before one gets a second.
	TakesSpread int

	// Overlooked: the world's side.
	WorldPublishers int
	WorldCountries  int
	WorldSubregions int
	WorldTexts      int
	CopyWeight      float64 // what a carrier of somebody else's text adds
	// Overlooked: the country's side.
	PanelHealthy      int     // healthy members, at least
	PanelShare        float64 // of the panel, at least
	MostReports       int     // of the country's own
	UpperBound        float64 // of its rate, one-sided 95 %, at most
	Recall            float64 // of matching its articles, until it is measured
	Likely            float64 // probability that its rate is at most half of the world's
	Strong            float64
	OverlookedAfter   time.Duration // after the third country's first report
	OverlookedArchive time.Duration // after the last report
	Broad             int           // countries from which a routine subject counts too

	// OnlyHereAfter is how long a story waits for another country.
	OnlyHereAfter time.Duration
	OnlyHereLeast int // newsrooms, so that one paper's notice is not a nation's story

	// Themes.
	ThemeWindow     time.Duration
	ThemeActors     int // heaviest actors and places of a story that are compared
	ThemeShared     int // of them that two stories share
	MoveFloor       float64
	MoveLeast       float64
	MoveMost        float64
	MoveDays        int // days of history from which movement is measured
	WorldsCountries int // from which a theme is the world's
	WorldsRegions   int
	WorldsTexts     int
}

// Defaults are the parameters in force.
func Defaults() Params {
	return Params{
		Version:     "1",
		WatchBefore: 6 * time.Hour, WatchMost: 72 * time.Hour, WatchGap: 6 * time.Hour,
		FreshGaps: 3, FreshLeast: 48 * time.Hour, FreshMost: 8 * 24 * time.Hour,
		NamesOnly: 3, Percentages: 10, StateOnly: 0.8, Documented: 0.5,
		PressNewsrooms: 3, PressWithin: 48 * time.Hour, PressPages: 5, PressShare: 0.2,
		MaxTakes: 6, TakesState: 2, TakesSpread: 4,
		WorldPublishers: 8, WorldCountries: 3, WorldSubregions: 2, WorldTexts: 4, CopyWeight: 0.3,
		PanelHealthy: 24, PanelShare: 0.8, MostReports: 1, UpperBound: 0.10, Recall: 0.8,
		Likely: 0.90, Strong: 0.95, OverlookedAfter: 18 * time.Hour, OverlookedArchive: 72 * time.Hour,
		Broad:         15,
		OnlyHereAfter: 18 * time.Hour, OnlyHereLeast: 2,
		ThemeWindow: 14 * 24 * time.Hour, ThemeActors: 3, ThemeShared: 2,
		MoveFloor: 0.002, MoveLeast: 0.5, MoveMost: 2, MoveDays: 3,
		WorldsCountries: 5, WorldsRegions: 3, WorldsTexts: 6,
	}
}
