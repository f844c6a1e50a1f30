// The globe: what it shows, and when it draws. Input is in input.ts.
import { drawBase, drawOver, textures, type Scene } from './draw.ts';
import { classes, loadFigures, sentence, type Figure } from './figures.ts';
import { listen } from './input.ts';
import { updateList } from './list.ts';
import { decode, type Shape } from './map.ts';
import { pick } from './pick.ts';
import { readTheme } from './theme.ts';
import { place, type Vec } from './vector.ts';
import { View } from './view.ts';

const flight = 700; // ms
const friction = 0.95; // of the speed kept a frame
const slowest = 0.03; // degrees a frame below which the globe stands
const pulse = 2200; // ms
const overlayEvery = 33; // ms
const maxFresh = 14; // more pulses are noise
const closeUp = 1.8; // zoom from which the detailed map is fetched
const refresh = 30_000; // ms between looks at the figures
const refreshFilling = 5_000; // the same while the first answers come in

interface Flight {
  start: number;
  from: [number, number, number];
  by: [number, number, number];
}

export class Globe {
  readonly view: View;
  readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  readonly surface: HTMLElement;
  selected: Shape | null = null;
  hovered: Shape | null = null;
  speed: [number, number] = [0, 0];
  held = false; // a pointer is down

  private scene: Scene;
  private fresh: Shape[] = [];
  private base: CanvasRenderingContext2D;
  private over: CanvasRenderingContext2D;
  private tip: HTMLElement;
  private status: HTMLElement | null;
  private flight: Flight | null = null;
  private dirty = true;
  private overlayAt = 0;
  private frame = 0;
  private visible = true;
  private detailed = false;

  static async start(root: HTMLElement): Promise<void> {
    const { map, figures } = root.dataset;
    if (!map || !figures) return;
    const [shapes, byCode] = await Promise.all([loadMap(map), loadFigures(figures)]);
    new Globe(root, shapes, byCode, figures);
  }

  private constructor(readonly root: HTMLElement, shapes: Shape[], figures: Map<string, Figure>, address: string) {
    // The reader's own part of the world is in front.
    this.view = new View(-new Date().getTimezoneOffset() / 4);
    const base = root.querySelector<HTMLCanvasElement>('.globe-base')!.getContext('2d');
    const over = root.querySelector<HTMLCanvasElement>('.globe-over')!.getContext('2d');
    if (!base || !over) throw new Error('no canvas');
    this.base = base;
    this.over = over;
    this.surface = root.querySelector<HTMLElement>('.globe-focus')!;
    this.surface.hidden = false;
    root.querySelector<HTMLElement>('.globe-zoom')!.hidden = false;
    this.tip = root.querySelector<HTMLElement>('.globe-tip')!;
    this.status = document.querySelector('#globe-status');
    this.scene = { view: this.view, theme: readTheme(root), shapes, figures, classOf: classes(figures.values()), textures: {} };
    this.resize();
    this.retheme();
    this.setFigures(figures);
    listen(this);
    this.watch(address);
    this.restore();
    root.classList.add('ready');
    this.wake();
  }

