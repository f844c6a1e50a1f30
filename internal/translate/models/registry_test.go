package models

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/sharedtest"
)

func TestCodes(t *testing.T) {
	for _, tt := range []struct{ tag, want string }{
		{"es", "es"}, {"es-MX", "es"}, {"pt-BR", "pt"}, {"pt_PT", "pt"},
		{"no", "nb nn"}, {"nb", "nb nn"}, {"nb-NO", "nb nn"}, {"nn", "nn nb"},
		{"zh", "zh"}, {"zh-CN", "zh"}, {"zh-Hans", "zh"}, {"zh-Hant", "zh-Hant zh"}, {"zh-TW", "zh-Hant zh"},
		{"sr", "sr"}, {"sr-Cyrl", "sr"}, {"sr-Latn", "hr bs sr"}, {"hr", "hr bs"}, {"bs-BA", "bs hr"},
		{"sh", "hr bs sr"}, {"hbs", "hr bs sr"},
		{"fil", "fil"}, {"tl", "fil"}, {"az-Arab", ""}, {"az-Latn", "az"}, {"iw", "he"}, {"in", "id"},
		{"en", ""}, {"en-GB", ""}, {"und", ""}, {"", ""}, {"../../etc", ""}, {"\x00", ""},
	} {
		if got := strings.Join(Codes(tt.tag), " "); got != tt.want {
			t.Errorf("Codes(%q) = %q, want %q", tt.tag, got, tt.want)
		}
	}
}

