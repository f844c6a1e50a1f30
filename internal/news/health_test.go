package news

import (
	"testing"
	"time"
)

func TestOutletHealthAdd(t *testing.T) {
	at := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	fault := Fault{Class: "timeout", Detail: "no answer", At: at}
	h := OutletHealth{Declared: []string{"fr"}}
	h.Add(Feed{State: FeedActive, Language: "fr", LastAttempt: at, LastSuccess: at.Add(-time.Hour), Failures: 4, Fault: fault, Entries: 3, MedianGap: time.Hour})
	if h.Failures != 4 || h.FailScore() != 1 || h.Fault != fault {
		t.Errorf("one failing feed gives %+v", h)
	}
	h.Add(Feed{State: FeedActive, Language: "en", LastAttempt: at.Add(-time.Minute), LastSuccess: at, NewestEntry: at, Entries: 4, MedianGap: time.Minute})
	h.Add(Feed{State: FeedRetired, Failures: 9, Fault: Fault{Class: "gone"}})
	if h.Failures != 0 || !h.Fault.IsZero() || h.Feeds != 3 || h.Polled != 2 || h.Entries != 7 {
		t.Errorf("with one that answers and one retired it is %+v", h)
	}
	if !h.LastAttempt.Equal(at) || !h.LastSuccess.Equal(at) || h.MedianGap != time.Minute || len(h.Declared) != 2 {
		t.Errorf("times, rhythm or languages are %+v", h)
	}
	h.NewestArticle = at.Add(time.Hour)
	if !h.Newest().Equal(h.NewestArticle) {
		t.Errorf("Newest() = %s, want that of the article", h.Newest())
	}
}

func TestFaultWeight(t *testing.T) {
	for class, want := range map[string]float64{
		"": 0, "offline": 0, "gone": 1, "not-found": 1, "dns": 1, "not-feed": 0.5, "tls": 0.5, "robots": 0.25,
		"what is this": 0.5, "timeout": 0.25, "http-5xx": 0.25, "rate-limited": 0.25,
	} {
		if got := (Fault{Class: class}).Weight(); got != want {
			t.Errorf("Weight of %q = %v, want %v", class, got, want)
		}
	}
	if got := (Feed{Failures: 6, Fault: Fault{Class: "http-4xx"}}).FailScore(); got != 3 {
		t.Errorf("six refusals weigh %v, want 3", got)
	}
}
