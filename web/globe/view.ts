// Where the globe is seen from, and where on the canvas a point of it lies.
import { radians, type Vec } from './vector.ts';
import type { Ring } from './map.ts';

export const zoomMin = 1;
export const zoomMax = 14;

export class View {
  lon: number;
  lat = 18;
  zoom = 1;
  width = 0;
  height = 0;
  private m = new Float64Array(9);

  constructor(lon: number) {
    this.lon = lon;
    this.turn();
  }

  // radius of the globe on the canvas, in CSS pixels.
  get radius(): number {
    const side = Math.min(this.width, this.height);
    return Math.max(1, side / 2 - Math.max(8, side * 0.035)) * this.zoom;
  }

  set(lon: number, lat: number, zoom = this.zoom): void {
    this.lon = ((((lon + 180) % 360) + 360) % 360) - 180;
    this.lat = Math.max(-85, Math.min(85, lat));
    this.zoom = Math.max(zoomMin, Math.min(zoomMax, zoom));
    this.turn();
  }

  private turn(): void {
    const cl = Math.cos(this.lon * radians);
    const sl = Math.sin(this.lon * radians);
    const cp = Math.cos(this.lat * radians);
    const sp = Math.sin(this.lat * radians);
    this.m.set([-sl, cl, 0, -sp * cl, -sp * sl, cp, cp * cl, cp * sl, sp]);
  }

  // see returns v as seen: x to the right, y up, z towards the reader.
  see(v: Vec): Vec {
    const m = this.m;
    return [
      m[0] * v[0] + m[1] * v[1],
      m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
      m[6] * v[0] + m[7] * v[1] + m[8] * v[2],
    ];
  }

  // screen is the place of v on the canvas, or nothing if it is behind.
  screen(v: Vec, edge = 0): [number, number] | null {
    const s = this.see(v);
    if (s[2] < edge) return null;
    return [this.width / 2 + s[0] * this.radius, this.height / 2 - s[1] * this.radius];
  }

  private angle(c: Vec): number {
    return Math.acos(Math.max(-1, Math.min(1, this.see(c)[2])));
  }

  // seen reports whether any of a ring is on this side.
  seen(r: Ring): boolean {
    return this.angle(r.centre) - r.radius <= Math.PI / 2;
  }

  // whole reports whether all of a ring is on this side.
  whole(r: Ring): boolean {
    return this.angle(r.centre) + r.radius < Math.PI / 2;
  }

  // walk calls visit with each point of a ring: its place, pushed to the
  // globe's rim where it is behind, and whether it is in front.
  walk(r: Ring, visit: (x: number, y: number, front: boolean, i: number) => void): void {
    const m = this.m;
    const size = this.radius;
    const cx = this.width / 2;
    const cy = this.height / 2;
    const p = r.points;
    for (let i = 0; i < r.count; i++) {
      const a = p[3 * i];
      const b = p[3 * i + 1];
      const c = p[3 * i + 2];
      let x = m[0] * a + m[1] * b;
      let y = m[3] * a + m[4] * b + m[5] * c;
      const front = m[6] * a + m[7] * b + m[8] * c >= 0;
      if (!front) {
        const k = 1 / (Math.hypot(x, y) || 1);
        x *= k;
        y *= k;
      }
      visit(cx + x * size, cy - y * size, front, i);
    }
  }
}
