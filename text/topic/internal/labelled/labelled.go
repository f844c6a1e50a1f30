// Package labelled reads what was labelled by reading: pages of the shared
// replay archive and of other shared sets, for training and for tests. Labels
// stand in testdata of package topic, by id; the texts stay where they are.
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
	"strings"

	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/text/topic"
)

// Page is one article of a set.
type Page struct {
	Set, ID, Domain, Address, Language string
	Topics                             []string
	Article                            extract.Article // of sets of pages only
	Signals                            topic.Signals   // what the genre is told from
	Genre                              topic.Genre     // what is told, by package extract where there is a page
	Tuning                             bool            // the half that rules may be made from and weights be trained on
}

// page makes a Page of what package extract reads.
func page(set, id, domain, address string, a extract.Article) Page {
	s := a.Signals
	s.Text = a.Text()
	return Page{Set: set, ID: id, Domain: domain, Address: address, Language: a.Language, Article: a, Signals: s,
		Genre: topic.Genre(a.Genre), Tuning: TuningHalf(domain)}
}

// TuningHalf divides the pages by outlet, so that no outlet's habits are on
// both sides.
func TuningHalf(domain string) bool {
	h := fnv.New32a()
	h.Write([]byte(domain))
	return h.Sum32()>>3&1 == 0
}

// Column reads a file of two columns as a map: labels by id, or the domains of
// sources by their name.
func Column(file string) (map[string]string, error) {
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
	m := map[string]string{}
	for _, row := range all[1:] {
		m[row[0]] = row[1]
	}
	return m, nil
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
		p := page("archive", id, row.Domain, row.URL, a)
		p.Topics = row.Topics
		list = append(list, p)
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
