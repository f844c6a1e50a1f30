package app

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/sharedtest"
)

// farmFeeds turns TestFarmCheck on:
//
//	go test ./internal/app -run FarmCheck -farm 3000 -v -timeout 20m
var farmFeeds = flag.Int("farm", 0, "check this many feeds of the shared feedfarm, five of every fault among them")

// faultsEach is how many feeds have each fault.
const faultsEach = 5

// The farm's addresses, beside those of its own defaults.
const (
	farmAddr   = "127.0.0.1:19800"
	farmCanary = "127.0.0.1:19899"
	farmTLS    = "127.127.0.1:19843"
	farmDNS    = "127.127.0.1:19853"
	farmRange  = "127.64.0.0/10"
)

// farmRow is a feed of the farm's manifest.
type farmRow struct {
	URL   string `json:"url"`
	Site  string `json:"site"`
	Lang  string `json:"lang"`
	Fault string `json:"fault"`

	declared string // language that our list says
}

// kind is the row of the table that a feed counts in.
func (r farmRow) kind() string {
	switch {
	case r.Fault != "":
		return r.Fault
	case r.declared != r.Lang:
		return "listed in another language"
	}
	return "no fault"
}

// TestFarmCheck checks thousands of feeds of the farm and holds that every
// fault gets its state.
func TestFarmCheck(t *testing.T) {
	if *farmFeeds == 0 {
		t.Skip("checks a farm of feeds; pass -farm 3000")
	}
	dir := t.TempDir()
	rows := startFarm(t, dir, *farmFeeds)
	cfg := defaults()
	cfg.Store.Data = filepath.Join(dir, "data")
	cfg.Outlets.Outlets = []string{writeFarmList(t, dir, rows)}
	cfg.Crawl.AllowCIDR, cfg.Crawl.Resolver, cfg.Crawl.ExtraCA = []string{farmRange}, farmDNS, filepath.Join(dir, "ca.pem")
	log := slog.New(slog.DiscardHandler)
	check := func(ctx context.Context, stopAfter int) (LiveCheck, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		return CheckLive(ctx, log, "test", cfg, CheckRequest{MaxAge: time.Hour, Progress: func(done, _ int) {
			if done == stopAfter {
				cancel()
			}
		}})
	}
	began := time.Now()
	first, err := check(t.Context(), *farmFeeds/3) // as Ctrl-C does
	if err == nil || first.Asked == 0 || first.Unasked == 0 {
		t.Fatalf("interrupted check = %d asked, %d not, %v", first.Asked, first.Unasked, err)
	}
	rest, err := check(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d feeds in %v: %d before it was interrupted, %d then, %d skipped, %d not asked", len(rows),
		time.Since(began).Round(time.Second), first.Asked, rest.Asked, rest.Skipped, rest.Unasked)
	compareFarm(t, rows, rest.Checks)
	t.Logf("the farm's score: %s", farmScore(t))
}

// startFarm builds and starts the farm and returns its feeds.
func startFarm(t *testing.T, dir string, feeds int) []farmRow {
	t.Helper()
	program := filepath.Join(dir, "feedfarm")
	build := exec.Command("go", "build", "-C", sharedtest.Path(t, "tools/feedfarm"), "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the farm: %v\n%s", err, out)
	}
	farm := exec.Command(program, "-feeds", fmt.Sprint(feeds), "-faults", fmt.Sprintf("all:%d", faultsEach), "-epoch", "now",
		"-latency", "50ms", "-listen", farmAddr, "-canary", farmCanary, "-tls", farmTLS, "-dns", farmDNS,
		"-ca-out", filepath.Join(dir, "ca.pem"), "-out", filepath.Join(dir, "farm"))
	if err := farm.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = farm.Process.Kill()
		_ = farm.Wait() // it was killed
	})
	const tries = 100 // ten seconds in all
	for range tries {
		if res, err := http.Get("http://" + farmAddr + "/__farm/manifest.json"); err == nil {
			defer res.Body.Close()
			var rows []farmRow
			if err := json.NewDecoder(res.Body).Decode(&rows); err != nil {
				t.Fatal(err)
			}
			for i := range rows {
				rows[i].declared = rows[i].Lang
				if i%100 == 0 && rows[i].Fault == "" {
					rows[i].declared = map[bool]string{true: "sv", false: "de"}[rows[i].Lang == "de"]
				}
			}
			return rows
		}
		time.Sleep(100 * time.Millisecond) // another program starts
	}
	t.Fatal("the farm does not answer")
	return nil
}

func writeFarmList(t *testing.T, dir string, rows []farmRow) string {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	for _, r := range rows {
		l := catalog.Listed{Name: r.Site, Home: r.Site, Country: "IE", Language: r.declared, Feeds: []string{r.URL}}
		if err := enc.Encode(l); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "farm.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// compareFarm prints the table and reports every state that is not expected.
func compareFarm(t *testing.T, rows []farmRow, checks []news.FeedCheck) {
	t.Helper()
	byURL := map[string]news.FeedCheck{}
	for _, c := range checks {
		byURL[c.URL] = c
	}
	found := map[string]map[news.CheckState]int{}
	samples := map[string]news.FeedCheck{}
	for _, r := range rows {
		c, kind := byURL[r.URL], r.kind()
		if found[kind] == nil {
			found[kind] = map[news.CheckState]int{}
		}
		found[kind][c.State]++
		if want := wantOf(kind); !slices.Contains(want, c.State) {
			t.Errorf("%s: %s is %q, want %v: %s", kind, r.URL, c.State, want, c.Evidence)
		}
		if _, seen := samples[kind]; !seen {
			samples[kind] = c
		}
	}
	var table strings.Builder
	for _, kind := range sortedKinds(found) {
		var got []string
		for _, s := range news.CheckStates() {
			if n := found[kind][s]; n > 0 {
				got = append(got, fmt.Sprintf("%d %s", n, s))
			}
		}
		c := samples[kind]
		note := c.Evidence
		if c.Duplicate != "" {
			note += ", the same entries as " + c.Duplicate
		}
		fmt.Fprintf(&table, "| %s | %s | %s | %v | %s |\n", kind, wanted(kind), strings.Join(got, ", "), c.Weight, note)
	}
	t.Logf("\n| fault | expected | found | weight | evidence of the first |\n| --- | --- | --- | --- | --- |\n%s", table.String())
}

// wantOf are the states that feeds of a kind may get.
func wantOf(kind string) []news.CheckState {
	if want, known := farmStates[kind]; known {
		return want
	}
	return []news.CheckState{news.CheckOK}
}

// wanted is wantOf in words.
func wanted(kind string) string {
	want := wantOf(kind)
	if len(want) == len(news.CheckStates()) {
		return "that of the feed it leads to"
	}
	var words []string
	for _, s := range want {
		words = append(words, string(s))
	}
	return strings.Join(words, " or ")
}

func sortedKinds(found map[string]map[news.CheckState]int) []string {
	var kinds []string
	for k := range found {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	return kinds
}

// farmScore is how the check behaved, as the farm saw it.
func farmScore(t *testing.T) string {
	t.Helper()
	res, err := http.Get("http://" + farmAddr + "/__farm/report.json")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var report map[string]any
	if err := json.NewDecoder(res.Body).Decode(&report); err != nil {
		t.Fatal(err)
	}
	delete(report, "faults")
	line, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}
