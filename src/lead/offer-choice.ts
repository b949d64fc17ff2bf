import type { PortfolioItem } from './lead.js';

const choice = /\S\s*\[([^\s[\]]+)\]$/u;

/**
 * A product as a drop-down shows it: the names of its levels, how it is delivered, and its id in square brackets at the end,
 * `CATIA › CATIA V4 › MANUFACTURING (On Premise) [CLASS00001_ONPR_CATIAV4_SOL000038]`; the id alone where it has no names.
 */
export function offerChoice(item: PortfolioItem): string {
  const levels = [item.salesPortfolioLevel1, item.salesPortfolioLevel2, item.salesPortfolioLevel3];
  const names = new Set(levels.map(oneLine).filter((name) => name !== ''));
  if (names.size === 0) return item.salesPortfolioId;
  const delivery = oneLine(item.salesPortfolioInfrastructure);
  return `${[...names].join(' › ')}${delivery === '' ? '' : ` (${delivery})`} [${item.salesPortfolioId}]`;
}

/** The id of a text such as `offerChoice` writes; null for any other text. Ids of 3DS hold neither spaces nor brackets. */
export function chosenOfferId(text: string): string | null {
  return text.endsWith(']') ? (choice.exec(text)?.[1] ?? null) : null;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}
