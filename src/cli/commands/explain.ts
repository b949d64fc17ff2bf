import type { CodeSummary, Explanation } from '../../index.js';
import type { Command } from '../command.js';
import { allWell } from '../exit-code.js';
import { printable } from '../printable.js';
import { type TableColumn, type TableView, tableText } from '../table.js';

export const explainCommand: Command = {
  usage: 'explain [code]',
  summary: 'Say what a code of an issue or error means and what to do',
  example: 'npx leadferry explain DATE_INVALID',
  details: 'Without CODE: every code in one line.',
  positionals: { code: 'A code, as messages show it' },
  groups: [],
  run: async ({ api, flags, output }) => {
    const code = flags.text('code');
    if (code === undefined) {
      const codes = await api.listCodes();
      output.answer({ codes }, () => tableText(codes, codeColumns, output));
      output.hint('Next: leadferry explain CODE');
      return allWell;
    }
    const explanation = await api.explainCode(code);
    output.answer(explanation, () => explanationText(explanation, output));
    return allWell;
  },
};

function explanationText(
  { code, kind, severity, title, ...more }: Explanation,
  { paint }: TableView,
): string {
  const sort = severity === null ? kind : `${kind}, ${severity}`;
  const lines = [
    `${paint('bold', printable(code))} (${printable(sort)}): ${printable(title)}`,
    '',
    printable(more.explanation),
    '',
    `What to do: ${printable(more.remedy)}`,
  ];
  return (more.example === null ? lines : [...lines, `Example: ${printable(more.example)}`]).join('\n');
}

const codeColumns: readonly TableColumn<CodeSummary>[] = [
  { head: 'CODE', text: ({ code }) => code },
  { head: 'KIND', text: ({ kind }) => kind },
  { head: 'SEVERITY', text: ({ severity }) => severity ?? '' },
  { head: 'WHAT', text: ({ title }) => title, flexible: true },
];
