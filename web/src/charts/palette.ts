/** The page's colours as charts need them: read from the same tokens as everything else. */
export interface Palette {
  panel: string;
  line: string;
  lineStrong: string;
  ink: string;
  muted: string;
  accent: string;
  up: string;
  down: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    panel: read('--panel'),
    line: read('--line'),
    lineStrong: read('--line-strong'),
    ink: read('--ink'),
    muted: read('--muted'),
    accent: read('--accent'),
    up: read('--up'),
    down: read('--down'),
  };
}

/** The same colour, see-through: `#rrggbb` with an alpha byte. */
export const faded = (colour: string, alpha: number): string =>
  colour +
  Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0');
