package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
)

// group is some pages with a name.
type group struct {
	name  string
	pages []int // their places in measurement.pages
}

// writeTables prints everything that was measured.
func (m *measurement) writeTables(out io.Writer) error {
	m.addBest()
	var b strings.Builder
	sets := m.groups(setOf, labelledBody)
	slices.SortFunc(sets, func(a, b group) int {
		return cmp.Compare(slices.Index(bodySets, a.name), slices.Index(bodySets, b.name))
	})
	m.bodyTable(&b, "body F1", sets)
	m.costTable(&b, slices.Concat(
		m.groups(setOf, either("aeb")), m.groups(setOf, either("fundus")), m.groups(named("all"), labelledBody)))
	m.metadataTable(&b, append(m.groups(setOf, either("fundus")), m.groups(named("archive"), (*input).inArchive)...), nil)
	isWaddle := either("waddle")
	m.bodyTable(&b, "body F1 by script, without waddle", m.groups(scriptOf, func(in *input) bool {
		return labelledBody(in) && !isWaddle(in)
	}))
	m.bodyTable(&b, "body F1 by script, waddle", m.groups(scriptOf, isWaddle))
	unlabelled := either("aeb", replayFundus)
	m.metadataTable(&b, m.groups(scriptOf, func(in *input) bool { return !unlabelled(in) }),
		[]string{nameMetadata, nameOurs, nameSigned})
	m.languageTable(&b, m.groups(languageOf, labelledBody))
	m.refusalTable(&b)
	_, err := io.WriteString(out, b.String())
	return err
}

func setOf(in *input) string { return in.Set }

func labelledBody(in *input) bool { return in.Body != "" }

// either holds for the pages of some sets.
func either(sets ...string) func(*input) bool {
	return func(in *input) bool { return slices.Contains(sets, in.Set) }
}

// groups are the pages for which keep holds, by a property, the most frequent
// first.
func (m *measurement) groups(by func(*input) string, keep func(*input) bool) []group {
	pages := map[string][]int{}
	for i, in := range m.pages {
		if keep(in) {
			pages[by(in)] = append(pages[by(in)], i)
		}
	}
	var out []group
	for name, list := range pages {
		out = append(out, group{name, list})
	}
	slices.SortFunc(out, func(a, b group) int {
		return cmp.Or(cmp.Compare(len(b.pages), len(a.pages)), cmp.Compare(a.name, b.name))
	})
	return out
}

// named puts all pages into one group.
func named(name string) func(*input) string { return func(*input) string { return name } }

// over are an extractor's figures over a group.
func (m *measurement) over(at int, g group) figures {
	var sum figures
	for _, i := range g.pages {
		sum.add(m.answers[i][at].outcome)
	}
	return sum
}

// bodyTable has a row for each extractor and a column for each group.
func (m *measurement) bodyTable(b *strings.Builder, title string, groups []group) {
	if len(groups) == 0 {
		return
	}
	t := table{head: []string{title}}
	for _, g := range groups {
		t.head = append(t.head, fmt.Sprintf("%s %d", g.name, len(g.pages)))
	}
	for at, e := range m.engines {
		if !e.bodies {
			continue
		}
		row := []string{e.name}
		for _, g := range groups {
			bodies := m.over(at, g).bodies
			row = append(row, bodyCell(bodies))
		}
		t.rows = append(t.rows, row)
	}
	t.write(b)
}

// languageTable has a row for each language and a column for each extractor.
func (m *measurement) languageTable(b *strings.Builder, groups []group) {
	t := table{head: []string{"body F1 by language", "pages"}}
	for _, e := range m.engines {
		if e.bodies {
			t.head = append(t.head, e.name)
		}
	}
	for _, g := range groups {
		row := []string{g.name, fmt.Sprint(len(g.pages))}
		for at, e := range m.engines {
			if e.bodies {
				row = append(row, bodyF1(m.over(at, g).bodies))
			}
		}
		t.rows = append(t.rows, row)
	}
	t.write(b)
}

// costTable compares every extractor with parsing alone.
func (m *measurement) costTable(b *strings.Builder, groups []group) {
	t := table{head: []string{"cost of a page, parsing included"}}
	for _, g := range groups {
		t.head = append(t.head, "CPU ms, "+g.name, "× parse", "MB allocated beyond it")
	}
	parse := m.index(nameParse)
	for at, e := range m.engines {
		if e.read == nil && e.combine == nil || e.name == nameSigned {
			continue
		}
		row := []string{e.name}
		for _, g := range groups {
			own, base := m.cost(at, g), m.cost(parse, g)
			row = append(row, fmt.Sprintf("%.2f", own.seconds*1000), fmt.Sprintf("%.2f", own.seconds/base.seconds),
				fmt.Sprintf("%.2f", (own.bytes-base.bytes)/1e6))
		}
		t.rows = append(t.rows, row)
	}
	t.write(b)
}

// cost is the mean over a group.
func (m *measurement) cost(at int, g group) cost {
	var c cost
	for _, i := range g.pages {
		c.add(m.answers[i][at].cost)
	}
	n := float64(len(g.pages))
	return cost{c.seconds / n, c.bytes / n}
}

// metadataTable has title, authors and date of each extractor, or of those
// named. The numbers after a group's name are the pages that label each.
func (m *measurement) metadataTable(b *strings.Builder, groups []group, only []string) {
	t := table{head: []string{"pages", "extractor", "title", "authors", "day right where given", "day given"}}
	for _, g := range groups {
		for at, e := range m.engines {
			if !e.metadata || only != nil && !slices.Contains(only, e.name) {
				continue
			}
			f := m.over(at, g)
			if f.titles+f.authored+f.dated == 0 {
				continue
			}
			row := []string{fmt.Sprintf("%s %d/%d/%d", g.name, f.titles, f.authored, f.dated), e.name}
			if e.datesOnly {
				row = append(row, "–", "–")
			} else {
				row = append(row, decimal(share(float64(f.rightTitles), f.titles)), decimal(share(f.authors, f.authored)))
			}
			t.rows = append(t.rows, append(row,
				decimal(share(float64(f.rightDay), f.named)), decimal(share(float64(f.named), f.dated))))
		}
	}
	t.write(b)
}

func (m *measurement) refusalTable(b *strings.Builder) {
	if len(m.refused) == 0 {
		return
	}
	t := table{head: []string{"refused, and counted as having found nothing", "pages"}}
	for _, what := range slices.Sorted(maps.Keys(m.refused)) {
		t.rows = append(t.rows, []string{what, fmt.Sprint(m.refused[what])})
	}
	t.write(b)
}

// decimal is a share with three digits, "–" where there is nothing to share.
func decimal(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return fmt.Sprintf("%.3f", x)
}

// table is one of Markdown.
type table struct {
	head []string
	rows [][]string
}

// write prints nothing of a table without rows.
func (t table) write(b *strings.Builder) {
	if len(t.rows) == 0 {
		return
	}
	writeRow := func(cells []string) {
		b.WriteString("| " + strings.ReplaceAll(strings.Join(cells, " | "), "\n", " ") + " |\n")
	}
	writeRow(t.head)
	b.WriteString(strings.Repeat("|---", len(t.head)) + "|\n")
	for _, r := range t.rows {
		writeRow(r)
	}
	b.WriteByte('\n')
}
