package articlefile

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

var now = time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)

const sample = `{"id":"b","date":"2026-03-01T12:00:00+03:00","lang":"ru","source":"gazeta.example","country":"RU","title":"Заголовок","text":"Первое. Второе.","title_en":"A headline","text_en":"First. Second.","story":"gold-7"}
not an object

{"id":"a","published":"2026-03-01T08:00:00Z","language":"en","outlet":"paper","country":"gb","title":"Other\n headline","text":"One.\nTwo.","url":"https://paper.example/a?utm_source=x"}
{"title":"No date","text":"x"}
{"published":"2026-03-01T00:00:00Z","title":" ","text":""}
`

func read(t *testing.T, file string) *Sorted {
	t.Helper()
	s, err := Sort(strings.NewReader(file), t.TempDir())
	if err != nil {
		t.Fatalf("Sort = %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
		if _, err := os.Stat(s.spool.Name()); !os.IsNotExist(err) {
			t.Errorf("the temporary file is still there: %v", err)
		}
	})
	return s
}

func TestRowsComeByTimeAndBadOnesAreNamed(t *testing.T) {
	s := read(t, sample)
	var titles []string
	err := s.Each(func(_ int, r Row) error {
		titles = append(titles, r.Title)
		return nil
	})
	if err != nil {
		t.Fatalf("Each = %v", err)
	}
	if diff := cmp.Diff([]string{"Other\n headline", "Заголовок"}, titles); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	var bad []int
	for _, e := range s.Bad {
		bad = append(bad, e.Line)
	}
	if diff := cmp.Diff([]int{2, 5, 6}, bad); diff != "" {
		t.Errorf("bad lines (-want +got):\n%s", diff)
	}
	if want := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC); !s.Newest.Equal(want) {
		t.Errorf("Newest = %v, want %v", s.Newest, want)
	}
}

