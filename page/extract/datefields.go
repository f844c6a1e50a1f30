package extract

import (
	"strings"
	"time"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/text/date"
	"golang.org/x/net/html/atom"
)

// publishedTags are the meta tags for the publication, the most used first.
var publishedTags = []string{"article:published_time", "article:published", "og:published_time", "og:article:published_time",
	"parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "published_time",
	"datepublished", "sailthru.date", "publish-date", "pubdate", "publication_date", "publishdate", "dc.date.issued",
	"dcterms.created", "dcterms.date", "dc.date.created", "originalpublicationdate", "cxenseparse:pub-date", "vr:published_time",
	"date.published", "article_date_original", "dc.date", "dc.created", "citation_publication_date", "rnews:datepublished",
	"bt:pubdate", "pub_date", "shareaholic:article_published_time"}

// modifiedTags are the meta tags for the last change.
var modifiedTags = []string{"article:modified_time", "og:updated_time", "article:modified", "dcterms.modified",
	"last-modified", "lastmod", "datemodified", "revised", "dc.date.modified"}

// eitherTags are meta tags that some sites use for the publication, others for
// the change.
var eitherTags = []string{"date", "last-modified", "lastmod", "og:updated_time", "article:modified_time"}

// publishedDates returns the statements of a publication, the most trusted
// first.
func (r *reader) publishedDates() []stated {
	list := r.addDate(nil, meta.String(r.object["datePublished"]), "json-ld", sureShown)
	list = append(list, r.tagDates(publishedTags, sureShown)...)
	for _, p := range r.stated.Micro {
		if p.Name == "datePublished" && !dom.Within(p.Node, atom.Aside, atom.Nav, atom.Footer, atom.Li) {
			list = r.addDate(list, p.Value, "microdata", sureShown)
		}
	}
	return r.addDate(list, meta.String(r.object["dateCreated"]), "json-ld dateCreated", sureShown)
}

// modifiedDates returns the statements of a change, the most trusted first.
func (r *reader) modifiedDates() []stated {
	list := r.addDate(nil, meta.String(r.object["dateModified"]), "json-ld", sureShown)
	list = append(list, r.tagDates(modifiedTags, sureShown)...)
	for _, p := range r.stated.Micro {
		if p.Name == "dateModified" {
			list = r.addDate(list, p.Value, "microdata", sureShown)
		}
	}
	return list
}

// eitherDates returns what tags state that stand for the one or the other.
func (r *reader) eitherDates() []stated { return r.tagDates(eitherTags, sureLoose) }

func (r *reader) tagDates(tags []string, weight float64) []stated {
	var list []stated
	for _, tag := range tags {
		for _, v := range r.stated.Tags[tag] {
			list = r.addDate(list, v, "meta "+tag, weight)
		}
	}
	return list
}

// addDate adds the date in s, if it has one.
func (r *reader) addDate(list []stated, s, from string, weight float64) []stated {
	if d, ok := r.parseDate(s); ok {
		list = append(list, stated{d, from, weight})
	}
	return list
}

// parseDate reads a date that a page of this outlet can have.
func (r *reader) parseDate(s string) (date.Date, bool) {
	const longest = 200 // bytes
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest {
		return date.Date{}, false
	}
	lang := r.out.Language
	if lang == "" {
		lang = r.opts.Language
	}
	d, ok := date.Parse(s, date.Options{Location: r.opts.Location, Language: lang})
	if !ok || d.Time.Before(earliest) {
		return date.Date{}, false
	}
	if !r.opts.Now.IsZero() && d.Time.After(r.opts.Now.Add(24*time.Hour)) {
		return date.Date{}, false
	}
	return d, true
}
