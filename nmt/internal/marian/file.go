package marian

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// Item types of Marian's files that the student models use.
const (
	typeInt8     = 0x0101 // plain bytes: only the YAML text
	typeFloat32  = 0x0404
	typeIntgemm8 = 0x4101 // int8 rows with one float32 multiplier behind them
)

// Limits against files that lie about themselves.
const (
	maxItems     = 4096      // the largest known model has 253
	maxNameBytes = 256       // the longest known name has 31
	maxFileBytes = 1 << 30   // the largest known model has 60 MB
	maxYAMLBytes = 64 * 1024 // known texts have 1.4 kB
	itemAlign    = 256       // every tensor is padded to this many bytes
	headerBytes  = 32        // one item's fixed part: four 64-bit numbers
)

// configItem is the name of the YAML text inside the file.
const configItem = "special:model.yml"

// item is one named tensor: its type, its shape and its bytes.
type item struct {
	name       string
	kind       uint64
	rows, cols int
	data       []byte
}

// reader walks over the file and remembers the first thing that was wrong.
type reader struct {
	b   []byte
	pos int
	err error
}

// take returns the next n bytes.
func (r *reader) take(n uint64, what string) []byte {
	if r.err != nil {
		return nil
	}
	if n > uint64(len(r.b)-r.pos) {
		r.err = fmt.Errorf("file ends inside %s: %d bytes wanted at %d of %d", what, n, r.pos, len(r.b))
		return nil
	}
	b := r.b[r.pos : r.pos+int(n)]
	r.pos += int(n)
	return b
}

