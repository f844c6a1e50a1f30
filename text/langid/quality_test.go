package langid

import (
	"bufio"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/sharedtest"
	"github.com/overview-news/overview/text/language"
)

var showWrong = flag.Bool("wrong", false, "list the articles whose language is not found")

// labelled is an article whose language the replay archive labels.
type labelled struct {
	URL      string `json:"url"`
	Domain   string `json:"domain"`
	Kind     string `json:"kind"`
	Language string `json:"language"`
	Source   string `json:"language_source"`
	Title    string `json:"title"`
	Body     string `json:"body"`
}

func readLabelled(t *testing.T) []labelled {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "corpora/replay/manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []labelled
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), 64<<20)
	for lines.Scan() {
		var a labelled
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		if a.Kind == "article" && a.Source == "truth" && a.Title != "" {
			list = append(list, a)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// outletTexts counts, by outlet, the languages that its articles were found to
// be in with their text: what the pipeline knows of its last articles.
type outletTexts map[string]map[language.Tag]int

func outletLanguages(list []labelled) outletTexts {
	outlets := outletTexts{}
	for _, a := range list {
		if outlets[a.Domain] == nil {
			outlets[a.Domain] = map[language.Tag]int{}
		}
		outlets[a.Domain][found(a)]++
	}
	return outlets
}

func found(a labelled) language.Tag { return Identify(a.Title+"\n"+a.Body, nil).Language }

// without is the prior from an outlet's articles but the one at hand.
func (o outletTexts) without(a labelled) Prior {
	rest := maps.Clone(o[a.Domain])
	rest[found(a)]--
	return PriorOf(nil, rest)
}

// sameLanguage compares with a label, which has no script and says "no" for
// both ways of writing Norwegian.
func sameLanguage(got language.Tag, label string) bool {
	b := base(got)
	if b == "nb" || b == "nn" {
		b = "no"
	}
	if label == "nb" || label == "nn" {
		label = "no"
	}
	return b == label
}

// The floors are a little under what was reached when they were set.
const (
	floorTitle = 0.990
	floorBody  = 0.998
	floorPrior = 0.998
	mostGap    = 0.03 // between confidence and accuracy
	beginning  = 300  // characters of the text beside the title
)

func TestQuality(t *testing.T) {
	var titles, bodies, priors, learnt, n, withBody int
	var table reliability
	var titleTime, bodyTime time.Duration
	loadModel()
	list := readLabelled(t)
	outlets := outletLanguages(list)
	for _, a := range list {
		n++
		start := time.Now()
		got := Identify(a.Title, nil)
		titleTime += time.Since(start)
		table.add(got.Confidence, sameLanguage(got.Language, a.Language))
		if sameLanguage(got.Language, a.Language) {
			titles++
		} else if *showWrong {
			t.Logf("title: %s taken for %v (%.2f): %s", a.Language, got.Language, got.Confidence, a.Title)
		}
		tag, _ := language.Parse(a.Language)
		if with := Identify(a.Title, Prior{tag: 1}); sameLanguage(with.Language, a.Language) {
			priors++
		} else if *showWrong {
			t.Logf("with prior: %s taken for %v (%.2f): %s", a.Language, with.Language, with.Confidence, a.Title)
		}
		if with := Identify(a.Title, outlets.without(a)); sameLanguage(with.Language, a.Language) {
			learnt++
		} else if *showWrong {
			t.Logf("with what the outlet's other articles are in: %s taken for %v (%.2f): %s", a.Language, with.Language, with.Confidence, a.Title)
		}
		if a.Body == "" {
			continue
		}
		withBody++
		text := []rune(a.Body)
		text = text[:min(len(text), beginning)]
		start = time.Now()
		got = Identify(a.Title+" "+string(text), nil)
		bodyTime += time.Since(start)
		if sameLanguage(got.Language, a.Language) {
			bodies++
		} else if *showWrong {
			t.Logf("body: %s taken for %v (%.2f): %s", a.Language, got.Language, got.Confidence, a.Title)
		}
	}
	title, body, prior := float64(titles)/float64(n), float64(bodies)/float64(withBody), float64(priors)/float64(n)
	t.Logf("title %.4f of %d (%v each), title and %d characters %.4f of %d (%v each), title with prior %.4f",
		title, n, titleTime/time.Duration(n), beginning, body, withBody, bodyTime/time.Duration(withBody), prior)
	t.Logf("title with the languages found in the outlet's other articles as prior %.4f", float64(learnt)/float64(n))
	if gap := table.log(t, "titles"); gap > mostGap {
		t.Errorf("confidence is %.4f from accuracy in the mean, want at most %.2f", gap, mostGap)
	}
	for _, f := range []struct {
		name       string
		got, least float64
	}{{"title", title, floorTitle}, {"title and text", body, floorBody}, {"title with prior", prior, floorPrior}} {
		if f.got < f.least {
			t.Errorf("%s: right on %.4f, want at least %.4f", f.name, f.got, f.least)
		}
	}
}
