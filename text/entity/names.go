package entity

// Name is a run of words that is written like a name.
type Name struct {
	// From and To are the words: [Text.Words][From:To].
	From, To int
}

// maxNameRun is the longest run of words taken for one name; longer runs are
// headlines in capitals.
const maxNameRun = 6

// Names returns the names of a text in a script with capitals: runs of
// capitalised words inside sentences. A word that opens a sentence counts only
// if it is also written with a capital somewhere inside one, or belongs to a
// run that goes on; a text that writes most words with a capital has none.
// Scripts without capitals have none either. In German, where nouns have
// capitals, this finds nouns too.
func Names(t Text) []Name {
	inside := map[string]bool{}
	words, capital := 0, 0
	for i, w := range t.Words {
		if w.Number || w.Pair || w.First || len(t.Lower(i)) < 3 {
			continue
		}
		words++
		if w.Capital {
			capital++
			inside[t.Lower(i)] = true
		}
	}
	if words > 4 && capital*4 > words*3 {
		return nil
	}
	var out []Name
	for i := 0; i < len(t.Words); {
		n := run(t, i)
		if n == 0 {
			i++
			continue
		}
		from := i
		if t.Words[i].First && !inside[t.Lower(i)] && n == 1 {
			i++
			continue
		}
		out = append(out, Name{from, from + n})
		i += n
	}
	return out
}

// run is how many words from i on are capitalised without a sentence between.
func run(t Text, i int) int {
	n := 0
	for i+n < len(t.Words) && n < maxNameRun {
		w := t.Words[i+n]
		if !w.Capital || w.Pair || w.Number || n > 0 && w.First || !w.Shout && len(t.Lower(i+n)) < 2 {
			break
		}
		n++
	}
	return n
}
