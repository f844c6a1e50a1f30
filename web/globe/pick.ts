// Which country is at a place of the canvas. Asked of the same clamped shapes
// that were drawn, so that what one sees is what one hits.
import type { Shape } from './map.ts';
import type { View } from './view.ts';

const direct = 9; // a marker this near wins over the land under it, in pixels
const snap = 22; // a marker this near is taken where there is no land

export function pick(view: View, shapes: Shape[], x: number, y: number): Shape | null {
  if (Math.hypot(x - view.width / 2, y - view.height / 2) > view.radius) return null;
  let near: Shape | null = null;
  let distance = snap;
  for (const shape of shapes) {
    if (!shape.small) continue;
    const at = view.screen(shape.marker, 0.05);
    if (!at) continue;
    const d = Math.hypot(at[0] - x, at[1] - y);
    if (d < distance) {
      distance = d;
      near = shape;
    }
  }
  if (near && distance < direct) return near;
  for (const shape of shapes) {
    if (shape.code !== 'ZZ' && inside(view, shape, x, y)) return shape;
  }
  return near;
}

// inside counts how often a ray to the right crosses the shape's rings.
function inside(view: View, shape: Shape, x: number, y: number): boolean {
  let odd = false;
  for (const ring of shape.rings) {
    if (!view.seen(ring)) continue;
    let lastX = 0;
    let lastY = 0;
    view.walk(ring, (px, py, _front, i) => {
      if (i > 0 && py > y !== lastY > y && x < ((lastX - px) * (y - py)) / (lastY - py) + px) odd = !odd;
      lastX = px;
      lastY = py;
    });
  }
  return odd;
}
