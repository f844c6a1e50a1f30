package main

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

	"github.com/overview-news/overview/text/topic/internal/labelled"
	"github.com/overview-news/overview/text/topic/internal/style"
)

// example is a text whose genre is known or guessed from where it stands.
type example struct {
	set, outlet string
	x           []float64
	opinion     bool
	weight      float64
	page        *labelled.Page // of the archive only
}

// Sources of the set "allsides" that print opinion, and sources that print
// reports. Outlets that are also in the test half of the archive are left out,
// and those that print both alike.
var (
	opinionSources = strings.Split("Townhall|National Review|Guest Writer - Right|Guest Writer - Left|Fox News Opinion|Daily Kos|Salon|Ben Shapiro|"+
		"American Spectator|HotAir|Bret Stephens|Conor Friedersdorf|Commentary Magazine|New York Times - Opinion|American Thinker|Red State|Reason|The Week - Opinion", "|")
	reportSources = strings.Split("Reuters|The Hill|Fox Online News|Fox News|New York Times - News|Wall Street Journal - News|ABC News|Christian Science Monitor|"+
		"NBCNews.com|PBS NewsHour|Roll Call|Axios|CBN|Chicago Tribune", "|")
)

// allsides reads texts whose source is a section of opinion or of news.
func allsides(file string) ([]example, error) {
	in, err := open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var out []example
	lines := json.NewDecoder(in)
	for {
		var row struct{ Source, Text string }
		switch err := lines.Decode(&row); {
		case err == io.EOF:
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		opinion := slices.Contains(opinionSources, row.Source)
		if len(row.Text) < leastText || !opinion && !slices.Contains(reportSources, row.Source) {
			continue
		}
		out = append(out, example{set: "allsides", outlet: row.Source, x: style.Read(row.Text).Measures(), opinion: opinion})
	}
}

const leastText = 600 // bytes of a text that shows its style

// registers reads a folder of the Corpora of Online Registers, one file a
// language, named by it. Opinion blogs, editorials and reviews are opinion, news and
// sports reports are report; what has other labels, or both, is left out.
func registers(folder string) ([]example, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []example
	for _, file := range files {
		in, err := open(file)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 1<<20), 64<<20)
		for lines.Scan() {
			label, text, found := strings.Cut(lines.Text(), "\t")
			opinion, known := register(label)
			if !found || !known || len(text) < leastText {
				continue
			}
			text = strings.ReplaceAll(text, `\n`, "\n")
			lang, _, _ := strings.Cut(filepath.Base(file), ".")
			out = append(out, example{set: "core " + lang, outlet: fmt.Sprint(lang, len(out)), x: style.Read(text).Measures(), opinion: opinion})
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		in.Close()
	}
	return out, nil
}

// register reads the labels of a text.
func register(label string) (opinion, known bool) {
	words := strings.Fields(strings.ToUpper(label))
	slices.Sort(words)
	switch strings.Join(words, " ") {
	case "OB OP", "ED IP", "EB IP", "OP RV":
		return true, true
	case "NA NE", "NA SR":
		return false, true
	}
	return false, false
}

// archive reads the tuning half of the labelled pages.
func archive(shared, labels string) ([]example, error) {
	genres, err := labelled.Genres(labels)
	if err != nil {
		return nil, err
	}
	pages, err := labelled.Pages(filepath.Join(shared, "corpora/replay/manifest.jsonl"), func(id, domain string, _ []string) bool {
		return labelled.TuningHalf(domain) && (genres[id] == "opinion" || genres[id] == "report")
	})
	if err != nil {
		return nil, err
	}
	var out []example
	for i := range pages {
		p := &pages[i]
		out = append(out, example{set: "archive", outlet: p.Domain, x: style.Read(p.Article.Text()).Measures(), opinion: genres[p.ID] == "opinion", page: p})
	}
	return out, nil
}

// open opens a file, unpacking it where its name says so.
func open(file string) (io.ReadCloser, error) {
	f, err := os.Open(file)
	if err != nil || !strings.HasSuffix(file, ".gz") {
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
