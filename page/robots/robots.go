// Package robots reads what sites ask of crawlers: robots.txt (RFC 9309),
// the X-Robots-Tag header, the robots meta element, and reservations of text
// and data mining.
//
// Where RFC 9309 leaves a choice, the parser reads a file as Google's does,
// because publishers test their files against that one: rules of the longest
// pattern win, all groups that name a crawler are combined, common
// misspellings are understood, and lines that nobody knows are skipped.
package robots

import (
	"strconv"
	"strings"
	"time"
)

const (
	// MaxBytes is how much of a file is read (RFC 9309, section 2.5, asks for
	// at least that much).
	MaxBytes = 500 << 10
	// maxLine cuts lines, in bytes: eight times the longest address that old
	// browsers took, as Google's parser does.
	maxLine = 2083*8 - 1
	// maxSitemaps bounds the sitemap lines that are kept.
	maxSitemaps = 200
)

// Rules are what a robots.txt says to one crawler. The zero value allows
// everything.
type Rules struct {
	rules    []rule
	delay    time.Duration
	hasDelay bool
	sitemaps []string
}

type rule struct {
	pattern string // as written, encoded as addresses are
	plain   string // decoded where encoding means nothing; mostly the same
	allow   bool
}

func newRule(value string, allow bool) rule {
	pattern := escapePattern(value)
	return rule{pattern: pattern, plain: decodePlain(pattern), allow: allow}
}

// Parse reads the robots.txt in body for the crawler with this product token
// ("overview"). It never fails: what cannot be understood says nothing.
func Parse(body []byte, agent string) *Rules {
	p := parser{agent: agent}
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
	}
	body = skipByteOrderMark(body)
	for len(body) > 0 {
		var line []byte
		line, body = nextLine(body)
		if len(line) > maxLine {
			line = line[:maxLine]
		}
		if key, value, ok := splitLine(string(line)); ok {
			p.line(key, value)
		}
	}
	return p.rules()
}

// Disallow is a file that forbids everything: what a site means that cannot
// be asked (RFC 9309, section 2.3.1.4).
func Disallow() *Rules {
	return &Rules{rules: []rule{newRule("/", false)}}
}

// CrawlDelay is the pause between two requests that the site asks for.
func (r *Rules) CrawlDelay() (time.Duration, bool) { return r.delay, r.hasDelay }

// Sitemaps lists the sitemap lines, wherever they stand in the file.
func (r *Rules) Sitemaps() []string { return r.sitemaps }

// Size is about how much memory the rules take, in bytes.
func (r *Rules) Size() int {
	n := 96
	for _, x := range r.rules {
		n += 40 + len(x.pattern)
		if x.plain != x.pattern {
			n += len(x.plain)
		}
	}
	for _, s := range r.sitemaps {
		n += 16 + len(s)
	}
	return n
}

// parser collects the rules of groups that name the agent and of groups for
// everybody; the latter count only if there are none of the former.
type parser struct {
	agent string

	inAgent, inAll bool // the open group names the agent, or everybody
	inRules        bool // the open group has had a rule: the next agent line starts another
	inGroup        bool // some agent line was seen
	sawAgent       bool // some group named the agent

	forAgent, forAll                   []rule
	delayAgent, delayAll, delayOutside *time.Duration
	sitemaps                           []string
}

func (p *parser) rules() *Rules {
	r := &Rules{rules: p.forAll, sitemaps: p.sitemaps}
	delay := p.delayAll
	if p.sawAgent {
		r.rules, delay = p.forAgent, p.delayAgent
	}
	if delay == nil {
		delay = p.delayOutside
	}
	if delay != nil {
		r.delay, r.hasDelay = *delay, true
	}
	return r
}

func (p *parser) line(key, value string) {
	switch keyOf(key) {
	case "user-agent":
		p.agentLine(value)
	case "allow":
		p.rule(newRule(value, true))
	case "disallow":
		p.rule(newRule(value, false))
	case "sitemap":
		if value != "" && len(p.sitemaps) < maxSitemaps {
			p.sitemaps = append(p.sitemaps, value)
		}
	case "crawl-delay":
		p.delay(value)
	}
}

func (p *parser) agentLine(value string) {
	if p.inRules {
		p.inAgent, p.inAll, p.inRules = false, false, false
	}
	p.inGroup = true
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		p.inAll = true
		return
	}
	if token := productToken(value); token != "" && strings.EqualFold(token, p.agent) {
		p.inAgent, p.sawAgent = true, true
	}
}

// rule adds a rule to the open group. Before any group it says nothing.
func (p *parser) rule(r rule) {
	if !p.inGroup {
		return
	}
	p.inRules = true
	if r.pattern == "" {
		return // an empty pattern matches nothing, but it is a rule
	}
	if p.inAgent {
		p.forAgent = append(p.forAgent, r)
	}
	if p.inAll {
		p.forAll = append(p.forAll, r)
	}
}

// delay notes a Crawl-delay for the agents named so far in the open group.
// Such a line is no rule of RFC 9309 and neither ends a list of agents nor
// stops the parser where no group is open.
func (p *parser) delay(value string) {
	d, ok := seconds(value)
	if !ok {
		return
	}
	if !p.inGroup {
		p.delayOutside = longer(p.delayOutside, d)
	}
	if p.inAgent {
		p.delayAgent = longer(p.delayAgent, d)
	}
	if p.inAll {
		p.delayAll = longer(p.delayAll, d)
	}
}

func longer(old *time.Duration, d time.Duration) *time.Duration {
	if old != nil && *old >= d {
		return old
	}
	return &d
}

// seconds reads a count of seconds such as "10", "0.5" or "2,5 # pause".
func seconds(value string) (time.Duration, bool) {
	end := strings.IndexFunc(value, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
	if end >= 0 {
		value = value[:end]
	}
	f, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
	const most = 30 * 24 * 3600
	if err != nil || !(f >= 0) {
		return 0, false
	}
	return time.Duration(min(f, most) * float64(time.Second)), true
}

// productToken is the start of an agent line that names a product: letters,
// hyphens and underscores.
func productToken(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end < 0 {
		return value
	}
	return value[:end]
}
