package pairs

import (
	"cmp"
	"math"
	"slices"
)

// entry is a term with its weight.
type entry struct {
	id     termID
	weight float32
}

// vector is a sparse vector of unit length, sorted by term.
type vector []entry

// appendVector appends to list what raw is as a vector: sorted, equal terms
// merged by adding their counts, weighed by (1 + ln tf)·weight and normalised.
func appendVector(list, raw []entry, weight func(termID) float32) []entry {
	from := len(list)
	list = append(list, raw...)
	v := list[from:]
	slices.SortFunc(v, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	n := 0
	for _, e := range v {
		if n > 0 && v[n-1].id == e.id {
			v[n-1].weight += e.weight
			continue
		}
		v[n] = e
		n++
	}
	vector(v[:n]).weigh(weight)
	return list[:from+n]
}

func (v vector) weigh(weight func(termID) float32) {
	var sum float64
	for i, e := range v {
		w := (1 + logOf(e.weight)) * weight(e.id)
		v[i].weight = w
		sum += float64(w) * float64(w)
	}
	if sum == 0 {
		return
	}
	norm := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i].weight *= norm
	}
}

func logOf(tf float32) float32 {
	if tf <= 1 {
		return 0
	}
	return float32(math.Log(float64(tf)))
}

// dot is the cosine of two vectors of unit length.
func dot(a, b vector) float32 {
	var sum float32
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch x, y := a[i].id, b[j].id; {
		case x == y:
			sum += a[i].weight * b[j].weight
			i++
			j++
		case x < y:
			i++
		default:
			j++
		}
	}
	return sum
}

// shared calls f for every term of both, with its place in a and in b.
func shared(a, b vector, f func(i, j int)) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch x, y := a[i].id, b[j].id; {
		case x == y:
			f(i, j)
			i++
			j++
		case x < y:
			i++
		default:
			j++
		}
	}
}

// covered is the share of a's squared weight whose terms b has too.
func covered(a, b vector) float32 {
	var sum float32
	shared(a, b, func(i, _ int) { sum += a[i].weight * a[i].weight })
	return sum
}

// common counts the elements that two sorted slices share.
func common[T cmp.Ordered](a, b []T) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
