// What readers do to the globe: turn it, pinch it, pick a country, by pointer
// and by key.
import { plain } from '../pick.ts';
import type { Globe } from './globe.ts';
import { directions, hop } from './hop.ts';
import type { Shape } from './map.ts';

const still = 6; // a pointer that moved less was a click, in pixels
const typingFor = 1500; // ms within which letters make one word
const degrees = 180 / Math.PI;

export function listen(globe: Globe): void {
  pointers(globe);
  wheel(globe);
  keys(globe);
  for (const button of globe.root.querySelectorAll<HTMLButtonElement>('[data-zoom]')) {
    button.addEventListener('click', () => zoomBy(globe, Number(button.dataset.zoom)));
  }
}

function zoomBy(globe: Globe, factor: number): void {
  const { lon, lat, zoom } = globe.view;
  globe.fly(lon, lat, Math.max(1, Math.min(14, zoom * factor)));
}

function pointers(globe: Globe): void {
  const { surface, view } = globe;
  const down = new Map<number, PointerEvent>();
  let moved = 0;
  let gap = 0; // between two fingers, 0 with fewer
  let lastX = 0;
  let lastY = 0;

  const local = (e: PointerEvent): [number, number] => {
    const box = surface.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top];
  };

  surface.addEventListener('pointerdown', (e) => {
    surface.setPointerCapture(e.pointerId);
    down.set(e.pointerId, e);
    globe.held = true;
    globe.stop();
    moved = gap = 0;
    lastX = e.clientX;
    lastY = e.clientY;
  });

  surface.addEventListener('pointermove', (e) => {
    if (!down.has(e.pointerId)) {
      if (e.pointerType === 'mouse') hover(globe, ...local(e));
      return;
    }
    down.set(e.pointerId, e);
    if (down.size === 2) {
      const [a, b] = [...down.values()];
      const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (gap) globe.zoomTo(view.zoom * (now / gap));
      gap = now;
      moved = Infinity;
      return;
    }
    const k = degrees / view.radius;
    const dx = e.clientX - lastX;
    const dy = e.clientY - lastY;
    moved += Math.abs(dx) + Math.abs(dy);
    lastX = e.clientX;
    lastY = e.clientY;
    globe.speed = [(-dx * k) / Math.max(0.35, Math.cos(view.lat / degrees)), dy * k];
    view.set(view.lon + globe.speed[0], view.lat + globe.speed[1]);
    surface.classList.add('turning');
    globe.showTip(null);
    globe.redraw();
  });

  const up = (e: PointerEvent): void => {
    if (!down.delete(e.pointerId)) return;
    const pinched = gap > 0;
    gap = 0;
    globe.held = down.size > 0;
    surface.classList.toggle('turning', globe.held);
    const [rest] = down.values();
    if (rest) {
      // One of two fingers lifted: the other goes on from where it is.
      lastX = rest.clientX;
      lastY = rest.clientY;
    }
    if (rest || pinched || e.type === 'pointercancel' || globe.calm.matches) globe.speed = [0, 0];
    if (!rest && e.type === 'pointerup' && moved < still) {
      globe.speed = [0, 0];
      click(globe, e.pointerType, ...local(e));
    }
    globe.wake();
  };
  surface.addEventListener('pointerup', up);
  surface.addEventListener('pointercancel', up);
  surface.addEventListener('pointerleave', () => {
    if (globe.held) return;
    globe.hovered = null;
    globe.showTip(null);
    globe.redraw();
  });
}

function hover(globe: Globe, x: number, y: number): void {
  const shape = globe.at(x, y);
  if (shape !== globe.hovered) {
    globe.hovered = shape;
    globe.surface.classList.toggle('over', shape !== null);
    globe.redraw();
  }
  globe.showTip(shape, x, y);
}

// click opens a country. A finger covers what it touches, so its first tap
// only says what is there.
function click(globe: Globe, pointer: string, x: number, y: number): void {
  const shape = globe.at(x, y);
  if (shape && (pointer === 'mouse' || shape === globe.selected)) {
    globe.open(shape);
    return;
  }
  globe.select(shape);
  globe.showTip(shape, x, y);
  globe.redraw();
}

function wheel(globe: Globe): void {
  globe.surface.addEventListener('wheel', (e) => {
    // Without focus the wheel scrolls the page, as everywhere else.
    if (!e.ctrlKey && document.activeElement !== globe.surface) return;
    e.preventDefault();
    globe.zoomTo(globe.view.zoom * Math.exp(-e.deltaY / 300));
  }, { passive: false });
}

function keys(globe: Globe): void {
  const { surface, view } = globe;
  let typed = '';
  let typedAt = 0;
  surface.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const direction = directions[e.key];
    if (direction && e.shiftKey) {
      globe.fly(view.lon + direction[0] * 20, view.lat + direction[1] * 15);
    } else if (direction) {
      const next = hop(globe.centre(), globe.selected, globe.shapes, direction);
      if (next) globe.goTo(next);
    } else if (e.key === '+' || e.key === '=') {
      zoomBy(globe, 1.5);
    } else if (e.key === '-') {
      zoomBy(globe, 1 / 1.5);
    } else if (e.key === 'Enter' && globe.selected) {
      globe.open(globe.selected);
    } else if (e.key === 'Escape') {
      if (!globe.selected) surface.blur();
      globe.select(null);
      globe.showTip(null);
      globe.redraw();
    } else if (e.key.length === 1 && (e.key !== ' ' || typed)) {
      typed = e.timeStamp - typedAt > typingFor ? e.key : typed + e.key;
      typedAt = e.timeStamp;
      const found = named(globe, plain(typed));
      if (found) globe.goTo(found);
    } else {
      return;
    }
    e.preventDefault();
  });
}

// named returns the country whose name begins with what was typed, or else
// holds it.
function named(globe: Globe, typed: string): Shape | null {
  const names = globe.shapes.map((shape) => ({ shape, name: plain(globe.figure(shape).name) }));
  const found = names.find(({ name }) => name.startsWith(typed)) ?? names.find(({ name }) => name.includes(typed));
  return found?.shape ?? null;
}
