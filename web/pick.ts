// Typing a country's name narrows the list of countries while one types.
export function filterCountries(): void {
  const input = document.querySelector<HTMLInputElement>('[data-pick]');
  const list = document.querySelector<HTMLElement>('[data-list]');
  if (!input || !list) return;
  const items = [...list.querySelectorAll('li')].map((item) => ({
    item,
    name: plain(item.querySelector('a')?.textContent ?? ''),
  }));
  input.addEventListener('input', () => {
    const typed = plain(input.value);
    for (const { item, name } of items) item.hidden = !name.includes(typed);
    for (const heading of list.querySelectorAll('h2')) {
      const group = heading.nextElementSibling;
      heading.hidden = !group?.querySelector('li:not([hidden])');
    }
  });
}

// plain folds case and accents, so that "cote" finds Côte d'Ivoire.
export function plain(s: string): string {
  return s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
