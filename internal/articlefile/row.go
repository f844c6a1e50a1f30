package articlefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/text/sentence"
)

// Row is one article of a file. Each of the paired names means the same;
// the first is what [Writer.Write] prints. Unknown fields are ignored, and so are
// story and family, which other programs use for their own grouping, and
// kicker, place, image_caption, image_credit, published_day, published_guessed,
// signed and sources where they have another form.
type Row struct {
	ID        string   `json:"id,omitempty"`
	URL       string   `json:"url,omitempty"`
	Canonical string   `json:"canonical_url,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`      // or source
	Name      string   `json:"outlet_name,omitempty"` // for people; the identity is Outlet
	Home      string   `json:"outlet_home,omitempty"`
	Spoken    string   `json:"outlet_language,omitempty"` // the outlet's own; Language is the article's
	Publisher string   `json:"publisher,omitempty"`       // the newsroom, if it is not the outlet's id
	Lane      string   `json:"lane,omitempty"`            // if it is not domestic
	Country   string   `json:"country,omitempty"`         // the outlet's, ISO 3166-1 alpha-2
	Language  string   `json:"language,omitempty"`        // or lang; BCP 47
	Title     string   `json:"title"`
	Authors   []string `json:"authors,omitempty"`
	Published string   `json:"published,omitempty"`         // or date; RFC 3339
	Day       bool     `json:"published_day,omitempty"`     // only the day of Published is stated
	Guessed   bool     `json:"published_guessed,omitempty"` // no date is stated; Published is when it was seen
	Modified  string   `json:"modified,omitempty"`
	Image     string   `json:"image,omitempty"`
	Caption   string   `json:"image_caption,omitempty"`
	Maker     string   `json:"image_credit,omitempty"`
	Kicker    string   `json:"kicker,omitempty"` // the words over the headline
	Place     string   `json:"place,omitempty"`  // where the text was written
	Genre     string   `json:"genre,omitempty"`
	Topic     string   `json:"topic,omitempty"`
	Credit    string   `json:"credit,omitempty"`
	Signed    Signed   `json:"signed,omitempty"`  // who signed and is no person
	Found     *Found   `json:"sources,omitempty"` // where answers were found
	Text      string   `json:"text"`              // one block a line
	English   *English `json:"english,omitempty"` // or title_en and text_en
	State     string   `json:"state,omitempty"`   // how much of the article was stored, a [news.ArticleState]; another word is ignored
	Story     int64    `json:"story,omitempty"`   // printed only
	Family    int64    `json:"family,omitempty"`  // printed only
}

// Signed are names under which a text appeared. A value of another form, by
// another program, is ignored.
type Signed []news.Signature

// UnmarshalJSON reads what this package writes.
func (s *Signed) UnmarshalJSON(b []byte) error {
	var list []news.Signature
	if json.Unmarshal(b, &list) == nil {
		*s = list
	}
	return nil
}

// Found says where answers were found. A value of another form, by another
// program, is ignored.
type Found news.Found

// UnmarshalJSON reads what this package writes.
func (f *Found) UnmarshalJSON(b []byte) error {
	var found news.Found
	if json.Unmarshal(b, &found) == nil {
		*f = Found(found)
	}
	return nil
}

// loose is a value that other programs may write in another form, which is
// ignored.
type loose[T any] struct{ value T }

// UnmarshalJSON reads what this package writes.
func (l *loose[T]) UnmarshalJSON(b []byte) error {
	var value T
	if json.Unmarshal(b, &value) == nil {
		l.value = value
	}
	return nil
}

// details are what a row says besides.
func (r Row) details() news.Details {
	d := news.Details{Kicker: oneLine(r.Kicker), Place: oneLine(r.Place), ImageCaption: oneLine(r.Caption), ImageCredit: oneLine(r.Maker)}
	for _, s := range r.Signed {
		if name := nameOf(s.Name); name != "" {
			d.Signed = append(d.Signed, news.Signature{Name: name, Kind: s.Kind})
		}
	}
	if r.Found != nil {
		d.Found = news.Found{Headline: oneLine(r.Found.Headline), Authors: oneLine(r.Found.Authors), Published: oneLine(r.Found.Published)}
	}
	return d
}

