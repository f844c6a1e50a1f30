// Drawing: the base (sea, land, borders) when the view has moved, the overlay
// (what is picked, what is fresh) more often.
import type { Figure } from './figures.ts';
import type { Shape } from './map.ts';
import type { Theme } from './theme.ts';
import type { View } from './view.ts';
import { vector } from './vector.ts';

type Context = CanvasRenderingContext2D;

const whole = 2 * Math.PI;
const skip = 0.8; // points nearer than this to the last are left out, in pixels

export interface Scene {
  view: View;
  theme: Theme;
  shapes: Shape[];
  figures: Map<string, Figure>;
  classOf: (n: number) => number;
  textures: Textures;
}

// Textures say the state of a country apart from its colour; one that is well
// watched has none.
export type Textures = Partial<Record<Figure['state'], CanvasPattern | null>>;

export function drawBase(c: Context, s: Scene): void {
  const { view } = s;
  c.clearRect(0, 0, view.width, view.height);
  drawSea(c, s);
  c.save();
  c.beginPath();
  c.arc(view.width / 2, view.height / 2, view.radius - 0.5, 0, whole);
  c.clip();
  c.lineJoin = 'round';
  for (const shape of s.shapes) drawLand(c, s, shape);
  c.restore();
  for (const shape of s.shapes) if (shape.small) drawMarker(c, s, shape);
  c.strokeStyle = s.theme.rim;
  c.lineWidth = 1;
  c.beginPath();
  c.arc(view.width / 2, view.height / 2, view.radius, 0, whole);
  c.stroke();
}

function drawSea(c: Context, { view, theme }: Scene): void {
  const cx = view.width / 2;
  const cy = view.height / 2;
  const r = view.radius;
  const air = c.createRadialGradient(cx, cy, r * 0.97, cx, cy, r * 1.07);
  air.addColorStop(0, theme.glow);
  air.addColorStop(1, theme.glowEnd);
  c.fillStyle = air;
  c.beginPath();
  c.arc(cx, cy, r * 1.07, 0, whole);
  c.fill();
  const sea = c.createRadialGradient(cx - r * 0.3, cy - r * 0.35, r * 0.1, cx, cy, r);
  sea.addColorStop(0, theme.sea0);
  sea.addColorStop(1, theme.sea1);
  c.fillStyle = sea;
  c.beginPath();
  c.arc(cx, cy, r, 0, whole);
  c.fill();
  c.strokeStyle = theme.grid;
  c.lineWidth = 0.6;
  c.beginPath();
  for (let lon = -180; lon < 180; lon += 30) {
    drawCurve(c, view, 41, (i) => vector(lon, 4 * i - 80));
  }
  for (let lat = -60; lat <= 60; lat += 30) {
    drawCurve(c, view, 91, (i) => vector(4 * i - 180, lat));
  }
  c.stroke();
}

function drawCurve(c: Context, view: View, n: number, point: (i: number) => [number, number, number]): void {
  let pen = false;
  for (let i = 0; i < n; i++) {
    const at = view.screen(point(i));
    if (at && pen) c.lineTo(...at);
    else if (at) c.moveTo(...at);
    pen = at !== null;
  }
}

function fill(s: Scene, code: string): { colour: string; texture: CanvasPattern | null } {
  const f = s.figures.get(code);
  if (!f) return { colour: s.theme.none, texture: null };
  const colour = f.n > 0 ? s.theme.ramp[s.classOf(f.n)] : f.state === 'none' ? s.theme.none : s.theme.stale;
  return { colour, texture: s.textures[f.state] ?? null };
}

function drawLand(c: Context, s: Scene, shape: Shape): void {
  const { view, theme } = s;
  const rings = shape.rings.filter((r) => view.seen(r));
  if (rings.length === 0) return;
  c.beginPath();
  for (const ring of rings) {
    let lastX = Infinity;
    let lastY = Infinity;
    view.walk(ring, (x, y, _front, i) => {
      if (i === 0) c.moveTo(x, y);
      else if (i === ring.count - 1 || Math.abs(x - lastX) + Math.abs(y - lastY) >= skip) c.lineTo(x, y);
      else return;
      lastX = x;
      lastY = y;
    });
    c.closePath();
  }
  const { colour, texture } = fill(s, shape.code);
  c.fillStyle = colour;
  c.fill('evenodd');
  if (texture) {
    c.fillStyle = texture;
    c.fill('evenodd');
  }
  c.strokeStyle = theme.edge;
  c.lineWidth = 0.7;
  drawEdge(c, view, shape);
}

