package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/text/agency"
	"github.com/overview-news/overview/text/langid"
	"github.com/overview-news/overview/text/language"
)

// extractCmd reads pages.
type extractCmd struct {
	Roles bool   `help:"Print every block of the page with its role too: headline, paragraph, caption, prompt, …"`
	Keep  string `placeholder:"SELECTOR" help:"Take for text only what stands in elements that this CSS selector matches, as extract: keep of an outlet list does."`
	Drop  string `placeholder:"SELECTOR" help:"Read pages as if the elements that this CSS selector matches were not there, as extract: drop does."`
}

// Help is what --help adds.
func (extractCmd) Help() string {
	return `Reads pages, one JSON object a line: {"id","url","html"}, or "html_base64" for raw bytes.
Prints {"id","url","canonical_url","title","authors","published","modified","image",
"language","text","genre","credit","paywalled",…}; text has one block a line.
After these come:

  kind           article, live, gallery, video, front, consent, challenge, login, missing, empty
  section        as the page states it
  keywords       likewise
  sure           how clearly the text stands out, 0 to 1
  kicker         the words before the headline in its heading
  stated_title   what the page calls itself for machines: the headline that two of
                 its heading, JSON-LD and og:title have, else JSON-LD's, else og:title's
  titles         its other headlines, for search and for sharing: [{"title","source"}]
  signed         all that is named for who wrote it: [{"name","kind"}], kind being
                 person, agency, outlet, desk, initials or other; authors has the persons
  place          where the text says it was written
  image_caption  what stands under the main image
  image_credit   who made it, as the page says
  version        amp or print, where the page is a version of another one
  pages          where an article stands on several: {"number","next","whole"}
  corrections    notes of what was put right, shown or stated for machines
  sources        where each answer was found: {"title":"h1","published":"json-ld",…}
  truncated      true, only where the page had more than 20,000 blocks: the rest was not read
  miss           only where --keep or --drop was not followed: keep-unmatched, nothing
                 matches; keep-textless, what matches holds no text; drop-everything,
                 no text is left

Where there is no answer stands null, or an empty list. --roles adds blocks:
[{"role","text","level","image","width","height","sure"}], with "language" where it is not the page's.`
}

// Run answers every line.
func (c extractCmd) Run(ctx context.Context, std streams) error {
	hints, err := extract.CompileHints(c.Keep, c.Drop)
	if err != nil {
		return fmt.Errorf("--%w", err)
	}
	return filterLines(ctx, std, []string{"html", "html_base64", "content_type"}, func(_ context.Context, in object) ([]field, error) {
		return c.page(in, hints)
	})
}

func (c extractCmd) page(in object, hints extract.Hints) ([]field, error) {
	html, err := htmlOf(in)
	if err != nil {
		return nil, err
	}
	url, err := in.text("url")
	if err != nil {
		return nil, err
	}
	contentType, err := in.text("content_type")
	if err != nil {
		return nil, err
	}
	a, err := extract.Page(html, url, extract.Options{ContentType: contentType, Now: time.Now(), Hints: hints})
	if err != nil {
		return nil, err
	}
	text := a.Text()
	tag := pageLanguage(a, text)
	fields := []field{
		{"url", url}, {"canonical_url", orNull(a.Canonical)}, {"title", orNull(a.Headline)},
		{"authors", listOf(a.Authors)}, {"published", moment(a.Published)}, {"modified", moment(a.Modified)},
		{"image", orNull(a.Image.URL)}, {"language", orNull(tag)}, {"text", text},
		{"genre", orNull(a.Genre)}, {"credit", orNull(credit(a.Credit))}, {"paywalled", a.Paywalled},
		{"kind", string(a.Kind)}, {"section", orNull(a.Section)}, {"keywords", listOf(a.Keywords)}, {"sure", a.Sure},
		{"kicker", orNull(a.Kicker)}, {"stated_title", orNull(a.Stated)}, {"titles", titlesOf(a)}, {"signed", signedOf(a)}, {"place", orNull(a.Place)},
		{"image_caption", orNull(a.Image.Caption)}, {"image_credit", orNull(a.Image.Credit)},
		{"version", orNull(string(a.Version))}, {"pages", pagesOf(a.Pages)}, {"corrections", correctionsOf(a)},
		{"sources", sourcesOf(a.Sources)},
	}
	if a.Truncated {
		fields = append(fields, field{"truncated", true})
	}
	if a.Miss != "" {
		fields = append(fields, field{"miss", string(a.Miss)})
	}
	if c.Roles {
		fields = append(fields, field{"blocks", rolesOf(a, tag)})
	}
	return fields, nil
}

