package catalog

import (
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// TestShippedIsClean is the gate of every change of the lists: they load
// without a problem, pass every check, and the compiled copy is current.
func TestShippedIsClean(t *testing.T) {
	list, problems, err := Load(os.DirFS("outlets"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Errors(append(problems, list.Check()...)) {
		t.Error(p)
	}
	want, err := list.Compile()
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != shippedJSON {
		t.Error("outlets.jsonl is not what outlets/*.yaml say: run go generate ./internal/catalog")
	}
	if diff := cmp.Diff(list.Outlets(), Shipped().Outlets()); diff != "" {
		t.Errorf("compiled list differs (-yaml +compiled):\n%.2000s", diff)
	}
}

// TestShippedFigures holds the figures the project promises of its catalog.
func TestShippedFigures(t *testing.T) {
	list := Shipped()
	tally := list.Tally()
	recent, three := 0, 0
	for _, o := range list.Outlets() {
		if len(o.Feeds)+len(o.Sitemaps) > 0 && o.Evidence.Newest() >= "2025" {
			recent++
		}
	}
	for _, n := range tally.Independent {
		if n >= 3 {
			three++
		}
	}
	for _, tt := range []struct {
		what      string
		got, want int
	}{
		{"outlets", tally.Outlets, 2000},
		{"outlets with feed evidence since 2025", recent, 1600},
		{"countries and territories", tally.Countries, 195},
		{"countries with three independent domestic publishers", three, 140},
		{"languages", tally.Languages, 60},
	} {
		t.Logf("%s: %d", tt.what, tt.got)
		if tt.got < tt.want {
			t.Errorf("%s: %d, want at least %d", tt.what, tt.got, tt.want)
		}
	}
	t.Logf("with feeds %d, watched %d, feeds %d, sitemaps %d, publishers %d, ownership cited %d, lanes %v",
		tally.WithFeeds, tally.Watched, tally.Feeds, tally.Sitemaps, tally.Publishers, tally.Cited, tally.ByLane)
	t.Logf("thin (%d): %s", len(tally.Thin()), strings.Join(tally.Thin(), " "))
}

func TestShippedLanes(t *testing.T) {
	for id, want := range map[string]news.Lane{
		"fr-le-monde": news.Domestic, "ru-rt": news.External, "cn-cgtn": news.External,
		"us-voice-of-america": news.External, "de-deutsche-welle-en": news.External,
		"qa-al-jazeera-english": news.External, "fr-france-24-en": news.External, "tr-trt-world": news.External,
		"ir-press-tv": news.External, "jp-nhk-world-japan": news.External, "in-bbc-news-hindi": news.External,
		"gb-bbc-news": news.Domestic, "us-associated-press": news.Agency, "us-reuters": news.Agency,
		"cn-xinhua": news.Agency, "ru-tass": news.Agency, "fr-afp": news.Agency, "es-efe": news.Agency,
		"it-ansa": news.Agency, "ru-meduza": news.Exile, "be-euobserver": news.Supranational,
	} {
		if o, ok := Shipped().Lookup(id); !ok || o.Lane != want {
			t.Errorf("lane of %s = %q, want %q", id, o.Lane, want)
		}
	}
}

func TestPanels(t *testing.T) {
	panels, err := Panels()
	if err != nil {
		t.Fatal(err)
	}
	us := slices.IndexFunc(panels, func(p Panel) bool { return p.Country == "US" })
	if us < 0 || len(panels[us].Members) < 40 {
		t.Fatalf("%d panels, want one of the United States with at least 40 members", len(panels))
	}
	for _, p := range panels {
		for _, problem := range p.Check(Shipped()) {
			t.Error(problem)
		}
		missing := p.Missing(Shipped())
		t.Logf("%s version %d: %d members, %d without a feed: %v", p.Country, p.Version, len(p.Members), len(missing), missing)
		want := MinPanel
		if p.Country == "US" {
			want = 40
		}
		if watched := len(p.Members) - len(missing); watched < want {
			t.Errorf("%s: %d members have a feed, want %d", p.Country, watched, want)
		}
	}
}

// TestGeoLanguages holds that package geo writes languages as text/language
// does; they may not import each other.
func TestGeoLanguages(t *testing.T) {
	for _, c := range geo.All() {
		for _, l := range slices.Concat(c.Languages, c.Regional) {
			if tag, ok := language.Parse(l); !ok || string(tag) != l {
				t.Errorf("%s: language %q, canonical is %q", c.Code, l, tag)
			}
		}
	}
}

func TestCountry(t *testing.T) {
	list := New([]Outlet{{ID: "b", Country: "FR"}, {ID: "c", Country: "DE"}, {ID: "a", Country: "FR"},
		{ID: "d", Country: "FR", Hide: true}, {ID: "a", Country: "GB"}})
	var got []string
	for _, o := range list.Country("FR") {
		got = append(got, o.ID)
	}
	if diff := cmp.Diff([]string{"a", "b"}, got); diff != "" {
		t.Errorf("Country(FR) (-want +got):\n%s", diff)
	}
	if list.Len() != 3 || len(list.Hidden()) != 1 || len(list.Country("XX")) != 0 {
		t.Errorf("Len = %d, hidden = %d, want 3 and 1", list.Len(), len(list.Hidden()))
	}
}

func BenchmarkShipped(b *testing.B) {
	for b.Loop() {
		outlets, err := decompile(strings.NewReader(shippedJSON))
		if err != nil || len(outlets) == 0 {
			b.Fatal(err)
		}
		New(outlets)
	}
}

func BenchmarkLoadYAML(b *testing.B) {
	for b.Loop() {
		if _, _, err := Load(os.DirFS("outlets")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	list := Shipped()
	for b.Loop() {
		list.Check()
	}
}

// BenchmarkShippedHeap reports how much memory the list keeps.
func BenchmarkShippedHeap(b *testing.B) {
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		outlets, _ := decompile(strings.NewReader(shippedJSON))
		list := New(outlets)
		outlets = nil
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(list)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
}
