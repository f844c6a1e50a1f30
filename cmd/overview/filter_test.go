package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// pipe runs a filter on what stands on standard input.
func pipe(t *testing.T, in io.Reader, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, streams{in, &o, &e})
	return code, o.String(), e.String()
}

// part is the fields of the JSON object text that want names.
func part(t *testing.T, text string, want map[string]any) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%q is not a JSON object: %v", text, err)
	}
	got := map[string]any{}
	for name := range want {
		got[name] = all[name]
	}
	return got
}

const rss = `<rss version="2.0"><channel><title>Diário</title><link>https://diario.example/</link>
<language>pt-br</language>%s<item><title>Ponte abre</title><link>/1</link><guid>g1</guid>
<pubDate>Tue, 10 Mar 2026 09:00:00 -0300</pubDate></item></channel></rss>`

func TestFeedFilter(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     map[string]any
	}{
		{"nothing said is null", strings.Replace(rss, "%s", "", 1), map[string]any{
			"title": "Diário", "home": "https://diario.example/", "language": "pt-BR",
			"ttl_seconds": nil, "update_every_seconds": nil, "description": nil}},
		{"a ttl", strings.Replace(rss, "%s", "<ttl>90</ttl>", 1), map[string]any{"ttl_seconds": 5400.0}},
		{"a language by its name", `{"version":"https://jsonfeed.org/version/1.1","title":"T","language":"en_us","items":[]}`,
			map[string]any{"language": "en-US"}},
		{"what is no language", `{"version":"https://jsonfeed.org/version/1.1","title":"T","language":"??","items":[]}`,
			map[string]any{"language": nil}},
		{"a news sitemap", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.example/1</loc><n:news><n:publication><n:language>zh-cn</n:language></n:publication><n:title>T</n:title></n:news></url></urlset>`,
			map[string]any{"kind": "sitemap", "title": nil}},
		{"not a feed", "<html><body>Log in</body></html>", map[string]any{"entries": []any{}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := pipe(t, strings.NewReader(tt.in), "feed", "--url", "https://diario.example/rss")
			if code != 0 {
				t.Fatalf("feed exits with %d: %s", code, errs)
			}
			if diff := cmp.Diff(tt.want, part(t, out, tt.want)); diff != "" {
				t.Errorf("feed (-want +got):\n%s", diff)
			}
		})
	}
	_, out, _ := pipe(t, strings.NewReader(strings.Replace(rss, "%s", "", 1)), "feed", "--url", "https://diario.example/rss")
	for _, want := range []string{`"url":"https://diario.example/1"`, `"published":"2026-03-10T12:00:00Z"`} {
		if !strings.Contains(out, want) {
			t.Errorf("feed prints %s, want %s in it", out, want)
		}
	}
}

// TestFiltersAnswerEveryLine: one answer a line, unknown fields kept, a bad
// line named and passed over, exit status 0.
func TestFiltersAnswerEveryLine(t *testing.T) {
	const lines = `{"id":"a","text":"The harbour of the northern town opened again on Tuesday. Ships came.","desk":7}

not an object
{"id":3,"text":12}
{"text":"Two sentences stand in this line of words. Here is the other one."}
{"text":[]}
`
	for _, tt := range []struct {
		filter string
		fields string // of the first answer
	}{
		{"language", `"language":"en"`},
		{"sentences", `"sentences":["The harbour of the northern town opened again on Tuesday.","Ships came."]`},
	} {
		t.Run(tt.filter, func(t *testing.T) {
			code, out, errs := pipe(t, strings.NewReader("\ufeff"+lines), tt.filter) // as some editors begin a file
			answers := strings.Split(strings.TrimSpace(out), "\n")
			if code != 0 || errs != "" || len(answers) != 5 {
				t.Fatalf("%s exits with %d and prints %d lines (%s), want 0 and 5:\n%s", tt.filter, code, len(answers), errs, out)
			}
			if !strings.HasPrefix(answers[0], `{"id":"a",`+tt.fields) || !strings.HasSuffix(answers[0], `"desk":7}`) {
				t.Errorf("first answer = %s, want its id, %s and the unknown field", answers[0], tt.fields)
			}
			for i, want := range map[int]string{
				1: `{"line":3,"error":"the line is not a JSON object"}`,
				2: `{"id":3,"error":"text is not a string"}`,
				4: `{"line":6,"error":"text is not a string"}`,
			} {
				if answers[i] != want {
					t.Errorf("answer %d = %s, want %s", i, answers[i], want)
				}
			}
			if strings.Contains(answers[3], `"id"`) || strings.Contains(answers[3], `"line"`) {
				t.Errorf("answer to a line without id = %s, want none invented", answers[3])
			}
		})
	}
}

// TestFilterInput: what cannot be read ends a filter, what is empty does not.
func TestFilterInput(t *testing.T) {
	for _, filter := range []string{"extract", "language", "sentences", "cluster"} {
		if code, out, errs := pipe(t, strings.NewReader(" \n\n"), filter); code != 0 || out != "" || errs != "" {
			t.Errorf("%s of nothing exits with %d, prints %q and says %q, want silence", filter, code, out, errs)
		}
		broken := io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n"), iotest.ErrReader(errors.New("cable cut")))
		if code, _, errs := pipe(t, broken, filter); code != 1 || !strings.Contains(errs, "cable cut") {
			t.Errorf("%s of broken input exits with %d and says %q, want 1 and the cause", filter, code, errs)
		}
	}
	if code, _, errs := pipe(t, strings.NewReader(""), "feed"); code != 1 || !strings.Contains(errs, "standard input") {
		t.Errorf("feed of nothing exits with %d and says %q, want 1 and where it reads", code, errs)
	}
}

func TestLongLine(t *testing.T) {
	in := io.MultiReader(io.LimitReader(zeros{}, maxLine+10), strings.NewReader("\n{\"id\":1,\"text\":\"Good morning to all of you.\"}\n"))
	code, out, _ := pipe(t, in, "language")
	answers := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(answers) != 2 || !strings.Contains(answers[0], "longer than") || !strings.Contains(answers[1], `"language":"en"`) {
		t.Errorf("language exits with %d and prints %q, want an error and an answer", code, answers)
	}
}

// zeros is an endless line.
type zeros struct{}

// Read fills p.
func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func TestExtractFilter(t *testing.T) {
	const page = `<!DOCTYPE html><html lang='en'><head><title>Harbour reopens</title><meta property='og:type' content='article'></head><body><article><h1>Harbour reopens</h1>` +
		`<p>The harbour of the northern town opened again on Tuesday, five days after the storm had closed it to all ships.</p>` +
		`<p>Fishermen had waited for the news since Thursday, and the first boats left before noon, the harbour master said.</p></article></body></html>`
	in := `{"id":"p","url":"https://tern.example/1","html":"` + page + `","desk":"north"}` + "\n" +
		`{"id":"b","html_base64":"%%%"}` + "\n" + `{"url":"https://tern.example/2"}` + "\n"
	code, out, errs := pipe(t, strings.NewReader(in), "extract", "--roles")
	answers := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(answers) != 3 {
		t.Fatalf("extract exits with %d and %d answers: %s", code, len(answers), errs)
	}
	want := map[string]any{"id": "p", "url": "https://tern.example/1", "title": "Harbour reopens", "language": "en",
		"authors": []any{}, "published": nil, "paywalled": false, "desk": "north", "html": nil}
	if diff := cmp.Diff(want, part(t, answers[0], want)); diff != "" {
		t.Errorf("extract (-want +got):\n%s", diff)
	}
	if !strings.Contains(answers[0], `all ships.\nFishermen`) || !strings.Contains(answers[0], `"blocks":[`) {
		t.Errorf("extract = %s, want a block a line, and the roles", answers[0])
	}
	if answers[1] != `{"id":"b","error":"html_base64 is not base64"}` || !strings.Contains(answers[2], `"line":3,"error"`) {
		t.Errorf("bad lines are answered by %q", answers[1:])
	}
}

// TestExtractPrintsAll reads a page that says much, and one that says nothing.
func TestExtractPrintsAll(t *testing.T) {
	const paragraphs = `<p>The harbour of the northern town opened again on Tuesday, five days after the storm had closed it to all ships.</p>` +
		`<p>Fishermen had waited for the news since Thursday, and the first boats left before noon, the harbour master said.</p>`
	const page = `<!DOCTYPE html><html lang='en'><head><title>Harbour reopens</title><meta property='og:type' content='article'>` +
		`<meta property='og:title' content='Ships sail again after five days'>` +
		`<script type='application/ld+json'>{"@type":"NewsArticle","headline":"Harbour reopens","dateline":"OSTRAND","author":[{"@type":"Person","name":"Rosa Lindt"},` +
		`{"@type":"Organization","name":"Reuters"}],"correction":"An earlier version named the wrong river."}</script></head><body><article><h1><span class='kicker'>Fishing</span> ` +
		`Harbour reopens</h1>` + paragraphs + `<p>Correction: the storm came on Thursday.</p></article><div class='pages'><a href='?page=2'>2</a></div></body></html>`
	line := func(url, html string) string {
		b, err := json.Marshal(map[string]string{"url": url, "html": html})
		if err != nil {
			t.Fatal(err)
		}
		return string(b) + "\n"
	}
	in := line("https://tern.example/news/harbour", page) +
		line("https://tern.example/bare", `<html lang="en"><title>Harbour reopens</title><body><article><h1>Harbour reopens</h1>`+paragraphs+`</article></body></html>`)
	code, out, errs := pipe(t, strings.NewReader(in), "extract")
	answers := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(answers) != 2 {
		t.Fatalf("extract exits with %d and %d answers: %s", code, len(answers), errs)
	}
	for i, want := range []map[string]any{
		{
			"title": "Harbour reopens", "stated_title": "Harbour reopens",
			"titles": []any{map[string]any{"title": "Ships sail again after five days", "source": "meta og:title"}},
			"kicker": "Fishing", "signed": []any{map[string]any{"name": "Rosa Lindt", "kind": "person"}, map[string]any{"name": "Reuters", "kind": "agency"}},
			"place": "OSTRAND", "image_caption": nil, "image_credit": nil, "version": nil,
			"pages":       map[string]any{"number": 1.0, "next": "https://tern.example/news/harbour?page=2", "whole": nil},
			"corrections": []any{"Correction: the storm came on Thursday.", "An earlier version named the wrong river."},
			"sources": map[string]any{"title": "h1", "authors": "json-ld", "signed": "json-ld", "canonical_url": "address",
				"language": "html lang", "genre": "text", "credit": "json-ld", "place": "json-ld dateline"},
		},
		{
			"titles": []any{}, "kicker": nil, "signed": []any{}, "place": nil, "version": nil, "pages": nil, "corrections": []any{},
			"sources": map[string]any{"title": "h1", "canonical_url": "address", "language": "html lang", "genre": "text"},
		},
	} {
		if diff := cmp.Diff(want, part(t, answers[i], want)); diff != "" {
			t.Errorf("extract %d (-want +got):\n%s", i, diff)
		}
	}
}

const clusterLines = `{"id":"a","date":"2026-03-01T08:00:00Z","language":"en","outlet":"one","country":"GB","title":"Bridge over the Lenne closed after cracks found","text":"The bridge over the Lenne was closed after cracks were found in two pillars."}
{"id":"b","date":"2026-03-01T09:00:00Z","lang":"en","source":"two","country":"US","title":"Lenne bridge closed: cracks in two pillars","text":"Cracks were found in two pillars of the bridge over the Lenne, which was closed."}
{"date":"2026-03-01T09:30:00Z","language":"en","outlet":"three","country":"US","title":"Wheat harvest breaks record in Kansas","text":"Farmers of Kansas brought in more wheat than ever."}
{"id":"bad","date":"yesterday"}
oops
`

func TestClusterFilter(t *testing.T) {
	code, out, errs := pipe(t, strings.NewReader(clusterLines), "cluster")
	answers := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(answers) != 5 {
		t.Fatalf("cluster exits with %d and prints %q (%s), want 5 lines", code, answers, errs)
	}
	if answers[0] != `{"id":"bad","error":"date \"yesterday\" is not an RFC 3339 time"}` ||
		answers[1] != `{"line":5,"error":"the line is not a JSON object"}` {
		t.Errorf("bad lines are answered by %q", answers[:2])
	}
	story := func(i int) any { return part(t, answers[i], map[string]any{"story": nil})["story"] }
	if story(2) != story(3) || story(3) == story(4) || story(4) == nil {
		t.Errorf("stories of %q: want the first two together, the third apart", answers[2:])
	}
	if !strings.HasPrefix(answers[4], `{"line":3,"story":`) {
		t.Errorf("a line without id is answered by %s, want its number", answers[4])
	}
}

// TestClusterStream: each line is answered before the next is read.
func TestClusterStream(t *testing.T) {
	in, feed := io.Pipe()
	out, printed := io.Pipe()
	go func() {
		code := run(t.Context(), []string{"cluster", "--stream"}, streams{in, printed, io.Discard})
		_ = printed.CloseWithError(map[bool]error{true: io.EOF, false: errors.New("it failed")}[code == 0])
	}()
	first, rest, _ := strings.Cut(clusterLines, "\n")
	answered := make([]byte, 6)
	if _, err := io.WriteString(feed, first+"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, answered); err != nil || string(answered) != `{"id":` {
		t.Fatalf("the first answer begins with %q, %v", answered, err)
	}
	go func() {
		_, _ = io.WriteString(feed, rest)
		_ = feed.Close()
	}()
	all, err := io.ReadAll(out)
	if err != nil || strings.Count(string(all), "\n") < 5 {
		t.Errorf("cluster --stream prints %q, %v", all, err)
	}
}

// FuzzFilterLines: whatever stands on standard input, every line that is not
// empty is answered by one JSON object. What filters make of a line is fuzzed
// where it is made.
func FuzzFilterLines(f *testing.F) {
	for _, seed := range []string{
		clusterLines, "{\"id\":1,\"text\":\"Ça va? Oui.\"}\n", "null\n[]\n{}\n\"a\"\n", "{\"id\":{\"a\":[1]},\"text\":null,\"text\":\"b\"}",
		"\xff\xfe{\n", "{\"title\":\"\\u0000\"}\r\n", "{\"id\":\"<\u2028>\",\"x\":1e999}", " \t\n\u00a0\n",
	} {
		f.Add(seed)
	}
	echo := func(_ context.Context, in object) ([]field, error) {
		text, err := in.text("text", "title")
		return []field{{"text", text}}, err
	}
	f.Fuzz(func(t *testing.T, in string) {
		lines, answers := 0, 0
		for line := range strings.SplitSeq(in, "\n") {
			if strings.TrimSpace(line) != "" {
				lines++
			}
		}
		var out bytes.Buffer
		err := filterLines(t.Context(), streams{strings.NewReader(in), &out, io.Discard}, []string{"text"}, echo)
		for line := range strings.Lines(out.String()) {
			var o object
			if err := json.Unmarshal([]byte(line), &o); err != nil || o == nil {
				t.Errorf("%q is answered by %q: %v", in, line, err)
			}
			answers++
		}
		if err != nil || answers != lines {
			t.Errorf("%q ends with %v and %d answers, want none and %d", in, err, answers, lines)
		}
	})
}
