// Package geo knows the countries and territories of the world: those of
// ISO 3166-1, and Kosovo under its user-assigned code XK.
//
// [Lookup] finds a [Country] by alpha-2 code, [Find] by any code or name that
// people write, [All] lists them. Regions are those of the United Nations' M49
// standard; LICENSES.md says where each fact comes from. Land neighbours come
// from the borders of the drawn map, so an island state has none.
//
// # Outlines
//
// [Outlines] returns a world map for drawing a globe, in two levels of detail,
// and [DecodeOutlines] reads it. The same bytes are served to browsers, which
// decode them with a few lines of script. The format, in order:
//
//	magic      4 bytes "OVG1"
//	steps      uvarint; a point (x, y) lies at longitude -180 + 360·x/steps
//	           and latitude -90 + 180·y/steps
//	arcs       uvarint count, then for each arc: uvarint number of points,
//	           then for each point varint dx, varint dy, relative to the
//	           point before it in the file; the first is relative to (0, 0)
//	countries  uvarint count, then for each country:
//	             2 bytes alpha-2 code ("ZZ": land without a country)
//	             1 byte  flags; bit 0: small, draw a marker
//	             uvarint x, uvarint y of the marker
//	             uvarint number of polygons; for each polygon:
//	               uvarint number of rings, the outer one first; for each ring:
//	                 uvarint number of arcs; for each: varint reference
//
// A reference r ≥ 0 means arc r in its order, r < 0 means arc -1-r backwards
// (~r in script). A ring's points are those of its arcs joined, where the last
// point of each arc is the first of the next and the last arc ends where the
// first began. An arc that two countries use is a border between them; one
// used once is a coast. Neighbouring points are joined the shorter way round
// the globe: Russia and Antarctica cross the antimeridian and Antarctica goes
// once around the pole, so a flat map must cut those two; a globe need not.
//
// A uvarint is little-endian base 128 with the high bit set on all bytes but
// the last; a varint is a uvarint of (n << 1) ^ (n >> 31). Every number fits
// 31 bits. There is nothing after the last country.
package geo
