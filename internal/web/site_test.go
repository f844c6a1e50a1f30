package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"

	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
)

func site(t testing.TB, s *readtest.Store, opts web.Options) *web.Site {
	t.Helper()
	r := read.New(readtest.Clock{}, s, read.Options{Private: true})
	w, err := web.New(slog.New(slog.DiscardHandler), readtest.Clock{}, r, opts)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// follow gets a path and follows redirects within the site.
func follow(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	for range 3 {
		w := get(h, path)
		if w.Code < 300 || w.Code > 399 {
			return w
		}
		path = w.Header().Get("Location")
	}
	t.Fatalf("redirects without end at %s", path)
	return nil
}

func parse(t *testing.T, body []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// elements are all elements with a tag name.
func elements(doc *html.Node, tag string) []*html.Node {
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			out = append(out, n)
		}
	}
	return out
}

// holding returns the innermost element whose whole text is s.
func holding(doc *html.Node, s string) *html.Node {
	var found *html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && text(n) == s {
			found = n
		}
	}
	return found
}

// paths are one of each page.
var paths = []string{
	"/", "/pt", "/de", "/de?after=zzzzzz-1", "/countries", "/countries?q=land", "/countries?q=xyzzy", "/article/1",
	"/world", "/overlooked", "/overlooked?by=PT", "/overlooked?by=MN", "/overlooked?by=%22%3E%3Cb%3E", "/methods", "/article/10", "/article/14",
	"/story/1", "/outlets", "/outlets?state=thin", "/outlets?country=de", "/outlets?country=mn", "/outlets?q=post",
	"/outlets?q=%22%3E%3Cb%3E&country=zz&state=x", "/outlets/rio", "/outlets/bote", "/outlets/bad%2F..%22%3E%3Cb%3E", "/search", "/search?q=bridge&country=us",
	"/search?q=%22%3E%3Cscript%3E", "/nowhere", "/article/999", "/story/abc", "/outlets/none", "/zz",
}

var stores = map[string]func() *readtest.Store{
	"empty":   func() *readtest.Store { return &readtest.Store{} },
	"full":    readtest.Full,
	"hostile": readtest.Hostile,
}

// Every page, with an empty, a full and a hostile store, is a sound document:
// it loads nothing from elsewhere, runs nothing inline, its links lead to
// pages, and its headings are in order.
func TestEveryPageIsSound(t *testing.T) {
	for name, store := range stores {
		h := site(t, store(), web.Options{})
		for _, path := range paths {
			t.Run(name+path, func(t *testing.T) {
				w := follow(t, h, path)
				if got := w.Header().Get("Content-Type"); got != "text/html; charset=utf-8" {
					t.Errorf("content type is %q", got)
				}
				if w.Code >= 500 {
					t.Errorf("status is %d", w.Code)
				}
				doc := parse(t, w.Body.Bytes())
				checkSafe(t, doc)
				checkShape(t, doc)
			})
		}
	}
}

// checkSafe fails on what could run, load or lead astray.
func checkSafe(t *testing.T, doc *html.Node) {
	t.Helper()
	allowed := []string{
		"html", "head", "meta", "title", "link", "script", "body", "a", "header", "p", "time", "form", "label", "input",
		"button", "nav", "ul", "ol", "li", "main", "footer", "section", "h1", "h2", "h3", "h4", "div", "span", "bdi", "i", "b",
		"article", "canvas", "dl", "dt", "dd", "details", "summary", "select", "option", "fieldset", "legend", "blockquote",
		"code", "strong", "del", "ins", "table", "thead", "tbody", "tr", "th", "td",
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(allowed, n.Data) {
			t.Errorf("element <%s> with text %.60q", n.Data, text(n))
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				t.Errorf("<%s> has attribute %s=%.60q", n.Data, a.Key, a.Val)
			}
			if a.Key == "src" || a.Key == "action" || a.Key == "href" {
				checkAddress(t, n, a.Val)
			}
		}
		if n.Data == "script" && (attr(n, "src") == "" || text(n) != "") {
			t.Errorf("inline script %.60q", text(n))
		}
	}
}

