package extract

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
)

// Pages says which other pages an article is spread over. A page is believed to
// belong to the article only if its address is this one's with another page
// number, on the same host.
type Pages struct {
	Number int      // of this page, from 1
	Next   string   // the next page; "" on the last one, or the only one
	Others []string // all other pages that are linked, by number
	Whole  string   // a page with all of the article; "" where none is linked
}

const (
	// maxPage is the highest page number that is believed: an article has a few
	// pages, a number over it is a year or an id.
	maxPage = 60
	// maxPageLinks bounds the links that are looked at.
	maxPageLinks = 4_000
)

// readPages finds links to the article's other pages.
func (r *reader) readPages() {
	r.out.Pages.Number = 1
	own, err := url.Parse(r.address)
	if err != nil || own.Host == "" {
		return
	}
	// The number at the end of an address may be part of a slug: it is the
	// page's only where other pages bear it out.
	plain := fullStem(own)
	stem, number := pageStem(own)
	_, _, inSlug := pageForm(own)
	found, follows := map[int]string{}, map[int]string{}
	labelled := map[int]bool{} // pages that a link names by their numbers
	likely := ""
	try := func(href, text, rel string) {
		if href == "" || strings.HasPrefix(href, "#") || len(href) > maxField || strings.Contains(strings.ToLower(href), "comment") {
			return
		}
		full, err := address.Resolve(r.address, href)
		if err != nil || !address.Safe(full) {
			return
		}
		u, err := url.Parse(full)
		if err != nil || !sameHost(u.Host, own.Host) {
			return
		}
		if r.out.Pages.Whole == "" && (isWhole(u, plain, text) || isWhole(u, stem, text)) {
			r.out.Pages.Whole = full
			return
		}
		other, n, slug := pageForm(u)
		numbered := isNumberLabel(text, n)
		if rel != "next" && rel != "prev" && !numbered && !nextLabels[strings.TrimSpace(strings.ToLower(text))] {
			return
		}
		dash := slug && !numbered && strings.HasSuffix(withoutExt(strings.TrimSuffix(u.Path, "/")), "-"+strconv.Itoa(n))
		switch {
		case other == plain && n == 2 && dash:
			likely = full // systems number articles of one name like this
		case other == plain && n > 1 && (!slug || n == 2 || numbered) && follows[n] == "":
			follows[n] = full
		case other == stem && n != number && number > 1:
			labelled[n] = labelled[n] || numbered
			if found[n] == "" {
				found[n] = full
			}
		}
	}
	for _, l := range r.stated.Links {
		if l.Rel == "next" || l.Rel == "prev" {
			try(l.Href, "", l.Rel)
		}
	}
	slug := slugOf(own.EscapedPath())
	for _, n := range r.seen.links {
		href := dom.Attr(n, "href")
		if strings.HasPrefix(href, "?") || strings.Contains(href, slug) {
			try(href, dom.Text(n), dom.Attr(n, "rel"))
		}
	}
	if inSlug && !labelled[1] && !severalTrue(labelled) {
		// The next article of a series has such an address too. Joining may
		// bear it out by what the page before said.
		likely = cmp.Or(likely, found[number+1])
		clear(found)
	}
	r.out.likelyNext = likely
	if len(follows) > 0 || len(found) == 0 {
		found, number = follows, 1
	}
	r.out.Pages.Number = number
	numbers := make([]int, 0, len(found))
	for n := range found {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		r.out.Pages.Others = append(r.out.Pages.Others, found[n])
	}
	r.out.Pages.Next = found[number+1]
}

// slugOf is the part of a path that the addresses of all its pages hold: the
// beginning of its last part, or of the one before where the last is a page's.
func slugOf(p string) string {
	p = strings.TrimSuffix(p, "/")
	if stem, n := pathStem(p); n > 1 && len(path.Base(stem)) > 3 {
		p = stem
	}
	const enough = 8 // bytes; the end may be a number
	slug := strings.TrimSuffix(path.Base(p), path.Ext(p))
	return slug[:min(len(slug), enough)]
}

func sameHost(a, b string) bool {
	return strings.TrimPrefix(strings.ToLower(a), "www.") == strings.TrimPrefix(strings.ToLower(b), "www.")
}

// pageKeys are the names of a page number in queries.
var pageKeys = map[string]bool{"page": true, "seite": true, "pagina": true, "pg": true, "pageno": true, "pagenum": true, "page_no": true,
	"paged": true, "sida": true, "side": true, "strona": true, "stranka": true, "sayfa": true, "halaman": true, "trang": true, "p": true, "pn": true, "part": true}

// pageWords stand before a number in a path.
var pageWords = []string{"page", "seite", "pagina", "página", "pag", "sida", "side", "strona", "sayfa", "halaman", "p", "part", "teil"}

// pageStem divides an address into what all pages of an article share and the
// page's number, 1 where it has none.
func pageStem(u *url.URL) (string, int) {
	stem, number, _ := pageForm(u)
	return stem, number
}

// pageForm is pageStem, and whether the number is only the end of a slug: the
// second article of a name has such an address as well as the second page.
func pageForm(u *url.URL) (string, int, bool) {
	number := 1
	q := u.Query()
	for key := range pageKeys {
		n, isNumber := pageNumber(q.Get(key))
		// "?p=" is an article's id at the root of a site, a page below.
		if isNumber && (key != "p" || strings.Trim(u.Path, "/") != "") {
			number = n
			q.Del(key)
		}
	}
	p, slug := strings.TrimSuffix(u.Path, "/"), false
	if number == 1 {
		stem, n := pathStem(p)
		slug = n > 1 && endsInNumber(p, stem)
		p, number = stem, n
	}
	return withoutExt(p) + "?" + q.Encode(), number, slug
}

