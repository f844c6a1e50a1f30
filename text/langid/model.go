package langid

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
)

//go:embed lid.176.ftz
var modelFile []byte

// Layout of a fastText model file, version 12.
const (
	modelMagic   = 793712314
	modelVersion = 12
	centroids    = 256 // of a quantised part of a vector
	labelPrefix  = "__label__"
	maxRows      = 1 << 22 // of any table in the file
)

// model is a fastText classifier with product-quantised input and a
// hierarchical softmax, as lid.176 is.
type model struct {
	dim        int
	bucket     uint32
	minn, maxn int
	words      map[string]int32
	wordCount  int32
	labels     []string
	pruned     map[uint32]int32 // bucket of an n-gram → row behind the words
	input      quantised
	output     []float32 // a row for each inner node of the tree
	left       []int32   // of the inner nodes; below len(labels): a leaf
	right      []int32
}

// quantised is a matrix whose rows are stored as codes of centroids.
type quantised struct {
	codes     []byte
	parts     quantiser
	normCodes []byte // empty where rows have no norm of their own
	norms     quantiser
}

type quantiser struct {
	count, size, last int // parts of a row, numbers in each and in the last
	values            []float32
}

var loadModel = sync.OnceValue(func() *model {
	m, err := readModel(modelFile)
	if err != nil {
		panic("langid: embedded model: " + err.Error()) // a test reads the file
	}
	return m
})

// fields reads numbers one after another; after the first failure only zeros.
type fields struct {
	b   []byte
	err error
}

var errShort = errors.New("file ends early")

func (f *fields) take(n int) []byte {
	if f.err != nil || n < 0 || n > len(f.b) {
		if f.err == nil {
			f.err = errShort
		}
		return make([]byte, 8)
	}
	b := f.b[:n]
	f.b = f.b[n:]
	return b
}

func (f *fields) i32() int    { return int(int32(binary.LittleEndian.Uint32(f.take(4)))) }
func (f *fields) i64() int    { return int(int64(binary.LittleEndian.Uint64(f.take(8)))) }
func (f *fields) bool() bool  { return f.take(1)[0] != 0 }
func (f *fields) size() int   { return f.bounded(f.i64()) }
func (f *fields) size32() int { return f.bounded(f.i32()) }

func (f *fields) bounded(n int) int {
	if n < 0 || n > maxRows {
		f.err = errors.Join(f.err, fmt.Errorf("size %d is out of bounds", n))
		return 0
	}
	return n
}

