package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const importRows = `{"id":"1","date":"2026-03-01T08:00:00Z","language":"fr","outlet":"papier","outlet_name":"Le Papier","country":"FR","title":"Le pont rouvre","text":"Le pont a rouvert mardi.","url":"https://papier.example/1"}
oops
`

// TestImportAndExport: articles come from standard input, go out again with
// their outlet's id and name, and a second store takes them as the first had
// them.
func TestImportAndExport(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	code, out, errs := pipe(t, strings.NewReader(importRows), "import", "--articles", "-", "--no-group", "--no-catalog", "--data", first)
	if code != 0 || !strings.Contains(out, "imported   1 articles of 1 outlets") || !strings.Contains(out, "not imported: line 2:") {
		t.Fatalf("import exits with %d, prints %q and says %q", code, out, errs)
	}
	code, exported, errs := pipe(t, strings.NewReader(""), "export", "articles", "--data", first)
	if code != 0 {
		t.Fatalf("export exits with %d: %s", code, errs)
	}
	for _, want := range []string{`"outlet":"papier"`, `"outlet_name":"Le Papier"`, `"country":"FR"`, `"outlet_language":"fr"`} {
		if !strings.Contains(exported, want) {
			t.Errorf("export prints %s, want %s in it", exported, want)
		}
	}
	file := filepath.Join(dir, "articles.jsonl")
	if err := os.WriteFile(file, []byte(exported), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := pipe(t, strings.NewReader(""), "import", "--articles", file, "--no-group", "--no-catalog", "--data", second); code != 0 {
		t.Fatalf("import of what was exported exits with %d: %s", code, errs)
	}
	if _, again, _ := pipe(t, strings.NewReader(""), "export", "articles", "--data", second); again != exported {
		t.Errorf("exported again:\n%s\nwant:\n%s", again, exported)
	}
}

func TestImportRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct{ name, path, want string }{
		{"a folder", dir, "is a folder: name a file in it"},
		{"a missing file", filepath.Join(dir, "none.jsonl"), "there is no file "},
	} {
		data := filepath.Join(dir, "data")
		code, _, errs := pipe(t, strings.NewReader(""), "import", "--articles", tt.path, "--data", data)
		if code != 1 || !strings.Contains(errs, tt.want) {
			t.Errorf("%s: import exits with %d and says %q, want 1 and %q", tt.name, code, errs, tt.want)
		}
		if _, err := os.Stat(data); err == nil {
			t.Errorf("%s: a data folder was made for nothing", tt.name)
		}
	}
}
