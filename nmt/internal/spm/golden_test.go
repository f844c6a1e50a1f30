package spm

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/overview-news/overview/internal/sharedtest"
	"github.com/overview-news/overview/nmt/internal/synth"
)

// update renews the goldens with spm_train, spm_encode and spm_decode
// (Debian: apt-get install sentencepiece).
var update = flag.Bool("update", false, "renew the goldens with SentencePiece's programs")

// texts are what the goldens cut: our own sentences and odd input.
var texts = []string{
	"The minister said on 12 March 2026 that prices had risen by 3.5%.",
	"Der Bürgermeister weiß nichts von den Plänen für die Brücke.",
	"Вчера в городе прошли выборы мэра; явка составила 41,2 %.",
	"Учора ввечері їхній гурт з’явився на сцені.",
	"Η κυβέρνηση ανακοίνωσε νέα μέτρα για την ξηρασία.",
	"قالت الوزارة إن المدرسة أُغلقت بسبب الأمطار.",
	"הנהר עלה על גדותיו בלילה שבין שני לשלישי.",
	"बारिश के कारण सड़कें बंद रहीं और स्कूल नहीं खुले।",
	"বন্যার পানি নামতে শুরু করেছে, তবে পথ এখনো বন্ধ।",
	"รัฐบาลเลื่อนการประชุมไปเป็นวันจันทร์หน้า",
	"政府は火曜日に新しい計画を発表した。",
	"市长星期一宣布，新桥将于明年通车。",
	"정부는 화요일에 새 계획을 발표했다.",
	"კალაქში ხვალ ახალი ხიდი გაიხსნება.",
	"Քաղաքում վաղը նոր կամուրջ կբացվի։",
	"நாளை நகரில் புதிய பாலம் திறக்கப்படும்.",
	"నగరంలో రేపు కొత్త వంతెన ప్రారంభమవుతుంది.",
	"በከተማው ነገ አዲስ ድልድይ ይከፈታል።",
	"", " ", "   two  spaces   and\ttab ", "\u3000wide\u3000space\u3000", "a\u00adb", "\u2581\u2581mark\u2581",
	"ﬁne ½ ① ﷺ Ａｂｃ", "e\u0301 é", "👩‍🚀🇩🇪 😀😀😀", "𝒜𝓑 𐍈", "\x01\x02\x7f", "zero\u200bwidth\ufeff",
	"\xff\xfe", "cut \xe2\x82", "\xc0\x80 over", "\xed\xa0\x80 half", "\xf4\x90\x80\x80 far", "good\xe9bad", "\ufffd",
	"__source__", "x__target__y", "__target", "<0x41><s></s><unk>", strings.Repeat("long", 60), strings.Repeat("😀", 30),
}

// vocabularies are the files of the goldens: a released one of the old kind,
// one of the modern kind that was trained on the texts above, and a synthetic
// one of whole words.
func vocabularies(t *testing.T) map[string]string {
	words := filepath.Join(t.TempDir(), "words.spm")
	if err := os.WriteFile(words, synth.Vocab(500), 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"modern": "testdata/modern.spm", "words": words}
}

func TestGoldens(t *testing.T) {
	if *update {
		trainModern(t)
	}
	for name, path := range vocabularies(t) {
		t.Run(name, func(t *testing.T) { checkGolden(t, name, path) })
	}
	t.Run("old", func(t *testing.T) { checkGolden(t, "old", sharedtest.Path(t, "corpora/nmt/vocab.enru.spm")) })
}

