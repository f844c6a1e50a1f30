package labelled

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/text/topic"
)

// Stories reads the articles of a set of stories, packed JSON lines, for which
// keep holds. They have a headline, a text or its beginning, some an address;
// outlets maps names of sources to domains, so that an outlet is on one side
// with its pages.
func Stories(set, file string, outlets map[string]string, keep func(id string) bool) ([]Page, error) {
	var list []Page
	err := lines(file, func(line []byte) error {
		var row struct{ ID, Source, Title, Text, URL, Lang string }
		if err := json.Unmarshal(line, &row); err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		if !keep(row.ID) {
			return nil
		}
		domain := row.Source
		if d := outlets[domain]; d != "" {
			domain = d
		}
		if domain == "" {
			domain = row.ID // of no known outlet: one of its own
		}
		s := topic.Signals{Headline: row.Title, Address: row.URL, Text: row.Text}
		list = append(list, Page{Set: set, ID: row.ID, Domain: domain, Address: row.URL, Language: row.Lang, Signals: s,
			Genre: topic.GenreOf(s), Tuning: TuningHalf(domain)})
		return nil
	})
	return list, err
}

// Collection reads the pages of a set of labelled pages, whose truth.jsonl
// names the files, for which keep holds.
func Collection(set, folder string, keep func(id string) bool) ([]Page, error) {
	var list []Page
	err := lines(filepath.Join(folder, "truth.jsonl"), func(line []byte) error {
		var row struct{ ID, URL, HTML, Domain, Lang string }
		if err := json.Unmarshal(line, &row); err != nil {
			return fmt.Errorf("read %s: %w", folder, err)
		}
		if !keep(row.ID) {
			return nil
		}
		in, err := open(filepath.Join(folder, row.HTML))
		if err != nil {
			return err
		}
		defer in.Close()
		body, err := io.ReadAll(in)
		if err != nil {
			return fmt.Errorf("read %s: %w", row.HTML, err)
		}
		a, err := extract.Page(body, row.URL, extract.Options{Outlet: row.Domain, Language: row.Lang})
		if err != nil {
			return fmt.Errorf("extract %s: %w", row.URL, err)
		}
		list = append(list, page(set, row.ID, row.Domain, row.URL, a))
		return nil
	})
	return list, err
}

// lines calls each with the lines of a file, unpacked where its name says so.
func lines(file string, each func(line []byte) error) error {
	in, err := open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	const longest = 64 << 20 // bytes
	rows := bufio.NewScanner(in)
	rows.Buffer(make([]byte, 1<<20), longest)
	for rows.Scan() {
		if err := each(rows.Bytes()); err != nil {
			return err
		}
	}
	return rows.Err()
}

func open(file string) (io.ReadCloser, error) {
	f, err := os.Open(file)
	if err != nil || filepath.Ext(file) != ".gz" {
		return f, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("unpack %s: %w", file, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}
