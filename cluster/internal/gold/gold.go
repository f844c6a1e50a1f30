// Package gold reads articles labelled with the event that they tell, and
// scores a grouping against the labels.
package gold

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Article is one labelled article. An empty Story means that it has no label
// and only adds context.
type Article struct {
	ID      string    `json:"id"`
	Date    time.Time `json:"date"`
	Lang    string    `json:"lang"`
	Source  string    `json:"source"`
	Country string    `json:"country"`
	Title   string    `json:"title"`
	Text    string    `json:"text"`
	Story   string    `json:"story"`
	TitleEN string    `json:"title_en"`
	TextEN  string    `json:"text_en"`
	// Published is the language it was published in, where Lang is that of a
	// rendition.
	Published string `json:"-"`
}

// List is articles that tell one event, and articles that look alike but must
// be apart from all of them.
type List struct {
	Story string   `json:"story"`
	IDs   []string `json:"ids"`
	Not   []string `json:"not"`
}

// Set is a named set of articles in order of time.
type Set struct {
	Name     string
	Articles []Article
	Lists    []List
	// Of is the set that a changed copy was made of.
	Of string
}

// Names are the open sets.
var Names = []string{"newsweek_2026-03", "og2021", "allsides", "wikinews_basil", "manual_gnews_2025-10"}

// maxLine bounds one article of a file, in bytes.
const maxLine = 1 << 26

// Read reads the set of the given name from dir, with its lists if it has any.
func Read(dir, name string) (*Set, error) {
	s := &Set{Name: name, Of: name}
	err := eachLine(filepath.Join(dir, name+".jsonl.gz"), func(line []byte) error {
		var a Article
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		s.Articles = append(s.Articles, a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read set %s: %w", name, err)
	}
	slices.SortStableFunc(s.Articles, func(a, b Article) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	err = eachLine(filepath.Join(dir, name+"-labels.jsonl"), func(line []byte) error {
		var l List
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		s.Lists = append(s.Lists, l)
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("read lists of %s: %w", name, err)
	}
	return s, nil
}

func eachLine(path string, f func([]byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(file)
		if err != nil {
			return err
		}
		r = z
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), maxLine)
	for n := 1; sc.Scan(); n++ {
		if err := f(sc.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

// language is the one that the labels count.
func (a Article) language() string {
	if a.Published != "" {
		return a.Published
	}
	return a.Lang
}

// Map returns a copy of the set whose articles f changed.
func (s *Set) Map(name string, f func(*Article)) *Set {
	c := &Set{Name: name, Of: s.Of, Lists: s.Lists, Articles: slices.Clone(s.Articles)}
	for i := range c.Articles {
		f(&c.Articles[i])
	}
	return c
}

// Renditions returns a copy of the set with the English renditions in place of
// the originals where there are any.
func (s *Set) Renditions() *Set {
	return s.Map(s.Name+" in English", func(a *Article) {
		if a.TitleEN == "" {
			return
		}
		a.Published = a.Lang
		a.Title, a.Lang = a.TitleEN, "en"
		a.Text = a.TextEN
	})
}

// Only returns a copy with the articles that keep reports true for.
func (s *Set) Only(name string, keep func(Article) bool) *Set {
	c := &Set{Name: name, Of: s.Of, Lists: s.Lists}
	for _, a := range s.Articles {
		if keep(a) {
			c.Articles = append(c.Articles, a)
		}
	}
	return c
}