// checkAddress fails on an address that is not a page of ours or, of a link,
// a page elsewhere that is told nothing about us.
func checkAddress(t *testing.T, n *html.Node, address string) {
	t.Helper()
	if strings.ContainsAny(address, "\"<>\t\n\r") {
		t.Errorf("<%s> has address %.80q", n.Data, address)
	}
	if strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") ||
		strings.HasPrefix(address, "?") || strings.HasPrefix(address, "#") {
		return
	}
	if n.Data != "a" || !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		t.Errorf("<%s> has address %.80q", n.Data, address)
	}
	for _, want := range []string{"noopener", "noreferrer", "nofollow"} {
		if !slices.Contains(strings.Fields(attr(n, "rel")), want) {
			t.Errorf("link to %.80q lacks rel=%s", address, want)
		}
	}
}

// checkShape fails on headings out of order, missing landmarks, repeated ids
// and text whose language is given without a direction.
func checkShape(t *testing.T, doc *html.Node) {
	t.Helper()
	level, ids := 0, map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("heading %s after level %d: %.60q", n.Data, level, text(n))
			}
			level = now
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q stands twice", id)
			}
			ids[id] = true
		}
		if attr(n, "lang") != "" && attr(n, "dir") == "" {
			t.Errorf("<%s lang=%s> has no dir: %.60q", n.Data, attr(n, "lang"), text(n))
		}
	}
	for _, tag := range []string{"h1", "main", "title"} {
		if got := len(elements(doc, tag)); got != 1 {
			t.Errorf("%d <%s>, want 1", got, tag)
		}
	}
	if !ids["main"] {
		t.Error("the skip link leads nowhere")
	}
}

// Hostile text is still shown, as text, with neither controls nor marks that
// turn its surroundings.
func TestHostileTextIsText(t *testing.T) {
	h := site(t, readtest.Hostile(), web.Options{})
	for _, path := range []string{"/", "/de", "/article/1", "/story/1", "/outlets/bad%2F..%22%3E%3Cb%3E", "/search?country=de"} {
		w := follow(t, h, path)
		body := w.Body.String()
		if strings.ContainsAny(body, "\x00\x0f\u202e\u2066\ufffe") {
			t.Errorf("%s holds a control or a direction override", path)
		}
		if !strings.Contains(body, "&lt;script&gt;alert(1)") {
			t.Errorf("%s does not show the text", path)
		}
		if strings.Contains(body, strings.Repeat("W", 1000)) && path != "/article/1" {
			t.Errorf("%s has a word of 1,000 letters in a list", path)
		}
	}
}

// The headlines of case 041, wherever they stand.
func TestDirectionOfForeignHeadlines(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	for _, tt := range []struct{ paths, title, lang, dir string }{
		{"/ /eg /article/2 /story/1 /search?q=UNICEF", "UNICEF: ٣٧ مدرسة تعود إلى العمل!", "ar", "rtl"},
		{"/ /il /article/3 /story/1 /search?q=2026", "2026: העירייה תבנה גשר חדש", "he", "rtl"},
		{"/ /ir /article/4 /story/1 /search?q=BRT", "«پل تازه» در کنار BRT ساخته می\u200cشود", "fa", "rtl"},
		{"/ /de /article/5 /story/1 /search?q=Lokal", "„سلام“ heißt das neue Lokal an der Brücke", "de", "ltr"},
		{"/ /eg /article/2 /story/1", "UNICEF: 37 schools are back at work!", "en", "ltr"},
		{"/eg /outlets/sahil", "الساحل", "ar", "rtl"},
	} {
		for path := range strings.FieldsSeq(tt.paths) {
			doc := parse(t, follow(t, h, path).Body.Bytes())
			n := holding(doc, tt.title)
			if n == nil {
				t.Errorf("%s does not show %q", path, tt.title)
				continue
			}
			for attr(n, "dir") == "" && n.Parent != nil {
				n = n.Parent
			}
			if attr(n, "lang") != tt.lang || attr(n, "dir") != tt.dir {
				t.Errorf("%s: %q has lang %q dir %q, want %q %q", path, tt.title, attr(n, "lang"), attr(n, "dir"), tt.lang, tt.dir)
			}
		}
	}
}

