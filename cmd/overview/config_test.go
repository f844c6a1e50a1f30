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
		{"wrong type", "workers = \"many\"\n", nil, []string{"overview.toml: workers: is \"many\"; write a whole number, as 16"}},
		{"a fraction", "workers = 2.5\n", nil, []string{"overview.toml: workers: is 2.5; write a whole number"}},
		{"a list for a number", "workers = [1, 2]\n", nil, []string{"overview.toml: workers: is a list; write one value"}},
		{"tables for a number", "[[workers]]\na = 1\n", nil, []string{"overview.toml: workers: is a list of tables"}},
		{"a table for a number", "[workers]\na = 1\n", nil, []string{"overview.toml: \"workers-a\" is no setting"}},
		{"a time without unit", "gap = 4\n", nil, []string{"overview.toml: gap: is 4; write a time with its unit, as \"90s\""}},
		{"a word for a yes", "no-catalog = \"maybe\"\n", nil, []string{"overview.toml: no-catalog: is \"maybe\"; write true or false"}},
		{"a number for a text", "contact = 7\n", nil, []string{"overview.toml: contact: is 7; write it in quotes"}},
		{"a number in a list", "archive = [1]\n", nil, []string{"overview.toml: archive: has 1 in its list; write every item in quotes"}},
		{"a number for a list", "archive = 1\n", nil, []string{"overview.toml: archive: is 1; write a list"}},
		{"no time", "now = \"noon\"\n", nil, []string{"overview.toml: now: is \"noon\"; write a time, as 2026-"}},
		{"no level", "[log]\nlevel = \"LOUD\"\n", nil, []string{"overview.toml: log-level: is \"LOUD\"; write it in quotes, as \"INFO\""}},
		{"none of the choices", "[log]\nformat = \"xml\"\n", nil, []string{"overview.toml: log-format: is \"xml\"; write \"json\" or \"text\""}},
		{"twice", "log_level = \"INFO\"\n[log]\nlevel = \"WARN\"\n", nil, []string{"log-level is set twice"}},
		{"bound in the file", "gap = \"1ms\"\n", nil, []string{"overview.toml: ", "gap: is 1ms; use 100ms or more"}},
		{"not a number", "speed = nan\n", nil, []string{"overview.toml: ", "speed: is NaN"}},
		{"two slips", "workers = \"x\"\ngap = 4\n", nil, []string{"workers: is", "gap: is"}},
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
	dir := t.TempDir()
	for path, want := range map[string]string{
		filepath.Join(dir, "none.toml"): "none.toml: there is no such file", dir: "is a folder; name a TOML file",
	} {
		if code, _, errs := call(t, "config", "--config", path); code != 2 || !strings.Contains(errs, want) {
			t.Errorf("config --config %s exits with %d and says %q, want 2 and %q", path, code, errs, want)
		}
	}
}

// TestConfigBlames: only what stands in the file is said to.
func TestConfigBlames(t *testing.T) {
	path := configFile(t, "workers = 0\ngap = \"2s\"\n")
	_, _, errs := call(t, "config", "--config", path, "--gap", "1ms")
	if !strings.Contains(errs, path+": ") || strings.Count(errs, path) != 1 {
		t.Errorf("config says %q, want the file named for workers and not for gap", errs)
	}
	t.Setenv("OVERVIEW_WORKERS", "0")
	if _, _, errs = call(t, "config", "--config", path); strings.Contains(errs, path) {
		t.Errorf("config says %q, want the file not blamed for the environment", errs)
	}
}

// TestConfigKeepsTimes: TOML has times of its own.
func TestConfigKeepsTimes(t *testing.T) {
	path := configFile(t, "now = 2026-08-03T02:00:00+02:00\nspeed = 2\n")
	code, out, errs := call(t, "config", "--config", path)
	if code != 0 || !strings.HasPrefix(lineOf(out, "now"), "now\t2026-08-03T0") || !strings.HasPrefix(lineOf(out, "speed"), "speed\t2\t") {
		t.Errorf("config exits with %d, prints %q and %q: %s", code, lineOf(out, "now"), lineOf(out, "speed"), errs)
	}
}

// FuzzConfig: whatever a file holds, it is read or refused with its name.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		"workers = 8\n", "[log]\nlevel = \"WARN\"\n", "gap = [[1]]\n", "now = 2026-08-03\n", "speed = nan\n",
		"archive = [\"a\", 1]\n", "a.b.c.d = { e = 1 }\n", "no-catalog = 1\n", "\x00", "[[outlets]]\n", "contact = \"\"\"\nx\"\"\"\n",
		"workers = 99999999999999999999\n", "gap = \"1e9h\"\n", strings.Repeat("a.", 500) + "b = 1\n",
	} {
		f.Add(seed)
	}
	path := filepath.Join(f.TempDir(), "fuzzed.toml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"config", "--config", path}, streams{strings.NewReader(""), &out, &errs})
		if code != 0 && (code != 2 || !strings.Contains(errs.String(), "fuzzed.toml")) {
			t.Errorf("config of %q exits with %d and says %q, want 0, or 2 and the file named", text, code, errs.String())
		}
	})
}
