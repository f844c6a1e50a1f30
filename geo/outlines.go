package geo

import (
	_ "embed" // the outlines
	"encoding/binary"
	"errors"
	"fmt"
)

// A Detail is how fine the outlines are.
type Detail int

// The two levels of detail. Low is for the whole globe in view: 31 kB, 26 kB
// compressed. High is for a closer look: 92 kB, 79 kB compressed.
const (
	Low Detail = iota
	High
)

//go:embed outlines-low.bin
var outlinesLow string

//go:embed outlines-high.bin
var outlinesHigh string

// Outlines returns the world map in the format that the package comment
// describes, ready to be served.
func Outlines(d Detail) []byte {
	if d == High {
		return []byte(outlinesHigh)
	}
	return []byte(outlinesLow)
}

// A Point is a place on the globe, in degrees.
type Point struct{ Lat, Lon float64 }

// A Map is a decoded world map.
type Map struct {
	Steps     int
	Arcs      [][]Point
	Countries []Outline
}

// An Outline is one country's shape.
type Outline struct {
	Code   string // alpha-2, or "ZZ" for land without a country
	Small  bool   // draw a marker, the shape may be too small to see
	Marker Point
	// Polygons hold rings, the outer one first; a ring is references to arcs.
	// No polygon at all: the marker is all there is.
	Polygons [][][]int
}

// Bounds of what DecodeOutlines accepts, ten times what the high map holds.
const (
	maxSteps     = 1 << 20 // one millionth of a turn, 40 m
	maxArcs      = 20_000
	maxArcPoints = 400_000 // all arcs together
	maxOutlines  = 1000
	maxRefs      = 100_000 // polygons, rings and references of one country
)

// DecodeOutlines reads a world map.
func DecodeOutlines(data []byte) (*Map, error) {
	d := &decoder{rest: data}
	if string(d.take(4)) != "OVG1" {
		return nil, errors.New("read outlines: no OVG1 at the start")
	}
	m := &Map{Steps: d.count(maxSteps)}
	if d.err == nil && m.Steps == 0 {
		d.err = errors.New("steps is 0")
	}
	d.arcs(m)
	for range d.count(maxOutlines) {
		if d.err != nil {
			break
		}
		m.Countries = append(m.Countries, d.outline(m))
	}
	if d.err == nil && len(d.rest) > 0 {
		d.err = fmt.Errorf("%d bytes after the last country", len(d.rest))
	}
	if d.err != nil {
		return nil, fmt.Errorf("read outlines: byte %d: %w", len(data)-len(d.rest), d.err)
	}
	return m, nil
}

// Ring returns the points of a ring, the last equal to the first.
func (m *Map) Ring(refs []int) []Point {
	var ring []Point
	for _, ref := range refs {
		arc := m.Arcs[max(ref, ^ref)]
		skip := min(len(ring), 1) // the joint is in both arcs
		for i := skip; i < len(arc); i++ {
			if ref < 0 {
				ring = append(ring, arc[len(arc)-1-i])
			} else {
				ring = append(ring, arc[i])
			}
		}
	}
	return ring
}

// decoder reads numbers until the first error, which sticks.
type decoder struct {
	rest []byte
	err  error
}

var errShort = errors.New("ends too early")

func (d *decoder) take(n int) []byte {
	if d.err != nil || len(d.rest) < n {
		d.fail(errShort)
		return nil
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *decoder) uvarint() uint64 {
	n, size := binary.Uvarint(d.rest)
	if d.err != nil || size <= 0 {
		d.fail(errShort)
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// count reads a number that must not be over limit.
func (d *decoder) count(limit int) int {
	n := d.uvarint()
	if n > uint64(limit) {
		d.fail(fmt.Errorf("%d where at most %d is allowed", n, limit))
		return 0
	}
	return int(n)
}

// signed reads a zigzag number of at most 31 bits.
func (d *decoder) signed() int {
	n := d.count(1<<31 - 1)
	return n>>1 ^ -(n & 1)
}

func (d *decoder) point(steps, x, y int) Point {
	if x < 0 || x > steps || y < 0 || y > steps {
		d.fail(fmt.Errorf("point (%d, %d) outside %d steps", x, y, steps))
	}
	s := float64(max(steps, 1))
	return Point{Lat: float64(y)/s*180 - 90, Lon: float64(x)/s*360 - 180}
}

func (d *decoder) arcs(m *Map) {
	x, y, total := 0, 0, 0
	for range d.count(maxArcs) {
		n := d.count(maxArcPoints - total)
		total += n
		arc := make([]Point, 0, min(n, len(d.rest)/2)) // a point takes two bytes or more
		for range n {
			x += d.signed()
			y += d.signed()
			arc = append(arc, d.point(m.Steps, x, y))
			if d.err != nil {
				return
			}
		}
		if len(arc) == 0 {
			d.fail(errors.New("arc without points"))
			return
		}
		m.Arcs = append(m.Arcs, arc)
	}
}

func (d *decoder) outline(m *Map) Outline {
	o := Outline{Code: string(d.take(2))}
	if flags := d.take(1); flags != nil {
		o.Small = flags[0]&1 != 0
	}
	x := d.count(m.Steps)
	y := d.count(m.Steps)
	o.Marker = d.point(m.Steps, x, y)
	left := maxRefs
	for range d.spend(&left) {
		var polygon [][]int
		for range d.spend(&left) {
			var ring []int
			for range d.spend(&left) {
				ring = append(ring, d.reference(len(m.Arcs)))
			}
			polygon = append(polygon, ring)
		}
		o.Polygons = append(o.Polygons, polygon)
	}
	return o
}

// spend reads a count that is taken from what is left.
func (d *decoder) spend(left *int) int {
	n := d.count(*left)
	*left -= n
	return n
}

func (d *decoder) reference(arcs int) int {
	ref := d.signed()
	if max(ref, ^ref) >= arcs {
		d.fail(fmt.Errorf("reference to arc %d of %d", ref, arcs))
		return 0
	}
	return ref
}
