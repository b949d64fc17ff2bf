import type { CellFormulaValue, CellSharedFormulaValue, CellValue, Cell as ExcelCell } from 'exceljs';
import type { Cell } from '../core/row.js';

/** One cell of a workbook as exceljs holds it, in leadferry's terms. Of merged cells only the first holds the value. */
export function readCell(cell: ExcelCell | undefined): Cell {
  if (cell === undefined || (cell.isMerged && cell.master.address !== cell.address)) return '';
  const { value } = cell;
  return isFormula(value) ? formulaCell(value, cell) : valueCell(value);
}

function isFormula(value: CellValue): value is CellFormulaValue | CellSharedFormulaValue {
  return typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);
}

function formulaCell({ result }: CellFormulaValue | CellSharedFormulaValue, cell: ExcelCell): Cell {
  if (result === undefined || result === null)
    return { kind: 'formula-without-value', formula: cell.formula };
  return valueCell(result);
}

function valueCell(value: CellValue): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberCell(value);
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (value instanceof Date) return dateCell(value);
  return objectCell(value);
}

function objectCell(value: object): Cell {
  if ('error' in value) return { kind: 'error', error: String(value.error) };
  if ('richText' in value && Array.isArray(value.richText)) return joined(value.richText);
  return '';
}

function joined(runs: readonly unknown[]): string {
  return runs.map(runText).join('');
}

function runText(run: unknown): string {
  return typeof run === 'object' && run !== null && 'text' in run ? String(run.text) : '';
}

function numberCell(value: number): Cell {
  if (!Number.isFinite(value)) return { kind: 'error', error: '#NUM!' };
  return { kind: 'number', digits: String(value) };
}

/** exceljs gives the cell's clock reading as UTC; fractions of a second come from rounding the day's fraction. */
function dateCell(value: Date): Cell {
  const ms = Math.round(value.getTime() / 1000) * 1000;
  const outOfRange = Number.isNaN(ms) || Math.abs(ms) > 8.64e15;
  if (outOfRange) return { kind: 'error', error: '#VALUE!' };
  const iso = new Date(ms).toISOString().slice(0, 19);
  return { kind: 'date', iso: iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso };
}
