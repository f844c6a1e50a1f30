package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Kind is what a page is.
type Kind string

// The kinds. Only KindArticle and KindLive hold a text to read; of the others
// the blocks are whatever was found, not to be taken for an article.
const (
	KindArticle   Kind = "article"
	KindLive      Kind = "live"
	KindFront     Kind = "front"     // a home page or a list of articles
	KindGallery   Kind = "gallery"   // pictures with captions
	KindVideo     Kind = "video"     // a film or a recording with a few words
	KindConsent   Kind = "consent"   // nothing but a question about cookies
	KindChallenge Kind = "challenge" // a check that the reader is no robot
	KindLogin     Kind = "login"
	KindMissing   Kind = "missing" // says that the page is not there, under status 200
	KindEmpty     Kind = "empty"   // no text was found
)

// Version is another form of an article than its main page.
type Version string

// The versions. An article's own page has none.
const (
	VersionAMP   Version = "amp"
	VersionPrint Version = "print"
)

// What is too little text for an article, in tokens.
const (
	// fewTokens is the length under which a page's title alone can say that it
	// is no article.
	fewTokens = 120
	// littleText is the length under which a page is a video or a gallery if it
	// says so.
	littleText = 80
	// statedText is the length from which a page that states an article's type
	// is one, whatever words its headline has.
	statedText = 40
	// wholeText is the length from which no list or notice is looked for.
	wholeText = 250
)

// signs is what a page shows of its kind, counted in one pass.
type signs struct {
	tokens    int // of the chosen text without captions
	shown     int // tokens of all blocks outside navigation and footers
	longest   int // tokens of the longest chosen block
	teasers   int // headings that are links
	cards     int // article elements with such a heading
	carded    int // tokens of the chosen text inside these
	stamps    int // blocks that begin with an hour
	dialog    int // tokens in dialogues
	figures   int
	players   int // video elements and frames of film sites
	passwords int
	markers   map[Kind]bool // code of known walls
	isArticle bool          // the page states an article's type
	dated     bool          // and clearly a day of publication
	opening   string        // the first words, lower case
}

func (r *reader) readKind() {
	s := r.signs()
	r.out.Version = r.version()
	r.out.Kind = r.kind(s)
}

// kind judges in an order: what names itself and has no text, then what holds
// no article by its build, then what is one of another kind.
func (r *reader) kind(s signs) Kind {
	u, err := url.Parse(r.address)
	path := ""
	if err == nil {
		path = strings.ToLower(strings.Trim(u.Path, "/"))
	}
	if k, found := r.wall(s, path); found {
		return k
	}
	atRoot := err == nil && u.RawQuery == "" && (path == "" || path == "index.html" || path == "index.php" || path == "home")
	switch {
	case atRoot:
		return KindFront
	case r.isLive(s, path):
		return KindLive
	case r.isList(s, path):
		return KindFront
	case r.isVideo(s, path):
		return KindVideo
	case r.isGallery(s, path):
		return KindGallery
	case !(s.isArticle && s.tokens == 0) && r.looksLikeList(path):
		return KindFront
	case s.tokens == 0:
		return KindEmpty
	}
	return KindArticle
}

// signs counts.
func (r *reader) signs() signs {
	s := signs{}
	kind, _ := r.stated.First("og:type")
	s.isArticle = len(r.types) > 0 || strings.Contains(strings.ToLower(kind), "article")
	s.dated = !r.out.Published.Time.IsZero() && r.out.Published.Confidence >= sureMost
	const opening = 2_000 // bytes of text that are searched for phrases
	var first strings.Builder
	for i := range r.cut.Blocks {
		b := &r.cut.Blocks[i]
		if r.chosen[i] && !isCaption(b) {
			s.tokens += b.Tokens
			s.longest = max(s.longest, b.Tokens)
		}
		if r.startsEntry(i) {
			s.stamps++
		}
		if b.Flags&segment.InDialog != 0 {
			s.dialog += b.Tokens
		}
		if b.Flags&(segment.InNav|segment.InFooter) != 0 {
			continue
		}
		s.shown += b.Tokens
		if first.Len() < opening {
			first.WriteString(strings.ToLower(b.Text) + "\n")
		}
		if b.IsHeading() && b.LinkTokens > 2 && 2*b.LinkTokens > b.Tokens {
			s.teasers++
		}
	}
	s.cards, s.carded = r.cards()
	s.opening = first.String()
	s.figures, s.players, s.passwords, s.markers = len(r.seen.figures), r.seen.players, r.seen.passwords, r.seen.markers
	return s
}

