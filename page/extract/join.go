package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/page/address"
)

// The limits of joining. Long reads over ten pages are rare; more is a loop or
// a list.
const (
	MaxJoinedPages = 10
	MaxJoinedBytes = 400_000 // of text
)

// Joiner joins an article that is spread over several pages. The caller
// fetches; the joiner says what to fetch next and when it is enough:
//
//	j := extract.NewJoiner(address, first)
//	for next, more := j.Next(); more; next, more = j.Next() {
//		page, err := … // fetch and read next
//		if err != nil || !j.Add(finalAddress, page) {
//			break
//		}
//	}
//	article := j.Article()
type Joiner struct {
	first   Article
	host    string
	stem    string
	next    string
	whole   string          // asked for first
	seen    map[string]bool // addresses, normalised
	known   map[string]bool // blocks of the text, folded
	pages   int
	bytes   int
	stopped bool
}

// NewJoiner starts with the article's page at addr.
func NewJoiner(addr string, first Article) *Joiner {
	j := &Joiner{first: first, next: first.Pages.Next, whole: first.Pages.Whole, seen: map[string]bool{}, known: map[string]bool{}, pages: 1}
	if u, err := url.Parse(addr); err == nil {
		j.host = u.Host
		j.stem = fullStem(u)
	}
	if u, err := url.Parse(first.likelyNext); err == nil && j.next == "" && first.likelyNext != "" {
		if stem, _ := pageStem(u); stem == j.stem {
			j.next = first.likelyNext
		}
	}
	j.saw(addr)
	if first.Pages.Number > 1 || first.Kind != KindArticle && first.Kind != KindGallery {
		j.stopped = true // a later page is not where an article begins
	}
	for _, b := range first.Blocks {
		j.known[b.key()] = true
	}
	j.bytes = textBytes(first)
	return j
}

func (j *Joiner) saw(addr string) bool {
	key, err := address.Normalize(addr)
	if err != nil {
		key = addr
	}
	before := j.seen[key]
	j.seen[key] = true
	return before
}

// Next returns the address of the page to read next, and whether there is one.
// A page with the whole article is asked for before the second page. The same
// address is never returned twice.
func (j *Joiner) Next() (string, bool) {
	for _, at := range []*string{&j.whole, &j.next} {
		addr := *at
		*at = ""
		if addr == "" || j.stopped || j.pages >= MaxJoinedPages || j.bytes >= MaxJoinedBytes {
			continue
		}
		u, err := url.Parse(addr)
		if err != nil || !sameHost(u.Host, j.host) || j.saw(addr) {
			continue
		}
		return addr, true
	}
	return "", false
}

// Add joins what was read at addr, the address after redirects. It reports
// false, and changes nothing, if the page is no part of the article: another
// host, another kind of page, another headline, or nothing new in its text.
// Then the joining has ended, unless it was the page with the whole article
// that was not one.
func (j *Joiner) Add(addr string, page Article) bool {
	u, err := url.Parse(addr)
	if err != nil || !sameHost(u.Host, j.host) || page.Kind != j.first.Kind || !j.sameArticle(u, page) {
		j.stopped = true
		return false
	}
	if stem, n := pageStem(u); stem != j.stem || n == 1 && page.Pages.Number == 1 {
		return j.addWhole(page)
	}
	var more []Block
	size, fresh := 0, 0
	for _, b := range page.Blocks {
		key := b.key()
		if !isText(b.Role) && !slices.Contains(joinedRoles, b.Role) || key != "" && j.known[key] {
			continue
		}
		size += len(b.Text)
		if j.bytes+size > MaxJoinedBytes {
			break
		}
		j.known[key] = true
		more = append(more, b)
		if isText(b.Role) {
			fresh++
		}
	}
	if fresh == 0 {
		j.stopped = true
		return false
	}
	j.first.Blocks = slices.Insert(slices.Clone(j.first.Blocks), j.end(), more...)
	j.bytes += size
	j.pages++
	j.next = cmp.Or(page.Pages.Next, page.likelyNext)
	return true
}

