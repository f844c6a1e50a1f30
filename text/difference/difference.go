// Package difference tells how a list of sentences became another: which were
// kept, which were removed and which were added, in an order that can be read.
//
// It compares whole sentences. A sentence of which a word changed is removed
// and added, as a reader who looks for the change wants to see it.
package difference

// Kind is what became of a sentence.
type Kind string

// The kinds.
const (
	Kept    Kind = "kept"
	Removed Kind = "removed"
	Added   Kind = "added"
)

// Part is one sentence and what became of it.
type Part struct {
	Kind Kind
	Text string
}

// maxCells bounds the table of one comparison, in cells of four bytes: two
// texts of a thousand sentences that share neither beginning nor end. Longer
// ones are told apart by their beginning and end only.
const maxCells = 1 << 20

// Of tells how before became after. The kept and removed parts are before in
// its order, the kept and added ones are after. Where sentences were
// exchanged, the removed ones stand before the added ones.
func Of(before, after []string) []Part {
	start := 0
	for start < len(before) && start < len(after) && before[start] == after[start] {
		start++
	}
	end := 0
	for end < len(before)-start && end < len(after)-start &&
		before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	out := appendAll(make([]Part, 0, max(len(before), len(after))), Kept, before[:start])
	out = middle(out, before[start:len(before)-end], after[start:len(after)-end])
	return appendAll(out, Kept, before[len(before)-end:])
}

func appendAll(out []Part, kind Kind, sentences []string) []Part {
	for _, s := range sentences {
		out = append(out, Part{kind, s})
	}
	return out
}

// middle compares lists by their longest common subsequence.
func middle(out []Part, before, after []string) []Part {
	if len(before) == 0 || len(after) == 0 || (len(before)+1)*(len(after)+1) > maxCells {
		return appendAll(appendAll(out, Removed, before), Added, after)
	}
	common := lengths(before, after)
	width := len(after) + 1
	var added []string // held back behind the removed ones of the same place
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			out, added = appendAll(out, Added, added), nil
			out = append(out, Part{Kept, before[i]})
			i, j = i+1, j+1
		case j == len(after) || i < len(before) && common[(i+1)*width+j] >= common[i*width+j+1]:
			out = append(out, Part{Removed, before[i]})
			i++
		default:
			added = append(added, after[j])
			j++
		}
	}
	return appendAll(out, Added, added)
}

// lengths is the table of the lengths of the longest common subsequences of
// before[i:] and after[j:], row by row.
func lengths(before, after []string) []int32 {
	width := len(after) + 1
	table := make([]int32, (len(before)+1)*width)
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			if before[i] == after[j] {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
				continue
			}
			table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
		}
	}
	return table
}

// Hunks cuts parts into the places where something changed, each with up to
// around kept sentences before and behind it. Places that touch are one.
// Parts without a change have none.
func Hunks(parts []Part, around int) [][]Part {
	var out [][]Part
	from, to := 0, 0 // of the hunk that is open
	for i, p := range parts {
		if p.Kind == Kept {
			continue
		}
		begin, end := max(i-around, 0), min(i+1+around, len(parts))
		if to > 0 && begin <= to {
			to = end
			continue
		}
		if to > 0 {
			out = append(out, parts[from:to])
		}
		from, to = begin, end
	}
	if to > 0 {
		out = append(out, parts[from:to])
	}
	return out
}
