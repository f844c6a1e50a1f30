package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/overview-news/overview/feed/internal/markup"
)

// text is a JSON value that should be a string. Numbers are taken as written;
// anything else is empty, so that one odd field costs no entry.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	*t = ""
	if len(b) == 0 {
		return nil
	}
	if b[0] == '"' {
		var s string
		if json.Unmarshal(b, &s) == nil {
			*t = text(markup.Clean(strings.ReplaceAll(s, "\uFFFD", "")))
		}
		return nil
	}
	if b[0] == '-' || (b[0] >= '0' && b[0] <= '9') {
		*t = text(b)
	}
	return nil
}

// texts is a JSON value that should be a list of strings; one alone is a list
// too.
type texts []text

func (t *texts) UnmarshalJSON(b []byte) error {
	*t = nil
	var list []text
	if json.Unmarshal(b, &list) == nil {
		*t = list
		return nil
	}
	var one text
	if json.Unmarshal(b, &one) == nil && one != "" {
		*t = texts{one}
	}
	return nil
}

// jsonAuthor is an author, in either form that the format has had.
type jsonAuthor struct {
	Name text `json:"name"`
}

// people is a list of authors, or one.
type people []jsonAuthor

func (p *people) UnmarshalJSON(b []byte) error {
	*p = nil
	var list []jsonAuthor
	if json.Unmarshal(b, &list) == nil {
		*p = list
		return nil
	}
	var one jsonAuthor
	if json.Unmarshal(b, &one) == nil {
		*p = people{one}
		return nil
	}
	var name text
	if json.Unmarshal(b, &name) == nil {
		*p = people{{name}}
	}
	return nil
}

type jsonItem struct {
	ID            text   `json:"id"`
	URL           text   `json:"url"`
	ExternalURL   text   `json:"external_url"`
	Title         text   `json:"title"`
	ContentHTML   text   `json:"content_html"`
	ContentText   text   `json:"content_text"`
	Summary       text   `json:"summary"`
	Image         text   `json:"image"`
	BannerImage   text   `json:"banner_image"`
	DatePublished text   `json:"date_published"`
	DateModified  text   `json:"date_modified"`
	Author        people `json:"author"`
	Authors       people `json:"authors"`
	Tags          texts  `json:"tags"`
	Language      text   `json:"language"`
}

// parseJSON reads a JSON Feed member by member, so that what stands before a
// break is kept.
func (p *parser) parseJSON(doc []byte) error {
	doc = bytes.TrimPrefix(bytes.TrimSpace(doc), []byte("\uFEFF"))
	dec := json.NewDecoder(bytes.NewReader(doc))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return &NotFeedError{FoundJSON, "not an object"}
	}
	p.feed.Kind = JSON
	isFeed := false
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			p.breakOff(err)
			break
		}
		name, _ := key.(string)
		if name == "items" {
			ok, err := p.jsonItems(dec)
			isFeed = isFeed || ok
			if err != nil {
				p.breakOff(err)
				break
			}
			continue
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			p.breakOff(err)
			break
		}
		isFeed = p.jsonMember(name, raw) || isFeed
	}
	if !isFeed {
		return &NotFeedError{FoundJSON, "neither a JSON Feed version nor items"}
	}
	return nil
}

func (p *parser) breakOff(error) {
	p.feed.Problem = fmt.Sprintf("the document breaks off, after %d whole entries", p.entries)
}

// jsonMember reads a member of the top object. It reports whether that proves
// the document to be a JSON Feed.
func (p *parser) jsonMember(name string, raw json.RawMessage) bool {
	f := &p.feed
	var value text
	if name != "hubs" && json.Unmarshal(raw, &value) != nil {
		return false
	}
	switch name {
	case "version":
		return strings.Contains(string(value), "jsonfeed.org")
	case "title":
		f.Title = markup.Headline(string(value), maxTitle)
	case "home_page_url":
		f.Home = p.address(string(value), nil)
	case "feed_url":
		f.Self = p.address(string(value), nil)
	case "description":
		f.Description = markup.Summary(string(value), maxTitle)
	case "icon":
		f.Image = p.address(string(value), nil)
	case "favicon":
		if f.Image == "" {
			f.Image = p.address(string(value), nil)
		}
	case "language":
		f.Language = language(string(value))
	case "hubs":
		var hubs []struct {
			URL text `json:"url"`
		}
		if json.Unmarshal(raw, &hubs) == nil && len(hubs) > 0 {
			f.Hub = p.address(string(hubs[0].URL), nil)
		}
	}
	return false
}

// jsonItems reads the items one by one. It reports whether there is a list.
func (p *parser) jsonItems(dec *json.Decoder) (bool, error) {
	t, err := dec.Token()
	if err != nil {
		return false, fmt.Errorf("read items: %w", err)
	}
	if t != json.Delim('[') {
		if t == json.Delim('{') {
			return false, fmt.Errorf("read items: an object, not a list")
		}
		return false, nil
	}
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return true, fmt.Errorf("read item: %w", err)
		}
		if p.entries >= maxRead {
			p.overflow = true
			continue
		}
		var item jsonItem
		if json.Unmarshal(raw, &item) == nil {
			p.jsonEntry(&item)
		}
	}
	if _, err := dec.Token(); err != nil {
		return true, fmt.Errorf("end of items: %w", err)
	}
	return true, nil
}

// jsonEntry turns an item into an entry.
func (p *parser) jsonEntry(item *jsonItem) {
	d := &draft{id: string(item.ID)}
	d.URL = firstOf(p.address(string(item.URL), nil), p.address(string(item.ExternalURL), nil))
	d.guidLink = markup.Address(d.id, nil)
	d.Title = markup.Headline(string(item.Title), maxTitle)
	d.Language = language(string(item.Language))
	d.Content = limited(string(item.ContentHTML))
	d.html = firstOf(string(item.Summary), string(item.ContentText))
	if d.Content == "" && item.Summary != "" {
		d.Content = limited(string(item.ContentText))
	}
	d.Image = firstOf(p.address(string(item.Image), nil), p.address(string(item.BannerImage), nil))
	d.when = dates{published: string(item.DatePublished), updated: string(item.DateModified)}
	for _, a := range append(item.Authors, item.Author...) {
		d.addAuthor(string(a.Name))
	}
	for _, t := range item.Tags {
		d.addCategory(string(t))
	}
	p.keep(d)
}

func limited(s string) string {
	return string(markup.Cut([]byte(s), maxContent))
}
