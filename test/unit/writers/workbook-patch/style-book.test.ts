import { describe, expect, it } from 'vitest';
import { XmlPart } from '../../../../src/formats/ooxml/xml-part.js';
import { blankStyles, StyleBook } from '../../../../src/writers/workbook-patch/style-book.js';
import { packageContext } from './patch-bench.js';

const green =
  '<fill><patternFill patternType="solid"><fgColor theme="9" tint="0.5"/><bgColor indexed="64"/></patternFill></fill>';
const text = `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;day&quot; 0"/></numFmts><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${green}</fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="2" borderId="0" applyFill="1"><alignment wrapText="1"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs><dxfs count="0"/></styleSheet>`;

function book(styles = text): StyleBook {
  return new StyleBook(new XmlPart('xl/styles.xml', styles, packageContext));
}

/** What a book wrote, read again. */
function reread(styles: StyleBook): StyleBook {
  return book(styles.text());
}

describe('the styles of a workbook', () => {
  it('stay as they are written where none is asked for', () => {
    expect(book().text()).toBe(text);
  });

  it('are added once for the same wish, with counts that hold', () => {
    const styles = book();
    expect(styles.marked(0, 'error')).toBe(3);
    expect(styles.marked(0, 'error')).toBe(3);
    expect(styles.marked(1, 'error')).toBe(4);
    expect(styles.text()).toContain('<cellXfs count="5">');
    expect(styles.text()).toContain('<fills count="5">');
  });

  it('keep number format, font and alignment under a mark', () => {
    const styles = book();
    styles.marked(1, 'warning');
    expect(styles.text()).toContain(
      '<xf numFmtId="164" fontId="0" fillId="3" borderId="0" applyFill="1"><alignment wrapText="1"/></xf>',
    );
  });

  it.each([
    ['a cell without a fill', 0],
    ['a cell with a fill of its own', 1],
    ['a date', 2],
  ])('come back to the look of %s when its mark is taken away, also after saving', (_, style) => {
    const styles = book();
    const marked = styles.marked(style, 'error');
    const later = reread(styles);
    expect(later.holdsMarks).toBe(true);
    const original = later.original(marked);
    expect(fillOf(later.text(), original)).toBe(
      fillOf(text, style).replace(/<bgColor[^>]*>/, '<bgColor indexed="64"/>'),
    );
  });

  it('take a new mark over an earlier one without keeping the earlier one', () => {
    const styles = book();
    const warned = styles.marked(1, 'warning');
    const later = reread(styles);
    const wrong = later.marked(warned, 'error');
    expect(fillOf(later.text(), later.original(wrong))).toBe(green);
  });

  it('know which styles show dates', () => {
    const styles = book();
    expect(styles.dated(2, 'day')).toBe(2);
    expect(styles.dated(1, 'day')).toBe(3);
    expect(styles.text()).toContain('<numFmt numFmtId="165" formatCode="yyyy-mm-dd"/>');
  });

  it('can be made for a workbook that has none', () => {
    const styles = new StyleBook(blankStyles('xl/styles.xml', '<workbook>', packageContext));
    expect(styles.marked(0, 'fixed')).toBe(1);
    expect(styles.summary('header')).toBe(2);
    const sections = [...styles.text().matchAll(/<(fonts|fills|borders|cellXfs) count="(\d+)">/g)].map(
      ([, name]) => name,
    );
    expect(sections).toEqual(['fonts', 'fills', 'borders', 'cellXfs']);
  });

  it('are written with the prefix of their part', () => {
    const styles = book(
      '<x:styleSheet xmlns:x="a"><x:cellXfs count="1"><x:xf numFmtId="0" fillId="0"/></x:cellXfs></x:styleSheet>',
    );
    styles.marked(0, 'info');
    expect(styles.text()).toContain('<x:fills count="3">');
    expect(styles.text()).toContain('<x:xf numFmtId="0" fillId="2" applyFill="1"/>');
    expect(styles.text()).not.toMatch(/<(?!\/?x:)/);
  });
});

function fillOf(styles: string, style: number): string {
  const part = new XmlPart('xl/styles.xml', styles, packageContext);
  const xfs = part.elements.filter(({ name }) => name === 'xf');
  const fills = part.elements.filter(({ name }) => name === 'fill');
  const xf = xfs[style];
  const fill = xf === undefined ? undefined : fills[Number(part.attribute(xf, 'fillId'))];
  return fill === undefined ? 'none' : part.outer(fill);
}
