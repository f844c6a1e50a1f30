package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/catalog"
)

// outlets runs "overview outlets" in a folder and returns what it prints.
func outlets(t *testing.T, dir string, args ...string) (out, complaint string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	all := append([]string{"outlets"}, args...)
	status = run(t.Context(), append(all, "--data", filepath.Join(dir, "data"), "--no-catalog"), streams{in: strings.NewReader(""), out: &stdout, err: &stderr})
	return stdout.String(), stderr.String(), status
}

// TestOutletsList imports a list, disables one of it and lists by state.
func TestOutletsList(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "mine.txt")
	if err := os.WriteFile(list, []byte("https://a.example/rss\nhttps://b.example/rss\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, complaint, status := outlets(t, dir, "import", list); status != 0 || !strings.HasSuffix(out, "2 rows: 2 added, 0 joined to one of them, 0 changed, 0 known before, 0 not taken\n") {
		t.Fatalf("import = %d, %s%s", status, out, complaint)
	}
	if _, complaint, status := outlets(t, dir, "disable", "b-example"); status != 0 {
		t.Fatalf("disable = %d, %s", status, complaint)
	}
	for _, tt := range []struct {
		state string
		want  string
	}{
		{"waiting", "a-example\t\t\t\t1\twaiting\t\t\ta.example\n"},
		{"disabled", "b-example\t\t\t\t1\tdisabled\t\t\tb.example\n"},
		{"dead", ""},
	} {
		if out, complaint, status := outlets(t, dir, "list", "--state", tt.state); status != 0 || out != tt.want {
			t.Errorf("list --state %s = %d, %q%s, want %q", tt.state, status, out, complaint, tt.want)
		}
	}
	if _, complaint, status := outlets(t, dir, "list", "--state", "asleep"); status != 1 || !strings.Contains(complaint, `there is no state "asleep": the states are working,`) {
		t.Errorf("list --state asleep = %d, %s", status, complaint)
	}
	if out, _, status := outlets(t, dir, "show", "A-example"); status != 0 || !strings.Contains(out, "feed\thttps://a.example/rss\n") {
		t.Errorf("show = %d, %s", status, out)
	}
	if out, complaint, status := outlets(t, dir, "check", "--proposals"); status != 0 || out != "" || !strings.Contains(complaint, "nothing is proposed") {
		t.Errorf("check --proposals = %d, %q, %s, want no row and that said", status, out, complaint)
	}
	if _, complaint, _ := outlets(t, dir, "list", "--state", "dead"); complaint != "no outlet in the state dead is listed\n" {
		t.Errorf("list --state dead says %q, want that there is none", complaint)
	}
}

// TestOutletsCountry: a country goes by its code or its name, and one that
// there is not is an error in every command.
func TestOutletsCountry(t *testing.T) {
	dir := t.TempDir()
	if _, complaint, status := outlets(t, dir, "add", "https://kai.example/rss", "--country", "kenya"); status != 0 {
		t.Fatalf("add --country kenya = %d, %s", status, complaint)
	}
	for _, tt := range []struct {
		name, args string
		status     int
		want       string // on either stream
	}{
		{"by code", "list --country ke", 0, "kai-example\tKE\t"},
		{"by name", "list --country Kenya", 0, "kai-example\tKE\t"},
		{"none listed", "list --country France", 0, "no outlet of France is listed\n"},
		{"none in a state", "list --country Kenya --state dead", 0, "no outlet of Kenya in the state dead is listed\n"},
		{"no such country", "list --country XX", 1, `there is no country "XX"`},
		{"export by name", "export --format jsonl --country Kenya", 0, `"id":"kai-example"`},
		{"export of no country", "export --country XX", 1, `there is no country "XX"`},
		{"add to no country", "add https://b.example/rss --country XX", 1, `there is no country "XX"`},
		{"check without feeds", "check --country France", 0, "no outlet of France that is listed here has a feed to check\n"},
		{"check of no country", "check --country ZZ", 1, `there is no country "ZZ"`},
		{"offline check of no country", "check --offline --country ZZ", 1, `there is no country "ZZ"`},
		{"proposals of no country", "check --proposals --country ZZ", 1, `there is no country "ZZ"`},
		{"proposals by name", "check --proposals --country Kenya", 0, "nothing is proposed for outlets of Kenya"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, complaint, status := outlets(t, dir, strings.Fields(tt.args)...)
			if status != tt.status || !strings.Contains(out+complaint, tt.want) {
				t.Errorf("%s = %d, %q, %q, want %d and %q", tt.args, status, out, complaint, tt.status, tt.want)
			}
		})
	}
}

