// Package labelled reads the pages of the shared replay archive whose genre is
// labelled in testdata/genres.csv, for training and for tests.
package labelled

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/text/topic"
)

// Page is a page as it was found in the archive.
type Page struct {
	ID, Domain, Address string
	Topics              []string
	Article             extract.Article
	Tuning              bool // the half that rules may be made from and weights be trained on
}

// Signals are what is known of a page. The labels beside the headline, which
// package extract keeps to itself, are the short blocks before the text.
func (p Page) Signals() topic.Signals {
	a := p.Article
	return topic.Signals{Types: a.Types, Section: a.Section, Address: p.Address, Headline: a.Headline, Keywords: a.Keywords,
		Labels: labels(a.Blocks), Authors: a.Authors, Text: a.Text()}
}

func labels(blocks []extract.Block) []string {
	const before, longest = 10, 40
	first := slices.IndexFunc(blocks, func(b extract.Block) bool {
		return b.Role == extract.RoleParagraph || b.Role == extract.RoleStandfirst
	})
	var out []string
	for i := max(0, first-before); i < first; i++ {
		b := blocks[i]
		if len(b.Text) <= longest && (b.Role == extract.RoleKicker || b.Role == extract.RoleByline || b.Role == extract.RoleBoilerplate) {
			out = append(out, b.Text)
		}
	}
	return out
}

// TuningHalf divides the pages by outlet, so that no outlet's habits are on
// both sides.
func TuningHalf(domain string) bool {
	h := fnv.New32a()
	h.Write([]byte(domain))
	return h.Sum32()>>3&1 == 0
}

// Genres reads a file of labels, by page.
func Genres(file string) (map[string]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows := csv.NewReader(f)
	rows.Comment = '#'
	all, err := rows.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read labels %s: %w", file, err)
	}
	labels := map[string]string{}
	for _, row := range all[1:] {
		labels[row[0]] = row[1]
	}
	return labels, nil
}

// Pages reads the articles of a manifest for which keep holds.
func Pages(manifest string, keep func(id, domain string, topics []string) bool) ([]Page, error) {
	f, err := os.Open(manifest)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), 64<<20)
	var list []Page
	seen := map[string]bool{}
	for lines.Scan() {
		var row row
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("read manifest: %w", err)
		}
		sum := sha256.Sum256([]byte(strings.TrimSpace(row.URL)))
		id := hex.EncodeToString(sum[:6])
		if row.Kind != "article" || seen[id] || !keep(id, row.Domain, row.Topics) {
			continue
		}
		seen[id] = true
		body, header, err := record(filepath.Join(filepath.Dir(manifest), row.WARC), row.Offset, row.Length)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", row.URL, err)
		}
		a, err := extract.Page(body, row.URL, extract.Options{ContentType: header.Get("Content-Type"), Outlet: row.Domain, Language: row.Language})
		if err != nil {
			return nil, fmt.Errorf("extract %s: %w", row.URL, err)
		}
		list = append(list, Page{ID: id, Domain: row.Domain, Address: row.URL, Topics: row.Topics, Article: a, Tuning: TuningHalf(row.Domain)})
	}
	return list, lines.Err()
}

// row is a line of the manifest.
type row struct {
	URL, Kind, WARC, Domain, Language string
	Topics                            []string
	Offset, Length                    int64
}

// record reads one page of a WARC file, whose records are gzip members.
func record(file string, offset, length int64) ([]byte, http.Header, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	packed := make([]byte, length)
	if _, err := f.ReadAt(packed, offset); err != nil {
		return nil, nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, nil, err
	}
	in := bufio.NewReader(z)
	for line := "-"; strings.TrimSpace(line) != ""; { // the record's own header
		if line, err = in.ReadString('\n'); err != nil {
			return nil, nil, err
		}
	}
	resp, err := http.ReadResponse(in, nil)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return body, resp.Header, err
}