  // watch follows what changes from outside: size, theme, visibility, news.
  private watch(address: string): void {
    new ResizeObserver(() => this.resize()).observe(this.root);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.retheme());
    const look = (seen: boolean): void => {
      this.visible = seen && !document.hidden;
      this.wake();
    };
    let inView = true;
    new IntersectionObserver((entries) => {
      inView = entries[entries.length - 1].isIntersecting;
      look(inView);
    }).observe(this.root);
    document.addEventListener('visibilitychange', () => look(inView));
    setInterval(() => {
      if (!this.visible) return;
      loadFigures(address).then((figures) => this.setFigures(figures)).catch(() => {
        // The figures stay as they are until the next look.
      });
    }, document.querySelector('[data-filling]') ? refreshFilling : refresh);
  }

  private setFigures(figures: Map<string, Figure>): void {
    this.scene.figures = figures;
    this.scene.classOf = classes(figures.values());
    updateList(figures);
    this.fresh = this.shapes
      .filter((s) => figures.get(s.code)?.fresh)
      .sort((a, b) => figures.get(b.code)!.n - figures.get(a.code)!.n)
      .slice(0, maxFresh);
    this.redraw();
  }

  private retheme(): void {
    this.scene.theme = readTheme(this.root);
    this.scene.textures = textures(this.base, this.scene.theme.hatch, this.scale);
    this.redraw();
  }

  private get scale(): number {
    return Math.min(2, devicePixelRatio || 1);
  }

  private resize(): void {
    const { width, height } = this.root.getBoundingClientRect();
    this.view.width = width;
    this.view.height = height;
    for (const c of [this.base, this.over]) {
      c.canvas.width = width * this.scale;
      c.canvas.height = height * this.scale;
      c.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    }
    this.redraw();
  }

  get shapes(): Shape[] {
    return this.scene.shapes;
  }

  figure(shape: Shape): Figure {
    return this.scene.figures.get(shape.code) ?? { cc: shape.code, name: shape.code, state: 'none', n: 0, words: 'not watched' };
  }

  at(x: number, y: number): Shape | null {
    return pick(this.view, this.shapes, x, y);
  }

  redraw(): void {
    this.dirty = true;
    this.wake();
  }

  wake(): void {
    if (!this.frame && this.visible) this.frame = requestAnimationFrame((t) => this.tick(t));
  }

  private tick(t: number): void {
    this.frame = 0;
    if (!this.visible) return;
    this.move(t);
    if (this.dirty) drawBase(this.base, this.scene);
    if (this.dirty || t - this.overlayAt > overlayEvery) {
      this.overlayAt = t;
      const phase = this.calm.matches ? 0.45 : (t % pulse) / pulse;
      const picked = [this.hovered, this.selected].filter((s) => s !== null);
      drawOver(this.over, this.scene, picked, this.fresh, phase);
    }
    this.dirty = false;
    const moving = this.flight !== null || Math.hypot(...this.speed) > slowest;
    if (moving || (this.fresh.length > 0 && !this.calm.matches)) this.wake();
  }

  private move(t: number): void {
    const view = this.view;
    if (this.flight) {
      const { start, from, by } = this.flight;
      const k = Math.min(1, (t - start) / flight);
      const e = 1 - (1 - k) ** 3;
      view.set(from[0] + by[0] * e, from[1] + by[1] * e, from[2] + by[2] * e);
      if (k >= 1) this.flight = null;
      this.dirty = true;
      return;
    }
    if (this.held || Math.hypot(...this.speed) <= slowest) return;
    view.set(view.lon + this.speed[0], view.lat + this.speed[1]);
    this.speed = [this.speed[0] * friction, this.speed[1] * friction];
    this.dirty = true;
  }

  stop(): void {
    this.speed = [0, 0];
    this.flight = null;
  }

  // fly turns the globe to a place, at once where motion is not wanted.
  fly(lon: number, lat: number, zoom = this.view.zoom): void {
    this.stop();
    if (zoom > closeUp) void this.detail();
    const view = this.view;
    if (this.calm.matches) {
      view.set(lon, lat, zoom);
    } else {
      const turn = ((lon - view.lon + 540) % 360) - 180;
      this.flight = { start: performance.now(), from: [view.lon, view.lat, view.zoom], by: [turn, lat - view.lat, zoom - view.zoom] };
    }
    this.redraw();
  }

  zoomTo(zoom: number): void {
    this.stop();
    this.view.set(this.view.lon, this.view.lat, zoom);
    if (zoom > closeUp) void this.detail();
    this.redraw();
  }

  // detail fetches the finer map, once.
  private async detail(): Promise<void> {
    const address = this.root.dataset.detail;
    if (this.detailed || !address) return;
    this.detailed = true;
    try {
      this.scene.shapes = await loadMap(address);
    } catch {
      this.detailed = false; // asked again at the next zoom
      return;
    }
    const again = (s: Shape | null): Shape | null => this.shapes.find((n) => n.code === s?.code) ?? null;
    this.selected = again(this.selected);
    this.hovered = again(this.hovered);
    this.redraw();
  }

  select(shape: Shape | null): void {
    this.selected = shape;
    if (this.status) {
      this.status.textContent = shape ? `${sentence(this.figure(shape))}. Press Enter to open.` : '';
    }
    this.wake();
  }

  goTo(shape: Shape): void {
    this.select(shape);
    this.showTip(null);
    const { lon, lat } = place(shape.marker);
    this.fly(lon, lat);
    this.showTip(shape, this.view.width / 2, this.view.height / 2);
  }

  centre(): Vec {
    if (this.selected) return this.selected.marker;
    const { lon, lat } = this.view;
    const c = Math.cos((lat * Math.PI) / 180);
    return [c * Math.cos((lon * Math.PI) / 180), c * Math.sin((lon * Math.PI) / 180), Math.sin((lat * Math.PI) / 180)];
  }

  showTip(shape: Shape | null, x = 0, y = 0): void {
    this.tip.hidden = shape === null;
    if (!shape) return;
    this.tip.textContent = sentence(this.figure(shape));
    const w = this.tip.offsetWidth;
    const left = Math.max(4, Math.min(this.view.width - w - 4, x - w / 2));
    this.tip.style.transform = `translate(${left}px, ${Math.max(4, y - 46)}px)`;
  }

  // open goes to a country's page; coming back finds the globe as it was.
  open(shape: Shape): void {
    try {
      sessionStorage.setItem('overview.globe', JSON.stringify({ cc: shape.code, lon: this.view.lon, lat: this.view.lat, zoom: this.view.zoom }));
    } catch {
      // Then coming back starts afresh.
    }
    location.assign(`/${shape.code.toLowerCase()}`);
  }

  private restore(): void {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (entry?.type !== 'back_forward') return;
    try {
      const was = JSON.parse(sessionStorage.getItem('overview.globe') ?? 'null') as { cc: string; lon: number; lat: number; zoom: number } | null;
      if (!was) return;
      this.view.set(was.lon, was.lat, was.zoom);
      this.select(this.shapes.find((s) => s.code === was.cc) ?? null);
      this.surface.focus({ preventScroll: true });
    } catch {
      // Nothing that can be read: the globe starts afresh.
    }
  }
}

async function loadMap(address: string): Promise<Shape[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`map: ${answer.status}`);
  return decode(await answer.arrayBuffer());
}
