package server

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzPath: whatever path and header a reader sends, the answer is no error
// of ours and leads to no other site.
func FuzzPath(f *testing.F) {
	for _, seed := range []string{"/", "//other.example/", "/\\other.example/", "/%2f%2fother.example/", "/fr/?q=1", "/a\x00/", "/..//../", "/%zz/"} {
		f.Add(seed, "gzip;q=0, br;;q=1, *")
	}
	s := newServer(&pages{}, Options{})
	f.Fuzz(func(t *testing.T, path, accept string) {
		u, err := url.ParseRequestURI(path)
		if err != nil || u.Host != "" || u.Scheme != "" || path == "/panic" {
			return
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = u
		r.Header["Accept-Encoding"], r.Header["If-None-Match"] = []string{accept}, []string{accept}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 && u.Path != "/panic" {
			t.Errorf("GET %q = %d", path, w.Code)
		}
		if w.Code == http.StatusPermanentRedirect {
			to, err := url.Parse(w.Header().Get("Location"))
			if err != nil || to.Host != "" || to.Scheme != "" || !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "//") {
				t.Errorf("GET %q leads to %q, %v", path, w.Header().Get("Location"), err)
			}
		}
	})
}
