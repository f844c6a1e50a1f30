package sample

import (
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

func TestEvents(t *testing.T) {
	got, err := events(`
# a remark
@ mill culture report
when 40h 20h
in FR:3 DE:1
late 9h 2h US:4
wire en GB:2
abroad 1
fig sails 4|5
voice EG منى = Mona
T en {A mill|The mill} turns
1 en It has <sails> sails, said <who>.`)
	if err != nil || len(got) != 1 {
		t.Fatalf("events = %d, %v, want one", len(got), err)
	}
	e := got[0]
	if e.name != "mill" || e.genre != news.GenreReport || len(e.told) != 2 || e.told[0].before != 40*time.Hour ||
		len(e.told[0].by) != 2 || e.told[1].by[0] != (quota{"US", 4}) || e.wire["en"][0].n != 2 || !e.abroad {
		t.Errorf("event = %+v", e)
	}
	if e.voices[0] != (voice{"EG", "منى", "Mona"}) || len(e.lines) != 2 {
		t.Errorf("voices %+v, lines %+v", e.voices, e.lines)
	}
	w := writer{event: &e, language: "en", country: "EG"}
	if got := w.text(e.lines[1], "en", w.voice(0)); !strings.HasSuffix(got, "sails, said Mona.") || strings.Contains(got, "<") {
		t.Errorf("text = %q", got)
	}
}

func TestEventsSayWhatIsWrong(t *testing.T) {
	for _, text := range []string{
		"T en A line before any event", "@ mill culture report\nin FR:1", "@ mill culture report\nwhen 40h",
		"@ mill culture report\nwhen soon 2h", "@ mill culture report\nwhen 4h 2h\nin FR:many",
	} {
		if _, err := events(text); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("events(%q) = %v, want an error with a line", text, err)
		}
	}
	if _, err := outlets("US en lamp | The Lamp | newspaper"); err == nil {
		t.Error("outlets of too few fields = nil error")
	}
}

// TestWordingsHaveTranslations: wording i of a sentence is rendered by wording
// i in English, so there must be one, and no sentence may lack English.
func TestWordingsHaveTranslations(t *testing.T) {
	for _, text := range []string{worldText, nationalText} {
		list, err := events(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			for _, l := range e.lines {
				_, _, _, english := wordings(l.texts["en"])
				for language, s := range l.texts {
					if _, _, _, n := wordings(s); n > english || l.texts["en"] == "" {
						t.Errorf("%s %s: %d wordings in %s, %d in English", e.name, l.key, n, language, english)
					}
				}
			}
		}
	}
}
