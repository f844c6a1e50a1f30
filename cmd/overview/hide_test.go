package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// overview runs a command line and returns its status and what it printed.
func overview(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), append([]string{"--log-level", "ERROR"}, args...), streams{strings.NewReader(""), &out, &errs})
	return code, out.String() + errs.String()
}

// TestHide takes an imported article down and back.
func TestHide(t *testing.T) {
	dir := t.TempDir()
	file, data := filepath.Join(dir, "articles.jsonl"), filepath.Join(dir, "data")
	row := `{"id":"1","date":"2026-03-01T10:00:00Z","lang":"en","source":"tern.example","country":"IE","title":"Harbour reopens","text":"The harbour opened again.","url":"https://tern.example/harbour"}` + "\n"
	if err := os.WriteFile(file, []byte(row), 0o600); err != nil {
		t.Fatal(err)
	}
	const address = "https://tern.example/harbour"
	for _, step := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"import", []string{"import", "--articles", file, "--no-group"}, 0, "1 articles"},
		{"no reason", []string{"hide", address}, 1, "--reason"},
		{"no target", []string{"hide"}, 1, "name what is to be hidden"},
		{"hide", []string{"hide", address, "--reason", "a court's order"}, 0, "(1 articles)"},
		{"list", []string{"hide", "--list"}, 0, address + "\ta court's order"},
		{"import again", []string{"import", "--articles", file, "--no-group"}, 0, "0 articles"},
		{"nothing to export", []string{"export", "articles"}, 0, ""},
		{"undo", []string{"hide", address, "--undo"}, 0, "shown again"},
		{"undo again", []string{"hide", address, "--undo"}, 1, "is not hidden"},
		{"unknown outlet", []string{"hide", "outlet:gull", "--reason", "x"}, 1, "there is no outlet:gull"},
		{"the outlet", []string{"hide", "outlet:tern-example", "--reason", "it asked"}, 0, "(1 articles)"},
	} {
		code, out := overview(t, append(step.args, "--data", data)...)
		if code != step.code || !strings.Contains(out, step.want) || step.want == "" && out != "" {
			t.Errorf("%s: status %d, printed %q, want %d and %q", step.name, code, out, step.code, step.want)
		}
	}
}