func TestImported(t *testing.T) {
	s := read(t, sample)
	var got []news.ImportedArticle
	err := s.Each(func(_ int, r Row) error {
		a, err := r.Imported(Options{Now: now})
		got = append(got, a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	english, russian := got[0], got[1]
	if english.Article.URL != "https://paper.example/a" || english.Article.Title != "Other headline" || english.English != nil {
		t.Errorf("first = %+v, want a clean address and title, and no rendition", english)
	}
	if russian.Outlet.ID != "gazeta-example" || russian.Outlet.Country != "RU" || russian.Outlet.Home != "https://gazeta.example/" {
		t.Errorf("outlet = %+v, want gazeta-example of RU", russian.Outlet)
	}
	if russian.English == nil || russian.English.Engine != engineStated || russian.English.Aligned {
		t.Errorf("rendition = %+v, want one that is not aligned and names no engine", russian.English)
	}
	want := []news.Block{{Role: "paragraph", Sentences: []string{"Первое.", "Второе."}}}
	if diff := cmp.Diff(want, russian.Original.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestResolverNamesTheOutlet(t *testing.T) {
	r := Row{Outlet: "BBC", URL: "https://www.bbc.co.uk/news/1", Title: "x", Published: "2026-03-01"}
	resolve := func(_, site, _ string) (news.Outlet, bool) {
		return news.Outlet{ID: "gb-bbc"}, site == "bbc.co.uk"
	}
	got, err := r.Imported(Options{Resolve: resolve, Now: now})
	if err != nil || got.Outlet.ID != "gb-bbc" {
		t.Errorf("outlet = %v, %v, want gb-bbc", got.Outlet.ID, err)
	}
}

// TestWhatIsPrintedCanBeRead: export and import are inverse.
func TestWhatIsPrintedCanBeRead(t *testing.T) {
	a := news.Article{URL: "https://paper.example/a", Outlet: "paper", Country: "FR", Language: "fr", Title: "Titre",
		Authors: []string{"A. B."}, Published: now, Genre: news.GenreOpinion, Story: 9, Family: 3, State: news.StateCollected}
	texts := []news.Rendition{
		{Language: "fr", Original: true, Title: "Titre", Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Une phrase.", "Deux."}}}},
		{Language: "en", Title: "Title", Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"A sentence.", "Two."}}},
			Engine: "apertium", Model: "fra-eng", Version: "3.8"},
	}
	details := news.Details{Kicker: "Après la crue", Place: "KYIV", ImageCaption: "Le pont <i>rouvert</i>.", ImageCredit: "A. B.",
		Signed: []news.Signature{{Name: "AFP", Kind: news.SignedAgency}, {Name: "Le service Monde", Kind: news.SignedDesk}},
		Found:  news.Found{Headline: "h1", Published: "json-ld"}}
	var out bytes.Buffer
	outlet := news.Outlet{ID: "paper", Name: "Le “Papier” & Cie", Home: "https://www.paper.example/fr/", Country: "FR",
		Language: "fr", Lane: news.Exile, Publisher: "papers", Origin: "import"}
	if err := NewWriter(&out).Write(a, details, outlet, texts); err != nil {
		t.Fatal(err)
	}
	s := read(t, out.String())
	err := s.Each(func(_ int, r Row) error {
		got, err := r.Imported(Options{Now: now})
		if err != nil {
			return err
		}
		if got.Article.Title != a.Title || !got.Article.Published.Equal(a.Published) || got.Article.Genre != a.Genre {
			t.Errorf("article = %+v, want %+v", got.Article, a)
		}
		if diff := cmp.Diff(outlet, got.Outlet); diff != "" {
			t.Errorf("outlet (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(details, got.Details); diff != "" {
			t.Errorf("details (-want +got):\n%s", diff)
		}
		if got.Original.Text() != texts[0].Text() || got.English.Text() != texts[1].Text() ||
			got.English.Engine != "apertium" || got.English.Model != "fra-eng" || !got.English.Aligned {
			t.Errorf("texts = %+v, %+v, want those written", got.Original, got.English)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFieldsOfOtherPrograms: their values are ignored, and the row is read.
func TestFieldsOfOtherPrograms(t *testing.T) {
	for _, row := range []string{`"signed":"AFP"`, `"signed":[1,{"name":2}]`, `"sources":["a"]`, `"sources":7`, `"signed":null,"sources":null`,
		`"place":{"city":"Rome"}`, `"image_caption":["a"]`, `"image_credit":true`, `"kicker":5`, `"kicker":null`,
		`"published_day":"yes"`, `"published_guessed":{}`} {
		r, err := parse([]byte(`{"published":"2026-03-01","title":"x",` + row + `}`))
		if err != nil {
			t.Fatalf("parse(%s) = %v", row, err)
		}
		if a, err := r.Imported(Options{Now: now}); err != nil || !a.Details.IsZero() {
			t.Errorf("details of {%s} = %+v, %v, want none", row, a.Details, err)
		}
	}
}

// TestStateOfARow: only what has a page's text is collected.
func TestStateOfARow(t *testing.T) {
	for _, tt := range []struct {
		row  string
		want news.ArticleState
	}{
		{`"title":"x","text":"One."`, news.StateCollected},
		{`"title":"x","text":"One.","state":"collected"`, news.StateCollected},
		{`"title":"x","text":"One.","state":"done"`, news.StateCollected},
		{`"title":"x","text":"One.","state":7`, news.StateCollected},
		{`"title":"x","text":"What the feed said.","state":"headline"`, news.StateHeadline},
		{`"title":"x","text":"What the feed said.","state":"failed"`, news.StateHeadline},
		{`"title":"x","text":" ","state":"collected"`, news.StateHeadline},
		{`"title":"x"`, news.StateHeadline},
	} {
		r, err := parse([]byte(`{"published":"2026-03-01",` + tt.row + `}`))
		if err != nil {
			t.Fatalf("parse(%s) = %v", tt.row, err)
		}
		a, err := r.Imported(Options{Now: now})
		if err != nil || a.Article.State != tt.want {
			t.Errorf("state of {%s} = %s, %v, want %s", tt.row, a.Article.State, err, tt.want)
		}
	}
}

// TestEmptyArticlesAreNotPrinted: their rows could not be read again.
func TestEmptyArticlesAreNotPrinted(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	bare := news.Article{URL: "https://paper.example/a", Outlet: "paper", Published: now}
	if err := w.Write(bare, news.Details{}, news.Outlet{}, []news.Rendition{{Original: true}}); !errors.Is(err, ErrEmpty) || out.Len() > 0 {
		t.Errorf("Write = %v and prints %q, want ErrEmpty and nothing", err, out.String())
	}
	text := []news.Block{{Role: "paragraph", Sentences: []string{"A sentence."}}}
	if err := w.Write(bare, news.Details{}, news.Outlet{}, []news.Rendition{{Original: true, Blocks: text}}); err != nil || out.Len() == 0 {
		t.Errorf("Write of a text without headline = %v and prints %q, want a row", err, out.String())
	}
}

func TestGzip(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(sample)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if s := read(t, packed.String()); s.Len() != 2 {
		t.Errorf("Len = %d, want 2", s.Len())
	}
	if _, err := Sort(strings.NewReader(packed.String()[:packed.Len()-20]), t.TempDir()); err == nil {
		t.Error("Sort of a cut gzip file = nil, want an error")
	}
}

func FuzzRow(f *testing.F) {
	for _, line := range strings.Split(sample, "\n") {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := parse(line)
		if err != nil {
			return
		}
		a, err := r.Imported(Options{Now: now})
		if err == nil && a.Outlet.ID == "" {
			t.Errorf("row %q has an outlet without identity", line)
		}
	})
}

// TestDaysAlone: a day without a time of day is printed as that day of its
// outlet, and read again as one.
func TestDaysAlone(t *testing.T) {
	tokyo := time.Date(2026, 3, 8, 15, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		a    news.Article
		want string
	}{
		{news.Article{Country: "JP", Published: tokyo, DayOnly: true}, `"published":"2026-03-09T00:00:00+09:00","published_day":true`},
		{news.Article{Country: "JP", Published: tokyo}, `"published":"2026-03-08T15:00:00Z","text"`},
		{news.Article{Country: "DE", Published: tokyo.Add(8 * time.Hour), DayOnly: true}, `"published":"2026-03-09T00:00:00+01:00","published_day":true`},
		{news.Article{Country: "PF", Published: tokyo.Add(19 * time.Hour), DayOnly: true}, `"published":"2026-03-09T00:00:00-10:00","published_day":true`},
		{news.Article{Country: "PF", Published: tokyo.Add(9 * time.Hour), DayOnly: true}, `"published":"2026-03-09T00:00:00Z","published_day":true`},
	} {
		var out bytes.Buffer
		tt.a.Title = "A day"
		if err := NewWriter(&out).Write(tt.a, news.Details{}, news.Outlet{}, nil); err != nil || !strings.Contains(out.String(), tt.want) {
			t.Errorf("Write(%+v) = %v and prints %s, want %s", tt.a, err, out.String(), tt.want)
		}
		r, err := parse(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := r.Imported(Options{Now: now}); err != nil || !got.Article.Published.Equal(tt.a.Published) || got.Article.DayOnly != tt.a.DayOnly {
			t.Errorf("Imported of %s = %v, day only %v, %v", out.String(), got.Article.Published, got.Article.DayOnly, err)
		}
	}
	var out bytes.Buffer
	undated := news.Article{Title: "x", DateGuessed: true, Published: tokyo.AddDate(-20, 0, 0), Seen: tokyo}
	if err := NewWriter(&out).Write(undated, news.Details{}, news.Outlet{}, nil); err != nil || !strings.Contains(out.String(), `"published":"2026-03-08T15:00:00Z","published_guessed":true`) {
		t.Errorf("Write of an undated article = %v and prints %s, want when it was first seen", err, out.String())
	}
	for date, want := range map[string]bool{"2026-03-09": true, "2026-03-09T00:00:00Z": false, "2026-03-09 00:00:00": false} {
		r, err := parse([]byte(`{"title":"x","date":"` + date + `"}`))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := r.Imported(Options{Now: now}); err != nil || got.Article.DayOnly != want {
			t.Errorf("Imported of %s = day only %v, %v, want %v", date, got.Article.DayOnly, err, want)
		}
	}
}

// TestLongRowsAreNamed: a row over the bound costs no other one.
func TestLongRowsAreNamed(t *testing.T) {
	row := func(title string, bytes int) string {
		s := `{"published":"2026-03-01","title":"` + title + `","text":"`
		return s + strings.Repeat("x", bytes-len(s)-2) + `"}`
	}
	for _, tt := range []struct {
		name, file string
		rows       int
		bad        []int
	}{
		{"in the middle", row("a", 100) + "\n" + row("b", maxLine+1) + "\n" + row("c", 100) + "\n", 2, []int{2}},
		{"the last, without an end", row("a", 100) + "\n" + row("b", maxLine+1), 1, []int{2}},
		{"the longest that is read", row("a", maxLine) + "\n" + row("b", 100), 2, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := read(t, tt.file)
			var bad []int
			for _, e := range s.Bad {
				bad = append(bad, e.Line)
				if !errors.Is(e, errLong) {
					t.Errorf("line %d: %v, want %v", e.Line, e.Err, errLong)
				}
			}
			if diff := cmp.Diff(tt.bad, bad); diff != "" || s.Len() != tt.rows {
				t.Errorf("Sort = %d rows, want %d; bad lines (-want +got):\n%s", s.Len(), tt.rows, diff)
			}
		})
	}
}

// TestImagesOfTheWeb: no other address is stored as a picture's.
func TestImagesOfTheWeb(t *testing.T) {
	for image, want := range map[string]string{
		"https://paper.example/a.jpg": "https://paper.example/a.jpg", " http://paper.example/a.jpg\n": "http://paper.example/a.jpg",
		"javascript:alert(1)": "", "JavaScript:alert(1)": "", "data:image/png;base64,AAAA": "", "/a.jpg": "", "file:///etc/passwd": "", "": "",
	} {
		a, err := Row{Title: "x", Published: "2026-03-01", Image: image}.Imported(Options{Now: now})
		if err != nil || a.Article.Image != want {
			t.Errorf("image of %q = %q, %v, want %q", image, a.Article.Image, err, want)
		}
	}
}

// TestWhatShowsNothingIsDropped: what a file says in a line is read as pages
// are, and a name that shows nothing is none.
func TestWhatShowsNothingIsDropped(t *testing.T) {
	const odd = " a\u0007\u202e\u2066\n b\u200b "
	empty := []string{"", " ", "\u0007", "\u202e", "\u200f"}
	r := Row{Title: odd, Published: "2026-03-01", Authors: append([]string{odd}, empty...), Kicker: odd, Place: odd, Caption: odd,
		Maker: odd, Credit: odd, Outlet: "paper", Name: odd, Text: "a\u0007 \u202eb\n\u202e\n", Found: &Found{Headline: odd}, English: &English{Title: odd}}
	for _, name := range append([]string{odd}, empty...) {
		r.Signed = append(r.Signed, news.Signature{Name: name, Kind: news.SignedDesk})
	}
	got, err := r.Imported(Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	const plain = "a b"
	want := news.Details{Kicker: plain, Place: plain, ImageCaption: plain, ImageCredit: plain,
		Signed: []news.Signature{{Name: plain, Kind: news.SignedDesk}}, Found: news.Found{Headline: plain}}
	if diff := cmp.Diff(want, got.Details); diff != "" {
		t.Errorf("details (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{plain}, got.Article.Authors); diff != "" {
		t.Errorf("authors (-want +got):\n%s", diff)
	}
	for _, s := range []string{got.Article.Title, got.Article.Credit, got.Outlet.Name, got.Original.Title, got.Original.Text()} {
		if s != plain {
			t.Errorf("a line = %q, want %q", s, plain)
		}
	}
	bare, err := Row{Title: "x", Published: "2026-03-01", Outlet: "\u202ePa\u0007per", Name: "\u200f", Text: "\u202e"}.Imported(Options{Now: now})
	if o := bare.Outlet; err != nil || o.ID != "paper" || o.Name != "Paper" || bare.Article.State != news.StateHeadline {
		t.Errorf("outlet = %q %q, article %s, %v, want paper, Paper and a headline", o.ID, o.Name, bare.Article.State, err)
	}
	if r, err := parse([]byte(`{"published":"2026-03-01","title":"\u202e","text":"\u0007"}`)); err == nil {
		t.Errorf("parse of a row that shows nothing = %+v, want an error", r)
	}
}