// cards counts the article elements that hold a heading that is a link, and
// no other article, and the tokens of the chosen text in them.
func (r *reader) cards() (int, int) {
	above := func(n *html.Node) *html.Node {
		for n != nil && n.DataAtom != atom.Article {
			n = n.Parent
		}
		return n
	}
	found := map[*html.Node]bool{}
	for i := range r.cut.Blocks {
		b := &r.cut.Blocks[i]
		if b.Flags&segment.InArticle == 0 || !isLinkHeading(b) {
			continue
		}
		if n := above(b.Node); n != nil {
			found[n] = true
		}
	}
	for n := range found {
		for up := above(n.Parent); up != nil; up = above(up.Parent) {
			delete(found, up)
		}
	}
	tokens := 0
	for i := range r.cut.Blocks {
		if b := &r.cut.Blocks[i]; len(found) > 0 && r.chosen[i] && !isCaption(b) && b.Flags&segment.InArticle != 0 && found[above(b.Node)] {
			tokens += b.Tokens
		}
	}
	return len(found), tokens
}

// isLinkHeading reports whether a block is a heading that leads elsewhere, as a
// teaser's does.
func isLinkHeading(b *segment.Block) bool { return b.IsHeading() && 2*b.LinkTokens > b.Tokens }

// startsEntry reports whether block i begins with an hour and is part of the
// text, or stands before a part of it that is no such entry itself: not in a
// list of the latest news.
func (r *reader) startsEntry(i int) bool {
	if !startsWithHour(r.cut.Blocks[i].Text) {
		return false
	}
	if r.chosen[i] {
		return true
	}
	const ahead = 3 // blocks between an entry's hour and its text: a heading, a name
	for k := i + 1; k <= i+ahead && k < len(r.cut.Blocks); k++ {
		if startsWithHour(r.cut.Blocks[k].Text) {
			return false
		}
		if r.chosen[k] || r.probs[k] >= likelyEntry {
			return r.cut.Blocks[i].LinkTokens == 0
		}
	}
	return false
}

// likelyEntry is from which probability a block is an entry's text though it was
// not chosen: short entries repeat one another.
const likelyEntry = 0.4

// startsWithHour reports whether a text begins with a time of day, as the
// entries of live pages do: "12.31 Uhr:", "10:31", "9:05 pm".
func startsWithHour(s string) bool {
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 2 || digits+2 >= len(s) {
		return false
	}
	mark := s[digits]
	if mark != ':' && mark != '.' && mark != 'h' {
		return false
	}
	minutes := s[digits+1:]
	if len(minutes) < 2 || minutes[0] < '0' || minutes[0] > '5' || minutes[1] < '0' || minutes[1] > '9' {
		return false
	}
	rest := strings.TrimSpace(minutes[2:])
	if mark == '.' && !strings.HasPrefix(strings.ToLower(rest), "uhr") && !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, "–") {
		return false // 10.31 may be a number
	}
	return rest == "" || !unicode.IsDigit(rune(rest[0])) && rest[0] != '.'
}