// Every model of the published table is in the manifest, with its figures.
func TestManifest(t *testing.T) {
	known := Manifest()
	if len(known) < 60 {
		t.Fatalf("the manifest has %d models", len(known))
	}
	for _, k := range known {
		if codeOf(k.Language) != k.Language || !isArchitecture(k.Architecture) || k.Licence != "MPL-2.0" ||
			k.DownloadMB < 5 || k.DiskMB < k.DownloadMB/2 || k.File != fileName(Weights, k.Language) {
			t.Errorf("odd entry %+v", k)
		}
	}
	raw, err := os.ReadFile(sharedtest.Path(t, "corpora/nmt/figures.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		column := strings.Split(line, "\t")
		if column[0] == "lang" {
			continue
		}
		languages[column[0]] = true
		k, ok := Lookup(column[0], column[1])
		if !ok {
			t.Errorf("the manifest lacks %s %s", column[0], column[1])
			continue
		}
		if comet := parseOrZero(t, column[5]); k.COMET != comet {
			t.Errorf("COMET of %s = %v, want %v", k.File, k.COMET, comet)
		}
	}
	if len(languages) != 50 {
		t.Errorf("the table has %d languages, want 50", len(languages))
	}
	if k, ok := Published("de"); !ok || k.Architecture != "base-memory" {
		t.Errorf("Published(de) = %+v, want base-memory", k)
	}
	if _, ok := Published("xx"); ok {
		t.Error("Published(xx) is there")
	}
}

func parseOrZero(t *testing.T, s string) float64 {
	t.Helper()
	if s == "" {
		s = "-"
	}
	k, err := parseKnown([]string{"xx", "tiny", "f", "1", "1", "1", s, "L", "-"})
	if err != nil {
		t.Fatal(err)
	}
	return k.COMET
}

func TestManifestRefusesNonsense(t *testing.T) {
	for _, line := range []string{"es", "es\ttiny\tf\tx\t1\t1\t1\tL\t-", "es\ttiny\tf\t1\t-1\t1\t1\tL\t-", "es\ttiny\tf\t1\t1\t1\t1\tL\tabc"} {
		if _, err := parseManifest(line); err == nil {
			t.Errorf("parseManifest(%q) accepted it", line)
		}
	}
}

const (
	hashA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	hashB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

// recordJSON is a record of Remote Settings; more adds or replaces fields.
func recordJSON(kind, version, more string) string {
	return `{"sourceLanguage":"es","targetLanguage":"en","architecture":"tiny","version":"` + version + `","fileType":"` + kind +
		`","decompressedSize":9,"decompressedHash":"` + hashA + `","filter_expression":"",
		"attachment":{"hash":"` + hashB + `","size":5,"location":"main/` + kind + version + `.zst"}` + more + `}`
}

func data(records ...string) string { return `{"data":[` + strings.Join(records, ",") + `]}` }

func TestParseIndex(t *testing.T) {
	trained := `{"generated":"x","baseUrl":"https://bucket.example/data","models":{"es-en":[
		{"architecture":"base-memory","releaseStatus":"Release","sourceLanguage":"es","targetLanguage":"en","files":{
			"model":{"path":"models/es-en/run_1/exported/model.esen.intgemm.alphas.bin.gz","uncompressedSize":31561787,"uncompressedHash":"` + hashA + `"},
			"lexicalShortlist":{"path":"models/es-en/run_1/exported/lex.gz"},"vocab":{"path":"models/es-en/run_1/exported/vocab.esen.spm.gz"},
			"qualityModel":{"path":"x"}}},
		{"architecture":"tiny","releaseStatus":null,"sourceLanguage":"es","targetLanguage":"en","files":{
			"model":{"path":"m","uncompressedSize":3,"uncompressedHash":"` + hashA + `"},"vocab":{"path":"v"}}}],
		"en-es":[{"architecture":"tiny","releaseStatus":"Release","sourceLanguage":"en","targetLanguage":"es","files":{
			"model":{"path":"m","uncompressedSize":3,"uncompressedHash":"` + hashA + `"},"vocab":{"path":"v"}}}]}}`
	for _, tt := range []struct{ name, in, want string }{
		{"records", data(recordJSON("model", "3.0", ""), recordJSON("vocab", "3.0", ""), recordJSON("lex", "3.0", "")),
			"es tiny 3.0: model@https://files.example/main/model3.0.zst vocab@https://files.example/main/vocab3.0.zst lex@https://files.example/main/lex3.0.zst"},
		{"split vocabulary, newest first", data(recordJSON("model", "3.0", ""), recordJSON("srcvocab", "3.0", ""), recordJSON("trgvocab", "3.0", ""),
			recordJSON("model", "3.10", ""), recordJSON("vocab", "3.10", "")),
			"es tiny 3.10: model@https://files.example/main/model3.10.zst vocab@https://files.example/main/vocab3.10.zst\n" +
				"es tiny 3.0: model@https://files.example/main/model3.0.zst srcvocab@https://files.example/main/srcvocab3.0.zst trgvocab@https://files.example/main/trgvocab3.0.zst"},
		{"models.json", trained, "es base-memory run_1: lex@https://files.example/models/es-en/run_1/exported/lex.gz " +
			"model@https://files.example/models/es-en/run_1/exported/model.esen.intgemm.alphas.bin.gz vocab@https://files.example/models/es-en/run_1/exported/vocab.esen.spm.gz"},
		{"no vocabulary", data(recordJSON("model", "3.0", "")), ""},
		{"a part twice", data(recordJSON("model", "3.0", ""), recordJSON("model", "3.0", ""), recordJSON("vocab", "3.0", "")), ""},
		{"a test version", data(recordJSON("model", "3.0a1", ""), recordJSON("vocab", "3.0a1", "")), ""},
		{"behind a filter", data(recordJSON("model", "3.0", `,"filter_expression":"env.channel=='nightly'"`), recordJSON("vocab", "3.0", "")), ""},
		{"from English", data(recordJSON("model", "3.0", `,"sourceLanguage":"en","targetLanguage":"es"`), recordJSON("vocab", "3.0", "")), ""},
		{"unknown architecture", data(recordJSON("model", "3.0", `,"architecture":"../x"`), recordJSON("vocab", "3.0", `,"architecture":"../x"`)), ""},
		{"not a hash", data(recordJSON("model", "3.0", `,"decompressedHash":"zz"`), recordJSON("vocab", "3.0", "")), ""},
		{"negative size", data(recordJSON("model", "3.0", `,"decompressedSize":-9`), recordJSON("vocab", "3.0", "")), ""},
		{"huge", data(recordJSON("model", "3.0", `,"decompressedSize":99999999999`), recordJSON("vocab", "3.0", "")), ""},
		{"leads away", data(recordJSON("model", "3.0", `,"attachment":{"hash":"`+hashB+`","size":5,"location":"../../x"}`), recordJSON("vocab", "3.0", "")), ""},
		{"an address", data(recordJSON("model", "3.0", `,"attachment":{"hash":"`+hashB+`","size":5,"location":"https://evil.example/x"}`), recordJSON("vocab", "3.0", "")), ""},
		{"empty list", `{"data":[]}`, ""},
		{"not JSON", `<html>`, "error"},
		{"wrong type", `{"data":{}}`, "error"},
		{"neither", `{}`, "error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			releases, err := parseIndex([]byte(tt.in), "https://files.example")
			var lines []string
			for _, r := range releases {
				line := r.Language + " " + r.Architecture + " " + r.Version + ":"
				for _, f := range r.Files {
					line += " " + string(f.Kind) + "@" + f.URL
				}
				lines = append(lines, line)
			}
			got := strings.Join(lines, "\n")
			if err != nil {
				got = "error"
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("parseIndex (-want +got):\n%s(%v)", diff, err)
			}
		})
	}
	if r, err := parseIndex([]byte(trained), ""); err != nil || !strings.HasPrefix(r[0].Files[0].URL, "https://bucket.example/data/models/") {
		t.Errorf("parseIndex with the list's own base = %v, %v", r, err)
	}
}

func FuzzParseIndex(f *testing.F) {
	f.Add(data(recordJSON("model", "3.0", ""), recordJSON("vocab", "3.0", "")))
	f.Add(`{"models":{"es-en":[{"architecture":"tiny","releaseStatus":"Release","sourceLanguage":"es","targetLanguage":"en","files":{}}]}}`)
	f.Fuzz(func(t *testing.T, in string) {
		releases, err := parseIndex([]byte(in), "https://files.example/base")
		if err != nil {
			return
		}
		for _, r := range releases {
			if codeOf(r.Language) != r.Language || !complete(r.kinds()) || strings.ContainsAny(r.Language+r.Architecture, "/\\.") {
				t.Errorf("odd release %+v", r)
			}
			for _, file := range r.Files {
				if !strings.HasPrefix(file.URL, "https://files.example/base/") {
					t.Errorf("file at %q", file.URL)
				}
			}
		}
	})
}
