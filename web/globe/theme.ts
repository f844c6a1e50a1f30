// The globe's colours, from the style sheet. Canvas cannot read light-dark(),
// so each is resolved through an element's computed colour.
export interface Theme {
  sea0: string;
  sea1: string;
  rim: string;
  grid: string;
  edge: string;
  none: string;
  stale: string;
  ramp: string[];
  hatch: string;
  fresh: string;
  pick: string;
  glow: string;
  glowEnd: string; // the same colour, transparent: else the ring greys
}

export function readTheme(root: HTMLElement): Theme {
  const probe = document.createElement('i');
  root.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme: Theme = {
    sea0: colour('sea0'), sea1: colour('sea1'), rim: colour('rim'), grid: colour('grid'),
    edge: colour('edge'), none: colour('none'), stale: colour('stale'),
    ramp: ['k1', 'k2', 'k3', 'k4', 'k5'].map(colour),
    hatch: colour('hatch'), fresh: colour('fresh'), pick: colour('pick'),
    glow: colour('glow'), glowEnd: '',
  };
  theme.glowEnd = theme.glow.replace(/^rgb\((.*)\)$/, 'rgba($1, 0)');
  probe.remove();
  return theme;
}