// sameArticle reports whether a page belongs to the article: by its address
// and what the page states of itself, or by its headline.
func (j *Joiner) sameArticle(u *url.URL, page Article) bool {
	stem, n, slug := pageForm(u)
	if stem != j.stem || n <= 1 {
		return agree(page.Headline, j.first.Headline)
	}
	c, err := url.Parse(page.Canonical)
	named := err == nil && page.Canonical != "" && page.Sources.Canonical != "address"
	if named && fullStem(c) == j.stem {
		return true // it calls itself a part of the first page
	}
	same := sameHeadline(page.Headline, j.first.Headline, n)
	if !same && otherWork(page, j.first) {
		return false
	}
	switch {
	case !slug:
		// Later pages often have headlines of their own; a different article
		// would have another canonical address.
		if !named {
			return true
		}
		canonical, _ := pageStem(c)
		return canonical == j.stem || agree(page.Headline, j.first.Headline)
	case same:
		return !otherWork(page, j.first)
	}
	// The next post of a blog: a page of its own, with another headline.
	return !named && (agree(page.Headline, j.first.Headline) || len(j.first.Pages.Others) > 1)
}

// sameHeadline reports whether page n has the first page's headline, perhaps
// with its number: "The flood (2)", "The flood, page 2". Another number is
// another article of a series.
func sameHeadline(later, first string, n int) bool {
	a, b := strings.Fields(fold(later)), strings.Fields(fold(first))
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if slices.Equal(a, b) {
		return true
	}
	if a[len(a)-1] == strconv.Itoa(n) {
		a = a[:len(a)-1]
		if len(a) > 1 && slices.Contains(pageWords, a[len(a)-1]) {
			a = a[:len(a)-1]
		}
	}
	return slices.Equal(a, b)
}

// otherWork reports whether two pages state that they are different articles:
// other times of publication, or no author in common.
func otherWork(a, b Article) bool {
	p, q := a.Published, b.Published
	if !p.Time.IsZero() && !q.Time.IsZero() {
		apart := p.Time.Sub(q.Time).Abs()
		// A day without an hour is midnight of some zone.
		if apart > 36*time.Hour || p.HasTime && q.HasTime && apart > time.Hour || !p.HasTime && !q.HasTime && apart >= 24*time.Hour {
			return true
		}
	}
	return len(a.Authors) > 0 && len(b.Authors) > 0 &&
		!slices.ContainsFunc(a.Authors, func(name string) bool { return slices.Contains(b.Authors, name) })
}

// addWhole replaces the text by that of a page with the whole article, if it
// holds more.
func (j *Joiner) addWhole(page Article) bool {
	size := textBytes(page)
	if size <= j.bytes || size > MaxJoinedBytes {
		return false
	}
	j.first.Blocks = page.Blocks
	j.bytes = size
	j.pages++
	j.next = ""
	return true
}

// joinedRoles are the roles besides those of the text that later pages add.
var joinedRoles = []Role{RoleImage, RoleCaption, RoleImageCredit, RoleCorrection, RoleCredit, RoleEmbed, RoleInfoBox, RolePullQuote}

// key is what two blocks share that say or show the same.
func (b Block) key() string {
	if b.Role == RoleImage {
		return "image " + b.Image
	}
	return fold(b.Text)
}

// end is the place behind the last block of the text.
func (j *Joiner) end() int {
	for i, b := range slices.Backward(j.first.Blocks) {
		if isText(b.Role) {
			return i + 1
		}
	}
	return len(j.first.Blocks)
}

func textBytes(a Article) int {
	n := 0
	for _, b := range a.Blocks {
		if isText(b.Role) {
			n += len(b.Text)
		}
	}
	return n
}

// Article returns the first page's article with all the text.
func (j *Joiner) Article() Article {
	a := j.first
	if j.pages > 1 {
		a.Pages.Next, a.Pages.Whole = "", ""
	}
	return a
}
