package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExtractHints tries selectors on a page.
func TestExtractHints(t *testing.T) {
	const page = `<title>Harbour reopens</title><h1>Harbour reopens</h1><div class="text">
<p>The harbour of the northern town opened again on Tuesday, five days after the storm had closed it to all ships.</p>
<p class="ask">Readers who value what we write about the harbour can support us with a small sum each month.</p>
<p>Fishermen had waited for the news since Thursday, and the first boats left before noon, the harbour master said.</p></div>
<div><p>The bakery at the quay has been sold to a family from the hills, who will keep the stove and the name as they are.</p></div>`
	line, err := json.Marshal(map[string]string{"url": "https://tern.example/harbour", "html": page})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		args  []string
		words map[string]bool // whether they are in the text
		miss  any
	}{
		{"none", nil, map[string]bool{"Fishermen": true, "small sum": true, "bakery": true}, nil},
		{"both", []string{"--keep", ".text", "--drop", ".ask"}, map[string]bool{"Fishermen": true, "small sum": false, "bakery": false}, nil},
		{"nothing to keep", []string{"--keep", ".body"}, map[string]bool{"Fishermen": true, "bakery": true}, "keep-unmatched"},
		{"nothing left", []string{"--drop", "div"}, map[string]bool{"Fishermen": true, "bakery": true}, "drop-everything"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := pipe(t, strings.NewReader(string(line)), append([]string{"extract"}, tt.args...)...)
			var got map[string]any
			if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
				t.Fatalf("extract exits with %d: %s%s", code, out, errs)
			}
			words := map[string]bool{}
			for w := range tt.words {
				words[w] = strings.Contains(got["text"].(string), w)
			}
			if d := cmp.Diff(tt.words, words); d != "" || got["miss"] != tt.miss {
				t.Errorf("miss = %v, want %v; words of the text (-want +got):\n%s", got["miss"], tt.miss, d)
			}
		})
	}
	const want = `--drop: want a name, which begins with a letter, "_" or "-", got ".a" (byte 2 of "..a")`
	if code, _, errs := pipe(t, strings.NewReader(string(line)), "extract", "--drop", "..a"); code != 1 || !strings.Contains(errs, want) {
		t.Errorf("extract --drop ..a exits with %d and says %s, want 1 and %s", code, errs, want)
	}
}

// TestHintsOfAList: hints of an operator's file are shown and exported in every
// format, and a mistake is named with its file, line and place.
func TestHintsOfAList(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "mine.yaml")
	write := func(keep string) {
		t.Helper()
		list := "country: FR\noutlets:\n  - id: fr-mine\n    name: Mine\n    home: https://mine.example/\n    language: fr\n    kind: daily\n    reach: local\n" +
			"    feeds: [https://mine.example/rss]\n    extract:\n      keep: " + keep + "\n      drop: \".ask, [data-x='1']\"\n    provenance: [https://mine.example/]\n"
		if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`'#main > .text'`)
	outlets := func(args ...string) (int, string, string) {
		return call(t, append([]string{"outlets"}, append(args, "--data", filepath.Join(dir, "data"))...)...)
	}
	_, shown, _ := outlets("show", "fr-mine", "--no-catalog", "--outlets", file)
	if !strings.Contains(shown, "keep\t#main > .text\n") || !strings.Contains(shown, "drop\t.ask, [data-x='1']\n") {
		t.Errorf("outlets show prints %s, want both selectors", shown)
	}
	_, want, _ := outlets("export", "--format", "jsonl", "--no-catalog", "--outlets", file)
	if !strings.Contains(want, `"extract":{"keep":"#main > .text","drop":".ask, [data-x='1']"}`) {
		t.Errorf("outlets export prints %s, want the selectors", want)
	}
	for _, format := range []string{"yaml", "jsonl", "opml"} {
		code, text, errs := outlets("export", "--format", format, "--no-catalog", "--outlets", file)
		if code != 0 {
			t.Fatalf("export as %s exits with %d: %s", format, code, errs)
		}
		copied := filepath.Join(dir, "copy."+format)
		if err := os.WriteFile(copied, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, got, _ := outlets("export", "--format", "jsonl", "--no-catalog", "--outlets", copied)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("read back from %s (-want +got):\n%s", format, d)
		}
	}
	write(`'p:has(a)'`)
	const mistake = `mine.yaml:11: fr-mine: extract.keep: want :not(), :is(), :first-child or :last-child, got ":has(a)"`
	if code, out, errs := outlets("check", "--offline", "--no-catalog", "--overrides", dir); code == 0 || !strings.Contains(out+errs, mistake) {
		t.Errorf("outlets check exits with %d and says %s%s, want a failure and %s", code, out, errs, mistake)
	}
}
