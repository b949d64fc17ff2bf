import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { randomNumbers } from './figures.ts';

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

const words = [
  'Pumpe',
  'Größe',
  'Łódź',
  '株式会社',
  'simulation',
  'plant',
  'Köln',
  'drill 12"',
  'a, b',
  'señal',
  'x',
  '',
];

/** Writes a CSV file of leads: ids, numbers, dates, words of several languages; 5 % of the rows have a cell of several lines. */
export async function writeCsvTable(path: string, { rows, columns }: TableSize): Promise<void> {
  const random = randomNumbers(20_261_121);
  const word = (): string => words[random(words.length)] ?? '';
  const cell = (row: number, column: number): string => {
    if (column === 0) return `A-${row}`;
    if (column % 5 === 1) return String(random(1_000_000) / 100);
    if (column % 5 === 2)
      return `2026-${String(random(12) + 1).padStart(2, '0')}-${String(random(28) + 1).padStart(2, '0')}`;
    return `${word()} ${word()}`.trim();
  };
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  function* lines(): Generator<string> {
    yield `${Array.from({ length: columns }, (_, column) => `Column ${column + 1}`).join()}\r\n`;
    for (let row = 1; row <= rows; row++) {
      const cells = Array.from({ length: columns }, (_, column) => cell(row, column));
      if (random(20) === 0) cells[columns - 1] = `${word()}\n${word()}\r\n${word()}`;
      yield `${cells.map(quoted).join()}\r\n`;
    }
  }
  function* chunks(): Generator<string> {
    let chunk = '';
    for (const line of lines()) {
      chunk += line;
      if (chunk.length < 262_144) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  await pipeline(chunks(), createWriteStream(path));
}
