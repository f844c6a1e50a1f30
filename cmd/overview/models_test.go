package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// called runs a command in this process.
func called(t *testing.T, in string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, streams{strings.NewReader(in), &o, &e})
	return code, o.String(), e.String()
}

// synthetic writes a model of random weights.
func synthetic(t *testing.T) (model, vocab, shortlist string) {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "run", "github.com/overview-news/overview/nmt/internal/synth/cmd",
		"-arch", "small", "-vocab", "500", "-o", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("generate a model: %v\n%s", err, out)
	}
	return filepath.Join(dir, "model.bin"), filepath.Join(dir, "vocab.spm"), filepath.Join(dir, "lex.bin")
}

// mirrored is an invented registry with a model of random weights for Spanish.
func mirrored(t *testing.T) (string, func() []string) {
	t.Helper()
	model, vocab, shortlist := synthetic(t)
	files := map[string][]byte{}
	var records []any
	for kind, path := range map[string]string{"model": model, "vocab": vocab, "lex": shortlist} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		hash := hex.EncodeToString(sum[:])
		files["/main/"+kind] = b
		records = append(records, map[string]any{
			"sourceLanguage": "es", "targetLanguage": "en", "architecture": "tiny", "version": "3.0", "fileType": kind,
			"decompressedSize": len(b), "decompressedHash": hash,
			"attachment": map[string]any{"hash": hash, "size": len(b), "location": "main/" + kind},
		})
	}
	list, err := json.Marshal(map[string]any{"data": records})
	if err != nil {
		t.Fatal(err)
	}
	files["/records.json"] = list
	var mu sync.Mutex
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.URL.Path)
		mu.Unlock()
		_, _ = w.Write(files[r.URL.Path])
	}))
	t.Cleanup(s.Close)
	return s.URL, func() []string { mu.Lock(); defer mu.Unlock(); return asked }
}

// A model that does not translate is pulled, refused and never used, and says
// so everywhere.
func TestModelsThatFail(t *testing.T) {
	mirror, asked := mirrored(t)
	data := t.TempDir()
	code, out, errs := called(t, "", "models", "pull", "es-MX", "--data", data, "--models-mirror", mirror, "--allow-cidr", "127.0.0.0/8")
	if code != 1 || !strings.Contains(out, "refused: 0 of 5") || !strings.Contains(errs, "not used") {
		t.Errorf("pull = %d\n%s\n%s\nwant a refusal", code, out, errs)
	}
	if n := len(asked()); n != 4 {
		t.Errorf("pull asked %v, want the list and three files", asked())
	}
	code, out, errs = called(t, "", "models", "list", "--here", "--json", "--data", data)
	var listed listedModel
	if err := json.Unmarshal([]byte(out), &listed); err != nil || code != 0 || listed.Language != "es" ||
		listed.Version != "3.0" || listed.COMET != 85 || len(listed.Hash) != 12 || !strings.HasPrefix(listed.State, "refused") {
		t.Errorf("list --here = %d %s %s %v", code, out, errs, err)
	}
	if code, _, _ = called(t, "", "models", "verify", "--data", data); code != 1 {
		t.Errorf("verify = %d, want 1", code)
	}
	code, out, _ = called(t, `{"id":1,"language":"es","text":"Hola, mundo."}`+"\n", "translate", "--no-apertium", "--data", data)
	if code != 0 || !strings.Contains(out, `{"id":1,"error":"nothing here translates Spanish`) {
		t.Errorf("translate = %d %s, want that nothing does", code, out)
	}
	if code, _, errs = called(t, "Hola\n", "translate", "--from", "es", "--no-apertium", "--data", data); code != 1 || !strings.Contains(errs, "Spanish") {
		t.Errorf("translate --from = %d %s, want that nothing does", code, errs)
	}
	if code, out, _ = called(t, "", "models", "remove", "es", "--data", data); code != 0 || out != "removed es-en/tiny\n" {
		t.Errorf("remove = %d %s", code, out)
	}
	if code, _, errs = called(t, "", "models", "remove", "es", "--data", data); code != 1 || !strings.Contains(errs, "no such model") {
		t.Errorf("remove again = %d %s", code, errs)
	}
}

func TestModelsList(t *testing.T) {
	code, out, errs := called(t, "", "models", "list", "--data", t.TempDir())
	if lines := strings.Split(strings.TrimSpace(out), "\n"); code != 0 || len(lines) < 60 || strings.Count(out, "\tunpinned\tnot here") != len(lines) {
		t.Errorf("list = %d with %d lines:\n%s", code, len(lines), out)
	}
	if !strings.Contains(errs, "No real weights could be reached") {
		t.Errorf("list does not say that no real weights were reached: %s", errs)
	}
}

func TestModelsCalledWrongly(t *testing.T) {
	for _, tt := range []struct{ args, want string }{
		{"models pull", "name a language"},
		{"models pull en", "no language that is translated"},
		{"models pull es --models-mirror ftp://x", "not an http"},
		{"models pull --from missing-folder", "no such file"},
		{"models verify", "no model in"},
		{"models verify xx-nothing", "no language"},
		{"models bench --model none --vocab none", "none"},
		{"models bench --model none --vocab none --isa mmx", "mmx"},
		{"models bench", "missing flags"},
		{"translate --engines x", "none of mozilla"},
	} {
		code, out, errs := called(t, "", append(strings.Fields(tt.args), map[bool][]string{true: {"--data", t.TempDir()}}[!strings.Contains(tt.args, "bench")]...)...)
		if code == 0 || out != "" || !strings.Contains(errs, tt.want) {
			t.Errorf("overview %s = %d %q %q, want %q", tt.args, code, out, errs, tt.want)
		}
	}
}

func TestBench(t *testing.T) {
	model, vocab, shortlist := synthetic(t)
	bench := func(more ...string) []string {
		t.Helper()
		code, out, errs := called(t, "ba be bi\n\n🙂 \xff\nda de di do du\n", append([]string{"models", "bench", "--model", model, "--vocab", vocab}, more...)...)
		if code != 0 {
			t.Fatalf("bench %v = %d %s", more, code, errs)
		}
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if len(lines) != 5 {
			t.Fatalf("bench printed %q, want 5 lines", lines)
		}
		return lines
	}
	lines := bench()
	var last map[string]any
	if err := json.Unmarshal([]byte(lines[4]), &last); err != nil {
		t.Fatal(err)
	}
	if last["words"] != 10.0 || last["rss_bytes"].(float64) < 1e6 || last["isa"] == "" || last["cpu_s"] == nil || last["words_per_cpu_s"] == nil {
		t.Errorf("the last line is %s", lines[4])
	}
	if lines[1] != `{"text":"","pieces":0,"logit":0}` {
		t.Errorf("an empty line came out as %s", lines[1])
	}
	for name, more := range map[string][]string{
		"scalar": {"--isa", "scalar"}, "full": {"--full", "--shortlist", shortlist}, "one at a time": {"--batch", "1"},
	} {
		if got := bench(more...); strings.Join(got[:4], "\n") != strings.Join(lines[:4], "\n") {
			t.Errorf("%s: bench printed\n%s\nwant\n%s", name, strings.Join(got[:4], "\n"), strings.Join(lines[:4], "\n"))
		}
	}
	if got := bench("--logits"); !strings.Contains(got[0], `"piece_logits":[`) {
		t.Errorf("bench --logits printed %s", got[0])
	}
	bench("--shortlist", shortlist, "--frequent", "10")
}
