// Simplifies the shapes and writes the binary outlines. The format is
// described in ../doc.go.
import { presimplify, sphericalTriangleArea } from 'topojson-simplify';
import { geoArea } from 'd3-geo';
import { feature } from './shapes.mjs';

// A country smaller than this many steradians gets a marker that can be seen
// and hit; 6e-4 is about 24,000 square kilometres.
const markerArea = 6e-4;

export function encode({ topology, byCode }, rows, minWeight, steps) {
  const weighed = presimplify(topology, sphericalTriangleArea);
  const shapes = new Map();
  const limit = new Map(); // arc → weight below which its points go
  for (const [code, polygons] of byCode) {
    const sized = polygons.map((arcs) => ({ arcs, area: geoArea(feature(topology, [arcs])) }));
    sized.sort((a, b) => b.area - a.area);
    const kept = sized.filter((p, i) => i === 0 || p.area >= 2 * minWeight);
    shapes.set(code, { kept: kept.map((p) => p.arcs), area: sized.reduce((s, p) => s + p.area, 0) });
    for (const p of kept) {
      const w = Math.min(minWeight, p.area / 40); // small islands keep a shape
      for (const arc of p.arcs.flat()) {
        const id = arc < 0 ? ~arc : arc;
        limit.set(id, Math.min(limit.get(id) ?? Infinity, w));
      }
    }
  }
  const grid = ([lon, lat]) => [Math.round(((lon + 180) / 360) * steps), Math.round(((lat + 90) / 180) * steps)];
  const lines = new Map();
  for (const [id, w] of limit) {
    const all = weighed.arcs[id];
    const points = all.filter((p, i) => i === 0 || i === all.length - 1 || p[2] >= w).map(grid);
    lines.set(id, points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]));
  }
  return write(rows, shapes, lines, steps);
}

// ringPoints counts the corners of a closed ring, to drop the collapsed ones.
const ringPoints = (ring, lines) => ring.reduce((n, arc) => n + lines.get(arc < 0 ? ~arc : arc).length - 1, 0);

function write(rows, shapes, lines, steps) {
  const out = [];
  const uvarint = (n) => { while (n > 127) { out.push((n & 127) | 128); n >>>= 7; } out.push(n); };
  const varint = (n) => uvarint(((n << 1) ^ (n >> 31)) >>> 0);
  const order = [...rows.map((r) => r.alpha2), 'ZZ'];
  const countries = order.map((code) => {
    const s = shapes.get(code);
    const polygons = (s ? s.kept : [])
      .map((p) => p.filter((ring) => ringPoints(ring, lines) >= 3))
      .filter((p) => p.length);
    return { code, polygons, small: !s || s.area < markerArea };
  });
  const index = new Map();
  for (const arc of countries.flatMap((c) => c.polygons.flat(2))) {
    const id = arc < 0 ? ~arc : arc;
    if (!index.has(id)) index.set(id, index.size);
  }
  out.push(...Buffer.from('OVG1'));
  uvarint(steps);
  uvarint(index.size);
  let [px, py, points] = [0, 0, 0];
  for (const id of index.keys()) {
    const line = lines.get(id);
    uvarint(line.length);
    points += line.length;
    for (const [x, y] of line) {
      varint(x - px);
      varint(y - py);
      [px, py] = [x, y];
    }
  }
  const at = new Map(rows.map((r) => [r.alpha2, r]));
  uvarint(countries.length);
  for (const c of countries) {
    const r = at.get(c.code) || { lat: 35.4, lon: 77.1 }; // ZZ: Siachen glacier
    out.push(...Buffer.from(c.code));
    out.push(c.small && c.code !== 'ZZ' ? 1 : 0);
    uvarint(Math.round(((r.lon + 180) / 360) * steps));
    uvarint(Math.round(((r.lat + 90) / 180) * steps));
    uvarint(c.polygons.length);
    for (const polygon of c.polygons) {
      uvarint(polygon.length);
      for (const ring of polygon) {
        uvarint(ring.length);
        for (const arc of ring) varint(arc < 0 ? ~index.get(~arc) : index.get(arc));
      }
    }
  }
  const lost = countries.filter((c) => !c.polygons.length).map((c) => c.code);
  return { bytes: Buffer.from(out), report: { bytes: out.length, points, arcs: index.size, markersOnly: lost.join(' ') } };
}
