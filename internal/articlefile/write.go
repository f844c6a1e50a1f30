package articlefile

import (
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Writer prints articles, one JSON object a line.
type Writer struct{ enc *json.Encoder }

// NewWriter returns a writer to w.
func NewWriter(w io.Writer) *Writer {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &Writer{enc: enc}
}

// ErrEmpty is returned for an article that has neither headline nor text: its
// row could not be read again.
var ErrEmpty = errors.New("the article has neither headline nor text")

// Write prints one article of an outlet with what its page says besides and its
// texts, or returns [ErrEmpty].
func (w *Writer) Write(a news.Article, d news.Details, o news.Outlet, texts []news.Rendition) error {
	r := Row{
		URL: a.URL, Canonical: a.Canonical, Outlet: string(a.Outlet), Country: a.Country,
		Name: o.Name, Home: o.Home, Spoken: o.Language,
		Language: a.Language, Title: a.Title, Authors: a.Authors, Published: published(a), Day: a.DayOnly, Guessed: a.DateGuessed,
		Modified: stamp(a.Modified), Image: a.Image, Genre: string(a.Genre), Topic: a.Topic,
		Kicker: d.Kicker, Place: d.Place, Caption: d.ImageCaption, Maker: d.ImageCredit, Signed: d.Signed,
		Credit: a.Credit, Text: a.Summary, State: string(a.State), Story: int64(a.Story), Family: int64(a.Family),
	}
	if d.Found != (news.Found{}) {
		r.Found = (*Found)(&d.Found)
	}
	if o.Publisher != string(a.Outlet) {
		r.Publisher = o.Publisher
	}
	if o.Lane != news.Domestic {
		r.Lane = string(o.Lane)
	}
	if a.TitleEnglish != "" {
		r.English = &English{Title: a.TitleEnglish, Text: a.SummaryEnglish}
	}
	for _, t := range texts {
		switch {
		case t.Original:
			r.Text = t.Text()
		case t.Language == "en":
			r.English = &English{Title: t.Title, Text: t.Text(), Engine: t.Engine, Model: t.Model, Version: t.Version}
		}
	}
	if r.empty() {
		return ErrEmpty
	}
	return w.enc.Encode(r)
}

// published is when an article was published; of a lone day its first moment,
// in the zone in which that is that day.
func published(a news.Article) string {
	if a.DayOnly && !a.Published.IsZero() {
		return a.Dated().Format(time.RFC3339)
	}
	if a.DateGuessed && !a.Seen.IsZero() {
		return stamp(a.Seen)
	}
	return stamp(a.Published)
}

// stamp is t as RFC 3339, or "" for the zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