func TestArticlePage(t *testing.T) {
	doc := parse(t, follow(t, site(t, readtest.Full(), web.Options{}), "/article/1").Body.Bytes())
	if got := text(elements(doc, "h1")[0]); got != "River bridge reopens after nine years" {
		t.Errorf("h1 is %q", got)
	}
	var values []string
	for _, n := range elements(doc, "input") {
		if attr(n, "type") == "radio" {
			values = append(values, attr(n, "value"))
		}
	}
	if !slices.Equal(values, []string{"english", "original", "both"}) {
		t.Errorf("views are %v", values)
	}
	for _, want := range []string{
		"Two thousand people crossed on foot.", "Duas mil pessoas atravessaram a pé.", "A obra custou 41 milhões.",
		"Correction or editor’s note", "Correction: the work cost 41 million, not 14.", "Correção: a obra custou 41 milhões, não 14.",
		"Translated by machine: Sample (by hand), from Portuguese, on 2 March 2026. 1 of 10 sentences were left in the original.",
	} {
		if holding(doc, want) == nil {
			t.Errorf("the page does not show %q", want)
		}
	}
	source := holding(doc, "Read it at Diário do Rio Claro rio.example")
	if source == nil || attr(source, "href") != "https://rio.example/2026/1" {
		t.Errorf("the link to the original is %v", source)
	}
}

func TestStoryPage(t *testing.T) {
	body := follow(t, site(t, readtest.Full(), web.Options{}), "/story/2").Body
	doc := parse(t, body.Bytes())
	for _, want := range []string{
		"9 newsrooms · 9 countries · 7 independent texts",
		"Carries the text of Transcontinental Wire news agency, France",
		"2 March 2026, 08:40 UTC Portugal",
	} {
		if holding(doc, want) == nil {
			t.Errorf("the page does not show %q", want)
		}
	}
}

// Every country is a link in the list beside the globe, with its state in
// words.
func TestHomeListsEveryCountry(t *testing.T) {
	doc := parse(t, get(site(t, readtest.Full(), web.Options{}), "/").Body.Bytes())
	states := map[string]string{}
	for _, li := range elements(doc, "li") {
		if cc := attr(li, "data-cc"); cc != "" {
			states[cc] = text(li)
		}
	}
	for cc, want := range map[string]string{
		"BO": "Bolivia thin 1", "IR": "Iran state media only 1", "MN": "Mongolia not watched", "US": "United States thin 2",
	} {
		if states[cc] != want {
			t.Errorf("%s is listed as %q, want %q", cc, states[cc], want)
		}
	}
	if len(states) < 200 {
		t.Errorf("%d countries are listed", len(states))
	}
}

func TestAnswers(t *testing.T) {
	full := readtest.Full()
	for i := range full.All {
		if full.All[i].ID == 5 {
			full.All[i].State = "hidden"
		}
	}
	h := site(t, full, web.Options{})
	for _, tt := range []struct {
		path     string
		status   int
		location string
	}{
		{"/", 200, ""},
		{"/PT", 301, "/pt"},
		{"/prt", 404, ""},
		{"/article/1", 301, "/article/1/river-bridge-reopens-after-nine-years"},
		{"/article/1/other-words", 301, "/article/1/river-bridge-reopens-after-nine-years"},
		{"/article/1/river-bridge-reopens-after-nine-years", 200, ""},
		{"/article/5", 410, ""},
		{"/article/0", 404, ""},
		{"/article/99999999999999999999", 404, ""},
		{"/story/2", 301, "/story/1/river-bridge-reopens-after-nine-years"},
		{"/countries?q=bol", 303, "/bo"},
		{"/countries?q=guinea", 303, "/gn"},
		{"/countries?q=islands", 200, ""},
		{"/assets/nothing.js", 404, ""},
		{"/assets/../web.go", 301, "/web.go"},
		{"/globe.json", 200, ""},
		{"/progress.json", 200, ""},
		{"/robots.txt", 200, ""},
	} {
		w := get(h, tt.path)
		if w.Code != tt.status && !(tt.status == 301 && w.Code == 307) || w.Header().Get("Location") != tt.location {
			t.Errorf("GET %s = %d %q, want %d %q", tt.path, w.Code, w.Header().Get("Location"), tt.status, tt.location)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/pt", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST /pt = %d, want 405", w.Code)
	}
}

