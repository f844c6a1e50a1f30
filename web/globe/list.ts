// The list of countries says what the globe says, also when the figures change.
import type { Figure } from './figures.ts';

export function updateList(figures: Map<string, Figure>): void {
  for (const item of document.querySelectorAll<HTMLElement>('li[data-cc]')) {
    const f = figures.get(item.dataset.cc ?? '');
    if (!f) continue;
    set(item, 'i', f.words ?? '');
    set(item, 'b', f.n ? String(f.n) : '');
  }
}

// set puts text into the item's element of a kind, making or removing it.
function set(item: HTMLElement, kind: string, text: string): void {
  let part = item.querySelector(kind);
  if (!text) {
    part?.remove();
    return;
  }
  if (!part) {
    part = document.createElement(kind);
    if (kind === 'i') item.querySelector('a')?.after(' ', part);
    else item.append(' ', part);
  }
  if (part.textContent !== text) part.textContent = text;
}
