// Rebuilds the data of package geo. Run by a developer, never by the build:
//
//	cd geo/gen && npm install && npm run build
//
// The result is committed. See ../LICENSES.md for the licence of every part.
import { writeFileSync } from 'node:fs';
import { shapes, neighbours } from './shapes.mjs';
import { countries, table } from './countries.mjs';
import { encode } from './encode.mjs';

const world = shapes();
const rows = countries(world, neighbours(world));
writeFileSync('../countries.tsv', table(rows));
for (const [name, minWeight, steps] of [
  ['low', 1.2e-5, 10000], // first paint: the whole globe in view
  ['high', 1e-6, 40000], // after the reader has zoomed in
]) {
  const { bytes, report } = encode(world, rows, minWeight, steps);
  writeFileSync(`../outlines-${name}.bin`, bytes);
  console.log(name, report);
}