// authors are the names of a row that show something.
func (r Row) authors() []string {
	var out []string
	for _, a := range r.Authors {
		if name := nameOf(a); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// image is the row's picture, if its address is one of the web.
func (r Row) image() string {
	image := strings.TrimSpace(r.Image)
	if !address.Safe(image) {
		return ""
	}
	return image
}

// English is an English rendition and who made it.
type English struct {
	Title   string `json:"title"`
	Text    string `json:"text"`
	Engine  string `json:"engine,omitempty"`
	Model   string `json:"model,omitempty"`
	Version string `json:"version,omitempty"`
}

// engineStated is the provenance of a rendition whose file names no engine.
const engineStated = "not stated (imported)"

// input is a row as it may be written by others.
type input struct {
	Row
	Lang         string          `json:"lang"`
	Source       string          `json:"source"`
	Date         string          `json:"date"`
	TitleEnglish string          `json:"title_en"`
	TextEnglish  string          `json:"text_en"`
	Story        json.RawMessage `json:"story"`  // another program's
	Family       json.RawMessage `json:"family"` // another program's
	State        json.RawMessage `json:"state"`  // ours or another program's
	Day          loose[bool]     `json:"published_day"`
	Guessed      loose[bool]     `json:"published_guessed"`
	Caption      loose[string]   `json:"image_caption"`
	Maker        loose[string]   `json:"image_credit"`
	Kicker       loose[string]   `json:"kicker"`
	Place        loose[string]   `json:"place"`
}

// parse reads one line.
func parse(line []byte) (Row, error) {
	var in input
	dec := json.NewDecoder(bytes.NewReader(line))
	if err := dec.Decode(&in); err != nil {
		return Row{}, fmt.Errorf("read the object: %w", err)
	}
	r := in.Row
	r.Language = firstOf(r.Language, in.Lang)
	r.Outlet = firstOf(r.Outlet, in.Source)
	r.Published = firstOf(r.Published, in.Date)
	r.Day, r.Guessed = in.Day.value, in.Guessed.value
	r.Caption, r.Maker, r.Kicker, r.Place = in.Caption.value, in.Maker.value, in.Kicker.value, in.Place.value
	if r.English == nil && (in.TitleEnglish != "" || in.TextEnglish != "") {
		r.English = &English{Title: in.TitleEnglish, Text: in.TextEnglish}
	}
	if json.Unmarshal(in.State, &r.State) != nil {
		r.State = ""
	}
	switch {
	case r.empty():
		return Row{}, errors.New("the row has neither title nor text")
	case r.Published == "":
		return Row{}, errors.New("the row has no published or date: give an RFC 3339 time")
	}
	return r, nil
}

// empty reports whether a row tells nothing of its article.
func (r Row) empty() bool {
	return !shows(r.Title) && !shows(r.Text)
}

// state is how much of the article a row has: the page's text, or what a feed
// said of it. A row without text is a headline whatever it says.
func (r Row) state() news.ArticleState {
	switch news.ArticleState(r.State) {
	case news.StateHeadline, news.StateRefused, news.StateFailed, news.StateWithdrawn:
		return news.StateHeadline
	}
	if !shows(r.Text) {
		return news.StateHeadline
	}
	return news.StateCollected
}

// dateForms are the forms of time that a row may use.
var dateForms = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly}

// isDay reports whether a time is written as a day alone.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// when reads a time; one without a zone is UTC.
func when(s string) (time.Time, error) {
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not an RFC 3339 time", s)
}

// Resolver finds the catalog's outlet for what a row says of it; ok is false
// if the catalog has none.
type Resolver func(id, site, language string) (outlet news.Outlet, ok bool)

// Options say what a file's rows do not.
type Options struct {
	Resolve Resolver  // the catalog's outlets; nil knows none
	Engine  string    // who made the English renditions whose rows do not say
	Now     time.Time // when the import takes place
}

// Imported turns a row into what the store imports.
func (r Row) Imported(o Options) (news.ImportedArticle, error) {
	published, err := when(r.Published)
	if err != nil {
		return news.ImportedArticle{}, err
	}
	link, err := cleanURL(r.URL)
	if err != nil {
		return news.ImportedArticle{}, err
	}
	canonical, err := cleanURL(r.Canonical)
	if err != nil {
		canonical = "" // what a page says of itself is not the row's fault
	}
	language := firstOf(r.Language, "und")
	a := news.Article{
		URL: link, Canonical: canonical, Language: language, Title: oneLine(r.Title),
		Authors: r.authors(), Credit: oneLine(r.Credit), Image: r.image(), Genre: news.Genre(r.Genre), Topic: r.Topic,
		Published: published, DayOnly: r.Day || isDay(r.Published), DateGuessed: r.Guessed, Words: sentence.Words(r.Text), State: r.state(),
	}
	if m, err := when(r.Modified); err == nil {
		a.Modified = m
	}
	out := news.ImportedArticle{
		Outlet: r.outlet(o.Resolve, link), Article: a, Details: r.details(),
		Original: news.Rendition{Language: language, Title: a.Title, Blocks: blocks(r.Text, language), Made: o.Now},
	}
	if e := r.English; e != nil && language != "en" && !strings.HasPrefix(language, "en-") {
		out.English = &news.Rendition{
			Language: "en", Title: oneLine(e.Title), Blocks: blocks(e.Text, "en"),
			Engine: firstOf(e.Engine, o.Engine, engineStated), Model: e.Model, Version: e.Version, Made: o.Now,
		}
		out.English.Aligned = aligned(out.Original.Blocks, out.English.Blocks) && e.Engine != ""
	}
	return out, nil
}

// aligned reports whether two texts have the same blocks with as many
// sentences in each.
func aligned(a, b []news.Block) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i].Sentences) != len(b[i].Sentences) {
			return false
		}
	}
	return true
}

