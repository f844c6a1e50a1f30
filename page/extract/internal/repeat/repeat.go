// Package repeat remembers which blocks stand on several pages of one site.
//
// What repeats at the same place under different addresses is not the article:
// appeals, author notes, boxes, closing lines. A memory holds hashes only, is
// bounded, and forgets what it has not seen for a while, so that a changed
// layout is forgotten too.
package repeat

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

const (
	// maxBlocks bounds the blocks that are remembered; those seen on few pages
	// and long ago go first. A page brings about 200.
	maxBlocks = 8_000
	// maxPage bounds the blocks of one page that are looked at.
	maxPage = 2_000
	// recent is for how many pages a block that is not seen again is
	// remembered, and how many addresses are known again.
	recent = 60
	// maxCount is how far pages are counted.
	maxCount = 255
	// fading is the number of pages after which all counts are halved, and
	// again each time they reach it: a share tells of the latest pages.
	fading = 2 * recent
)

// seen is what is known of a block.
type seen struct {
	pages uint8
	last  uint32 // number of the page that had it last
}

// Memory is what is remembered of one site. The zero value is not ready; see
// New and Read.
type Memory struct {
	page   uint32 // pages seen so far
	blocks map[uint64]seen
	known  []uint64 // the last addresses, hashed, oldest first
}

// New returns an empty memory.
func New() *Memory { return &Memory{blocks: map[uint64]seen{}} }

// Observe adds the blocks of a page. An address that was seen lately adds
// nothing: a page read again repeats itself.
func (m *Memory) Observe(address uint64, blocks []uint64) {
	if slices.Contains(m.known, address) {
		return
	}
	m.page++
	m.known = append(m.known, address)
	if len(m.known) > recent {
		m.known = slices.Delete(m.known, 0, len(m.known)-recent)
	}
	for _, b := range blocks[:min(len(blocks), maxPage)] {
		s := m.blocks[b]
		if s.last == m.page {
			continue // twice on this page
		}
		if s.pages < maxCount {
			s.pages++
		}
		s.last = m.page
		m.blocks[b] = s
	}
	m.forget()
	if m.page >= fading && m.page%recent == 0 {
		for b, s := range m.blocks {
			s.pages = (s.pages + 1) / 2
			m.blocks[b] = s
		}
	}
}

// forget drops what was not seen for long, and more if there is too much.
func (m *Memory) forget() {
	for b, s := range m.blocks {
		if m.page-s.last > recent {
			delete(m.blocks, b)
		}
	}
	if len(m.blocks) <= maxBlocks {
		return
	}
	keep := m.sorted()
	slices.SortStableFunc(keep, func(a, b uint64) int {
		x, y := m.blocks[a], m.blocks[b]
		return cmp.Or(cmp.Compare(min(y.pages, 2), min(x.pages, 2)), cmp.Compare(y.last, x.last))
	})
	for _, b := range keep[maxBlocks:] {
		delete(m.blocks, b)
	}
}

// Pages says on how many other pages than the one at address a block was seen.
func (m *Memory) Pages(address, block uint64) int {
	s, found := m.blocks[block]
	if !found {
		return 0
	}
	n := int(s.pages)
	if slices.Contains(m.known, address) {
		n-- // its own
	}
	return max(n, 0)
}

// Total is the number of other pages than the one at address that Pages
// counts, at most fading.
func (m *Memory) Total(address uint64) int {
	n := int(m.page)
	if m.page >= fading {
		n = recent + int(m.page%recent)
	}
	if slices.Contains(m.known, address) {
		n--
	}
	return max(n, 0)
}

func (m *Memory) sorted() []uint64 {
	keys := make([]uint64, 0, len(m.blocks))
	for b := range m.blocks {
		keys = append(keys, b)
	}
	slices.Sort(keys)
	return keys
}

// magic begins every stored memory, with the layout's number.
const magic = "ovsm1"

// Encode stores the memory; the same memory gives the same bytes. Layout is
// what the block hashes mean; a memory of another layout cannot be read.
func (m *Memory) Encode(layout uint32) []byte {
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint32(b, layout)
	b = binary.LittleEndian.AppendUint32(b, m.page)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.known)))
	for _, k := range m.known {
		b = binary.LittleEndian.AppendUint64(b, k)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.blocks)))
	for _, k := range m.sorted() {
		s := m.blocks[k]
		b = binary.LittleEndian.AppendUint64(b, k)
		b = append(b, s.pages, byte(min(m.page-s.last, recent)))
	}
	return b
}

// The causes for which a stored memory is not read.
var (
	errShort  = errors.New("memory ends early")
	errLayout = errors.New("memory of another layout")
)

// Read reads a stored memory.
func Read(b []byte, layout uint32) (*Memory, error) {
	r := input{rest: b}
	if string(r.take(len(magic))) != magic || r.uint32() != layout {
		return nil, fmt.Errorf("read site memory: %w", errLayout)
	}
	m := New()
	m.page = r.uint32()
	for range min(r.uint32(), recent+1) {
		m.known = append(m.known, r.uint64())
	}
	n := r.uint32()
	if n > maxBlocks || len(m.known) > recent {
		return nil, fmt.Errorf("read site memory: %d blocks, %d addresses: %w", n, len(m.known), errLayout)
	}
	for range n {
		k := r.uint64()
		rest := r.take(2)
		if r.short {
			break
		}
		m.blocks[k] = seen{pages: rest[0], last: m.page - min(uint32(rest[1]), m.page)}
	}
	if r.short || len(r.rest) > 0 {
		return nil, fmt.Errorf("read site memory: %w", errShort)
	}
	return m, nil
}

// input reads numbers and remembers whether there were too few bytes.
type input struct {
	rest  []byte
	short bool
}

func (r *input) take(n int) []byte {
	if len(r.rest) < n {
		r.short, r.rest = true, nil
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *input) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *input) uint64() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }
