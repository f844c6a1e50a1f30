package robots

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const agent = "overview"

// check compares what a file allows with a list of paths: those after "+" are
// allowed, those after "-" are not.
func check(t *testing.T, file, agent string, paths string) {
	t.Helper()
	r := Parse([]byte(file), agent)
	want := true
	for _, p := range strings.Fields(paths) {
		switch p {
		case "+":
			want = true
		case "-":
			want = false
		default:
			if got := r.Allowed("https://blatt.example" + p); got != want {
				t.Errorf("%s: Allowed(%s) = %v, want %v", agent, p, got, want)
			}
			if got := r.Allowed(p); got != want && strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "//") {
				t.Errorf("%s: Allowed of the bare path %s = %v, want %v", agent, p, got, want)
			}
		}
	}
}

func TestGroups(t *testing.T) {
	for _, tt := range []struct{ name, file, agent, paths string }{
		{"nothing", "", agent, "+ / /x"},
		{"not a robots.txt", "<html>\n<body>Welcome: home</body>", agent, "+ / /x"},
		{"everything", "user-agent: overview\ndisallow: /", agent, "- / /x + /robots.txt"},
		{"another agent", "user-agent: otherbot\ndisallow: /", agent, "+ /x"},
		{"agent in another case", "USER-AGENT: OverView\nDISALLOW: /x\nAlLoW: /x/y", agent, "- /x /x/z + /x/y /z"},
		{"agent with a version", "User-agent: Overview/2.1\nDisallow: /x", agent, "- /x"},
		{"agent with more words", "User-agent: overview news\nDisallow: /x", agent, "- /x"},
		{"agent as a part of a name", "User-agent: overviewer\nDisallow: /x\n\nUser-agent: over\nDisallow: /y", agent, "+ /x /y"},
		{"agent without a name", "User-agent: 123\nDisallow: /x", "", "+ /x"},
		{"own group over everybody's", "User-agent: *\nDisallow: /x\nUser-agent: overview\nDisallow: /y", agent, "+ /x - /y"},
		{"own group without rules", "User-agent: *\nDisallow: /\n\nUser-agent: overview\nDisallow:\n", agent, "+ /x"},
		{"everybody's group", "User-agent: overview\nAllow: /\nUser-agent: *\nDisallow: /x", "otherbot", "- /x + /y"},
		{"everybody with a remark", "User-agent: * all\nDisallow: /x", agent, "- /x"},
		{"asterisk within a name", "User-agent: *bot\nDisallow: /x", agent, "+ /x"},
		{"groups of one agent are one", "User-agent: overview\nDisallow: /x\nUser-agent: b\nDisallow: /\nUser-agent: overview\nDisallow: /y", agent, "- /x /y + /z"},
		{"groups of everybody are one", "User-agent: *\nDisallow: /x\nUser-agent: b\nDisallow: /\nUser-agent: *\nDisallow: /y", agent, "- /x /y + /z"},
		{"several agents in a group", "User-agent: a\nUser-agent: overview\n\nUser-agent: b\nDisallow: /x", agent, "- /x"},
		{"rules before any group", "Disallow: /x\nUser-agent: overview\nDisallow: /y", agent, "+ /x - /y"},
		{"empty lines do not end a group", "User-agent: overview\n\n\nDisallow: /x\n\nDisallow: /y", agent, "- /x /y"},
		{"a sitemap does not end a list of agents", "User-agent: overview\nSitemap: https://a.example/s\nUser-agent: *\nDisallow: /", agent, "- /x"},
		{"an unknown line does not end a list of agents", "User-agent: overview\nNoise: 1\nUser-agent: b\nDisallow: /", agent, "- /x"},
		{"a crawl delay does not end a list of agents", "User-agent: overview\nCrawl-delay: 1\nUser-agent: b\nDisallow: /", agent, "- /x"},
		{"the rules of a wrong group", "User-agent: *\nDisallow: /\n\nUser-agent: otherbot\nUser-agent: OVERVIEW\nDisallow: /premium/\nAllow: /premium/free/\n\n" +
			"User-agent: overview\nDisallow: /drafts/\nSitemap: https://blatt.example/news.xml\n\nUser-agent: overviewer\nDisallow: /news/\n",
			agent, "+ /news/1 /premium/free/a / /robots.txt - /premium/a /drafts/x"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.file, tt.agent, tt.paths) })
	}
}

