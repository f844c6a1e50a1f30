package app

import "github.com/overview-news/overview/internal/news"

var (
	dead    = []news.CheckState{news.CheckDead}
	blocked = []news.CheckState{news.CheckBlocked}
	notFeed = []news.CheckState{news.CheckNotFeed}
	thin    = []news.CheckState{news.CheckThin}
)

// farmStates are the states that the farm's faults should get; a fault that is
// not here is one of what entries or article pages say, and its feed is ok.
var farmStates = map[string][]news.CheckState{
	"listed in another language": {news.CheckLangMismatch},

	// No usable answer.
	"slow-headers": dead, "slow-loris": dead, "stall": dead, "stall-mid-body": dead, "reset-mid-body": dead,
	"short-body": dead, "endless-body": dead, "endless-text": dead, "endless-headers": dead, "endless-1xx": dead,
	"bad-chunk": dead, "bad-status-line": dead, "header-injection": dead, "gzip-bomb": dead, "brotli-bomb": dead,
	"zstd-bomb": dead, "gzip-truncated": dead, "encoding-unknown": dead, "http-500": dead, "http-502-html": dead,
	"http-404": dead, "http-410": dead, "http-204": dead, "http-206": dead, "http-304-first": dead, "http-999": dead,
	"flapping": dead, "redirect-loop": dead, "redirect-endless": dead, "redirect-nolocation": dead,
	"redirect-file": dead, "tls-expired": dead, "tls-wrong-host": dead, "tls-unknown-ca": dead, "tls-stall": dead,
	"tls-plain": dead, "dns-nxdomain": dead, "dns-servfail": dead, "dns-timeout": dead, "dns-flood": dead,
	"robots-stall": dead, "gzip-nested": dead,
	// Its name or its redirect leads into no public network.
	"redirect-ssrf": dead, "dns-rebind": dead, "dns-private": dead,
	// The host or its robots.txt says no.
	"http-401": blocked, "http-403": blocked, "http-451": blocked, "http-429-seconds": blocked,
	"http-429-date": blocked, "http-503-retry": blocked, "http-429-absurd": blocked, "http-429-negative": blocked,
	"robots-deny-all": blocked, "robots-500": blocked, "robots-huge": blocked, "robots-redirect": blocked,
	// Something else stands there.
	"empty-200": notFeed, "html-instead": notFeed, "json-instead": notFeed, "binary-instead": notFeed,
	"redirect-html-meta": notFeed, "deep-xml": notFeed, "deep-json": notFeed,
	// Too little that could be read; attacks with one entry that has no address.
	"no-link": thin, "ssrf-links": thin, "xss-link": thin, "sitemap-foreign": thin, "billion-laughs": thin,
	"xxe-file": thin, "xxe-http": thin, "many-attributes": thin,

	"redirect-301": {news.CheckMoved},
	"sitemap-self": {news.CheckEmpty}, "quadratic-blowup": {news.CheckEmpty}, "sitemap-50k": {news.CheckStale},

	// Those whose size is drawn: too large, or not.
	"many-items": {news.CheckOK, news.CheckDead}, "regex-bait": {news.CheckOK, news.CheckDead},
	// Another feed's document, in the language or with the fault of that one.
	"mirror":             {news.CheckOK, news.CheckLangMismatch},
	"redirect-downgrade": news.CheckStates(),
}