func (f *fields) floats(n int) []float32 {
	b := f.take(4 * n)
	if f.err != nil {
		return nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (f *fields) word() string {
	end := strings.IndexByte(string(f.b[:min(len(f.b), 256)]), 0)
	if end < 0 {
		f.err = errShort
		return ""
	}
	s := string(f.take(end))
	f.take(1)
	return s
}

func readModel(b []byte) (*model, error) {
	f := &fields{b: b}
	if magic, version := f.i32(), f.i32(); magic != modelMagic || version != modelVersion {
		return nil, errors.New("read model: not a fastText model of version 12")
	}
	m := &model{dim: f.size32()}
	f.take(5 * 4) // window, epochs, least count, negatives, word n-grams
	const hierarchical, supervised = 1, 3
	if loss, kind := f.i32(), f.i32(); loss != hierarchical || kind != supervised {
		return nil, errors.New("read model: not a classifier with hierarchical softmax")
	}
	m.bucket, m.minn, m.maxn = uint32(f.size32()), f.size32(), f.size32()
	f.take(4 + 8) // how often rates change, sampling threshold
	counts := m.readWords(f)
	if f.bool() {
		m.input = readMatrix(f)
	} else {
		f.err = errors.Join(f.err, errors.New("input is not quantised"))
	}
	if f.bool() {
		f.err = errors.Join(f.err, errors.New("output is quantised"))
	}
	rows, columns := f.size(), f.size()
	m.output = f.floats(rows * columns)
	if f.err == nil && (columns != m.dim || rows != len(m.labels) || m.bucket == 0) {
		f.err = errors.New("output does not fit the labels")
	}
	if f.err != nil {
		return nil, fmt.Errorf("read model: %w", f.err)
	}
	m.buildTree(counts)
	return m, nil
}

// readWords reads the dictionary and returns how often each label occurred.
func (m *model) readWords(f *fields) []int {
	size, words, labels := f.size32(), f.size32(), f.size32()
	f.take(8) // tokens
	pruned := f.size()
	if f.err != nil || size != words+labels {
		f.err = errors.Join(f.err, errors.New("dictionary sizes do not add up"))
		return nil
	}
	m.words, m.wordCount = make(map[string]int32, words), int32(words)
	var counts []int
	for i := range size {
		w, count := f.word(), f.i64()
		f.take(1) // its type
		if f.err != nil {
			return nil
		}
		if i < words {
			m.words[w] = int32(i)
			continue
		}
		m.labels = append(m.labels, strings.TrimPrefix(w, labelPrefix))
		counts = append(counts, count)
	}
	m.pruned = make(map[uint32]int32, pruned)
	for range pruned {
		from, to := f.i32(), f.i32()
		m.pruned[uint32(from)] = int32(to)
	}
	return counts
}

func readMatrix(f *fields) quantised {
	var q quantised
	hasNorm := f.bool()
	rows := f.size()
	f.size()
	q.codes = f.take(f.size32())
	q.parts = readQuantiser(f)
	if hasNorm {
		q.normCodes = f.take(rows)
		q.norms = readQuantiser(f)
	}
	if f.err == nil && len(q.codes) != rows*q.parts.count {
		f.err = errors.New("codes do not fit the rows")
	}
	return q
}

func readQuantiser(f *fields) quantiser {
	dim := f.size32()
	return quantiser{count: f.size32(), size: f.size32(), last: f.size32(), values: f.floats(dim * centroids)}
}

// centroid returns the numbers that a code stands for in a part.
func (q *quantiser) centroid(part int, code byte) []float32 {
	if part == q.count-1 {
		at := part*centroids*q.size + int(code)*q.last
		return q.values[at : at+q.last]
	}
	at := (part*centroids + int(code)) * q.size
	return q.values[at : at+q.size]
}

// add adds row i to sum.
func (q *quantised) add(sum []float32, i int32) {
	if int(i+1)*q.parts.count > len(q.codes) {
		return
	}
	norm := float32(1)
	if len(q.normCodes) > 0 {
		norm = q.norms.centroid(0, q.normCodes[i])[0]
	}
	at := 0
	for part := range q.parts.count {
		for _, v := range q.parts.centroid(part, q.codes[int(i)*q.parts.count+part]) {
			sum[at] += norm * v
			at++
		}
	}
}

// buildTree rebuilds the Huffman tree of the labels, which the file does not
// hold. Labels are sorted by falling count.
func (m *model) buildTree(counts []int) {
	n := len(counts)
	const unset = int(1e15)
	all := make([]int, 2*n-1)
	for i := range all {
		all[i] = unset
		if i < n {
			all[i] = counts[i]
		}
	}
	leaf, node := n-1, n
	next := func() int32 {
		if leaf >= 0 && all[leaf] < all[node] {
			leaf--
			return int32(leaf + 1)
		}
		node++
		return int32(node - 1)
	}
	m.left, m.right = make([]int32, n-1), make([]int32, n-1)
	for i := n; i < 2*n-1; i++ {
		m.left[i-n], m.right[i-n] = next(), next()
		all[i] = all[m.left[i-n]] + all[m.right[i-n]]
	}
}

// predict adds the rows of a text's words and n-grams up and returns each
// label's probability.
func (m *model) predict(text string) []float32 {
	hidden := make([]float32, m.dim)
	n := 0
	add := func(row int32) {
		m.input.add(hidden, row)
		n++
	}
	for w := range strings.FieldsSeq(text) {
		if id, known := m.words[w]; known {
			add(id)
		}
		m.ngrams("<"+w+">", add)
	}
	if id, known := m.words["</s>"]; known {
		add(id)
	}
	for i := range hidden {
		hidden[i] /= float32(max(n, 1))
	}
	probs := make([]float32, 2*len(m.labels)-1)
	probs[len(probs)-1] = 1
	// Inner nodes stand behind their children, the root last.
	for i := len(m.left) - 1; i >= 0; i-- {
		var dot float64
		row := m.output[i*m.dim : (i+1)*m.dim]
		for j, v := range row {
			dot += float64(v) * float64(hidden[j])
		}
		right := float32(1 / (1 + math.Exp(-dot)))
		p := probs[len(m.labels)+i]
		probs[m.left[i]], probs[m.right[i]] = p*(1-right), p*right
	}
	return probs[:len(m.labels)]
}

// ngrams calls add with the row of every n-gram of a marked word that the
// model kept.
func (m *model) ngrams(w string, add func(int32)) {
	for i := 0; i < len(w); i++ {
		if w[i]&0xc0 == 0x80 {
			continue
		}
		h := uint32(2166136261)
		j := i
		for n := 1; j < len(w) && n <= m.maxn; n++ {
			h = mix(h, w[j])
			for j++; j < len(w) && w[j]&0xc0 == 0x80; j++ {
				h = mix(h, w[j])
			}
			if n < m.minn || n == 1 && (i == 0 || j == len(w)) {
				continue
			}
			if row, kept := m.pruned[h%m.bucket]; kept {
				add(m.wordCount + row)
			}
		}
	}
}

// mix is a step of the model's FNV-1a, which takes bytes as signed.
func mix(h uint32, c byte) uint32 { return (h ^ uint32(int8(c))) * 16777619 }
