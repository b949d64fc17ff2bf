import { describe, expect, it } from 'vitest';
import { relationshipsOf, resolvePartName } from '../../../src/formats/ooxml/part-name.js';

describe('names of parts', () => {
  it.each([
    ['xl/workbook.xml', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/workbook.xml', '/xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/workbook.xml', '../other/./a.xml', 'other/a.xml'],
    ['xl/workbook.xml', '../../../a.xml', 'a.xml'],
    ['', 'xl/workbook.xml', 'xl/workbook.xml'],
    ['', '/xl/workbook.xml', 'xl/workbook.xml'],
    ['xl/workbook.xml', 'a%20b.xml#frag', 'xl/a b.xml'],
    ['xl/workbook.xml', '100%.xml', 'xl/100%.xml'],
    ['xl/workbook.xml', 'worksheets\\sheet1.xml', 'xl/worksheets/sheet1.xml'],
  ])('from %j, the target %j is %s', (from, target, name) => {
    expect(resolvePartName(from, target)).toBe(name);
  });

  it('have their relationships beside them', () => {
    expect(['', 'workbook.xml', 'xl/workbook.xml'].map(relationshipsOf)).toEqual([
      '_rels/.rels',
      '_rels/workbook.xml.rels',
      'xl/_rels/workbook.xml.rels',
    ]);
  });
});
