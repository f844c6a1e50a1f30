// Points on the unit sphere.
export type Vec = [number, number, number];

export const radians = Math.PI / 180;

export function vector(lon: number, lat: number): Vec {
  const c = Math.cos(lat * radians);
  return [c * Math.cos(lon * radians), c * Math.sin(lon * radians), Math.sin(lat * radians)];
}

export function place(v: Vec): { lon: number; lat: number } {
  return { lon: Math.atan2(v[1], v[0]) / radians, lat: Math.asin(Math.max(-1, Math.min(1, v[2]))) / radians };
}

export function dot(a: Vec, b: Vec): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
