package fetch_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/fetch"
)

// file is a host's file that understands Range.
func file(content string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(content))
	}
}

func TestDownload(t *testing.T) {
	const content = "0123456789"
	answer := func(status int, header map[string]string, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for k, v := range header {
				w.Header().Set(k, v)
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	for _, tt := range []struct {
		name   string
		host   http.HandlerFunc
		offset int64
		from   int64 // what begin is told; -1: not called
		body   string
		want   fetch.Class
	}{
		{"whole", file(content), 0, 0, content, ""},
		{"the rest", file(content), 4, 4, "456789", ""},
		{"nothing is left", file(content), 10, -1, "", ""},
		{"more than there is", file(content), 11, -1, "", fetch.Refused},
		{"no ranges", answer(200, nil, content), 4, 0, content, ""},
		{"another part", answer(206, map[string]string{"Content-Range": "bytes 2-9/10"}, content[2:]), 4, -1, "", fetch.OddStatus},
		{"a part without a range", answer(206, nil, content), 4, -1, "", fetch.OddStatus},
		{"a part that nobody asked for", answer(206, nil, content), 0, -1, "", fetch.OddStatus},
		{"less than announced", answer(206, map[string]string{"Content-Range": "bytes 4-9/10"}, "45"), 4, 4, "45", fetch.Protocol},
		{"too large", answer(200, nil, strings.Repeat("x", 200)), 0, -1, "", fetch.TooLarge},
		{"announces too much", answer(206, map[string]string{"Content-Range": "bytes 4-9/1000"}, "45"), 4, -1, "", fetch.TooLarge},
		{"packed", answer(200, map[string]string{"Content-Encoding": "gzip"}, content), 0, -1, "", fetch.Decode},
		{"missing", answer(404, nil, ""), 0, -1, "", fetch.NotFound},
		{"busy", answer(503, map[string]string{"Retry-After": "60"}, ""), 0, -1, "", fetch.RateLimited},
		{"nothing new", answer(304, nil, ""), 0, -1, "", fetch.OddStatus},
		{"nonsense", answer(206, map[string]string{"Content-Range": "bytes -5--3/-9"}, content), 4, -1, "", fetch.OddStatus},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := live(t, fetch.LiveOptions{Allow: loopback})
			var got bytes.Buffer
			from := int64(-1)
			n, err := c.Download(t.Context(), fetch.Download{URL: serve(t, tt.host), Offset: tt.offset, MaxBytes: 100},
				func(at int64) (io.Writer, error) { from = at; return &got, nil })
			if class := fetch.ClassOf(err); class != tt.want || (err != nil) != (tt.want != "") {
				t.Errorf("error %v (class %q), want class %q", err, class, tt.want)
			}
			if from != tt.from || got.String() != tt.body || n != int64(len(tt.body)) {
				t.Errorf("wrote %q (%d bytes) from %d, want %q from %d", got.String(), n, from, tt.body, tt.from)
			}
		})
	}
}

func TestDownloadEndlessBody(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
	})
	c := live(t, fetch.LiveOptions{Allow: loopback})
	n, err := c.Download(t.Context(), fetch.Download{URL: url, MaxBytes: 1 << 20},
		func(int64) (io.Writer, error) { return io.Discard, nil })
	if fetch.ClassOf(err) != fetch.TooLarge || n > 1<<20 {
		t.Errorf("Download = %d, %v, want too-large after at most a megabyte", n, err)
	}
}

func TestDownloadFollowsRedirects(t *testing.T) {
	var ranges []string
	var self string
	self = serve(t, func(w http.ResponseWriter, r *http.Request) {
		ranges = append(ranges, r.URL.Path+" "+r.Header.Get("Range"))
		if r.URL.Path == "/a" {
			http.Redirect(w, r, self+"/b", http.StatusFound)
			return
		}
		file("0123456789")(w, r)
	})
	c := live(t, fetch.LiveOptions{Allow: loopback})
	var got bytes.Buffer
	_, err := c.Download(t.Context(), fetch.Download{URL: self + "/a", Offset: 8},
		func(int64) (io.Writer, error) { return &got, nil })
	if err != nil || got.String() != "89" {
		t.Errorf("Download = %q, %v, want the last two", got.String(), err)
	}
	if want := "[/a bytes=8- /b bytes=8-]"; fmt.Sprint(ranges) != want {
		t.Errorf("asked %v, want %v", ranges, want)
	}
	c = live(t, fetch.LiveOptions{})
	_, err = c.Download(t.Context(), fetch.Download{URL: self + "/b"}, func(int64) (io.Writer, error) { return &got, nil })
	if fetch.ClassOf(err) != fetch.Forbidden {
		t.Errorf("Download from a private address: %v, want it forbidden", err)
	}
}

// fullDisk takes a few bytes.
type fullDisk struct{ left int }

var errFull = errors.New("no space left on device")

func (f *fullDisk) Write(p []byte) (int, error) {
	if len(p) <= f.left {
		f.left -= len(p)
		return len(p), nil
	}
	return f.left, errFull
}

func TestDownloadToAFullDisk(t *testing.T) {
	c := live(t, fetch.LiveOptions{Allow: loopback})
	n, err := c.Download(t.Context(), fetch.Download{URL: serve(t, file("0123456789"))},
		func(int64) (io.Writer, error) { return &fullDisk{left: 3}, nil })
	if !errors.Is(err, errFull) || n != 3 {
		t.Errorf("Download = %d, %v, want 3 and the writer's error", n, err)
	}
	_, err = c.Download(t.Context(), fetch.Download{URL: serve(t, file("0123456789"))},
		func(int64) (io.Writer, error) { return nil, errFull })
	if !errors.Is(err, errFull) {
		t.Errorf("Download = %v, want begin's error", err)
	}
}
