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
	pages, wrong := 0, 0
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
		if want := standard(r.Charset); got.Name != want && !ascii(body) {
			wrong++
			t.Logf("%s: %s by %s, labelled %s (header %q)", r.URL, got.Name, got.Source, r.Charset, contentType)
		}
	}
	t.Logf("%d pages, %d not as labelled", pages, wrong)
	if pages == 0 || wrong > maxWrong {
		t.Errorf("%d of %d pages are not as labelled, want at most %d", wrong, pages, maxWrong)
	}
}

// maxWrong is how many labels are known to be wrong: two Polish pages, in
// ISO 8859-2 and windows-1250 as they declare, are labelled windows-1252.
const maxWrong = 2

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
