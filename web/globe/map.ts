// Reading the outlines of package geo; its documentation has the format.
import { dot, vector, type Vec } from './vector.ts';

// A ring of a country's shape, as points on the sphere.
export interface Ring {
  points: Float32Array; // x, y, z of each
  count: number;
  seam: Uint8Array; // 1: the line to this point is a cut of the map, not a border
  centre: Vec;
  radius: number; // of the cap around centre that holds the ring, in radians
}

export interface Shape {
  code: string;
  small: boolean; // draw a marker
  marker: Vec;
  rings: Ring[];
}

export function decode(buffer: ArrayBuffer): Shape[] {
  const bytes = new Uint8Array(buffer);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== 'OVG1') throw new Error('not a map');
  let at = 4;
  const number = (): number => {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const b = bytes[at++];
      if (b === undefined) throw new Error('the map ends early');
      n |= (b & 127) << shift;
      if (b < 128) return n >>> 0;
    }
  };
  const signed = (): number => {
    const n = number();
    return (n >>> 1) ^ -(n & 1);
  };

  const steps = number();
  const arcs: Int32Array[] = [];
  let x = 0;
  let y = 0;
  for (let n = number(); n > 0; n--) {
    const arc = new Int32Array(2 * number());
    for (let i = 0; i < arc.length; i += 2) {
      arc[i] = x += signed();
      arc[i + 1] = y += signed();
    }
    arcs.push(arc);
  }

  const shapes: Shape[] = [];
  for (let n = number(); n > 0; n--) {
    const code = String.fromCharCode(bytes[at++], bytes[at++]);
    const small = (bytes[at++] & 1) === 1;
    const mx = number();
    const my = number();
    const rings: Ring[] = [];
    for (let polygons = number(); polygons > 0; polygons--) {
      for (let r = number(); r > 0; r--) {
        const refs: number[] = [];
        for (let k = number(); k > 0; k--) refs.push(signed());
        rings.push(ring(join(arcs, refs), steps));
      }
    }
    shapes.push({ code, small, marker: onSphere(mx, my, steps), rings });
  }
  return shapes;
}

function onSphere(x: number, y: number, steps: number): Vec {
  return vector((360 * x) / steps - 180, (180 * y) / steps - 90);
}

// join puts the arcs of a ring behind one another; their ends are shared.
function join(arcs: Int32Array[], refs: number[]): number[] {
  const out: number[] = [];
  for (const ref of refs) {
    const arc = arcs[ref < 0 ? ~ref : ref];
    const n = arc.length / 2;
    for (let k = out.length ? 1 : 0; k < n; k++) {
      const j = ref < 0 ? n - 1 - k : k;
      out.push(arc[2 * j], arc[2 * j + 1]);
    }
  }
  return out;
}

function ring(xy: number[], steps: number): Ring {
  const count = xy.length / 2;
  const points = new Float32Array(3 * count);
  const seam = new Uint8Array(count);
  const sum: Vec = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const v = onSphere(xy[2 * i], xy[2 * i + 1], steps);
    points.set(v, 3 * i);
    for (let k = 0; k < 3; k++) sum[k] += v[k];
    if (i > 0 && (onSeam(xy, i, steps) & onSeam(xy, i - 1, steps))) seam[i] = 1;
  }
  const length = Math.hypot(...sum) || 1;
  const centre: Vec = [sum[0] / length, sum[1] / length, sum[2] / length];
  let least = 1;
  for (let i = 0; i < count; i++) {
    least = Math.min(least, dot(centre, [points[3 * i], points[3 * i + 1], points[3 * i + 2]]));
  }
  return { points, count, seam, centre, radius: Math.acos(Math.max(-1, least)) };
}

// onSeam says, a bit each, on which edges of the flat map a point lies.
function onSeam(xy: number[], i: number, steps: number): number {
  const x = xy[2 * i];
  const y = xy[2 * i + 1];
  return (x === 0 ? 1 : 0) | (x === steps ? 2 : 0) | (y === 0 ? 4 : 0) | (y === steps ? 8 : 0);
}