func (r *reader) uint64(what string) uint64 {
	b := r.take(8, what)
	if b == nil {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}

// readItems splits a file into its tensors.
func readItems(b []byte) (map[string]item, error) {
	if len(b) > maxFileBytes {
		return nil, fmt.Errorf("file has %d bytes, more than %d", len(b), maxFileBytes)
	}
	r := &reader{b: b}
	if v := r.uint64("the version"); r.err == nil && v != 1 {
		return nil, fmt.Errorf("file version is %d, not 1: not a Marian model", v)
	}
	n := r.uint64("the number of items")
	if r.err == nil && (n == 0 || n > maxItems) {
		return nil, fmt.Errorf("file announces %d items, not 1 to %d", n, maxItems)
	}
	head := &reader{b: r.take(n*headerBytes, "the item headers")}
	if r.err != nil {
		return nil, r.err
	}
	list := make([]item, n)
	sizes := make([]uint64, n)
	ranks := make([]uint64, n)
	for i := range list {
		nameLen := head.uint64("")
		list[i].kind, ranks[i], sizes[i] = head.uint64(""), head.uint64(""), head.uint64("")
		if nameLen < 2 || nameLen > maxNameBytes {
			return nil, fmt.Errorf("name of item %d has %d bytes, not 2 to %d", i, nameLen, maxNameBytes)
		}
		list[i].rows = int(nameLen) // kept here until the names are read
	}
	for i := range list {
		name := r.take(uint64(list[i].rows), "the names")
		if r.err != nil {
			return nil, r.err
		}
		if name[len(name)-1] != 0 {
			return nil, fmt.Errorf("name of item %d does not end with NUL", i)
		}
		list[i].name = string(name[:len(name)-1])
	}
	if err := readShapes(r, list, ranks); err != nil {
		return nil, err
	}
	return readData(r, list, sizes)
}

// readShapes reads the dimensions: two of every tensor, one of the YAML text.
func readShapes(r *reader, list []item, ranks []uint64) error {
	for i := range list {
		it := &list[i]
		want := uint64(2)
		if it.name == configItem {
			want = 1
		}
		if ranks[i] != want {
			return fmt.Errorf("item %q has %d dimensions, not %d", it.name, ranks[i], want)
		}
		dims := [2]int{1, 1}
		for d := range want {
			v := r.take(4, "the shapes")
			if r.err != nil {
				return r.err
			}
			dims[2-want+d] = int(int32(binary.LittleEndian.Uint32(v)))
		}
		it.rows, it.cols = dims[0], dims[1]
		if it.rows < 1 || it.cols < 1 || uint64(it.rows)*uint64(it.cols) > maxFileBytes {
			return fmt.Errorf("item %q has the shape %d x %d", it.name, it.rows, it.cols)
		}
	}
	return nil
}

// readData gives every item its bytes and checks that they fill the file.
func readData(r *reader, list []item, sizes []uint64) (map[string]item, error) {
	pad := r.uint64("the padding")
	if r.err == nil && pad > itemAlign {
		return nil, fmt.Errorf("padding before the data is %d bytes, more than %d", pad, itemAlign)
	}
	r.take(pad, "the padding")
	if r.err == nil && r.pos%itemAlign != 0 {
		return nil, fmt.Errorf("data starts at byte %d, not a multiple of %d", r.pos, itemAlign)
	}
	items := make(map[string]item, len(list))
	for i, it := range list {
		if _, twice := items[it.name]; twice {
			return nil, fmt.Errorf("item %q appears twice", it.name)
		}
		want, err := it.size()
		if err != nil {
			return nil, err
		}
		if sizes[i] != want {
			return nil, fmt.Errorf("item %q has %d bytes, not %d", it.name, sizes[i], want)
		}
		it.data = r.take(want, fmt.Sprintf("item %q", it.name))
		if r.err != nil {
			return nil, r.err
		}
		items[it.name] = it
	}
	if r.err != nil {
		return nil, r.err
	}
	if r.pos != len(r.b) {
		return nil, fmt.Errorf("file has %d bytes behind its last item", len(r.b)-r.pos)
	}
	return items, nil
}

// size is how many bytes an item of this type and shape occupies.
func (it item) size() (uint64, error) {
	n := uint64(it.rows) * uint64(it.cols)
	switch it.kind {
	case typeFloat32:
		n *= 4
	case typeIntgemm8:
		n += 4
	case typeInt8:
		if it.name != configItem {
			return 0, fmt.Errorf("item %q is plain int8, which only %s may be", it.name, configItem)
		}
		if n > maxYAMLBytes {
			return 0, fmt.Errorf("%s has %d bytes, more than %d", configItem, n, maxYAMLBytes)
		}
		return n, nil
	default:
		return 0, fmt.Errorf("item %q has the unknown type %#x", it.name, it.kind)
	}
	return (n + itemAlign - 1) / itemAlign * itemAlign, nil
}

// maxWeight bounds every float of a file. Real ones stay below 100; the bound
// keeps sums finite, so that no NaN can arise anywhere in the network.
const maxWeight = 1e6

// floats decodes a float32 item.
func (it item) floats() ([]float32, error) {
	if it.kind != typeFloat32 {
		return nil, fmt.Errorf("item %q is not float32", it.name)
	}
	out := make([]float32, it.rows*it.cols)
	for i := range out {
		v := math.Float32frombits(binary.LittleEndian.Uint32(it.data[4*i:]))
		if !(math.Abs(float64(v)) <= maxWeight) {
			return nil, fmt.Errorf("item %q holds %v at %d", it.name, v, i)
		}
		out[i] = v
	}
	return out, nil
}

// Multipliers outside these bounds would overflow or vanish in float32.
const (
	minMultiplier = 1e-4
	maxMultiplier = 1e7
)

var errMultiplier = errors.New("multiplier out of range")

func checkMultiplier(v float32) error {
	if v >= minMultiplier && v <= maxMultiplier {
		return nil
	}
	return fmt.Errorf("%w: %v", errMultiplier, v)
}

// int8s returns the rows of an int8 item in place, and its multiplier.
// A value of -128 never occurs in a true file and would break the exactness of
// the AVX2 kernel, so it is refused.
func (it item) int8s() ([]int8, float32, error) {
	if it.kind != typeIntgemm8 {
		return nil, 0, fmt.Errorf("item %q is not int8", it.name)
	}
	n := it.rows * it.cols
	q := math.Float32frombits(binary.LittleEndian.Uint32(it.data[n:]))
	if err := checkMultiplier(q); err != nil {
		return nil, 0, fmt.Errorf("item %q: %w", it.name, err)
	}
	if i := bytes.IndexByte(it.data[:n], 0x80); i >= 0 {
		return nil, 0, fmt.Errorf("item %q holds -128 at %d", it.name, i)
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(it.data))), n), q, nil
}
