package geo

import (
	"math"
	"strings"
	"testing"
)

// earth is the surface of the globe in thousand square kilometres.
const earth = 510_066.0

func TestShippedOutlines(t *testing.T) {
	for _, d := range []struct {
		name   string
		detail Detail
		within float64 // how far an area may be off
		bytes  int
	}{{"low", Low, 0.06, 35_000}, {"high", High, 0.04, 100_000}} {
		t.Run(d.name, func(t *testing.T) {
			data := Outlines(d.detail)
			if len(data) > d.bytes {
				t.Errorf("%d bytes, want at most %d", len(data), d.bytes)
			}
			m, err := DecodeOutlines(data)
			if err != nil {
				t.Fatal(err)
			}
			byCode := map[string]Outline{}
			for _, o := range m.Countries {
				byCode[o.Code] = o
				checkRings(t, m, o)
			}
			for _, c := range All() {
				o, ok := byCode[c.Code]
				if !ok || len(o.Polygons) == 0 && !o.Small {
					t.Errorf("%s has neither a polygon nor a marker", c.Code)
				}
				if got := distance(o.Marker, Point{c.Lat, c.Lon}); got > 0.1 {
					t.Errorf("%s: marker is %.2f degrees from the country's centre", c.Code, got)
				}
			}
			// Areas in thousand square kilometres, from encyclopaedias.
			for code, want := range map[string]float64{
				"FR": 544, "DE": 357, "BR": 8516, "US": 9500, "RU": 17098, "AU": 7688, "TD": 1284,
				"UA": 604, "MN": 1564, "ZA": 1221, "JP": 378, "CH": 41.3, "GF": 84, "SO": 638, "NZ": 268,
			} {
				if got := m.area(byCode[code]); math.Abs(got/want-1) > d.within {
					t.Errorf("area of %s = %.1f, want about %.1f", code, got, want)
				}
			}
		})
	}
}

func checkRings(t *testing.T, m *Map, o Outline) {
	t.Helper()
	for _, polygon := range o.Polygons {
		for _, refs := range polygon {
			ring := m.Ring(refs)
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				t.Errorf("%s: a ring of %d points from %v to %v is not closed", o.Code, len(ring), ring[0], ring[len(ring)-1])
			}
			for i := 1; i < len(ring); i++ {
				far := math.Abs(ring[i].Lon-ring[i-1].Lon) > 180
				if far && o.Code != "RU" && o.Code != "AQ" {
					t.Errorf("%s crosses the antimeridian at %v", o.Code, ring[i])
				}
			}
		}
	}
}

// area sums a country's polygons on the sphere, holes taken off. Outer rings
// run clockwise, holes the other way.
func (m *Map) area(o Outline) float64 {
	sum := 0.0
	for _, polygon := range o.Polygons {
		for i, refs := range polygon {
			a := math.Abs(ringArea(m.Ring(refs)))
			if i > 0 {
				a = -a
			}
			sum += a
		}
	}
	return sum / (4 * math.Pi) * earth
}

// ringArea is the signed area of a ring of straight map lines, in steradians.
func ringArea(ring []Point) float64 {
	sum := 0.0
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		turn := math.Remainder(b.Lon-a.Lon, 360) // the shorter way round
		sum += turn * math.Pi / 180 * (math.Sin(a.Lat*math.Pi/180) + math.Sin(b.Lat*math.Pi/180)) / 2
	}
	return sum
}

// distance is the angle between two places, in degrees.
func distance(a, b Point) float64 {
	const rad = math.Pi / 180
	cos := math.Sin(a.Lat*rad)*math.Sin(b.Lat*rad) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Cos((a.Lon-b.Lon)*rad)
	return math.Acos(max(-1, min(1, cos))) / rad
}

func TestDecodeOutlinesErrors(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", "no OVG1"},
		{"other file", "PNG!....", "no OVG1"},
		{"cut", "OVG1\x64\x01", "ends too early"},
		{"no steps", "OVG1\x00\x00\x00", "steps is 0"},
		{"too many arcs", "OVG1\x64\xff\xff\xff\x01", "at most 20000"},
		{"outside", "OVG1\x64\x01\x01\xff\x01\x02\x00", "outside 100 steps"},
		{"empty arc", "OVG1\x64\x01\x00\x00", "arc without points"},
		{"bad reference", "OVG1\x64\x01\x01\x02\x02\x01FR\x00\x02\x02\x01\x01\x01\x02", "reference to arc 1 of 1"},
		{"more", "OVG1\x64\x00\x00!", "1 bytes after"},
	} {
		_, err := DecodeOutlines([]byte(tt.in))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: DecodeOutlines = %v, want %q", tt.name, err, tt.want)
		}
	}
}

func FuzzDecodeOutlines(f *testing.F) {
	f.Add(Outlines(Low)[:2000])
	f.Add([]byte("OVG1\x64\x01\x02\x02\x02\x02\x02\x01FR\x01\x02\x02\x01\x01\x02\x00\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := DecodeOutlines(data)
		if err != nil {
			return
		}
		for _, o := range m.Countries {
			for _, polygon := range o.Polygons {
				for _, refs := range polygon {
					m.Ring(refs)
				}
			}
		}
	})
}