// wall finds pages that show something instead of an article: by code that
// only such pages have, and by what their title or first words say.
func (r *reader) wall(s signs, path string) (Kind, bool) {
	titles := []string{strings.ToLower(r.out.Headline), strings.ToLower(r.stated.Title)}
	if k, found := outright(s, titles); found {
		return k, true
	}
	if s.tokens < fewTokens && (!s.isArticle || s.tokens < statedText) {
		if k, found := r.notice(s, titles); found {
			return k, true
		}
	}
	if !s.isArticle && s.tokens < wholeText && hasLoginPart(path) {
		return KindLogin, true
	}
	return "", false
}

// outright finds walls that name themselves twice, so that more text may stand
// on them: in title and code, or by number and words. A page with no text at
// all is what its code says.
func outright(s signs, titles []string) (Kind, bool) {
	if s.isArticle || s.tokens >= wholeText {
		return "", false
	}
	for _, p := range phrasesByKind {
		if s.markers[p.kind] && (s.shown == 0 || named(titles, p.title, s.dated)) {
			return p.kind, true
		}
	}
	if named(titles, []string{"404"}, s.dated) && named(titles, missingWords, s.dated) {
		return KindMissing, true
	}
	return "", false
}

// notice finds a wall on a page with little text.
func (r *reader) notice(s signs, titles []string) (Kind, bool) {
	const shortPage = 200 // tokens of a notice
	if s.tokens < statedText && !s.isArticle {
		titles = append(titles, r.topHeadings()...)
	}
	for _, p := range phrasesByKind {
		if named(titles, p.title, s.dated) {
			return p.kind, true
		}
		if s.shown > shortPage || s.isArticle && !r.out.Published.Time.IsZero() {
			continue
		}
		if _, word := firstWord(s.opening, p.text); word != "" || s.markers[p.kind] {
			return p.kind, true
		}
	}
	low := strings.ToLower(r.address)
	switch {
	case s.passwords > 0 && s.tokens < littleText && !s.isArticle && r.out.Published.Time.IsZero():
		return KindLogin, true
	case s.dialog > 2*(s.shown-s.dialog) && s.dialog > 30, strings.Contains(low, "://consent.") || strings.Contains(low, "/consent/"):
		return KindConsent, true
	}
	return "", false
}

// named reports whether one of the titles is short, as a notice's is, and has
// one of the words. On a page with a day of publication the words must be most
// of the title: "Missing boat not found" is a headline.
func named(titles, words []string, dated bool) bool {
	const shortTitle = 10 // words
	for _, title := range titles {
		if len(strings.Fields(title)) > shortTitle {
			continue
		}
		if _, word := firstWord(title, words); word != "" && (!dated || 5*len(word) >= 2*len(title)) {
			return true
		}
	}
	return false
}

// hasLoginPart reports whether a part of a path is the name of a page on which
// readers say who they are.
func hasLoginPart(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		part, _, _ = strings.Cut(part, ".")
		if loginParts[strings.NewReplacer("-", "", "_", "").Replace(part)] {
			return true
		}
	}
	return false
}

// topHeadings are the first short headings of a page with hardly any text, in
// lower case: a notice may stand under its site's title.
func (r *reader) topHeadings() []string {
	const most, words = 5, 6
	var list []string
	for _, n := range pick(r.seen.headings, most, func(n *html.Node) bool { return !dom.Within(n, atom.Nav, atom.Footer, atom.Aside, atom.Dialog) }) {
		if text := strings.ToLower(dom.Text(n)); len(strings.Fields(text)) <= words {
			list = append(list, text)
		}
	}
	return list
}

// isLive asks for a stated type, or for words and entries with hours together:
// "live" alone is in many headlines.
func (r *reader) isLive(s signs, path string) bool {
	if slices.Contains(r.types, "LiveBlogPosting") || r.hasType("LiveBlogPosting") {
		return true
	}
	const entries, many, words = 4, 12, 60 // words of an entry's text
	title := strings.ToLower(r.out.Headline + " | " + r.stated.Title)
	_, word := firstWord(title, liveWords)
	named := word != ""
	for _, w := range livePaths {
		named = named || strings.Contains(path, w)
	}
	return named && s.stamps >= entries || s.stamps >= many && s.tokens >= words*s.stamps
}

