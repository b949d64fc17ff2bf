import { cellText, type Row } from '../../core/row.js';
import { filledCells, looksLikeValue } from './cell-look.js';

// How reports of Salesforce, Dynamics and SAP begin, and what people write above a table.
const preambleStart =
  /^(?:as of|filter|filtered|show|date range|date field|grouped by|sorted by|sort by|report|generated|exported|printed|created by|run (?:by|date)|user|page|units?|stand|erstellt|gefiltert|anzeigen|zeitraum|bericht|benutzer|mandant|sortiert|gruppiert|exporté|généré|au \d|filtré|rapport|période|triés?|現在|フィルタ|検索条件|レポート|表示|期間|作成)(?![\p{L}\p{N}_-])/iu;
const jointSigns = /^[^:：]{1,40}[:：](?:\s|$)/u;
const wide = 3;

/**
 * Which way a row leans: above 0 to the data of a table that is `width` cells wide, below 0 to the lines that stand above its header
 * (title, filters, dates of the report).
 */
export function rowLean({ cells }: Row, width: number): number {
  const filled = filledCells(cells);
  const first = cellText(filled[0]?.cell).trim();
  const isPair = jointSigns.test(first) || preambleStart.test(first.normalize('NFKC'));
  if (isPair && filled.length <= Math.max(2, width / 2)) return -2;
  if (width < wide) return filled.length > 1 ? 1.5 : narrowLean(first);
  if (filled.length === 1) return -1.5;
  const values = filled.some(({ cell }) => looksLikeValue(cell)) ? 0.5 : 0;
  return values + shareLean(filled.length / width);
}

function shareLean(share: number): number {
  if (share >= 0.6) return 2.5;
  return share <= 0.4 ? -0.5 : 0.25;
}

// In a table of one or two columns the number of cells says nothing.
function narrowLean(text: string): number {
  if (looksLikeValue(text)) return 1.5;
  return /\s/u.test(text) ? -1 : -0.2;
}
