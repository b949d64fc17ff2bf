import { type Cell, cellText, type Row } from '../../core/row.js';
import { filledCells, looksLikeValue } from './cell-look.js';

/** How many of the last rows of a sheet are looked at for a footer. */
export const footerRows = 12;

const totals =
  /^(?:grand totals?|(?:overall |report )?totals?|sums?|gesamt(?:summen?|ergebnis|betrag)?|(?:end)?summen?|sommes?|somme totale|total général|totaux|total général|totale(?: complessivo| generale)?|total general|suma(?: total)?|(?:eind)?totaal|razem|итого|всего|総計|総合計|合計|总计|合计|總計|合計|합계|총계)(?:\s*\(.*\)|\s*[:：]?\s*[\d.,]*)\s*[:：]?$/u;
const counts =
  /^(?:(?:total |number of |count of )*(?:records?|rows?|leads|opportunities|deals)(?: count)?|(?:record|row) count|(?:anzahl(?: der)? )?(?:datensätze|zeilen)|(?:nombre d['’](?:enregistrements?|opportunités))|(?:nombre de )?lignes|総?件数|レコード(?:件)?数)\s*[:：=]\s*[\d.,]*$/u;
const numbers =
  /^[\d.,]+\s?(?:records?|rows?|leads|opportunities|deals|datensätze|zeilen|enregistrements?|lignes|件|レコード|件のレコード)(?: (?:found|exported|in total|exportiert|gefunden|exportés))?\.?$/u;
const notices =
  /^(?:copyright|©|\(c\)|(?:strictly |company |proprietary (?:and )?)?confidential|(?:streng )?vertraulich|(?:strictement )?confidentiel(?:le)?|(?:report |file |data )?(?:generated|exported|printed|downloaded) (?:by|on|at|from|with)|created (?:by|with)|(?:bericht )?(?:erstellt|generiert|exportiert|gedruckt) (?:von|am|mit)|(?:généré|exporté|créé|imprimé) (?:par|le)|end of (?:report|file|list|data)|ende (?:des|der) \p{L}+|fin du \p{L}+|(?:page|seite) \d+|all rights reserved|alle rechte vorbehalten|tous droits réservés)(?!\p{L})/u;
const easternNotices = /^(?:社外秘|機密|取扱注意|作成者|出力日|出力者)/u;
const dashes = /^[-–—=_*~.·•\s]{3,}$/u;
const decoration = /^[\s*#=–—-]+|[\s*#=–—-]+$/gu;

/**
 * Where the footer begins in the last rows of a sheet: totals, counts of records, copyright and confidentiality lines, and lines of
 * dashes, with the lines between and below them. Equal to the number of rows where there is none.
 * A row that has a partner lead id, or any text beside that of the footer, is never part of it.
 */
export function footerStart(rows: readonly Row[], idColumns: ReadonlySet<number>): number {
  let start = rows.length;
  for (const [index, row] of [...rows.entries()].toReversed()) {
    if (isFooter(row, idColumns)) start = index;
    else if (!isLooseLine(row, idColumns)) break;
  }
  return start === rows.length ? start : withTitle(rows, start);
}

/** Whether neither the row nor any above it can be part of a footer, whatever stands below. */
export function isAboveFooter(row: Row, idColumns: ReadonlySet<number>): boolean {
  const isAlone = filledCells(row.cells).length < 2;
  return !isAlone && !isFooter(row, idColumns) && !isLooseLine(row, idColumns);
}

// Salesforce repeats the report's name above its footer, after a blank line.
function withTitle(rows: readonly Row[], start: number): number {
  const title = rows[start - 1];
  const before = rows[start - 2];
  if (title === undefined || before === undefined || title.row - before.row < 2) return start;
  const filled = filledCells(title.cells);
  return filled.length === 1 && /\S\s+\S/u.test(cellText(filled[0]?.cell)) ? start - 1 : start;
}

function isFooter({ cells, issues }: Row, idColumns: ReadonlySet<number>): boolean {
  const [first, ...others] = filledCells(cells);
  if (first === undefined || issues.length > 0) return false;
  if (typeof first.cell !== 'string') return false;
  if (dashes.test(first.cell)) return others.every(({ cell }) => dashes.test(cellText(cell)));
  if (others.some(({ index }) => couldBeId(index, idColumns))) return false;
  const text = first.cell.normalize('NFKC').trim().toLowerCase();
  if (isSum(text)) return others.every(({ cell }) => isFigure(cell));
  return isNotice(text) && others.length <= 1;
}

// Where no column is known to give the id, every column might.
function couldBeId(index: number, idColumns: ReadonlySet<number>): boolean {
  return idColumns.size === 0 || idColumns.has(index);
}

function isSum(text: string): boolean {
  const bare = text.replace(decoration, '');
  return totals.test(bare) || counts.test(bare) || numbers.test(bare);
}

function isNotice(text: string): boolean {
  const bare = text.replace(decoration, '');
  return notices.test(bare) || easternNotices.test(bare);
}

function isFigure(cell: Cell): boolean {
  if (typeof cell === 'string')
    return looksLikeValue(cell) || isSum(cell.normalize('NFKC').trim().toLowerCase());
  return cell.kind === 'number' || cell.kind === 'formula-without-value' || cell.kind === 'error';
}

/** A line of its own that could not be a lead: one text, and no id. */
function isLooseLine({ cells, issues }: Row, idColumns: ReadonlySet<number>): boolean {
  const [only, ...others] = filledCells(cells);
  if (only === undefined || others.length > 0 || issues.length > 0 || typeof only.cell !== 'string')
    return false;
  return !couldBeId(only.index, idColumns) || /\S\s+\S/u.test(only.cell) || !/\d/u.test(only.cell);
}