// lanes are those that a row may name.
var lanes = []news.Lane{news.Domestic, news.External, news.Exile, news.Agency, news.Supranational}

// outlet is the row's outlet: the catalog's, or one made of what the row says
// of it, which may be no more than its site.
func (r Row) outlet(resolve Resolver, link string) news.Outlet {
	named := nameOf(r.Outlet)
	domain := strings.ToLower(named)
	if link != "" {
		domain = firstOf(address.Domain(link), domain)
	}
	if resolve != nil {
		if o, ok := resolve(named, domain, r.Language); ok {
			return o
		}
	}
	name := firstOf(nameOf(r.Name), named, domain, "unknown outlet")
	o := news.Outlet{
		ID: news.OutletID(slug(firstOf(named, domain, "unknown"))), Name: name,
		Country: strings.ToUpper(r.Country), Language: firstOf(r.Spoken, r.Language), Lane: news.Domestic, Origin: "import",
	}
	if home, err := address.Normalize(r.Home); err == nil {
		o.Home = home
	} else if strings.Contains(domain, ".") {
		o.Home = "https://" + domain + "/"
	}
	if lane := news.Lane(r.Lane); slices.Contains(lanes, lane) {
		o.Lane = lane
	}
	o.Publisher = firstOf(nameOf(r.Publisher), string(o.ID))
	return o
}

// slug makes an identity of a name: letters and digits in lower case, joined
// by dashes.
func slug(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(name) {
		if r == '.' || r == '-' || r == '_' || r == ' ' || r == '/' || r == ':' {
			dash = b.Len() > 0
			continue
		}
		if dash {
			b.WriteByte('-')
			dash = false
		}
		b.WriteRune(r)
	}
	return firstOf(b.String(), "unknown")
}

// blocks cuts a text into blocks, one a line, of sentences.
func blocks(text, language string) []news.Block {
	var out []news.Block
	for line := range strings.Lines(text) {
		line = oneLine(line)
		if !shows(line) {
			continue
		}
		out = append(out, news.Block{Role: "paragraph", Sentences: sentence.Strings(line, language)})
	}
	return out
}

// cleanURL is a link in canonical form; "" stays "".
func cleanURL(raw string) (string, error) {
	if raw == "" {
		return "", nil
	}
	c, err := address.Canonical(raw)
	if err != nil {
		return "", fmt.Errorf("url %q: %w", raw, err)
	}
	return c, nil
}

// oneLine is a text as the collector reads one from a page: with single spaces
// and without what shows nothing, such as control characters and those that
// turn the direction of what follows.
func oneLine(s string) string { return dom.Collapse(s) }

// nameOf is a name on one line, or "" if it shows nothing.
func nameOf(s string) string {
	s = oneLine(s)
	if !shows(s) {
		return ""
	}
	return s
}

// shows reports whether anything of s can be seen.
func shows(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
