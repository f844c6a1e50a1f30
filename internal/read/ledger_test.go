package read

import (
	"slices"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// at is a reader whose clock stands still, without a store.
func at(now time.Time) *Reader { return New(clock.NewStopped(now), nil, Options{}) }

func TestReason(t *testing.T) {
	const w, q, f, u, x = measure.Works, measure.Quiet, measure.Fails, measure.Unasked, measure.Unwatched
	const n = measure.Unreached
	type by = map[measure.Standing]int
	for _, tt := range []struct {
		press  measure.Press
		beside string
		want   string
	}{
		{measure.Press{State: measure.PressNone}, "", "No outlet of its own press is listed."},
		{measure.Press{State: measure.PressNone, By: by{x: 1}}, "", "Of its own press 1 newsroom is listed, but no feed of it is asked."},
		{measure.Press{State: measure.PressNone, By: by{x: 7}}, "2 news agencies",
			"Of its own press 7 newsrooms are listed, but no feed of theirs is asked. Watched, but not speaking for it: 2 news agencies."},
		{measure.Press{State: measure.PressWaiting, By: by{n: 1}, Watched: 1}, "", "Its newsroom has not answered yet."},
		{measure.Press{State: measure.PressWaiting, By: by{n: 2, u: 1}, Watched: 3}, "", "Its 3 newsrooms have not answered yet."},
		{measure.Press{State: measure.PressWaiting, By: by{f: 1, n: 1}, Watched: 2}, "",
			"None of its 2 newsrooms works: 1 does not answer, 1 has not answered yet."},
		{measure.Press{State: measure.PressWaiting, By: by{u: 1}, Watched: 1}, "", "Its newsroom has not been asked yet."},
		{measure.Press{State: measure.PressWaiting, By: by{u: 1200}, Watched: 1200}, "", "Its 1,200 newsrooms have not been asked yet."},
		{measure.Press{State: measure.PressStale, By: by{q: 1}, Watched: 1}, "", "Its only newsroom brings nothing new."},
		{measure.Press{State: measure.PressStale, By: by{f: 1}, Watched: 1}, "", "Its only newsroom does not answer."},
		{measure.Press{State: measure.PressWaiting, By: by{f: 2, q: 1, u: 1}, Watched: 4}, "",
			"None of its 4 newsrooms works: 1 brings nothing new, 2 do not answer, 1 is not asked yet."},
		{measure.Press{State: measure.PressStateOnly, By: by{w: 1}, Watched: 1, Owned: 1}, "", "Its only newsroom is cited as state-owned; it works."},
		{measure.Press{State: measure.PressStateOnly, By: by{w: 1, f: 4}, Watched: 5, Owned: 5}, "",
			"All its 5 newsrooms are cited as state-owned; 1 works: 4 do not answer."},
		{measure.Press{State: measure.PressStateOnly, By: by{w: 5}, Watched: 5, Owned: 4}, "", "4 of its 5 newsrooms are cited as state-owned; 5 work."},
		{measure.Press{State: measure.PressThin, By: by{w: 1}, Watched: 1, Official: true}, "", "Its only newsroom works, where 3 are needed."},
		{measure.Press{State: measure.PressThin, By: by{w: 1, q: 1}, Watched: 2, Official: true}, "",
			"1 of its 2 newsrooms works, where 3 are needed: 1 brings nothing new."},
		{measure.Press{State: measure.PressThin, By: by{w: 4, q: 1}, Watched: 5}, "",
			"4 of its 5 newsrooms work, none of them in an official language (Kirundi, French): 1 brings nothing new."},
		{measure.Press{State: measure.PressHealthy, By: by{w: 3}, Watched: 3, Official: true}, "", "All its 3 newsrooms work."},
		{measure.Press{State: measure.PressHealthy, By: by{w: 14, q: 4, f: 2}, Watched: 20, Official: true}, "",
			"14 of its 20 newsrooms work: 4 bring nothing new, 2 do not answer."},
	} {
		if got := at(time.Now()).reason(tt.press, []string{"rn", "fr", "fr-Latn"}, tt.beside); got != tt.want {
			t.Errorf("reason(%+v) = %q, want %q", tt.press, got, tt.want)
		}
	}
}

func TestPolledProposals(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	fails := func(class string, failures int, since time.Duration) news.Feed {
		f := news.Feed{State: news.FeedActive, LastAttempt: now, Failures: failures, Fault: news.Fault{Class: class}}
		if since > 0 {
			f.LastSuccess = now.Add(-since)
		}
		return f
	}
	well := news.Feed{State: news.FeedActive, LastAttempt: now, LastSuccess: now, NewestEntry: now}
	moving, old, retired := well, well, well
	moving.MovedTo, moving.MovedSeen = "https://new.example/rss", now
	old.NewestEntry = now.Add(-31 * day)
	retired.State = news.FeedRetired
	for _, tt := range []struct {
		name string
		feed news.Feed
		want string
	}{
		{"well", well, ""},
		{"not asked", news.Feed{State: news.FeedActive}, ""},
		{"one outage", fails("timeout", 4, 5*time.Hour), ""},
		{"gone for hours", fails("not-found", 5, 10*time.Hour), ""},
		{"gone for three days", fails("not-found", 3, 3*day), "Quarantine"},
		{"slow for three days", fails("timeout", 11, 3*day), ""},
		{"slow for longer", fails("timeout", 12, 4*day), "Quarantine"},
		{"gone for a month", fails("gone", 8, 30*day), "Retirement"},
		{"gone for nearly a month", fails("gone", 30, 30*day-time.Hour), "Quarantine"},
		{"never answered", fails("not-feed", 16, 0), "Retirement"},
		{"never answered, asked little", fails("not-feed", 5, 0), ""},
		{"our own network", fails("offline", 900, 90*day), ""},
		{"retired", retired, "Retirement"},
		{"switched off", news.Feed{State: news.FeedDisabled, Failures: 99, Fault: news.Fault{Class: "gone"}, LastAttempt: now}, ""},
		{"moved", moving, "Change"},
		{"written no more", old, "Change"},
	} {
		got, ok := at(now).polled(tt.feed)
		if got.Title != tt.want || ok != (tt.want != "") || ok && (got.Reason == "" || got.Evidence == "" || got.Means == "") {
			t.Errorf("%s: proposal = %+v, %v, want %q with a reason and evidence", tt.name, got, ok, tt.want)
		}
	}
}

func TestMisdeclared(t *testing.T) {
	found := func(tag string, n int) []news.LanguageCount {
		return []news.LanguageCount{{Language: tag, Articles: n}, {Language: "und", Articles: 1}}
	}
	for _, tt := range []struct {
		name     string
		declared []string
		found    []news.LanguageCount
		want     bool
	}{
		{"as listed", []string{"fr"}, found("fr", 80), false},
		{"as one of several", []string{"fr", "rn"}, found("rn", 80), false},
		{"too few pages", []string{"fr"}, found("en", 18), false},
		{"another", []string{"fr"}, found("en", 80), true},
		{"nearly the same", []string{"nb"}, found("nn", 80), false},
		{"nothing is listed", nil, found("en", 80), false},
	} {
		if _, got := at(time.Now()).misdeclared(news.OutletHealth{Declared: tt.declared, Found: tt.found}); got != tt.want {
			t.Errorf("%s: misdeclared = %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestLanguageLine(t *testing.T) {
	for _, tt := range []struct {
		engine LanguageEngine
		want   LanguageLine
	}{
		{LanguageEngine{}, LanguageLine{Words: "no engine known; shown in the original"}},
		{LanguageEngine{COMET: 88.61, DownloadMB: 26.2},
			LanguageLine{Words: "not translated yet; shown in the original", Better: "Mozilla’s model, 26 MB, COMET 88.6"}},
		{LanguageEngine{Engine: "apertium", COMET: 88.6, DownloadMB: 26},
			LanguageLine{Engine: "Apertium", Better: "Mozilla’s model, 26 MB, COMET 88.6"}},
		{LanguageEngine{Engine: "mozilla", COMET: 88.6, Others: []string{"apertium"}},
			LanguageLine{Engine: "Mozilla’s model", Quality: "COMET 88.6", Words: "then Apertium"}},
		{LanguageEngine{Engine: "<script>"}, LanguageLine{Engine: "<script>"}},
	} {
		tt.want.Name, tt.want.Outlets = "French", 7
		if got := languageLine("fr", 7, tt.engine); got != tt.want {
			t.Errorf("languageLine(%+v) = %+v, want %+v", tt.engine, got, tt.want)
		}
	}
}

func TestInWords(t *testing.T) {
	for code, want := range map[string]string{
		"US": "the United States", "NL": "the Netherlands", "PH": "the Philippines", "FR": "France", "VA": "Vatican City",
		"CD": "the DR Congo", "FK": "the Falkland Islands", "CX": "Christmas Island", "": "No country",
	} {
		if got := place(code).InWords(); got != want {
			t.Errorf("InWords of %q = %q, want %q", code, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "a minute", 59 * time.Minute: "59 minutes", time.Hour: "an hour", 64 * time.Minute: "an hour",
		75 * time.Minute: "an hour and 15 minutes", 2 * time.Hour: "2 hours", 47 * time.Hour: "47 hours", 48 * time.Hour: "2 days",
	} {
		if got := span(d); got != want {
			t.Errorf("span(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestNotReachedYetIsListedWhileItLasts(t *testing.T) {
	r := at(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
	healthy, waiting := CountryLine{State: measure.PressHealthy}, CountryLine{State: measure.PressWaiting}
	for _, tt := range []struct {
		countries []CountryLine
		asked     string
		want      bool
	}{
		{[]CountryLine{healthy}, "", false},
		{[]CountryLine{healthy, waiting}, "", true},
		{[]CountryLine{healthy}, string(measure.PressWaiting), true},
	} {
		l := Ledger{Form: LedgerForm{State: tt.asked}}
		l.count(r.ledgerStates(), tt.countries)
		listed := slices.ContainsFunc(l.States, func(s LedgerState) bool { return s.State == measure.PressWaiting })
		if listed != tt.want || len(l.States) < 5 {
			t.Errorf("%d countries, asked for %q: listed %v of %d states, want %v", len(tt.countries), tt.asked, listed, len(l.States), tt.want)
		}
	}
}