// trainModern makes a small vocabulary with bytes and user-defined pieces.
func trainModern(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	var valid []string
	for _, s := range texts[:18] {
		valid = append(valid, s, s, s)
	}
	if err := os.WriteFile(filepath.Join(dir, "text"), []byte(strings.Join(valid, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	program(t, "", "spm_train", "--input="+filepath.Join(dir, "text"), "--model_prefix="+filepath.Join(dir, "m"), "--vocab_size=700",
		"--normalization_rule_name=identity", "--byte_fallback", "--split_digits", "--user_defined_symbols=__source__,__target__,__tar",
		"--eos_id=0", "--unk_id=1", "--bos_id=-1", "--character_coverage=0.98", "--hard_vocab_limit=false", "--minloglevel=2")
	data, err := os.ReadFile(filepath.Join(dir, "m.model"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("testdata/modern.spm", data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkGolden compares with lines of numbers, a tab, and the quoted decoding.
func checkGolden(t *testing.T, name, model string) {
	t.Helper()
	data, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	v, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", name+".golden")
	if *update {
		lines := strings.Join(texts, "\n") + "\n"
		ids := program(t, lines, "spm_encode", "--model="+model, "--output_format=id")
		back := program(t, strings.Join(ids, "\n")+"\n", "spm_decode", "--model="+model, "--input_format=id")
		var b bytes.Buffer
		for i := range ids {
			fmt.Fprintf(&b, "%s\t%s\n", ids[i], strconv.QuoteToASCII(back[i]))
		}
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(golden)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	e := v.NewEncoder()
	for s := bufio.NewScanner(f); s.Scan(); n++ {
		want, quoted, _ := strings.Cut(s.Text(), "\t")
		ids := e.Append(nil, texts[n])
		if got := format(ids); got != want {
			t.Errorf("Append(%q) = %s, want %s", texts[n], got, want)
		}
		if got := strconv.QuoteToASCII(v.Decode(ids)); got != quoted {
			t.Errorf("Decode(%s) = %s, want %s", want, got, quoted)
		}
	}
	if n != len(texts) {
		t.Errorf("%d goldens for %d texts", n, len(texts))
	}
}

func TestRefused(t *testing.T) {
	good := synth.Vocab(50)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "no unknown piece"},
		{"text", []byte("not a vocabulary"), "not a SentencePiece"},
		{"cut", good[:len(good)-3], "not a SentencePiece"},
		{"twice", append(bytes.Clone(good), good...), "two unknown"},
		{"BPE", append(bytes.Clone(good), 0x12, 2, 0x18, 2), "only unigram"},
		{"bytes missing", append(bytes.Clone(good), 0x12, 3, 0x98, 2, 1), "256"},
		{"empty piece", append(bytes.Clone(good), 0x0a, 0), "empty piece"},
		{"bad byte piece", append(bytes.Clone(good), 0x0a, 5, 0x0a, 1, 'x', 0x18, 6), "byte piece"},
		{"rules cut", append(bytes.Clone(good), 0x1a, 5, 0x12, 3, 1, 2, 3), "header"},
		{"rules too long", append(bytes.Clone(good), 0x1a, 6, 0x12, 4, 0, 1, 0, 0), "wrong size"},
	} {
		if _, err := Parse(tt.data); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Parse = %v, want an error with %q", tt.name, err, tt.want)
		}
	}
}

func TestLongText(t *testing.T) {
	v, err := Parse(synth.Vocab(50))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("x", 1<<20)
	if got := v.NewEncoder().Append(nil, text); len(got) > len(text) || len(got) == 0 {
		t.Errorf("%d pieces for %d bytes", len(got), len(text))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(synth.Vocab(20), "ba be")
	f.Add(append(synth.Vocab(5), 0x1a, 14, 0x12, 12, 4, 0, 0, 0, 0, 4, 0, 0, 'a', 0, 'b', 0), "text")
	modern, err := os.ReadFile("testdata/modern.spm")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(modern[:400], "__source__")
	f.Fuzz(func(t *testing.T, b []byte, text string) {
		v, err := Parse(b)
		if err != nil {
			return
		}
		for _, id := range v.NewEncoder().Append(nil, text) {
			if int(id) >= v.Size() {
				t.Fatalf("piece %d of %d", id, v.Size())
			}
		}
	})
}

func FuzzEncode(f *testing.F) {
	data, err := os.ReadFile("testdata/modern.spm")
	if err != nil {
		f.Fatal(err)
	}
	v, err := Parse(data)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ids := v.NewEncoder().Append(nil, s)
		text := v.Decode(ids)
		if again := v.NewEncoder().Append(nil, text); v.Decode(again) != text {
			t.Errorf("%q becomes %q and then %q", s, text, v.Decode(again))
		}
	})
}
