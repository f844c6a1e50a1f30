package address

import (
	"errors"
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"campaign", "https://blatt.example/politik/haushalt?utm_source=rss&utm_medium=feed", "https://blatt.example/politik/haushalt"},
		{"case, port, fragment", "https://BLATT.example:443/politik/haushalt#kommentare", "https://blatt.example/politik/haushalt"},
		{"click identifier", "https://blatt.example/politik/haushalt?fbclid=IwAR0x", "https://blatt.example/politik/haushalt"},
		{"number in a parameter", "https://news.example/article.php?id=1041", "https://news.example/article.php?id=1041"},
		{"number, then campaign", "https://news.example/article.php?id=1042&utm_campaign=a", "https://news.example/article.php?id=1042"},
		{"campaign, then number", "https://news.example/view?utm_campaign=a&article=5", "https://news.example/view?article=5"},
		{"short link", "https://news.example/?p=77", "https://news.example/?p=77"},
		{"encoded delimiters", "https://news.example/a%2Fb?x=1%262", "https://news.example/a%2Fb?x=1%262"},
		{"non-ASCII path", "https://news.example/Straße", "https://news.example/Stra%C3%9Fe"},
		{"capitals in encoding", "https://news.example/%c3%a9?q=%c3%A9", "https://news.example/%C3%A9?q=%C3%A9"},
		{"needless encoding", "https://news.example/%7Eana/%61", "https://news.example/~ana/a"},
		{"space in query", "https://news.example/a?t=x y", "https://news.example/a?t=x%20y"},
		{"plus stays plus", "https://news.example/a?t=x+y", "https://news.example/a?t=x+y"},
		{"stray percent", "https://news.example/100%-sicher", "https://news.example/100%25-sicher"},
		{"dot segments", "http://news.example/a/./b/../c/", "http://news.example/a/c/"},
		{"dots over the root", "http://news.example/../../x", "http://news.example/x"},
		{"dots and empty segments", "http://news.example/a//../b/.", "http://news.example/a/b/"},
		{"encoded dots are dots", "http://news.example/a/%2e%2E/b", "http://news.example/b"},
		{"empty path", "http://news.example", "http://news.example/"},
		{"empty path with query", "http://news.example?id=1", "http://news.example/?id=1"},
		{"empty query", "http://news.example/a?", "http://news.example/a"},
		{"scheme in capitals", "HTTPS://news.example/a", "https://news.example/a"},
		{"port 80 on https stays", "https://news.example:80/", "https://news.example:80/"},
		{"leading zeros of a port", "http://news.example:0080/", "http://news.example/"},
		{"user name", "https://ana:secret@news.example/a", "https://news.example/a"},
		{"international host", "https://Zeitung-Österreich.example/a", "https://xn--zeitung-sterreich-6zb.example/a"},
		{"dot at the end of a host", "https://news.example./a", "https://news.example/a"},
		{"underscore in host", "https://my_paper.example/a", "https://my_paper.example/a"},
		{"IPv6", "http://[2001:DB8::0:1]:80/a", "http://[2001:db8::1]/a"},
		{"white space and line breaks", " \n https://news.example/a\n b\t", "https://news.example/a%20b"},
		{"markup", `https://bote.example/2"><img src=x>`, "https://bote.example/2%22%3E%3Cimg%20src=x%3E"},
		{"order is kept", "https://news.example/a?z=1&utm_id=9&a=2", "https://news.example/a?z=1&a=2"},
		{"ref is content", "https://news.example/a?ref=rss", "https://news.example/a?ref=rss"},
		{"empty parameters", "https://news.example/a?&&id=1&", "https://news.example/a?id=1"},
		{"capitals in a tracking name", "https://news.example/a?UTM_Source=x", "https://news.example/a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Canonical(tt.in)
			if err != nil || got != tt.want {
				t.Fatalf("Canonical(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
			}
			if again, err := Canonical(got); err != nil || again != got {
				t.Errorf("Canonical(%q) = %q, %v, want itself", got, again, err)
			}
		})
	}
}

func TestNormalizeKeepsTracking(t *testing.T) {
	const in, want = "https://News.example/a?utm_source=rss#x", "https://news.example/a?utm_source=rss"
	if got, err := Normalize(in); err != nil || got != want {
		t.Errorf("Normalize(%q) = %q, %v, want %q", in, got, err, want)
	}
}