func TestStoreErrorIsAPageWithoutDetail(t *testing.T) {
	s := readtest.Full()
	h := site(t, s, web.Options{})
	s.Err = http.ErrBodyNotAllowed // any error with words of its own
	w := get(h, "/")
	if w.Code != 500 || strings.Contains(w.Body.String(), s.Err.Error()) || !strings.Contains(w.Body.String(), "Something went wrong") {
		t.Errorf("GET / = %d %.300s", w.Code, w.Body)
	}
}

func TestSampleSaysSo(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{Sample: true, Notice: func() web.Notice {
		return web.Notice{Text: "no <network>", Offer: "a <sample>", Link: "http://localhost:1/"}
	}})
	for _, path := range []string{"/", "/pt", "/article/1"} {
		w := follow(t, h, path)
		doc := parse(t, w.Body.Bytes())
		if got := text(elements(doc, "title")[0]); !strings.HasPrefix(got, "SAMPLE · ") {
			t.Errorf("title of %s is %q", path, got)
		}
		if w.Header().Get("X-Robots-Tag") != "noindex" || holding(doc, "no <network> a <sample>") == nil {
			t.Errorf("%s lacks noindex or the notice", path)
		}
	}
}

// The front page of a full day must stay light on a phone's line.
func TestHomeIsLight(t *testing.T) {
	const budget = 14 << 10 // bytes after brotli
	var b bytes.Buffer
	z := brotli.NewWriterLevel(&b, 5)
	if _, err := z.Write(get(site(t, fullDay(), web.Options{}), "/").Body.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("front page: %d bytes after brotli 5", b.Len())
	if b.Len() > budget {
		t.Errorf("front page: %d bytes, want at most %d", b.Len(), budget)
	}
}

// choices remembers the answers to offers of models.
type choices struct{ wanted, later []string }

func (c *choices) Want(_ context.Context, code string) error {
	c.wanted = append(c.wanted, code)
	return nil
}

func (c *choices) Later(_ context.Context, code string) error {
	c.later = append(c.later, code)
	return nil
}

func TestModelOffer(t *testing.T) {
	c := &choices{}
	h := site(t, readtest.Full(), web.Options{Models: c, Notice: func() web.Notice {
		return web.Notice{Text: "Portuguese is not translated yet.", Run: "a command", Model: web.ModelOffer{Code: "pt", Language: "Portuguese", Megabytes: 31}}
	}})
	doc := parse(t, get(h, "/").Body.Bytes())
	for _, want := range []string{"Download it (31 MB)", "Not now", "For whoever runs this", "a command"} {
		if holding(doc, want) == nil {
			t.Errorf("the offer does not say %q", want)
		}
	}
	post := func(form string) int {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, web.ModelsPath, strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		h.ServeHTTP(w, r)
		return w.Code
	}
	for form, want := range map[string]int{
		"language=pt&do=pull": 303, "language=zh-Hant&do=later": 303, "language=pt": 404, "language=pt&do=rm": 404,
		"language=../x&do=pull": 404, "do=pull": 404,
	} {
		if got := post(form); got != want {
			t.Errorf("POST %s = %d, want %d", form, got, want)
		}
	}
	if !slices.Equal(c.wanted, []string{"pt"}) || !slices.Equal(c.later, []string{"zh-Hant"}) {
		t.Errorf("wanted %v, later %v, want pt and zh-Hant", c.wanted, c.later)
	}
}

// Every country that the ledger counts can be opened to the outlets behind
// its state.
func TestLedger(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	shows(t, get(h, "/outlets"), "Its only newsroom works, where 3 are needed. Ownership not documented. · 1 outlet listed",
		"Its only newsroom is cited as state-owned; it works. · 1 outlet listed", "Proposals", "Retirement: 5 checks in a row failed in 32 days, the fail score is 4")
	doc := shows(t, get(h, "/outlets?state=state-only"), "1 country in this state. Show all")
	if n := len(elements(doc, "h2")); n != 1 {
		t.Errorf("one country in one region has %d headings", n)
	}
	shows(t, get(h, "/outlets?country=bg"), "Bulgaria", "Working 1", "Answers; newest article an hour and 30 minutes old.")
	shows(t, get(h, "/outlets?country=mn"), "not watched: No outlet of its own press is listed.",
		"No outlet of this country is listed. Whoever runs this can add one; docs/catalog.md says how in five minutes.")
	shows(t, get(h, "/outlets?country=by"), "Beside its own press 1")
	shows(t, get(h, "/outlets?q=mekong"), "Mekong Rai Wan")
	shows(t, get(h, "/outlets/bote"), "Proposed", "Live checks", "Languages, found", "4 failures in a row, fail score 1",
		"5 checks in a row failed in 32 days, the fail score is 4")
	shows(t, get(h, "/methods"), "How well a country’s press is watched", "PressNewsrooms")
}

func TestOutletPageSaysWhatIsOdd(t *testing.T) {
	doc := parse(t, get(site(t, readtest.Full(), web.Options{}), "/outlets/rio").Body.Bytes())
	for _, want := range []string{"How its pages are read", "6 of the last 10 pages do not say when they were published"} {
		if holding(doc, want) == nil {
			t.Errorf("the page does not show %q", want)
		}
	}
	if a := holding(doc, "Ponte sobre o rio reabre após nove anos"); a == nil || !strings.HasPrefix(attr(a, "href"), "/article/1/") {
		t.Errorf("the odd page is %v, want a link to article 1", a)
	}
}

func TestOutletPageTellsItsKind(t *testing.T) {
	doc := parse(t, get(site(t, readtest.Full(), web.Options{}), "/outlets/rio").Body.Bytes())
	facts := map[string]string{}
	name := ""
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "dt":
			name = text(n)
		case n.Type == html.ElementNode && n.Data == "dd":
			facts[name] = text(n)
		}
	}
	if facts["Kind"] != "newspaper" {
		t.Errorf("its kind is %q, want newspaper", facts["Kind"])
	}
}

