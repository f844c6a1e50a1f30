package charset_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/overview-news/overview/internal/sharedtest"
	"github.com/overview-news/overview/page/charset"
)

// row is an article of the development archive. Its Charset is what the bytes
// are, whatever header and page say.
type row struct {
	URL, Kind, WARC, Charset string
	Offset, Length           int64
}

// TestReplay decodes every captured page of the archive.
func TestReplay(t *testing.T) {
	file, err := os.Open(sharedtest.Path(t, "corpora/replay/manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	dec := json.NewDecoder(bufio.NewReader(file))
	pages, wrong, legacy, guessed := 0, 0, 0, 0
	for {
		var r row
		if err := dec.Decode(&r); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if r.Kind != "article" || r.Charset == "" {
			continue
		}
		body, contentType := response(t, filepath.Dir(file.Name()), r)
		got := charset.Decode(body, contentType, charset.HTML)
		pages++
		if got.Name != "utf-8" && !ascii(body) {
			legacy++
			mute := bytes.ReplaceAll(body, []byte("charset"), []byte("-------"))
			if guess := charset.Decode(mute, "text/html", charset.HTML); sameText(guess.Bytes, charset.Decode(mute, "text/html; charset="+got.Name, charset.HTML).Bytes) {
				guessed++
			} else {
				t.Logf("%s: guessed %s, is %s", r.URL, guess.Name, got.Name)
			}
		}
		if want := standard(r.Charset); got.Name != want && !ascii(body) {
			wrong++
			t.Logf("%s: %s by %s, labelled %s (header %q)", r.URL, got.Name, got.Source, r.Charset, contentType)
		}
	}
	t.Logf("%d pages, %d not as labelled; of %d in old encodings %d are read right without any declaration", pages, wrong, legacy, guessed)
	if guessed < legacy*minGuessed/100 {
		t.Errorf("%d of %d undeclared pages are read right, want %d %%", guessed, legacy, minGuessed)
	}
	if pages == 0 || wrong > maxWrong {
		t.Errorf("%d of %d pages are not as labelled, want at most %d", wrong, pages, maxWrong)
	}
}

// maxWrong is how many labels are known to be wrong: two Polish pages, in
// ISO 8859-2 and windows-1250 as they declare, are labelled windows-1252.
const maxWrong = 2

// minGuessed is the share of pages in old encodings, in percent, that must be
// read right when nothing says what they are.
const minGuessed = 90

// sameText compares letters: encodings of one family differ in signs that a
// page may hold once.
func sameText(a, b []byte) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	same, n := 0, 0
	ra, rb := bytes.Runes(a), bytes.Runes(b)
	for i := range min(len(ra), len(rb)) {
		if ra[i] < 0x80 && rb[i] < 0x80 {
			continue
		}
		n++
		if ra[i] == rb[i] {
			same++
		}
	}
	return len(ra) == len(rb) && same*100 >= n*99
}

func standard(label string) string {
	enc, err := htmlindex.Get(label)
	if err != nil {
		return label
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return label
	}
	return name
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func response(t *testing.T, dir string, r row) (body []byte, contentType string) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, r.WARC))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(io.NewSectionReader(f, r.Offset, r.Length))
	if err != nil {
		t.Fatal(err)
	}
	record, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := bytes.Cut(record, []byte("\r\n\r\n"))
	res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err = io.ReadAll(res.Body); err != nil {
		t.Fatal(err)
	}
	return body, res.Header.Get("Content-Type")
}
