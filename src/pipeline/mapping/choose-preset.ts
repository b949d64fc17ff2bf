import { headerKey } from './header-key.js';
import { plainHeader } from './plain-header.js';
import type { Preset, PresetExport } from './preset-document.js';

/** The export of a preset that fits a sheet best. */
export interface ChosenExport {
  readonly preset: Preset;
  readonly export: PresetExport;
  /** How many of its signs the sheet has. */
  readonly signs: number;
}

/** The export of a preset with the most signs among the headers; null where the sheet has none of them. */
export function chosenExport(preset: Preset, headers: readonly string[]): ChosenExport | null {
  const keys = new Set(headers.map(keyOf));
  const counted = preset.exports.map((one) => ({
    preset,
    export: one,
    signs: [...new Set(one.signs.headers.map(keyOf))].filter((sign) => keys.has(sign)).length,
  }));
  const [best] = counted.toSorted((a, b) => shareOf(b) - shareOf(a) || b.signs - a.signs);
  return best === undefined || best.signs === 0 ? null : best;
}

/** True where enough of the signs are there. */
export function isRecognised({ signs, export: { signs: asked } }: ChosenExport): boolean {
  return signs >= asked.least;
}

/** The preset whose headers a sheet has; null where none is recognised or two are equally likely. */
export function recognisedPreset(
  presets: readonly Preset[],
  headers: readonly string[],
): ChosenExport | null {
  const found = presets
    .flatMap((preset) => chosenExport(preset, headers) ?? [])
    .filter(isRecognised)
    .toSorted((a, b) => shareOf(b) - shareOf(a) || b.signs - a.signs);
  const [best, second] = found;
  if (best === undefined) return null;
  const isTie = second !== undefined && shareOf(second) === shareOf(best) && second.signs === best.signs;
  return isTie ? null : best;
}

// Of the signs that are asked for; more than enough is as good as enough.
function shareOf({ signs, export: { signs: asked } }: ChosenExport): number {
  return Math.min(1, signs / asked.least);
}

function keyOf(header: string): string {
  const { text, locked } = plainHeader(header);
  return `${locked ? '!' : ''}${headerKey(text) || text}`;
}
