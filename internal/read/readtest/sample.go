package readtest

import (
	"context"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Now is the time that the samples are seen at.
var Now = time.Date(2026, 3, 2, 17, 40, 0, 0, time.UTC)

// Clock stands still at Now.
type Clock struct{}

// Now is the samples' time.
func (Clock) Now() time.Time { return Now }

// Sleep does not wait.
func (Clock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// Work does nothing.
func (Clock) Work() func() { return func() {} }

// Full is a store with something in every field that pages show. All outlets
// and events are invented.
func Full() *Store {
	s := &Store{
		Texts: map[news.ArticleID][]news.Rendition{},
		Besides: map[news.ArticleID]news.Details{
			1: {Kicker: "Depois da tempestade", Place: "MONTE CLARO", ImageCaption: "A ponte reaberta.", ImageCredit: "Ana Exemplo",
				Found: news.Found{Headline: "h1", Authors: "byline", Published: "json-ld"}},
			2: {Kicker: "بعد العاصفة", Place: "القاهرة", Found: news.Found{Headline: "meta og:title", Published: news.FoundInFeed},
				Signed: []news.Signature{{Name: "قسم التعليم", Kind: news.SignedDesk}}},
		},
		Polled: map[news.OutletID][]news.Feed{},
		Faulty: map[news.OutletID][]news.FaultyArticle{},
		State: news.Progress{
			Outlets: 640, Answered: 618, Failing: 9, Countries: 121, Stories: 340, English: 2871,
			Articles: map[news.ArticleState]int{news.StateHeadline: 3120, news.StateCollected: 1408},
		},
	}
	for i, o := range sampleOutlets() {
		s.addOutlet(o, i)
	}
	s.addArticles()
	s.Told = []news.Story{
		{ID: 1, Title: "River bridge reopens after nine years", Medoid: 1, First: Now.Add(-9 * time.Hour), Last: Now.Add(-20 * time.Minute), Articles: 9, Publishers: 9, Countries: 9, Texts: 7},
		{ID: 2, Title: "Old", Into: 1},
		{ID: 3, Title: "Drought plan divides farmers and cities", Medoid: 12, First: Now.Add(-5 * time.Hour), Last: Now.Add(-time.Hour), Articles: 2, Publishers: 2, Countries: 2, Texts: 2},
	}
	s.addEditions()
	s.Checked = []news.FeedCheck{
		{Outlet: "bote", URL: "https://bote.example/rss.xml", State: news.CheckDead, Evidence: "not-found: there is nothing at this address (status 404)",
			Suggestion: "look for the feed's new address", Weight: 1, Score: 4, Checks: 6, Failures: 5,
			At: Now.Add(-2 * time.Hour), Failing: Now.Add(-33 * 24 * time.Hour)},
		{Outlet: "rio", URL: "https://rio.example/rss.xml", State: news.CheckOK, Evidence: "20 entries", Checks: 1, At: Now.Add(-2 * time.Hour)},
	}
	s.Examined = []news.Examination{{Outlet: "rio", At: Now.Add(-time.Hour), Pages: 30, Findings: []news.Finding{
		{Kind: news.FindingUndated, Detail: "6 of the last 10 pages do not say when they were published", Pages: []news.ArticleID{1, 9999}}}}}
	return s
}

func (s *Store) addOutlet(o news.Outlet, i int) {
	o.Kind, o.Reach, o.Origin = "newspaper", "national", "catalog"
	o.Home = "https://" + string(o.ID) + ".example/"
	if o.Lane == "" {
		o.Lane = news.Domestic
	}
	o.Publisher = "The " + o.Name + " newsroom"
	s.Listed = append(s.Listed, o)
	f := news.Feed{
		ID: news.FeedID(i + 1), Outlet: o.ID, URL: o.Home + "rss.xml", Kind: news.FeedSyndication,
		Language: o.Language, State: news.FeedActive, LastAttempt: Now.Add(-8 * time.Minute),
		LastSuccess: Now.Add(-8 * time.Minute), NewestEntry: Now.Add(-30 * time.Minute),
		Interval: 30 * time.Minute, MedianGap: 40 * time.Minute, Entries: 212, NextPoll: Now.Add(22 * time.Minute),
	}
	switch i % 9 {
	case 4:
		f.LastSuccess, f.Failures = Now.Add(-7*time.Hour), 4
		f.Fault = news.Fault{Class: "timeout", Detail: "no answer after 30s", At: Now.Add(-8 * time.Minute)}
	case 7:
		f.NewestEntry = Now.Add(-9 * 24 * time.Hour)
	}
	s.Polled[o.ID] = []news.Feed{f}
	s.Faulty[o.ID] = []news.FaultyArticle{{
		ID: 900, Title: "A page behind a wall", URL: o.Home + "wall",
		Fault: news.Fault{Class: "http-4xx", Detail: "status 403", At: Now.Add(-3 * time.Hour)},
	}}
}

func sampleOutlets() []news.Outlet {
	return []news.Outlet{
		{ID: "rio", Name: "Diário do Rio Claro", Country: "PT", Language: "pt"},
		{ID: "sahil", Name: "Al Sahil", NativeName: "الساحل", Country: "EG", Language: "ar"},
		{ID: "galil", Name: "Galil Yomi", NativeName: "גליל יומי", Country: "IL", Language: "he"},
		{ID: "pol", Name: "Pol-e Taze", NativeName: "پل تازه", Country: "IR", Language: "fa", Ownership: news.Ownership{Type: "state", Owner: "a ministry", Citation: "https://register.example/pol", AsOf: "2025-11"}},
		{ID: "bote", Name: "Der Bote", Country: "DE", Language: "de"},
		{ID: "vesna", Name: "Vesna", NativeName: "Весна", Country: "BG", Language: "bg"},
		{ID: "lagos", Name: "Lagoon Courier", Country: "NG", Language: "en"},
		{ID: "quipu", Name: "El Quipu", Country: "BO", Language: "es"},
		{ID: "minato", Name: "Minato Shimbun", NativeName: "港新聞", Country: "JP", Language: "ja"},
		{ID: "mekong", Name: "Mekong Rai Wan", NativeName: "แม่โขงรายวัน", Country: "TH", Language: "th"},
		{ID: "coral", Name: "Coral Post", Country: "FJ", Language: "en"},
		{ID: "ganga", Name: "Ganga Samachar", NativeName: "गंगा समाचार", Country: "IN", Language: "hi"},
		{ID: "wire", Name: "Transcontinental Wire", Country: "FR", Language: "fr", Lane: news.Agency},
		{ID: "prairie", Name: "Prairie Ledger", Country: "US", Language: "en"},
		{ID: "exile", Name: "Far Voice", Country: "BY", BasedIn: "PL", Language: "be", Lane: news.Exile},
	}
}

type sampleArticle struct {
	outlet, title, english, summary string
	minutes                         int
	story                           news.StoryID
	family                          news.ArticleID
}

// The bridge is one event as nine outlets tell it; 7 and 8 carry the text of
// 6.
var sampleArticles = []sampleArticle{
	{"rio", "Ponte sobre o rio reabre após nove anos", "River bridge reopens after nine years", "A ponte que liga as duas margens voltou a abrir esta manhã, nove anos depois do temporal que a derrubou.", 540, 1, 1},
	{"sahil", "UNICEF: ٣٧ مدرسة تعود إلى العمل!", "UNICEF: 37 schools are back at work!", "أعلنت المنظمة أن سبعًا وثلاثين مدرسة فتحت أبوابها من جديد.", 480, 1, 2},
	{"galil", "2026: העירייה תבנה גשר חדש", "2026: the city will build a new bridge", "מועצת העיר אישרה את התקציב.", 400, 1, 3},
	{"pol", "«پل تازه» در کنار BRT ساخته می\u200cشود", "“New bridge” to be built beside the BRT", "شهرداری از آغاز کار خبر داد.", 320, 1, 4},
	{"bote", "„سلام“ heißt das neue Lokal an der Brücke", "“Salam” is the name of the new place at the bridge", "Am Brückenkopf öffnet ein Gasthaus.", 240, 1, 5},
	{"wire", "Le pont rouvre, la ville fête", "The bridge reopens, the city celebrates", "Des milliers de personnes ont traversé à pied.", 200, 1, 6},
	{"lagos", "The bridge reopens, the city celebrates", "", "Thousands crossed on foot.", 150, 1, 6},
	{"wire2", "The bridge reopens, and the city celebrates", "", "Thousands crossed on foot.", 140, 1, 6},
	{"quipu", "Reabre el puente: «Es un día de fiesta»", "The bridge reopens: “It is a day of celebration”", "Vecinos de ambas orillas se encontraron en el centro.", 20, 1, 9},
	{"minato", "港の新しい市場、来月開業へ", "Harbour’s new market to open next month", "市は二日、新しい市場の開業日を発表した。", 35, 0, 10},
	{"mekong", "ระดับน้ำโขงลดลงต่ำสุดในรอบสิบปี", "Mekong falls to its lowest level in ten years", "ชาวประมงริมฝั่งรายงานว่าจับปลาได้น้อยลง", 50, 0, 11},
	{"prairie", "Drought plan divides farmers and cities", "", "The board votes on Thursday on who gives up water first.", 300, 3, 12},
	{"ganga", "सूखे की योजना पर किसान और शहर आमने-सामने", "Farmers and cities face off over drought plan", "बैठक गुरुवार को होगी।", 120, 3, 13},
	{"coral", "Village moves uphill, house by house", "", "The last twelve families leave the shore this week.", 70, 0, 14},
	{"vesna", "Мартениците тази година са ръчни", "This year’s martenitsas are handmade", "Майсторки от три села ги плетат.", 90, 0, 15},
	{"exile", "Канцэрт, якога не было ў афішы", "The concert that was not on the bill", "Музыкі сыгралі ў двары.", 190, 0, 16},
}

// addArticles adds the sample articles and a text for the first.
func (s *Store) addArticles() {
	s.Listed = append(s.Listed, news.Outlet{ID: "wire2", Name: "Prairie Evening", Country: "US", Language: "en", Lane: news.Domestic})
	outlet := map[string]news.Outlet{}
	for _, o := range s.Listed {
		outlet[string(o.ID)] = o
	}
	for i, x := range sampleArticles {
		o := outlet[x.outlet]
		at := Now.Add(-time.Duration(x.minutes) * time.Minute)
		a := news.Article{
			ID: news.ArticleID(i + 1), Outlet: o.ID, Country: o.Country, Lane: o.Lane,
			URL:      fmt.Sprintf("https://%s.example/2026/%d", o.ID, i+1),
			Language: o.Language, Title: x.title, TitleEnglish: x.english, Summary: x.summary,
			Authors: []string{"Ana Exemplo", "B. Muster"}, Published: at, Seen: at, Collected: at,
			State: news.StateCollected, Story: x.story, Family: x.family, Words: 300,
		}
		if o.Lane == news.Agency {
			a.Credit = "TCW"
		}
		if len(s.Besides[a.ID].Signed) > 0 {
			a.Authors = nil
		}
		s.All = append(s.All, a)
		s.Texts[a.ID] = sampleTexts(a)
	}
	s.All[13].Genre = news.GenreOpinion
}

// sampleTexts are an original and, where the language is not English, an
// aligned translation in which one sentence was kept.
func sampleTexts(a news.Article) []news.Rendition {
	own := news.Rendition{Article: a.ID, Language: a.Language, Original: true, Title: a.Title, Blocks: []news.Block{
		{Role: "paragraph", Sentences: []string{a.Summary, "Duas mil pessoas atravessaram a pé."}},
		{Role: "subheading", Sentences: []string{"O que muda"}},
		{Role: "paragraph", Sentences: []string{"Os autocarros voltam na segunda-feira.", "O preço do bilhete não muda.", "A obra custou 41 milhões."}},
		{Role: "quotation", Sentences: []string{"«Esperámos muito.»"}},
		{Role: "list-item", Sentences: []string{"Abertura às 7 horas."}},
		{Role: "list-item", Sentences: []string{"Fecho às 23 horas."}},
		{Role: news.RoleCorrection, Sentences: []string{"Correção: a obra custou 41 milhões, não 14."}},
	}}
	if a.Language != "pt" {
		own.Blocks = own.Blocks[:1]
		own.Blocks[0].Sentences = []string{a.Summary}
	}
	if a.TitleEnglish == "" {
		return []news.Rendition{own}
	}
	english := news.Rendition{Article: a.ID, Language: "en", Title: a.TitleEnglish, Aligned: true,
		Engine: "Sample", Model: "by hand", Made: Now, Blocks: []news.Block{
			{Role: "paragraph", Sentences: []string{"The bridge that joins both banks opened again this morning, nine years after the storm that brought it down.", "Two thousand people crossed on foot."}},
			{Role: "subheading", Sentences: []string{"What changes"}},
			{Role: "paragraph", Sentences: []string{"Buses return on Monday.", "The fare does not change.", "A obra custou 41 milhões."}, Kept: []int{2}, Sure: []int{88, 12, 0}},
			{Role: "quotation", Sentences: []string{"“We waited a long time.”"}},
			{Role: "list-item", Sentences: []string{"Opens at 7."}},
			{Role: "list-item", Sentences: []string{"Closes at 23."}},
			{Role: news.RoleCorrection, Sentences: []string{"Correction: the work cost 41 million, not 14."}},
		}}
	if a.Language != "pt" {
		english.Blocks = []news.Block{{Role: "paragraph", Sentences: []string{a.TitleEnglish + "."}}}
	}
	return []news.Rendition{own, english}
}
