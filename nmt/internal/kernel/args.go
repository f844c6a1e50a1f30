package kernel

import "unsafe"

// args are the arguments of every assembly function; each uses some. The
// program in gen knows the offsets.
type args struct {
	a     unsafe.Pointer // left rows
	lda   uintptr        // bytes between them
	b     unsafe.Pointer // right side: a panel, or columns
	ldb   uintptr        // bytes between its rows
	c     unsafe.Pointer // result
	ldc   uintptr        // bytes between its rows
	k     uintptr        // length of the inner loop
	n     uintptr        // tiles of rows, or vectors
	bias  unsafe.Pointer
	start unsafe.Pointer
	next  unsafe.Pointer // panel that is needed after b
	sign  unsafe.Pointer
	fix   unsafe.Pointer
	scale float32
	_     float32
	alpha float32
	panel int32
	rows  uintptr
}

// state is a row's search for the largest logit: by lane, the largest so far
// and the first panel that had it, and what is added to every logit.
type state struct {
	largest [lanes]float32
	panel   [lanes]int32
	add     float32
	_       [cacheLine - 4]byte
}

func at[T any](s []T) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(s)) }

// rowArgs fills in what the functions on rows of one length share.
func vectorArgs(n int) args { return args{n: uintptr(n / lanes)} }

// begin prepares the search states of n rows.
func (q *Rows) begin(add []float32) {
	if cap(q.states) < len(add) {
		q.states = make([]state, len(add))
	}
	q.states = q.states[:len(add)]
	for r := range q.states {
		s := &q.states[r]
		for l := range s.largest {
			s.largest[l], s.panel[l] = -3e38, 0
		}
		s.add = add[r]
	}
}

// first returns the panel that holds the first column with the largest sum.
func (s *state) first() (int, float32) {
	largest, panel := s.largest[0], s.panel[0]
	for l := 1; l < lanes; l++ {
		v, p := s.largest[l], s.panel[l]
		if v > largest || v == largest && p < panel {
			largest, panel = v, p
		}
	}
	return int(panel), largest
}

// find returns the first of a panel's logits that gives the largest sum.
func (s *state) find(logits []float32, panel int, largest float32) Best {
	for i, v := range logits {
		if v+s.add == largest {
			return Best{int32(panel*len(logits) + i), v, largest}
		}
	}
	return Best{0, hidden, largest} // cannot happen: the logits are computed again
}