// titlesOf are the headlines that the page has besides the one that it shows.
func titlesOf(a extract.Article) []ordered {
	out := make([]ordered, 0, len(a.Variants))
	for _, v := range a.Variants {
		out = append(out, ordered{{"title", v.Text}, {"source", v.Source}})
	}
	return out
}

// signedOf is who is named for the text, with what they are.
func signedOf(a extract.Article) []ordered {
	out := make([]ordered, 0, len(a.Signed))
	for _, n := range a.Signed {
		out = append(out, ordered{{"name", n.Text}, {"kind", string(n.Kind)}})
	}
	return out
}

// pagesOf says where the rest of an article is; nil if it is all on this page.
func pagesOf(p extract.Pages) any {
	if p.Number <= 1 && len(p.Others) == 0 && p.Whole == "" {
		return nil
	}
	return ordered{{"number", p.Number}, {"next", orNull(p.Next)}, {"whole", orNull(p.Whole)}}
}

// correctionsOf are the notes that the page shows, then those that it states
// for machines and does not show.
func correctionsOf(a extract.Article) []string {
	out := []string{}
	for _, b := range a.Blocks {
		if b.Role == extract.RoleCorrection {
			out = append(out, b.Text)
		}
	}
	for _, s := range a.Corrections {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// sourcesOf names where answers were found, under the names of the fields.
func sourcesOf(s extract.Sources) ordered {
	out := ordered{}
	for _, f := range []struct{ name, source string }{
		{"title", s.Headline}, {"authors", s.Authors}, {"signed", s.Signed}, {"published", s.Published}, {"modified", s.Modified},
		{"canonical_url", s.Canonical}, {"image", s.Image}, {"language", s.Language}, {"section", s.Section},
		{"keywords", s.Keywords}, {"genre", s.Genre}, {"credit", s.Credit}, {"place", s.Place}, {"paywalled", s.Access},
	} {
		if f.source != "" {
			out = append(out, field{f.name, f.source})
		}
	}
	return out
}

// rolesOf is every block of the page with what it is, and its language where
// that is not the page's, tag.
func rolesOf(a extract.Article, tag string) []ordered {
	blocks := make([]ordered, 0, len(a.Blocks))
	texts := make([]string, len(a.Blocks))
	for i, b := range a.Blocks {
		texts[i] = b.Text
	}
	languages := langid.Blocks(texts, language.Tag(tag))
	for i, b := range a.Blocks {
		o := ordered{{"role", string(b.Role)}, {"text", b.Text}}
		if l := languages[i]; string(l) != tag {
			o = append(o, field{"language", string(l)})
		}
		if b.Level > 0 {
			o = append(o, field{"level", b.Level})
		}
		if b.Image != "" {
			o = append(o, field{"image", b.Image})
		}
		if b.Width > 0 {
			o = append(o, field{"width", b.Width})
		}
		if b.Height > 0 {
			o = append(o, field{"height", b.Height})
		}
		if b.Role != extract.RoleImage { // the models do not judge pictures
			o = append(o, field{"sure", math.Round(b.Sure*100) / 100})
		}
		blocks = append(blocks, o)
	}
	return blocks
}

// htmlOf is the page's bytes.
func htmlOf(in object) ([]byte, error) {
	encoded, err := in.text("html_base64")
	if err != nil {
		return nil, err
	}
	if encoded != "" {
		raw, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			return nil, errors.New("html_base64 is not base64")
		}
		return raw, nil
	}
	html, err := in.text("html")
	if err != nil {
		return nil, err
	}
	if html == "" {
		return nil, errors.New("the line has neither html nor html_base64")
	}
	return []byte(html), nil
}

// moment is a stated time; a day without a time of day is printed as a day.
func moment(m extract.Moment) any {
	if m.Time.IsZero() {
		return nil
	}
	if !m.HasTime {
		return m.Time.Format(time.DateOnly)
	}
	return m.Time.UTC().Format(time.RFC3339)
}

// pageLanguage is the language of the text, with what the page declares as a
// hint.
func pageLanguage(a extract.Article, text string) string {
	prior := langid.Prior{}
	if t, ok := language.Parse(a.Language); ok {
		prior[t] = 0.5
	}
	r := langid.Identify(a.Headline+"\n"+text, prior)
	if r.Language == language.Und {
		return a.Language
	}
	return string(r.Language)
}

// credit is the agency's name where the credit names one, else the credit as
// it stands.
func credit(line string) string {
	if id, ok := agency.Credit(line); ok {
		if found, ok := agency.Find(id); ok {
			return found.Name
		}
	}
	return line
}