// endsInNumber reports whether a path is its stem with nothing but a number
// behind the last part: slug-2, slug_2.html.
func endsInNumber(p, stem string) bool {
	rest, found := strings.CutPrefix(withoutExt(p), withoutExt(stem))
	if !found || rest == "" || !strings.ContainsRune("-_,", rune(rest[0])) {
		return false
	}
	_, isNumber := pageNumber(rest[1:])
	return isNumber
}

func severalTrue(m map[int]bool) bool {
	n := 0
	for _, is := range m {
		if is {
			n++
		}
	}
	return n > 1
}

// fullStem is an address as the first page of an article.
func fullStem(u *url.URL) string {
	return withoutExt(strings.TrimSuffix(u.Path, "/")) + "?" + u.Query().Encode()
}

func withoutExt(p string) string {
	if ext := path.Ext(p); strings.HasPrefix(ext, ".htm") || ext == ".php" || ext == ".aspx" || ext == ".shtml" {
		return strings.TrimSuffix(p, ext)
	}
	return p
}

// pathStem is pageStem for a path: /slug/2, /slug/page/2, /slug/seite-2,
// /slug_2.html, /slug,2.html, /slug-2.html.
func pathStem(p string) (string, int) {
	dir, last := path.Split(p)
	dir = strings.TrimSuffix(dir, "/")
	if n, isNumber := pageNumber(last); isNumber && dir != "" {
		parent, word := path.Split(dir)
		if slices.Contains(pageWords, strings.ToLower(word)) {
			return strings.TrimSuffix(parent, "/"), n
		}
		if articlePath(strings.Trim(dir, "/")) {
			return dir, n
		}
	}
	low := strings.ToLower(last)
	for _, w := range pageWords {
		rest, found := strings.CutPrefix(low, w)
		if n, isNumber := pageNumber(strings.TrimLeft(rest, "-_")); found && isNumber && dir != "" {
			return dir, n
		}
	}
	ext := path.Ext(last)
	name := strings.TrimSuffix(last, ext)
	if i := strings.LastIndexAny(name, "-_,"); i > 0 {
		if n, isNumber := pageNumber(name[i+1:]); isNumber {
			return dir + "/" + strings.TrimSuffix(strings.TrimSuffix(name[:i], "-page"), "_page") + ext, n
		}
	}
	return p, 1
}

// pageNumber reads a page's number.
func pageNumber(s string) (int, bool) {
	if len(s) == 0 || len(s) > 2 || s[0] == '0' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= maxPage
}

// nextLabels are the texts of links to the next page, in lower case.
var nextLabels = phrases(`next|next page|next ›|next »|›|»|>|>>|→|weiter|weiterlesen|nächste seite|nächste|zur nächsten seite|page suivante|suivant|suivante|siguiente|página siguiente
	|próxima|próxima página|seguinte|avanti|pagina successiva|successiva|volgende|volgende pagina|nästa|nästa sida|neste|neste side|næste|næste side|seuraava|następna|następna strona|dalej|další|další strana
	|ďalej|ďalšia|dalje|sljedeća|следећа|következő|következő oldal|următoarea|pagina următoare|далее|следующая|следующая страница|вперед|далі|наступна|следваща|επόμενη|επόμενο|sonraki|sonraki sayfa|devamı|selanjutnya|halaman berikutnya
	|trang sau|tiếp|ถัดไป|หน้าถัดไป|अगला|अगला पेज|পরবর্তী|التالي|الصفحة التالية|صفحه بعد|بعدی|הבא|לעמוד הבא|下一页|下一頁|次へ|次のページ|次ページ|다음|다음 페이지`)

// isNumberLabel reports whether the text of a link is page n's number: "2",
// "page 2".
func isNumberLabel(text string, n int) bool {
	text = strings.TrimSpace(strings.ToLower(text))
	if text == strconv.Itoa(n) {
		return true
	}
	word, number, found := strings.Cut(text, " ")
	return found && number == strconv.Itoa(n) && slices.Contains(pageWords, word)
}

// wholeLabels are the texts of links to the whole article on a page.
var wholeLabels = phrases(`view all|view as one page|single page|show all|all pages|print view|read on one page|view on a single page|auf einer seite lesen|auf einer seite|alles auf einer seite|gesamten artikel auf einer seite lesen
	|komplettansicht|artikel auf einer seite lesen|lire en une seule page|afficher sur une page|ver todo|ver en una sola página|ver tudo|leggi tutto su una pagina|op één pagina|pokaż całość|na jednej stronie|на одной странице
	|одной страницей|全文阅读|阅读全文|单页阅读|在本页阅读全文|全文を読む|1ページで読む|전체보기`)

// isWhole reports whether a link leads to the whole article on one page.
func isWhole(u *url.URL, stem, text string) bool {
	p := strings.TrimSuffix(u.Path, "/")
	q := u.Query()
	all := false
	for _, key := range []string{"page", "seite", "pagina", "p"} {
		if v := strings.ToLower(q.Get(key)); v == "all" || v == "alle" || v == "komplett" {
			all = true
			q.Del(key)
		}
	}
	for _, key := range []string{"singlepage", "single", "onepage", "viewall", "view-all", "showall"} {
		if q.Has(key) {
			all = true
			q.Del(key)
		}
	}
	dir, last := path.Split(p)
	switch strings.ToLower(last) {
	case "komplettansicht", "all", "viewall", "view-all", "single-page", "onepage", "full":
		all, p = true, strings.TrimSuffix(dir, "/")
	}
	ownPath, _, _ := strings.Cut(stem, "?")
	theirs := withoutExt(p)
	return all && (theirs == ownPath || wholeLabels[strings.TrimSpace(strings.ToLower(text))] && strings.HasPrefix(theirs, ownPath))
}
