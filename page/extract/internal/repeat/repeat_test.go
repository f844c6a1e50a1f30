package repeat

import (
	"bytes"
	"testing"
)

func TestPagesCountsOtherPages(t *testing.T) {
	m := New()
	m.Observe(1, []uint64{10, 11, 11})
	m.Observe(2, []uint64{10, 12})
	m.Observe(2, []uint64{10, 12}) // read again
	for _, tt := range []struct {
		name           string
		address, block uint64
		want           int
	}{
		{"a new page sees both", 3, 10, 2},
		{"a known page does not count itself", 1, 10, 1},
		{"twice on one page counts once", 3, 11, 1},
		{"only on its own page", 2, 12, 0},
		{"never seen", 3, 99, 0},
	} {
		if got := m.Pages(tt.address, tt.block); got != tt.want {
			t.Errorf("%s: Pages(%d, %d) = %d, want %d", tt.name, tt.address, tt.block, got, tt.want)
		}
	}
}

func TestTotal(t *testing.T) {
	m := New()
	for i := range uint64(1_000) {
		blocks := []uint64{7}
		if i%4 == 0 {
			blocks = append(blocks, 8)
		}
		m.Observe(i, blocks)
		total, all, some := m.Total(9_999), m.Pages(9_999, 7), m.Pages(9_999, 8)
		if total != all || total > fading {
			t.Fatalf("after %d pages: Total = %d, want %d, the count of what stands on each", i+1, total, all)
		}
		if i > 20 && (5*some < total || 3*some > total) {
			t.Fatalf("after %d pages: what stands on every fourth counts %d of %d", i+1, some, total)
		}
	}
	if got, want := m.Total(999), m.Total(9_999)-1; got != want {
		t.Errorf("Total of a known page = %d, want %d", got, want)
	}
}

func TestForgetsAChangedSite(t *testing.T) {
	m := New()
	for i := range uint64(5) {
		m.Observe(i, []uint64{7})
	}
	for i := range uint64(recent + 1) {
		m.Observe(100+i, []uint64{1_000 + i})
	}
	if got := m.Pages(9_999, 7); got != 0 {
		t.Errorf("a block that is gone for %d pages still counts %d", recent+1, got)
	}
}

func TestBounded(t *testing.T) {
	m := New()
	for i := range uint64(20) {
		blocks := []uint64{7}
		for j := range uint64(maxPage * 2) {
			blocks = append(blocks, 1_000_000*(i+1)+j)
		}
		m.Observe(i, blocks)
	}
	if len(m.blocks) > maxBlocks {
		t.Errorf("%d blocks, want at most %d", len(m.blocks), maxBlocks)
	}
	if got := m.Pages(99, 7); got != 20 {
		t.Errorf("the block of every page counts %d, want 20", got)
	}
}

func TestEncodeRead(t *testing.T) {
	m := New()
	for i := range uint64(recent + 10) {
		m.Observe(i, []uint64{7, i + 100})
	}
	data := m.Encode(3)
	got, err := Read(data, 3)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Encode(3), data) {
		t.Error("a memory that was stored and read differs")
	}
	if _, err := Read(data, 4); err == nil {
		t.Error("a memory of another layout was read")
	}
	for n := range len(data) {
		if _, err := Read(data[:n], 3); err == nil {
			t.Fatalf("Read of the first %d bytes: no error", n)
		}
	}
}

func FuzzRead(f *testing.F) {
	m := New()
	m.Observe(1, []uint64{1, 2})
	f.Add(m.Encode(1))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Read(b, 1)
		if err != nil {
			return
		}
		m.Observe(5, []uint64{1, 2, 3})
		if m.Pages(5, 3) != 0 {
			t.Error("a page counts itself")
		}
	})
}