func TestLines(t *testing.T) {
	const rules = "\nDisallow: /x\nAllow: /x/y"
	for _, tt := range []struct{ name, file, paths string }{
		{"CRLF", "User-agent: overview\r\nDisallow: /x\r\n\r\nAllow: /x/y\r\n", "- /x + /x/y"},
		{"CR", "User-agent: overview\rDisallow: /x\rAllow: /x/y", "- /x + /x/y"},
		{"mixed", "User-agent: overview\n\rDisallow: /x\r\n\nAllow: /x/y", "- /x + /x/y"},
		{"byte order mark", "\xef\xbb\xbfUser-agent: overview" + rules, "- /x + /x/y"},
		{"part of a byte order mark", "\xef\xbbUser-agent: overview" + rules, "- /x + /x/y"},
		{"a third of a byte order mark", "\xefUser-agent: overview" + rules, "- /x + /x/y"},
		{"a broken byte order mark", "\xef\x11\xbfUser-agent: overview" + rules, "+ /x /x/y"},
		{"byte order mark in the middle", "User-agent: overview\n\xef\xbb\xbfDisallow: /x", "+ /x"},
		{"white space", "  User-agent :  overview  \n\tDisallow\t:\t/x \n", "- /x"},
		{"no colon", "user-agent overview\ndisallow /x", "- /x"},
		{"no colon, three words", "user-agent overview\ndisallow /x /y", "+ /x /y"},
		{"comments", "User-agent: overview # us\n# Disallow: /\nDisallow: /x#y\n", "- /x /xz + /z"},
		{"misspelt", "useragent: overview\ndissallow: /a\ndissalow: /b\ndisalow: /c\ndiasllow: /d\ndisallaw: /e\nuser agent: b\n", "- /a /b /c /d /e + /f"},
		{"colon in the value", "User-agent: overview\nDisallow: /a:b", "- /a:b + /a"},
		{"last line without an end", "User-agent: overview\nDisallow: /x", "- /x"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.file, agent, tt.paths) })
	}
}

func TestPatterns(t *testing.T) {
	for _, tt := range []struct{ name, rules, paths string }{
		{"case of paths counts", "disallow: /X/", "+ /x/y - /X/y"},
		{"longest pattern wins", "disallow: /x/page.html\nallow: /x/", "- /x/page.html + /x/"},
		{"longest pattern wins, allow", "allow: /x/page.html\ndisallow: /x/", "+ /x/page.html - /x/"},
		{"order is nothing", "allow: /p\ndisallow: /", "+ /page - /other"},
		{"equal length allows", "disallow: /folder\nallow: /folder", "+ /folder/page"},
		{"empty patterns", "disallow:\nallow:", "+ /"},
		{"slash at the end", "disallow: /x\nallow: /x/", "- /x + /x/"},
		{"length counts characters of the pattern", "allow: /page\ndisallow: /*.html", "- /page.html + /page"},
		{"equal length with an asterisk", "allow: /x/page.\ndisallow: /*.html", "+ /x/page.html - /x/y.html"},
		{"asterisk", "disallow: /\nallow: /fish*.php", "+ /fish.php /fishheads/catfish.php?p=1 - /Fish.PHP /bar"},
		{"asterisk at the end", "disallow: /\nallow: /fish*", "+ /fish /fish.html /fish/salmon /fishheads /fish.html?id=1 - /Fish /catfish /?id=fish"},
		{"beginning", "disallow: /\nallow: /fish", "+ /fish /fish.html /fish/salmon /fish.html?id=1 - /Fish.asp /catfish /?id=fish"},
		{"folder", "disallow: /\nallow: /fish/", "+ /fish/ /fish/salmon /fish/?id=1 - /fish /fish.html /Fish/a"},
		{"ending anywhere", "disallow: /\nallow: /*.php", "+ /a.php /b/a.php?x //b/any.php.html /a.php/ /index?f=a.php/ - /php/ /index?php /a.PHP"},
		{"ending", "disallow: /\nallow: /*.php$", "+ /a.php /b/a.php - /a.php?x /a.php/ /a.php5 /php/ /x?php /aaaphpaaa"},
		{"whole path", "disallow: /foo/bar$\nallow: /foo/bar/qux", "- /foo/bar + /foo/bar/qux /foo/bar/ /foo/bar/baz"},
		{"home page only", "allow: /$\ndisallow: /", "+ / - /page"},
		{"several asterisks", "disallow: /a*b*c$", "- /abc /aXbXc /abbcc /abcbc + /abcd /acb"},
		{"asterisks side by side", "disallow: /a**b", "- /ab /axb + /a"},
		{"only an asterisk", "disallow: *", "- / /x"},
		{"dollar in the middle", "disallow: /a$b", "- /a$b /a$bc + /a /ab"},
		{"asterisk before the end", "disallow: /a*$", "- /a /ab + /b"},
		{"query", "disallow: /*?print=", "- /a?print=1 /b/c?print= + /a?id=1&print=1"},
		{"no slash at the start", "disallow: x", "+ /x x"},
		{"index page", "allow: /in/index.html\ndisallow: /", "+ /in/ /in/index.html - /in/index.htm /other /in/x"},
		{"address in a query", "disallow: /\nallow: /b?q=t&u=http://foo.example?tar&par", "+ /b?q=t&u=http://foo.example?tar&par"},
		{"letters outside ASCII", "disallow: /\nallow: /ツ", "+ /%E3%83%84 - /ツ"},
		{"letters outside ASCII, encoded", "disallow: /\nallow: /%e3%83%84", "+ /%E3%83%84"},
		{"allow with needless encoding", "disallow: /\nallow: /%62%61%7A", "- /baz + /%62%61%7A"},
		{"disallow with needless encoding", "disallow: /%7Eana/", "- /~ana/x /%7Eana/x"},
		{"disallow of what is encoded needlessly", "disallow: /~ana/", "- /~ana/x /%7Eana/x"},
		{"reserved characters stay encoded", "disallow: /a%2Fb", "- /a%2Fb + /a/b"},
		{"encoded asterisk", "disallow: /a%2A", "- /a%2A + /ab /a*"},
		{"fragment", "disallow: /x$", "- /x#y"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, "user-agent: overview\n"+tt.rules, agent, tt.paths) })
	}
}

