// Going from country to country by key.
import type { Shape } from './map.ts';
import { place, type Vec } from './vector.ts';
import { View } from './view.ts';

export const directions: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

// hop returns the nearest country in a direction from a point, seen from
// straight above it; how far it lies aside weighs double.
export function hop(from: Vec, current: Shape | null, shapes: Shape[], [dx, dy]: [number, number]): Shape | null {
  const { lon, lat } = place(from);
  const above = new View(0);
  above.set(lon, lat);
  const [ox, oy] = above.see(from);
  let best: Shape | null = null;
  let least = Infinity;
  for (const shape of shapes) {
    if (shape === current || shape.code === 'ZZ') continue;
    const [x, y, z] = above.see(shape.marker);
    if (z < 0) continue;
    const along = (x - ox) * dx + (y - oy) * dy;
    if (along < 0.004) continue;
    const score = along + 2.2 * Math.abs((x - ox) * dy + (y - oy) * dx);
    if (score < least) {
      least = score;
      best = shape;
    }
  }
  return best;
}
