package main

import (
	"strings"
	"testing"
)

// TestMisuse: whoever calls it wrongly is told what to write instead.
func TestMisuse(t *testing.T) {
	for _, tt := range []struct {
		args string
		code int
		want []string // on either stream
	}{
		{"", 0, []string{"Usage: overview <command>", "serve", "Filters"}},
		{"--help", 0, []string{"Usage: overview <command>"}},
		{"--version", 0, []string{"overview "}},
		{"nonsense", 2, []string{`there is no command "nonsense"`, `"overview --help"`}},
		{"serv", 2, []string{`did you mean "serve"?`}},
		{"export", 2, []string{"name a command: articles, addresses", `"overview export --help"`}},
		{"serve --nonsense", 2, []string{"unknown flag --nonsense", `"overview serve --help"`}},
		{"feed --url", 2, []string{"--url wants a value"}},
		{"import", 2, []string{"--articles"}},
		{"hide", 1, []string{"an address, outlet:ID or article:ID; or --list"}},
		{"models pull", 1, []string{"name a language", "overview models list"}},
		{"run --once --stages bake --data %", 1, []string{`there is no stage "bake"`, "poll, collect"}},
		{"export articles --data %", 1, []string{"there is no store in", "--data"}},
	} {
		args := strings.Fields(strings.ReplaceAll(tt.args, "%", t.TempDir()))
		code, out, errs := call(t, args...)
		if code != tt.code {
			t.Errorf("overview %s exits with %d, want %d", tt.args, code, tt.code)
		}
		for _, want := range tt.want {
			if !strings.Contains(out+errs, want) {
				t.Errorf("overview %s says %q, want %q in it", tt.args, out+errs, want)
			}
		}
	}
}

// TestVersionOfTheEnvironment: images set it, and must not end every command.
func TestVersionOfTheEnvironment(t *testing.T) {
	t.Setenv("OVERVIEW_VERSION", "1.0")
	if code, out, errs := call(t, "config"); code != 0 || strings.HasPrefix(out, "overview ") {
		t.Errorf("config exits with %d and prints %.40q: %s", code, out, errs)
	}
}
