import Big from 'big.js';
import type { ReportDocument, TableBlock } from '../../src/reports/document.js';

/** Text that means something to every format that a report is written in. */
export const hostile =
  '</style><script>alert(1)</script><img src=x onerror=alert(2)> "\'`|*=1+1&\u202e\u0007';

const table: TableBlock = {
  kind: 'table',
  title: 'Leads by stage',
  columns: [
    { header: 'Stage', holds: 'text' },
    { header: 'Leads', holds: 'count' },
    { header: 'Amount EUR', holds: 'amount' },
    { header: 'Probability', holds: 'percent' },
    { header: 'Close date', holds: 'day' },
    { header: 'Offer', holds: 'text' },
  ],
  rows: [
    [
      hostile,
      { kind: 'count', value: 1204 },
      { kind: 'amount', value: new Big('1234567.5'), currency: 'EUR' },
      { kind: 'percent', value: 12.5 },
      { kind: 'day', iso: '2026-11-21' },
      { kind: 'coded', text: hostile, code: '=CLASS1' },
    ],
    [
      '=1+1',
      { kind: 'count', value: 0 },
      { kind: 'amount', value: new Big('12345678901234567.89'), currency: 'EUR' },
      null,
      null,
      null,
    ],
  ],
  total: ['Total', { kind: 'count', value: 1204 }, { kind: 'amount', value: new Big(7), currency: 'JPY' }],
};

/** A report with every kind of block, chart and cell. */
export const everyBlock: ReportDocument = {
  kind: 'Test report',
  title: `Report ${hostile}`,
  facts: [['Source', hostile]],
  tiles: [{ label: 'Overdue', value: hostile, note: hostile, tone: 'bad' }],
  cautions: [hostile],
  sections: [
    {
      id: 'eur',
      title: 'EUR',
      sheet: 'EUR',
      note: hostile,
      blocks: [
        {
          kind: 'chart',
          table,
          chart: {
            kind: 'bars',
            title: 'Funnel',
            description: hostile,
            unit: 'EUR',
            series: [
              { name: hostile, tone: 'pale' },
              { name: 'Weighted', tone: 'one' },
            ],
            categories: [
              { label: hostile, values: [700, 140] },
              { label: 'B', values: [300, 60] },
            ],
          },
        },
        {
          kind: 'chart',
          table,
          chart: {
            kind: 'stacked',
            title: 'Months',
            description: 'By month.',
            unit: 'EUR',
            series: [
              { name: 'Safe', tone: 'two' },
              { name: 'Upside', tone: 'three' },
            ],
            categories: [{ label: hostile, values: [10, 20] }],
          },
        },
        {
          kind: 'chart',
          table,
          chart: {
            kind: 'waterfall',
            title: 'Changes',
            description: 'From then to now.',
            unit: 'EUR',
            steps: [
              { kind: 'total', label: hostile, value: 100 },
              { kind: 'change', label: 'Won', value: -30 },
              { kind: 'total', label: 'Now', value: 70 },
            ],
          },
        },
      ],
    },
    {
      id: 'list',
      title: 'List',
      sheet: 'List',
      blocks: [{ ...table, title: '', shown: 1, total: undefined }],
    },
    {
      id: 'none',
      title: 'Nothing',
      sheet: 'Nothing',
      blocks: [{ ...table, rows: [], empty: 'No lead is overdue.' }],
    },
  ],
  footer: hostile,
};