func TestUnsafe(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     error
	}{
		{"empty", " \n", ErrEmpty},
		{"script", "javascript:alert(1)", ErrScheme},
		{"script with a line break", "java\nscript:alert(3)", ErrScheme},
		{"script in capitals", "JavaScript:alert(2)", ErrScheme},
		{"script after a control character", "\x01javascript:alert(2)", ErrScheme},
		{"script with slashes", "javascript://news.example/%0aalert(1)", ErrScheme},
		{"data", "data:text/html,<script>alert(1)</script>", ErrScheme},
		{"vbscript", "vbscript:x", ErrScheme},
		{"blob", "blob:https://news.example/1", ErrScheme},
		{"file", "file:///etc/hostname", ErrScheme},
		{"gopher", "gopher://127.0.0.1/_x", ErrScheme},
		{"relative", "/a/b", ErrScheme},
		{"protocol-relative", "//news.example/a", ErrScheme},
		{"no host", "https:///a", ErrHost},
		{"opaque", "https:news.example", ErrHost},
		{"backslashes", `https:\\news.example\a`, ErrHost},
		{"space in host", "https://news example/", nil},
		{"empty label", "https://news..example/", ErrHost},
		{"port out of range", "https://news.example:99999/", ErrHost},
		{"port zero", "https://news.example:0/", ErrHost},
		{"zone", "http://[fe80::1%25eth0]/", ErrHost},
		{"control character", "https://news.example/a\x00b", ErrControl},
		{"long", "https://news.example/" + strings.Repeat("a", MaxLength), ErrLong},
		{"grows long by encoding", "https://news.example/" + strings.Repeat("\"", MaxLength/2), ErrLong},
		{"too many segments", "https://news.example" + strings.Repeat("/a", maxSegments+1), ErrLong},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if Safe(tt.in) {
				t.Errorf("Safe(%q) = true, want false", tt.in)
			}
			if _, err := Canonical(tt.in); tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("Canonical(%q) error = %v, want %v", tt.in, err, tt.want)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	const base = "https://news.example/rss/feed.xml?x=1"
	for _, tt := range []struct{ name, ref, want string }{
		{"absolute", "http://other.example/a", "http://other.example/a"},
		{"rooted", "/2026/a.html", "https://news.example/2026/a.html"},
		{"beside", "a.html", "https://news.example/rss/a.html"},
		{"above", "../a.html", "https://news.example/a.html"},
		{"protocol-relative", "//cdn.example/a", "https://cdn.example/a"},
		{"query only", "?p=7", "https://news.example/rss/feed.xml?p=7"},
		{"line breaks", "\n  /a\n", "https://news.example/a"},
		{"script", "java\nscript:alert(1)", ""},
		{"data", "data:text/html,x", ""},
		{"empty", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Resolve(base, tt.ref)
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("Resolve(%q, %q) = %q, %v, want %q", base, tt.ref, got, err, tt.want)
			}
		})
	}
	if got, err := Resolve("nowhere", "/a"); err == nil {
		t.Errorf("Resolve on a base that is no address = %q, want an error", got)
	}
}

func TestHostAndDomain(t *testing.T) {
	for _, tt := range []struct{ in, host, domain string }{
		{"https://www.BBC.co.uk/news", "www.bbc.co.uk", "bbc.co.uk"},
		{"https://www.lemonde.fr:8443/", "www.lemonde.fr", "lemonde.fr"},
		{"http://127.0.0.1:9800/f", "127.0.0.1", "127.0.0.1"},
		{"http://[::1]/", "::1", "::1"},
		{"https://blog.github.io/x", "blog.github.io", "blog.github.io"},
		{"http://localhost/", "localhost", "localhost"},
		{"www.spiegel.de", "", "spiegel.de"},
		{"mailto:a@b.example", "", ""},
		{"", "", ""},
	} {
		if got := Host(tt.in); got != tt.host {
			t.Errorf("Host(%q) = %q, want %q", tt.in, got, tt.host)
		}
		if got := Domain(tt.in); got != tt.domain {
			t.Errorf("Domain(%q) = %q, want %q", tt.in, got, tt.domain)
		}
	}
	if !Same("https://a.news.example/x", "http://news.example/y") || Same("https://a.example/", "https://b.example/") || Same("", "") {
		t.Error("Same does not compare registrable domains")
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{
		"https://news.example/a%2Fb?x=1%262#f", "http://[::1]:80/../%zz?utm_id=1&&b", "java\nscript:x", "https://ß.example/..//./",
		"http://a/%2e%2e/%2E//..?%", "HTTP://xn--a.example:0443/;'[]\"<>|{}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := Canonical(in)
		if err != nil {
			return
		}
		again, err := Canonical(got)
		if err != nil || again != got {
			t.Fatalf("Canonical(%q) = %q, Canonical of that = %q, %v", in, got, again, err)
		}
		if !strings.HasPrefix(got, "http://") && !strings.HasPrefix(got, "https://") {
			t.Fatalf("Canonical(%q) = %q: not http", in, got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '"' || r == '<' || r == '>' }) {
			t.Fatalf("Canonical(%q) = %q: unsafe character", in, got)
		}
	})
}