// TestOutletsImportRefuses: what cannot be a list is refused before a data
// folder is made.
func TestOutletsImportRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct{ name, path, want string }{
		{"a folder", dir, "overview: " + dir + " is a folder: name a file in it\n"},
		{"a missing file", filepath.Join(dir, "none.opml"), "overview: there is no file " + filepath.Join(dir, "none.opml") + "\n"},
	} {
		if _, complaint, status := outlets(t, dir, "import", tt.path); status != 1 || complaint != tt.want {
			t.Errorf("import of %s = %d, %q, want 1 and %q", tt.name, status, complaint, tt.want)
		}
		if _, err := os.Stat(filepath.Join(dir, "data")); err == nil {
			t.Errorf("import of %s made a data folder for nothing", tt.name)
		}
	}
}

// TestOutletsShowOrigins: show says which file sets a value.
func TestOutletsShowOrigins(t *testing.T) {
	dir := t.TempDir()
	id := catalog.Shipped().Country("FR")[0].ID
	overrides := filepath.Join(dir, "mine")
	if err := os.Mkdir(overrides, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(overrides, "mine.yaml")
	if err := os.WriteFile(file, []byte("outlets:\n  - id: "+id+"\n    name: My own name\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	status := run(t.Context(), []string{"outlets", "show", id, "--data", filepath.Join(dir, "data"), "--overrides", overrides}, streams{out: &stdout, err: &stderr})
	if want := "name\tMy own name\t(" + file + ":3)\n"; status != 0 || !strings.Contains(stdout.String(), want) {
		t.Errorf("show = %d, %s%s\nwant %q", status, stdout.String(), stderr.String(), want)
	}
}

// TestCheckNamesMistakes: a malformed file stops the check and is named with
// line, field and what was expected.
func TestCheckNamesMistakes(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "fr.yaml")
	for _, tt := range []struct{ text, want string }{
		{"country: FR\noutlets:\n  - id: fr-a\n    nam: A\n", file + ":4: fr-a: nam: want one of based_in, country"},
		{"country: FR\noutlets:\n  - id: fr-a\n    name: A\n    home: https://a.example/\n    kind: paper\n", file + ":3: fr-a: kind: want one of daily"},
		{"country: FR\noutlets: [", file + ":2: want YAML"},
	} {
		if err := os.WriteFile(file, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, complaint, status := outlets(t, dir, "check", "--offline", "--outlets", dir)
		if status != 1 || !strings.Contains(out+complaint, tt.want) {
			t.Errorf("check --offline = %d, %s%s\nwant %q", status, out, complaint, tt.want)
		}
	}
}

func TestCounts(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "lists", "fr.yaml")
	if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	const text = "country: FR\noutlets:\n  - {id: fr-a, name: A, home: https://a.example/, language: fr, kind: daily, reach: national, feeds: [https://a.example/rss], provenance: [https://a.example/]}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, complaint, status := outlets(t, dir, "check", "--offline", "--counts", "--outlets", filepath.Dir(file))
	want := "FR\t1\t1\t1\t0\tthin ownership not documented\n1 outlets in 1 countries and 1 languages, 1 with feeds, 1 watched; 0 with cited ownership\n" +
		"thin (under three watched domestic publishers): FR\n"
	if status != 0 || out != want {
		t.Errorf("check --offline --counts = %d, %q%s\nwant %q", status, out, complaint, want)
	}
	if _, complaint, status := outlets(t, dir, "check", "--counts", "--outlets", filepath.Dir(file)); status == 0 || !strings.Contains(complaint, "--offline") {
		t.Errorf("check --counts = %d, %q, want an error that names --offline", status, complaint)
	}
}

func TestBar(t *testing.T) {
	for _, tt := range []struct {
		done, all int
		took      time.Duration
		want      string
	}{
		{0, 0, 0, "check [                        ] 0 of 0 feeds"},
		{1, 4, time.Millisecond, "check [======                  ] 1 of 4 feeds"},
		{1, 4, 2 * time.Second, "check [======                  ] 1 of 4 feeds, 6s left"},
		{4, 4, time.Minute, "check [========================] 4 of 4 feeds"},
	} {
		if got := bar("check", tt.done, tt.all, "feeds", tt.took); got != tt.want {
			t.Errorf("bar(%d, %d, %v) = %q, want %q", tt.done, tt.all, tt.took, got, tt.want)
		}
	}
}
