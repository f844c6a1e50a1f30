// Package corpus reads the labelled pages that extraction is trained and
// measured on. The pages are never part of the repository.
package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// Page is a page with what its labels say.
type Page struct {
	Set, ID, URL, Domain string
	Language, Country    string
	LanguageLabelled     bool
	Body, Title, Date    string
	Authors              []string
	ContentType          string
	HTML                 []byte // as it was served
}

type row struct {
	ID             string          `json:"id"`
	URL            string          `json:"url"`
	Kind           string          `json:"kind"`
	Set            string          `json:"set"`
	HTML           string          `json:"html"`
	Domain         string          `json:"domain"`
	Lang           string          `json:"lang"`
	Language       string          `json:"language"`
	LanguageSource string          `json:"language_source"`
	Country        string          `json:"country"`
	Title          string          `json:"title"`
	TitleSource    string          `json:"title_source"`
	Authors        json.RawMessage `json:"authors"`
	Date           string          `json:"date"`
	Body           string          `json:"body"`
	WARC           string          `json:"warc"`
	Offset         int64           `json:"offset"`
	Length         int64           `json:"length"`
}

// partialBody is the set whose bodies are only beginnings of articles.
const partialBody = "goose3"

// maxRow bounds a line of a label file, in bytes.
const maxRow = 64 << 20

// Pages reads one set of folder corpora/pages, "aeb" or "fundus". Only rows
// for which keep holds are read.
func Pages(folder, set string, keep func(i int) bool) ([]Page, error) {
	dir := filepath.Join(folder, set)
	return read(filepath.Join(dir, "truth.jsonl"), func(i int, r row) (Page, bool, error) {
		if !keep(i) {
			return Page{}, false, nil
		}
		raw, err := gunzip(filepath.Join(dir, r.HTML))
		p := r.page()
		p.HTML = raw
		return p, true, err
	})
}

// Replay reads the articles of folder corpora/replay without those of set
// "fundus", which are in Pages. Only rows for which keep holds are read.
func Replay(folder string, keep func(i int) bool) ([]Page, error) {
	return read(filepath.Join(folder, "manifest.jsonl"), func(i int, r row) (Page, bool, error) {
		if r.Kind != "article" || !keep(i) {
			return Page{}, false, nil
		}
		p := r.page()
		var err error
		p.HTML, p.ContentType, err = member(filepath.Join(folder, r.WARC), r.Offset, r.Length)
		return p, true, err
	})
}

func (r row) page() Page {
	p := Page{
		Set: r.Set, ID: r.ID, URL: strings.TrimSpace(r.URL), Domain: r.Domain, Country: r.Country,
		Language: cmp.Or(r.Lang, r.Language), LanguageLabelled: r.LanguageSource == "truth",
		Body: r.Body, Title: r.Title, Date: r.Date, Authors: texts(r.Authors),
	}
	if r.TitleSource != "" && r.TitleSource != "truth" {
		p.Title = ""
	}
	if r.Set == partialBody {
		p.Body = ""
	}
	return p
}

// texts reads a JSON list of strings, or one string.
func texts(raw json.RawMessage) []string {
	var one string
	if json.Unmarshal(raw, &one) == nil && one != "" {
		return []string{one}
	}
	var many []string
	if json.Unmarshal(raw, &many) != nil {
		return nil
	}
	return many
}

func read(path string, load func(int, row) (Page, bool, error)) ([]Page, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read labels: %w", err)
	}
	defer f.Close()
	var pages []Page
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), maxRow)
	for i := 0; lines.Scan(); i++ {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("read labels %s, row %d: %w", path, i+1, err)
		}
		p, wanted, err := load(i, r)
		if err != nil {
			return nil, fmt.Errorf("read page %s: %w", r.URL, err)
		}
		if wanted {
			pages = append(pages, p)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read labels %s: %w", path, err)
	}
	if len(pages) == 0 {
		return nil, fmt.Errorf("read labels %s: no page", path)
	}
	return pages, nil
}

func gunzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// member reads the HTTP body of one WARC record.
func member(path string, offset, length int64) ([]byte, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	z, err := gzip.NewReader(io.NewSectionReader(f, offset, length))
	if err != nil {
		return nil, "", err
	}
	record, err := io.ReadAll(z)
	if err != nil {
		return nil, "", err
	}
	_, rest, found := bytes.Cut(record, []byte("\r\n\r\n"))
	if !found {
		return nil, "", fmt.Errorf("record at %d has no header", offset)
	}
	res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(bytes.TrimSuffix(rest, []byte("\r\n\r\n")))), nil)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return body, res.Header.Get("Content-Type"), err
}
