package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// call runs the program inside the test.
func call(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, streams{strings.NewReader(""), &o, &e})
	return code, o.String(), e.String()
}

// configFile writes a TOML file.
func configFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "overview.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// lineOf is the line of a setting in what config prints.
func lineOf(out, name string) string {
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, name+"\t") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

func TestConfigPrecedence(t *testing.T) {
	path := configFile(t, "workers = 8\nbudget = 70\ngap = \"4s\"\n[log]\nlevel = \"WARN\"\n")
	t.Setenv("OVERVIEW_BUDGET", "80")
	t.Setenv("OVERVIEW_GAP", "5s")
	code, out, errs := call(t, "config", "--config", path, "--gap", "6s")
	if code != 0 {
		t.Fatalf("config exits with %d: %s", code, errs)
	}
	for _, want := range []string{
		"gap\t6s\tflag --gap",
		"budget\t80\tenvironment OVERVIEW_BUDGET",
		"workers\t8\tfile " + path,
		"log-level\tWARN\tfile " + path,
		"page-gap\t3s\tdefault",
	} {
		name, _, _ := strings.Cut(want, "\t")
		if got := lineOf(out, name); got != want {
			t.Errorf("config prints %q, want %q", got, want)
		}
	}
}

// TestConfigReadsItsOwnOutput writes a file and reads it again.
func TestConfigReadsItsOwnOutput(t *testing.T) {
	args := []string{"--gap", "6s", "--archive", `a "b".warc`, "--archive", "c,d", "--no-catalog", "--speed", "2.5",
		"--now", "2026-08-03T00:00:00Z", "--contact", `mail:"x"@y\z`}
	code, text, errs := call(t, append([]string{"config", "--format", "toml"}, args...)...)
	if code != 0 {
		t.Fatalf("config exits with %d: %s", code, errs)
	}
	path := configFile(t, text)
	_, direct, _ := call(t, append([]string{"config"}, args...)...)
	code, again, errs := call(t, "config", "--config", path)
	if code != 0 {
		t.Fatalf("config with its own output exits with %d: %s\n%s", code, errs, text)
	}
	for line := range strings.Lines(direct) {
		name, rest, _ := strings.Cut(line, "\t")
		value, _, _ := strings.Cut(rest, "\t")
		if got := lineOf(again, name); !strings.HasPrefix(got, name+"\t"+value+"\t") {
			t.Errorf("read again it prints %q, want the value %q", got, value)
		}
	}
}

func TestConfigRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		args       []string
		want       []string // what the message must have
	}{
		{"unknown key", "worker = 3\n", nil, []string{`"worker"`, "no setting"}},
		{"unknown key in a table", "[log]\nlevels = \"INFO\"\n", nil, []string{`"log-levels"`}},
		{"not TOML", "workers = = 3\n", nil, []string{"line 1"}},
		{"wrong type", "workers = \"many\"\n", nil, []string{"workers", "many"}},
		{"bound", "", []string{"--workers", "0"}, []string{"workers", "is 0", "use 1 to 1024"}},
		{"bound of the file", "speed = -1.0\n", nil, []string{"speed", "is -1", "above 0"}},
		{"interval", "", []string{"--min-interval", "1m"}, []string{"min-interval", "1m0s", "use 5m0s or more"}},
		{"intervals", "", []string{"--max-interval", "10m"}, []string{"max-interval", "use at least", "15m0s"}},
		{"gap", "", []string{"--gap", "1ms"}, []string{"gap", "1ms", "use 100ms or more"}},
		{"range", "", []string{"--allow-cidr", "lo"}, []string{"allow-cidr", `"lo"`, "127.64.0.0/10"}},
		{"address", "", []string{"--addr", "8080"}, []string{"addr", `"8080"`, "localhost:8080"}},
		{"contact", "", []string{"--addr", ":8080"}, []string{"addr", "contact"}},
		{"bound of polls", "poll-workers = 2000\n", nil, []string{"poll-workers", "is 2000", "use 1 to 1024"}},
		{"several", "", []string{"--workers", "0", "--gap", "0s"}, []string{"workers", "gap"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := configFile(t, tt.file)
			code, _, errs := call(t, append([]string{"config", "--config", path}, tt.args...)...)
			if code != 2 {
				t.Errorf("config exits with %d, want 2", code)
			}
			for _, want := range tt.want {
				if !strings.Contains(errs, want) {
					t.Errorf("config says %q, want it to name %q", errs, want)
				}
			}
		})
	}
	if code, _, errs := call(t, "config", "--config", filepath.Join(t.TempDir(), "none.toml")); code != 2 || !strings.Contains(errs, "none.toml") {
		t.Errorf("a missing file: exit %d, %q", code, errs)
	}
}
