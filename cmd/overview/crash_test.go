package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// crashRounds is how often the program is killed.
const crashRounds = 25

// TestMain runs the program itself where a test asks for it, so that tests can
// kill a real process.
func TestMain(m *testing.M) {
	if os.Getenv("OVERVIEW_TEST_MAIN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program is a command that runs the program with args.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "OVERVIEW_TEST_MAIN=1")
	return cmd
}

// output runs the program to its end.
func output(t *testing.T, args ...string) string {
	t.Helper()
	cmd := program(t, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("overview %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return string(out)
}

// tape writes a web archive of invented outlets, each with a feed and pages,
// and the list of the outlets.
func tape(t *testing.T, outlets, entries int) (archive, list string) {
	t.Helper()
	var warc, names bytes.Buffer
	record := func(url, contentType, body string) {
		http := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", contentType, len(body), body)
		z := gzip.NewWriter(&warc)
		fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%08x-0000-4000-8000-000000000000>\r\n"+
			"WARC-Date: 2026-08-02T00:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\n"+
			"Content-Length: %d\r\n\r\n%s\r\n\r\n", rand.Uint32(), url, len(http), http)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range outlets {
		site := fmt.Sprintf("https://o%02d.example", i)
		record(site+"/robots.txt", "text/plain", "User-agent: *\nAllow: /\nCrawl-delay: 5\n")
		var items strings.Builder
		for j := range entries {
			url := fmt.Sprintf("%s/news/%d", site, j)
			fmt.Fprintf(&items, "<item><title>Bridge %d of town %d opens</title><link>%s</link><guid>%s</guid>"+
				"<pubDate>Sun, 02 Aug 2026 0%d:00:00 GMT</pubDate></item>", j, i, url, url, j%10)
			record(url, "text/html; charset=utf-8", page(i, j))
		}
		record(site+"/rss.xml", "application/rss+xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>`+
			items.String()+`</channel></rss>`)
		fmt.Fprintf(&names, `{"name":"Paper %d","home":"%s/","country":"GB","language":"en","feeds":["%s/rss.xml"]}`+"\n", i, site, site)
	}
	dir := t.TempDir()
	archive, list = filepath.Join(dir, "tape.warc.gz"), filepath.Join(dir, "outlets.jsonl")
	for path, body := range map[string][]byte{archive: warc.Bytes(), list: names.Bytes()} {
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return archive, list
}

func page(outlet, entry int) string {
	var text strings.Builder
	for i := range 6 {
		fmt.Fprintf(&text, "<p>The mayor of town number %d said on Sunday that bridge number %d would carry its first "+
			"carts in week %d, after a summer in which the masons of the valley had worked by lamplight.</p>", outlet, entry, i)
	}
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>Bridge %d of town %d opens</title></head>
		<body><article><h1>Bridge %d of town %d opens</h1>%s</article></body></html>`, entry, outlet, entry, outlet, text.String())
}

// TestKilledAtAnyMoment kills the program again and again while it fills a
// store: afterwards nothing is missing and nothing is there twice.
func TestKilledAtAnyMoment(t *testing.T) {
	const outlets, entries = 12, 6
	archive, list := tape(t, outlets, entries)
	run := func(data string) []string {
		return []string{"run", "--once", "--archive", archive, "--outlets", list, "--no-apertium",
			"--now", "2026-08-03T00:00:00Z", "--data", data, "--log-level", "ERROR"}
	}
	whole := t.TempDir()
	start := time.Now()
	output(t, run(whole)...)
	took := time.Since(start)
	want := stored(t, whole)
	if len(want) != outlets*entries {
		t.Fatalf("a run without a kill stored %d articles, want %d", len(want), outlets*entries)
	}

	broken := t.TempDir()
	killed := 0
	for range crashRounds {
		cmd := program(t, run(broken)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Somewhere between its start and its end.
		timer := time.AfterFunc(time.Duration(rand.Int64N(int64(took/2))), func() { _ = cmd.Process.Kill() })
		if err := cmd.Wait(); err != nil {
			killed++
		}
		timer.Stop()
	}
	if killed < crashRounds/4 {
		t.Fatalf("only %d of %d runs were killed: the test shows nothing", killed, crashRounds)
	}
	output(t, append(run(broken), "--all-due")...)
	got := stored(t, broken)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("after %d kills (-whole run +killed):\n%s", killed, diff)
	}
}

// stored is what is stored, one sorted line an article, without what depends
// on the order of work.
func stored(t *testing.T, data string) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(output(t, "export", "articles", "--data", data)) {
		var a struct {
			URL, Title, Text, State, Published string
			Story                              int64
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("export printed %q: %v", line, err)
		}
		if a.Story == 0 {
			t.Errorf("%s is in no story", a.URL)
		}
		out = append(out, strings.Join([]string{a.URL, a.Title, a.State, a.Published, a.Text}, "\t"))
	}
	slices.Sort(out)
	return out
}