func TestPathOf(t *testing.T) {
	for in, want := range map[string]string{
		"": "/", "http://www.a.example": "/", "http://www.a.example/": "/", "http://a.example/a/b?c=http://d.e/": "/a/b?c=http://d.e/",
		"http://a.example/a?b#c": "/a?b", "a.example": "/", "a.example/a//b": "/a//b", "a": "/", "/a": "/a", "a/b": "/b",
		"a.example?a": "/?a", "a.example/a;b#c": "/a;b", "//a/b/c": "/b/c", "http://a.example#/x": "/", "/a?u=http://b/c": "/a?u=http://b/c",
	} {
		if got := pathOf(in); got != want {
			t.Errorf("pathOf(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"https://a.example": "/", "https://a.example/%2F?x=1": "/%2F?x=1"} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := PathOf(u); got != want {
			t.Errorf("PathOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLongLines(t *testing.T) {
	long := "/x/" + strings.Repeat("a", 2083*8)
	r := Parse([]byte("user-agent: overview\ndisallow: "+long+"/qux\n"), agent)
	kept := long[:maxLine-len("disallow: ")]
	if r.Allowed(kept+"/other") || !r.Allowed("/fux") {
		t.Error("a line that is too long is not cut where it should be")
	}
}

func TestSizes(t *testing.T) {
	filler := strings.Repeat("# "+strings.Repeat("x", 98)+"\n", 5000)
	if !Parse([]byte("user-agent: *\ndisallow: /a\n"+filler+"allow: /a\n"), agent).Allowed("/a") {
		t.Error("a rule within 500 KiB does not count")
	}
	if Parse([]byte("user-agent: *\ndisallow: /a\n"+filler+filler[:10<<10]+"\nallow: /a\n"), agent).Allowed("/a") {
		t.Error("a rule after 500 KiB counts")
	}
	if got := len(Parse([]byte(strings.Repeat("Sitemap: https://a.example/\n", 1000)), agent).Sitemaps()); got != maxSitemaps {
		t.Errorf("%d sitemaps kept, want %d", got, maxSitemaps)
	}
}

func TestCrawlDelay(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		want       time.Duration
		ok         bool
	}{
		{"none", "User-agent: *\nDisallow:", 0, false},
		{"for everybody", "User-agent: *\nCrawl-delay: 10", 10 * time.Second, true},
		{"before any group", "Crawl-delay: 5\nUser-agent: *\nDisallow: /x", 5 * time.Second, true},
		{"own over everybody's", "User-agent: *\nCrawl-delay: 10\nDisallow: /x\nUser-agent: overview\nCrawl-delay: 2\nDisallow: /y", 2 * time.Second, true},
		{"own group without one", "User-agent: *\nCrawl-delay: 10\nDisallow: /x\nUser-agent: overview\nDisallow: /y", 0, false},
		{"of another agent", "User-agent: otherbot\nCrawl-delay: 10\nDisallow:\nUser-agent: *\nDisallow:", 0, false},
		{"of those named so far", "User-agent: otherbot\nCrawl-delay: 10\nUser-agent: *\nDisallow:", 0, false},
		{"the longer of two", "User-agent: *\nCrawl-delay: 3\nCrawl-delay: 7\nCrawl-delay: 5", 7 * time.Second, true},
		{"fraction", "User-agent: *\nCrawl-delay: 0.5", 500 * time.Millisecond, true},
		{"comma and unit", "User-agent: *\ncrawldelay: 2,5 s", 2500 * time.Millisecond, true},
		{"absurd", "User-agent: *\nCrawl-delay: 99999999999", 30 * 24 * time.Hour, true},
		{"nonsense", "User-agent: *\nCrawl-delay: soon", 0, false},
		{"negative", "User-agent: *\nCrawl-delay: -1", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Parse([]byte(tt.file), agent).CrawlDelay()
			if got != tt.want || ok != tt.ok {
				t.Errorf("CrawlDelay() = %v, %v, want %v, %v", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestSitemapsAndDisallow(t *testing.T) {
	r := Parse([]byte("Sitemap: https://a.example/1\nUser-agent: x\nSitemap: /2\nsite-map: https://a.example/3\nDisallow: /"), agent)
	if diff := cmp.Diff([]string{"https://a.example/1", "/2", "https://a.example/3"}, r.Sitemaps()); diff != "" {
		t.Errorf("Sitemaps (-want +got):\n%s", diff)
	}
	if d := Disallow(); d.Allowed("/x") || !d.Allowed("/robots.txt") || d.Size() <= 0 {
		t.Error("Disallow allows something, or too little")
	}
}

func TestDirectives(t *testing.T) {
	type meta struct{ name, content string }
	for _, tt := range []struct {
		name   string
		header http.Header
		metas  []meta
		want   Directives
	}{
		{"none", nil, nil, Directives{}},
		{"meta", nil, []meta{{"ROBOTS", "NoIndex, noarchive,max-snippet:50 , max-image-preview:large"}}, Directives{NoIndex: true, NoArchive: true, MaxSnippet: 50, HasMaxSnippet: true}},
		{"for us", nil, []meta{{"overview", "nosnippet"}, {"otherbot", "noindex"}}, Directives{NoSnippet: true}},
		{"none means two", nil, []meta{{"robots", "none"}}, Directives{NoIndex: true, NoFollow: true}},
		{"all", nil, []meta{{"robots", "all, index, follow, max-snippet:-1"}}, Directives{}},
		{"max-snippet zero", nil, []meta{{"robots", "max-snippet:0"}}, Directives{NoSnippet: true, HasMaxSnippet: true}},
		{"the shorter of two", nil, []meta{{"robots", "max-snippet: 80"}, {"robots", "max-snippet: 160"}}, Directives{MaxSnippet: 80, HasMaxSnippet: true}},
		{"no models", nil, []meta{{"robots", "noai, noimageai, noimageindex"}}, Directives{NoAI: true, NoImageIndex: true}},
		{"mining reserved", nil, []meta{{"tdm-reservation", " 1 "}, {"tdm-policy", "https://a.example/tdm.json"}}, Directives{Reserved: true, Policy: "https://a.example/tdm.json"}},
		{"mining not reserved", nil, []meta{{"tdm-reservation", "0"}}, Directives{}},
		{"header", http.Header{"X-Robots-Tag": {"noarchive", "nosnippet"}}, nil, Directives{NoArchive: true, NoSnippet: true}},
		{"header for agents", http.Header{"X-Robots-Tag": {"otherbot: noindex, nofollow", "overview: noarchive, max-snippet:10"}}, nil, Directives{NoArchive: true, MaxSnippet: 10, HasMaxSnippet: true}},
		{"header, then an agent", http.Header{"X-Robots-Tag": {"noarchive, otherbot: noindex"}}, nil, Directives{NoArchive: true}},
		{"header with a date", http.Header{"X-Robots-Tag": {"unavailable_after: 25 Jun 2026 15:00:00 PST, noindex"}}, nil, Directives{NoIndex: true}},
		{"mining in the header", http.Header{"Tdm-Reservation": {"1"}}, nil, Directives{Reserved: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := FromHeader(tt.header, agent)
			var m Directives
			for _, x := range tt.metas {
				m.AddMeta(x.name, x.content, agent)
			}
			if diff := cmp.Diff(tt.want, got.Merge(m)); diff != "" {
				t.Errorf("directives (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, m.Merge(got)); diff != "" {
				t.Errorf("merged the other way (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMatchesIsQuick guards against patterns that make a matcher crawl.
func TestMatchesIsQuick(t *testing.T) {
	file := "user-agent: *\n" + strings.Repeat("disallow: /"+strings.Repeat("*a", 4000)+"*b$\n", 60)
	r := Parse([]byte(file), agent)
	if !r.Allowed("/" + strings.Repeat("a", 8000)) {
		t.Error("a path that matches nothing is refused")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("user-agent: *\ndisallow: /a*b$\nallow: /%7e\ncrawl-delay: 1,5\nsitemap: x", "/a/%7Ex")
	f.Add("\xef\xbbUser agent overview\rDisallow /\r\n", "//x/y?z#")
	f.Add("User-agent:*\nDisallow:***$\nAllow:/index.html", "")
	f.Fuzz(func(t *testing.T, file, target string) {
		r := Parse([]byte(file), agent)
		if !r.Allowed("/robots.txt") {
			t.Error("robots.txt itself is refused")
		}
		if got, again := r.Allowed(target), Parse([]byte(file), agent).Allowed(target); got != again {
			t.Errorf("Allowed(%q) = %v, then %v", target, got, again)
		}
		if d, ok := r.CrawlDelay(); d < 0 || d > 0 && !ok {
			t.Errorf("CrawlDelay() = %v, %v", d, ok)
		}
		var d Directives
		d.AddMeta("robots", file, agent)
		d.addTag(file, agent)
		if d.Merge(d) != d {
			t.Error("merging directives with themselves changes them")
		}
	})
}
