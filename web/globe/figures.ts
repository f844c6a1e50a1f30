// What the day brought, by country.
export interface Figure {
  cc: string;
  name: string;
  state: 'healthy' | 'thin' | 'state-only' | 'stale' | 'waiting' | 'none';
  words?: string;
  watch?: string; // how many of its newsrooms work
  n: number;
  of?: string; // what n counts: reports, unless it says so
  fresh?: boolean;
}

export async function loadFigures(address: string): Promise<Map<string, Figure>> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`figures: ${answer.status}`);
  const list = (await answer.json()) as Figure[];
  return new Map(list.map((f) => [f.cc, f]));
}

// The classes of the map are quantiles: the lower third, up to six tenths …
const bounds = [0.3, 0.6, 0.82, 0.94];

// classes returns the class (0 to 4) of a number of reports.
export function classes(figures: Iterable<Figure>): (n: number) => number {
  const counts = [...figures].map((f) => f.n).filter((n) => n > 0).sort((a, b) => a - b);
  const limits = bounds.map((b) => counts[Math.floor(counts.length * b)] ?? Infinity);
  return (n) => limits.filter((limit) => n >= limit && n > counts[0]).length;
}

export function reports(n: number, of = 'report'): string {
  return n === 1 ? `1 ${of}` : `${n.toLocaleString('en')} ${of}s`;
}

// sentence says a figure in words.
export function sentence(f: Figure): string {
  return `${f.name}: ${reports(f.n, f.of)}${f.words ? `, ${f.words}` : ''}${f.watch ? ` (${f.watch})` : ''}`;
}
