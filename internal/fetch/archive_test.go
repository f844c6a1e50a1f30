package fetch

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/sharedtest"
)

// record writes one WARC record.
func record(kind, target, date, contentType, block, extra string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, target, date, contentType, extra, len(block), block)
}

func answer(target, date, header, body string) string {
	return record("response", target, date, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+header+"\r\n"+body, "")
}

// pack puts every record into its own gzip member and returns where each
// begins.
func pack(t testing.TB, records ...string) (file []byte, offsets []int) {
	t.Helper()
	var b bytes.Buffer
	for _, r := range records {
		offsets = append(offsets, b.Len())
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, r); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes(), offsets
}

func open(t testing.TB, name string, data []byte) *Archive {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := OpenArchive([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// get asks an archive as a transport and returns status and body.
func get(t testing.TB, a *Archive, url, etag string) (int, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if etag != "" {
		r.Header.Set("If-None-Match", etag)
	}
	res, err := a.RoundTrip(r)
	if err != nil {
		return 0, "", err
	}
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, string(body), err
}

const day1, day2 = "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"

func TestArchive(t *testing.T) {
	records := []string{
		record("warcinfo", "", day1, "application/warc-fields", "software: x\r\n", ""),
		answer("https://a.example/1", day2, "ETag: \"n\"\r\n", "newer"),
		answer("https://a.example/1", day1, "ETag: \"o\"\r\n", "older"),
		answer("http://a.example/1", day1, "", "plain http"),
		answer("https://a.example/Straße?q=a b", day1, "", "odd address"),
		answer("<https://a.example/brackets>", day1, "", "in brackets"),
		answer("https://a.example/chunked", day1, "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
		answer("https://a.example/unchunked", day1, "Transfer-Encoding: chunked\r\nContent-Length: 999\r\n", "no chunks"),
		record("request", "https://a.example/request", day1, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", ""),
		record("revisit", "https://a.example/1", "2024-03-01T00:00:00Z", "application/http", "HTTP/1.1 200 OK\r\n\r\n", "WARC-Refers-To-Target-URI: https://a.example/1\r\n"),
		record("revisit", "https://a.example/same", day1, "application/http", "HTTP/1.1 200 OK\r\n\r\n", "WARC-Refers-To-Target-URI: https://a.example/1\r\n"),
		record("response", "https://a.example/moved", day1, "application/http", "HTTP/1.1 301 Moved\nLocation: /1\n\n", ""),
		strings.Replace(answer("https://a.example/old", day1, "", "1.0"), "WARC/1.1", "WARC/1.0", 1),
	}
	packed, _ := pack(t, records...)
	for name, data := range map[string][]byte{"a.warc.gz": packed, "a.warc": []byte(strings.Join(records, ""))} {
		t.Run(name, func(t *testing.T) {
			a := open(t, name, data)
			if d := a.Damage(); len(d) > 0 {
				t.Fatalf("damage: %v", d)
			}
			for _, tt := range []struct {
				url, etag string
				status    int
				body      string
			}{
				{"https://a.example/1", "", 200, "newer"},
				{"https://A.example:443/1#x", "", 200, "newer"},
				{"https://a.example/1", `"n"`, 304, ""},
				{"https://a.example/1", `"x", W/"n"`, 304, ""},
				{"https://a.example/1", `"o"`, 200, "newer"},
				{"http://a.example/1", "", 200, "plain http"},
				{"https://a.example/Stra%c3%9fe?q=a%20b", "", 200, "odd address"},
				{"https://a.example/brackets", "", 200, "in brackets"},
				{"https://a.example/chunked", "", 200, "abcde"},
				{"https://a.example/unchunked", "", 200, "no chunks"},
				{"https://a.example/same", "", 200, "newer"},
				{"https://a.example/moved", "", 301, ""},
				{"https://a.example/old", "", 200, "1.0"},
			} {
				status, body, err := get(t, a, tt.url, tt.etag)
				if err != nil || status != tt.status || body != tt.body {
					t.Errorf("GET %s (%s) = %d %q, %v, want %d %q", tt.url, tt.etag, status, body, err, tt.status, tt.body)
				}
			}
			for _, url := range []string{"https://a.example/request", "https://b.example/1", "https://a.example/1?x"} {
				if _, _, err := get(t, a, url, ""); ClassOf(err) != Unreachable || a.Has(url) {
					t.Errorf("GET %s: %v, want unreachable", url, err)
				}
			}
			if want := time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC); !a.Latest().Equal(want) {
				t.Errorf("Latest = %v, want %v", a.Latest(), want)
			}
		})
	}
}

func TestArchiveDamage(t *testing.T) {
	good := answer("https://a.example/1", day1, "", "good")
	bad := answer("https://a.example/2", day1, "", strings.Repeat("second", 100))
	packed, offsets := pack(t, good, bad)
	second := offsets[1]
	flipped := bytes.Clone(packed)
	flipped[len(flipped)-6] ^= 0xff // in the checksum
	onePiece, _ := pack(t, good+bad)
	for _, tt := range []struct {
		name string
		data []byte
		at   int
		says string
		kept bool
	}{
		{"cut off", packed[:len(packed)-20], second, "cut off", true},
		{"cut in a gzip header", packed[:second+3], second, "cut off", true},
		{"wrong checksum", flipped, second, "checksum", true},
		{"junk after a record", append(bytes.Clone(packed[:second]), "<html>not an archive</html>"...), second, "no WARC record", true},
		{"one piece", onePiece, 0, "as one piece", false},
		{"not an archive", []byte("hello, world"), 0, "no WARC record", false},
		{"bomb", bomb(t), 0, "larger than its limit", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := open(t, "x.warc.gz", tt.data)
			damage := errors.Join(a.Damage()...)
			if damage == nil || !strings.Contains(damage.Error(), fmt.Sprintf("archive x.warc.gz, record at byte %d", tt.at)) || !strings.Contains(damage.Error(), tt.says) {
				t.Errorf("damage = %v, want file, byte %d and %q", damage, tt.at, tt.says)
			}
			if _, body, err := get(t, a, "https://a.example/1", ""); tt.kept && (err != nil || body != "good") {
				t.Errorf("the record before the damage = %q, %v", body, err)
			}
		})
	}
	if _, err := OpenArchive([]string{filepath.Join(t.TempDir(), "missing.warc.gz")}); err == nil {
		t.Error("OpenArchive of a missing file: no error")
	}
	if _, err := OpenArchive([]string{t.TempDir()}); err == nil {
		t.Error("OpenArchive of a folder: no error")
	}
	if a := open(t, "empty.warc.gz", nil); a.Len() != 0 || len(a.Damage()) != 0 {
		t.Errorf("an empty file: %d addresses, damage %v", a.Len(), a.Damage())
	}
}

// bomb is a small member that unpacks to more than a record may have: one
// packed megabyte of zeros, again and again.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	write := func(data []byte) {
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	write(fmt.Appendf(nil, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"+
		"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n", 2*maxRecord))
	write(make([]byte, megabyte))
	from := b.Len()
	write(make([]byte, megabyte))
	piece := bytes.Clone(b.Bytes()[from:])
	return append(b.Bytes(), bytes.Repeat(piece, maxRecord/megabyte)...)
}

// TestReplayArchive asks the client for every row of the shared archive's
// manifest and compares the bodies' digests. The race detector is slow at
// unpacking, so under it one file has to do.
func TestReplayArchive(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 58 MB of archives")
	}
	paths := sharedtest.Glob(t, "corpora/replay/*.warc.gz")
	least := 3000
	if underRace {
		paths, least = paths[len(paths)-1:], 400
	}
	a, err := OpenArchive(paths)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if d := a.Damage(); len(d) > 0 {
		t.Fatalf("damage: %v", d)
	}
	clk := clock.NewStopped(time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC))
	defer clk.Work()()
	c, err := New(nil, clk, a, Options{Contact: "https://operator.example/bot"})
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := os.Open(sharedtest.Path(t, "corpora/replay/manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = manifest.Close() }()
	rows, dec := 0, json.NewDecoder(manifest)
	for dec.More() {
		var row struct{ URL, Kind, SHA256, WARC string }
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		if underRace && row.WARC != filepath.Base(paths[0]) {
			continue
		}
		rows++
		req := Request{URL: row.URL, Trusted: row.Kind == "feed"}
		switch row.Kind {
		case "feed":
			req.Purpose = Feed
		case "sitemap":
			req.Purpose = Sitemap
		case "robots":
			req.Purpose = Robots
		}
		res, err := c.Do(t.Context(), req)
		if err != nil {
			t.Errorf("%s: %v", row.URL, err)
			continue
		}
		if sum := sha256.Sum256(res.Body); hex.EncodeToString(sum[:]) != row.SHA256 {
			t.Errorf("%s: the body's SHA-256 is %x, want %s", row.URL, sum, row.SHA256)
		}
	}
	if rows < least {
		t.Errorf("the manifest has %d rows, want %d at least", rows, least)
	}
	t.Logf("%d rows, %d addresses; the clock moved by %v", rows, a.Len(), clk.Now().Sub(time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)))
}

func FuzzArchive(f *testing.F) {
	packed, _ := pack(f, answer("https://a.example/1", day1, "ETag: x\r\n", "body"), answer("https://a.example/2", day1, "Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n\r\n"))
	f.Add(packed)
	f.Add([]byte(answer("https://a.example/1", day1, "", "body")))
	f.Add([]byte(record("revisit", "https://a.example/2", day1, "application/http", "", "WARC-Refers-To-Target-URI: https://a.example/1\r\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		a := open(t, "f.warc", data)
		for key := range a.byURL {
			_, _, _ = get(t, a, key, "x")
		}
	})
}
