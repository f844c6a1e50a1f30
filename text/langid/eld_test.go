package langid

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/overview-news/overview/text/language"
)

// The labelled lines are in the npm package @yutengjing/eld, folder benchmarks
// (Apache License 2.0). They are lingua's test lines: nothing here was trained
// on them. Rules may be made from what goes wrong in the half with an even
// hash only.
var lines = flag.String("lines", os.Getenv("OVERVIEW_LANGUAGE_LINES"), "folder with sentences.txt and word-pairs.txt of the npm package @yutengjing/eld")

type line struct {
	label, text string
	tuning      bool
}

func readLines(t *testing.T, file string) []line {
	t.Helper()
	f, err := os.Open(filepath.Join(*lines, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []line
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		label, text, found := strings.Cut(in.Text(), "\t")
		if found {
			list = append(list, line{label, text, Hash([]rune(text))%2 == 0})
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestLabelledLines(t *testing.T) {
	if *lines == "" {
		t.Skip("set -lines to the folder benchmarks of the npm package @yutengjing/eld")
	}
	for _, set := range []struct {
		file  string
		least float64
	}{{"sentences.txt", 0.970}, {"word-pairs.txt", 0.90}} {
		var right, all [2]int
		var table reliability
		confused := map[string]int{}
		for _, l := range readLines(t, set.file) {
			half := 0
			if l.tuning {
				half = 1
			}
			all[half]++
			got := Identify(l.text, nil)
			ok := sameLine(got.Language, l.label)
			if ok {
				right[half]++
			} else {
				confused[l.label+" → "+string(got.Language)]++
			}
			table.add(got.Confidence, ok)
		}
		share := float64(right[0]) / float64(all[0])
		t.Logf("%s: %.4f of %d in the test half, %.4f of %d in the tuning half; %s", set.file, share, all[0],
			float64(right[1])/float64(all[1]), all[1], most(confused, 20))
		table.log(t, set.file)
		if share < set.least {
			t.Errorf("%s: right on %.4f, want at least %.3f", set.file, share, set.least)
		}
	}
}

// sameLine compares with a label of the lines: "no" is both ways of writing
// Norwegian, "tl" Filipino.
func sameLine(got language.Tag, label string) bool {
	b := base(got)
	switch b {
	case "nb", "nn":
		b = "no"
	case "fil":
		b = "tl"
	}
	return b == label
}

// most names the n most frequent confusions.
func most(confused map[string]int, n int) string {
	keys := slices.SortedFunc(maps.Keys(confused), func(a, b string) int {
		return cmp.Or(cmp.Compare(confused[b], confused[a]), cmp.Compare(a, b))
	})
	var b strings.Builder
	for _, k := range keys[:min(n, len(keys))] {
		fmt.Fprintf(&b, "%s %d, ", k, confused[k])
	}
	return strings.TrimSuffix(b.String(), ", ")
}

// reliability compares stated confidence with how often it was right.
type reliability struct {
	count, right [11]int
	stated       [11]float64
}

func (r *reliability) add(confidence float64, right bool) {
	bin := int(confidence * 10)
	r.count[bin]++
	r.stated[bin] += confidence
	if right {
		r.right[bin]++
	}
}

// log prints the table and returns the mean difference between confidence and
// share of right answers.
func (r *reliability) log(t *testing.T, name string) float64 {
	t.Helper()
	gap, all := 0.0, 0
	for bin, n := range r.count {
		if n == 0 {
			continue
		}
		mean, share := r.stated[bin]/float64(n), float64(r.right[bin])/float64(n)
		t.Logf("%s: confidence %.2f: right on %.3f of %d", name, mean, share, n)
		gap += max(mean-share, share-mean) * float64(n)
		all += n
	}
	t.Logf("%s: mean gap between confidence and accuracy %.4f", name, gap/float64(max(all, 1)))
	return gap / float64(max(all, 1))
}
