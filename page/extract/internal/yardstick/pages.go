package main

import (
	"cmp"
	"context"
	"fmt"
	nurl "net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/extract/internal/corpus"
)

// bodySets are the sets whose bodies are scored, in the order of the tables.
var bodySets = []string{"aeb", "fundus", "aed", "magic", "newspaper4k", "waddle"}

// otherSets stands for the archive's pages without a labelled body, which have
// titles, authors or dates.
const otherSets = "other"

// plain says that a page's scripts are all cut alike: the public benchmark
// does so with its pages.
func (in *input) plain() bool { return in.Set == "aeb" }

// inArchive says that a page counts among the replay archive's.
func (in *input) inArchive() bool { return in.Set != "aeb" && in.Set != "fundus" }

// replayFundus is the set of the archive's copies of fundus pages. Only their
// metadata counts, in the figures over the archive.
const replayFundus = "fundus in the archive"

// moduleRoot is the folder of the module that is measured.
func moduleRoot(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/overview-news/overview").Output()
	if err != nil {
		return "", fmt.Errorf("find the module under test, from the folder of this one: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

func sharedFolder(root string) string {
	return cmp.Or(os.Getenv("OVERVIEW_SHARED"), filepath.Join(filepath.Dir(root), "shared"))
}

// readPages reads every so-manyth page of some sets; no set means all.
func readPages(shared string, sets []string, step int) ([]*input, error) {
	wanted := func(set string) bool { return len(sets) == 0 || slices.Contains(sets, set) }
	every := func(i int) bool { return i%step == 0 }
	var pages []*input
	for _, set := range []string{"aeb", "fundus"} {
		if !wanted(set) {
			continue
		}
		list, err := corpus.Pages(filepath.Join(shared, "corpora/pages"), set, every)
		if err != nil {
			return nil, err
		}
		for _, p := range list {
			p.Set = set
			pages = append(pages, newInput(p))
		}
	}
	if !slices.ContainsFunc(append(bodySets[2:len(bodySets):len(bodySets)], otherSets), wanted) {
		return pages, nil
	}
	list, err := corpus.Replay(filepath.Join(shared, "corpora/replay"), every)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		if p.Set == "fundus" {
			p.Set, p.Body = replayFundus, ""
		}
		name := p.Set
		if !slices.Contains(bodySets, name) {
			name = otherSets
		}
		if wanted(name) {
			pages = append(pages, newInput(p))
		}
	}
	return pages, nil
}

func newInput(p corpus.Page) *input {
	in := &input{Page: p, utf8: charset.Decode(p.HTML, p.ContentType, charset.HTML).Bytes}
	in.address, _ = nurl.Parse(p.URL) // nil where it does not parse; extractors accept that
	return in
}
