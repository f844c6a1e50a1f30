// Command train makes the weights of package style, by which a text leans to
// opinion or to report, and measures them by cross-validation over outlets.
//
//	go run ./text/topic/internal/train -shared ../shared -registers FOLDER [-out text/topic/internal/style/weights.txt -date 2026-11-26]
//
// It learns from three kinds of texts, each kind weighing as much as another
// and opinion in each as much as report:
//
//   - the tuning half of the labelled pages of the replay archive,
//   - texts of the stories' set "allsides" whose source is a section of opinion
//     or of news,
//   - the Corpora of Online Registers, from the repository
//     TurkuNLP/pytorch-registerlabeling: one unpacked file LANG.all.tsv for
//     each of ar ca es hi jp no pt ur zh (data/LANG/LANG.tsv), fa fi fr sv tr
//     (dev and then test) and id (train and then test). The other parts are
//     kept elsewhere and were not read. The annotations are under Creative
//     Commons (BY or BY-SA 4.0); no text of theirs is in the weights.
//
// The same texts and date give the same file, byte for byte.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/text/topic/internal/style"
)

// folds is how many parts the outlets of the archive are cut into.
const folds = 5

func main() {
	shared := flag.String("shared", "../shared", "folder of the shared corpora")
	core := flag.String("registers", "", "folder of the Corpora of Online Registers; empty learns without")
	labels := flag.String("labels", "text/topic/testdata/genres.csv", "genres of the archive's pages")
	out := flag.String("out", "", "write the weights here")
	date := flag.String("date", time.Now().UTC().Format(time.DateOnly), "date that the weights' file states")
	pull := flag.Float64("pull", 0.01, "how strongly weights are pulled to zero")
	flag.Parse()
	if err := run(*shared, *core, *labels, *out, *date, *pull); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(shared, core, labels, out, date string, pull float64) error {
	pages, err := archive(shared, labels)
	if err != nil {
		return err
	}
	others, err := allsides(shared + "/corpora/stories/allsides.jsonl.gz")
	if err != nil {
		return err
	}
	sets := [][]example{pages, others}
	if core != "" {
		texts, err := registers(core)
		if err != nil {
			return err
		}
		sets = append(sets, texts)
	}
	var notes []string
	for _, s := range sets {
		notes = append(notes, balance(s))
	}
	notes = append(notes, "five folds over the archive's outlets: "+rate(pages, cross(pages, slices.Concat(sets[1:]...), pull)))
	m := fit(slices.Concat(sets...), pull)
	for _, n := range notes {
		fmt.Println(n)
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(format(m, date, notes)), 0o644)
}

// cross scores each page by a model that saw none of its outlet's.
func cross(pages, others []example, pull float64) []float64 {
	scores := make([]float64, len(pages))
	for fold := range folds {
		train := slices.Clone(others)
		for _, e := range pages {
			if foldOf(e.outlet) != fold {
				train = append(train, e)
			}
		}
		m := fit(train, pull)
		for i, e := range pages {
			if foldOf(e.outlet) == fold {
				scores[i] = m.score(e.x)
			}
		}
	}
	return scores
}

func foldOf(outlet string) int {
	h := fnv.New32a()
	h.Write([]byte(outlet))
	return int(h.Sum32() >> 5 % folds)
}

// balance lets opinion in a set weigh as much as report, and says what it holds.
func balance(set []example) string {
	opinions := 0
	for _, e := range set {
		if e.opinion {
			opinions++
		}
	}
	kinds := map[string]bool{}
	for i := range set {
		kinds[set[i].set] = true
		n := len(set) - opinions
		if set[i].opinion {
			n = opinions
		}
		set[i].weight = 1 / float64(n)
	}
	names := make([]string, 0, len(kinds))
	for k := range kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	return fmt.Sprintf("%s: %d opinions, %d reports", strings.Join(names, ", "), opinions, len(set)-opinions)
}

// rate says how well scores part opinion from report: by the best threshold,
// and by the chance that an opinion scores above a report.
func rate(set []example, scores []float64) string {
	order := make([]int, len(set))
	opinions := 0
	for i := range order {
		order[i] = i
		opinions += int(truth(set[i]))
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case scores[a] > scores[b]:
			return -1
		case scores[a] < scores[b]:
			return 1
		}
		return 0
	})
	best, right, above := 0.0, 0, 0
	for k, i := range order {
		if set[i].opinion {
			right++
		} else {
			above += right
		}
		best = max(best, 2*float64(right)/float64(k+1+opinions))
	}
	return fmt.Sprintf("F1 at the best threshold %.3f, area under the curve %.3f, from the text alone", best, float64(above)/float64(opinions*(len(set)-opinions)))
}

// format writes the weights with where they come from.
func format(m model, date string, notes []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Weights of the measures of a text, made by package train on %s.\n", date)
	for _, n := range notes {
		fmt.Fprintf(&b, "# %s\n", n)
	}
	fmt.Fprintf(&b, "# measure mean spread weight\nbias %.4f\n", m.bias)
	for i, n := range style.Names {
		fmt.Fprintf(&b, "%s %.4f %.4f %.4f\n", n, m.mean[i], m.spread[i], m.weights[i])
	}
	return b.String()
}