// isList asks for a list's build: no type of an article, no long paragraph,
// and teasers or an address of lists.
func (r *reader) isList(s signs, path string) bool {
	if len(r.types) > 0 || s.longest > wholeText/2 {
		return false
	}
	for _, t := range []string{"CollectionPage", "SearchResultsPage", "ProfilePage"} {
		if r.hasType(t) && (!s.isArticle || s.tokens < statedText) {
			return true
		}
	}
	if s.isArticle {
		return false
	}
	const teasers, many = 5, 10
	for _, part := range listParts {
		if (path == part || strings.HasPrefix(path, part+"/") || strings.Contains(path, "/"+part+"/")) &&
			(s.teasers >= teasers || s.tokens < statedText || r.cut.LinkShare() > 0.7) && !articlePath(path) {
			return true
		}
	}
	// Cards in a row, of which the text was taken: the times are theirs.
	if s.cards >= many && 2*s.carded > s.tokens && !articlePath(path) {
		return true
	}
	return false
}

func (r *reader) isVideo(s signs, path string) bool {
	if s.tokens >= wholeText || s.isArticle && s.tokens >= littleText {
		return false
	}
	kind, _ := r.stated.First("og:type")
	switch {
	case s.tokens >= littleText: // a page of comments and suggestions, which only its address tells
	case strings.HasPrefix(kind, "video"), r.hasType("VideoObject") && len(r.types) == 0:
		return true
	}
	inPath := slices.ContainsFunc(strings.Split(path, "/"), func(p string) bool {
		return slices.Contains([]string{"video", "videos", "watch", "clip", "clips", "vídeo", "vídeos", "videoteca", "tv", "mediathek"}, p)
	})
	return inPath && (s.players > 0 || r.hasType("VideoObject") || s.isArticle)
}

func (r *reader) isGallery(s signs, path string) bool {
	kind, _ := r.stated.First("og:type")
	if s.tokens < littleText && (r.hasType("ImageGallery") || r.hasType("MediaGallery") || strings.Contains(kind, "gallery")) {
		return true
	}
	const pictures, words = 5, 15 // figures, tokens of text for each
	inPath := slices.ContainsFunc(galleryParts, func(p string) bool { return strings.Contains(path, p) })
	return inPath && s.figures >= pictures && s.tokens < words*s.figures && s.longest < littleText
}

// version says whether the page is an article's AMP or print version.
func (r *reader) version() Version {
	root := dom.First(r.doc, atom.Html)
	if root != nil && (dom.HasAttr(root, "amp") || dom.HasAttr(root, "⚡") || dom.HasAttr(root, "amp4ads")) {
		return VersionAMP
	}
	u, err := url.Parse(r.address)
	if err != nil {
		return ""
	}
	q := u.Query()
	for _, key := range []string{"print", "printable", "printview", "print_preview"} {
		if q.Has(key) && q.Get(key) != "0" && q.Get(key) != "false" {
			return VersionPrint
		}
	}
	for _, key := range []string{"output", "view", "format", "tmpl", "mode"} {
		if v := strings.ToLower(q.Get(key)); v == "print" || v == "printable" {
			return VersionPrint
		}
	}
	parts := strings.Split(strings.ToLower(strings.Trim(u.Path, "/")), "/")
	first, last := parts[0], parts[len(parts)-1]
	switch {
	case first == "print" || last == "print" || last == "print.html" || first == "drucken" || last == "imprimir" || strings.HasSuffix(last, ".print.html"):
		return VersionPrint
	case u.Host != "" && strings.HasPrefix(u.Host, "amp.") && len(parts) > 0 && parts[0] != "":
		return VersionAMP
	}
	return ""
}

func (r *reader) hasType(kind string) bool {
	for _, o := range r.stated.Objects {
		if !o.Listed && o.Is(kind) {
			return true
		}
	}
	return false
}