// What there is no part of the ledger for is said, and with it nothing else.
func TestWrongLedger(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	for _, tt := range []struct {
		query  string
		status int
		want   string
	}{
		{"", 200, "ledger"},
		{"country=de", 200, "Der Bote"},
		{"country=mn", 200, "Mongolia"},
		{"state=waiting", 200, "0 countries in this state"},
		{"country=xx", 404, "“xx” is no country that we know"},
		{"country=%3Cb%3E", 404, "“&lt;b&gt;” is no country"},
		{"state=zz", 400, "“zz” is no state of a country"},
		{"state=zz&country=xx", 404, "“xx” is no country"},
	} {
		w := get(h, "/outlets?"+tt.query)
		if body := w.Body.String(); w.Code != tt.status || !strings.Contains(body, tt.want) ||
			tt.status != 200 && strings.Contains(body, `class="ledger"`) {
			t.Errorf("GET /outlets?%s = %d, want %d, %q and no list with a fault", tt.query, w.Code, tt.status, tt.want)
		}
	}
}

// Without a network only what is there is promised.
func TestOfflineSaysWhatIsThere(t *testing.T) {
	notice := func() web.Notice { return web.Notice{Offline: true, Text: "What was read before is here."} }
	for _, tt := range []struct {
		store *readtest.Store
		want  string
	}{
		{readtest.Full(), "What was read before is here."},
		{&readtest.Store{}, "There is no network now, and nothing was read before. The first reports come when there is one."},
	} {
		h := site(t, tt.store, web.Options{Notice: notice})
		for _, path := range []string{"/", "/pt", "/outlets", "/nowhere"} {
			if holding(parse(t, get(h, path).Body.Bytes()), tt.want) == nil {
				t.Errorf("%s does not say %q", path, tt.want)
			}
		}
	}
}

func TestStoryTellsBothTimes(t *testing.T) {
	shows(t, get(site(t, readtest.Full(), web.Options{}), "/"),
		"Headline: Diário do Rio Claro, Portugal, 9 h ago · newest report 20 min ago")
}