// drawEdge strokes what is a border or coast and in front.
function drawEdge(c: Context, view: View, shape: Shape): void {
  c.beginPath();
  for (const ring of shape.rings) {
    if (!view.seen(ring)) continue;
    let pen = false;
    view.walk(ring, (x, y, front, i) => {
      if (pen && front && !ring.seam[i]) c.lineTo(x, y);
      else if (front) c.moveTo(x, y);
      pen = front;
    });
  }
  c.stroke();
}

function drawMarker(c: Context, s: Scene, shape: Shape): void {
  const at = s.view.screen(shape.marker, 0.06);
  if (!at) return;
  c.beginPath();
  c.arc(at[0], at[1], 2.7 * Math.sqrt(s.view.zoom), 0, whole);
  c.fillStyle = fill(s, shape.code).colour;
  c.fill();
  c.strokeStyle = s.theme.pick;
  c.lineWidth = 0.8;
  c.stroke();
}

// drawOver draws the picked countries and pulses where news is fresh. phase
// runs from 0 to 1; with reduced motion it stands still.
export function drawOver(c: Context, s: Scene, picked: Shape[], fresh: Shape[], phase: number): void {
  const { view, theme } = s;
  c.clearRect(0, 0, view.width, view.height);
  c.save();
  c.beginPath();
  c.arc(view.width / 2, view.height / 2, view.radius, 0, whole);
  c.clip();
  c.strokeStyle = theme.pick;
  c.lineWidth = 2;
  for (const shape of picked) {
    drawEdge(c, view, shape);
    const at = shape.small ? view.screen(shape.marker) : null;
    if (!at) continue;
    c.beginPath();
    c.arc(at[0], at[1], 7, 0, whole);
    c.stroke();
  }
  c.restore();
  fresh.forEach((shape, i) => {
    const at = view.screen(shape.marker, 0.05);
    if (!at) return;
    const grown = (phase + i * 0.37) % 1;
    c.fillStyle = theme.fresh;
    c.beginPath();
    c.arc(at[0], at[1], 2.3, 0, whole);
    c.fill();
    c.globalAlpha = (1 - grown) * 0.8;
    c.strokeStyle = theme.fresh;
    c.lineWidth = 1.3;
    c.beginPath();
    c.arc(at[0], at[1], 3 + 10 * grown, 0, whole);
    c.stroke();
    c.globalAlpha = 1;
  });
}

// textures draws them in a colour: thin is lines that fall, state media only
// lines that cross, silent dots, not watched lines far apart.
export function textures(c: Context, colour: string, scale: number): Textures {
  return {
    thin: pattern(c, colour, scale, 6, (t, side) => slant(t, side, 1)),
    'state-only': pattern(c, colour, scale, 7, (t, side) => {
      slant(t, side, 1);
      slant(t, side, -1);
    }),
    stale: pattern(c, colour, scale, 6, (t, side) => {
      t.beginPath();
      t.arc(side / 2, side / 2, 0.8 * scale, 0, whole);
      t.fill();
    }),
    none: pattern(c, colour, scale, 12, (t, side) => {
      t.globalAlpha = 0.4; // it may be most of the world
      slant(t, side, -1);
    }),
  };
}

// slant draws lines over a tile that go on in the next one.
function slant(t: Context, side: number, way: number): void {
  t.beginPath();
  for (const d of [-side, 0, side]) {
    t.moveTo(d - 1, way > 0 ? side + 1 : -1);
    t.lineTo(d + side + 1, way > 0 ? -1 : side + 1);
  }
  t.stroke();
}

function pattern(c: Context, colour: string, scale: number, size: number, draw: (t: Context, side: number) => void): CanvasPattern | null {
  const tile = document.createElement('canvas');
  const side = Math.round(size * scale);
  tile.width = tile.height = side;
  const t = tile.getContext('2d');
  if (!t) return null;
  t.strokeStyle = t.fillStyle = colour;
  t.lineWidth = 0.8 * scale;
  draw(t, side);
  const made = c.createPattern(tile, 'repeat');
  made?.setTransform(new DOMMatrix().scale(1 / scale));
  return made;
}
