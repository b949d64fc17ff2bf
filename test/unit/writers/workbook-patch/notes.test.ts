import { describe, expect, it } from 'vitest';
import { namespacesOf } from '../../../../src/formats/ooxml/namespaces.js';
import { XmlPart } from '../../../../src/formats/ooxml/xml-part.js';
import {
  type NoteTexts,
  newNotes,
  patchNotes,
} from '../../../../src/writers/workbook-patch/comments-part.js';
import { newBoxes, patchBoxes } from '../../../../src/writers/workbook-patch/note-boxes.js';
import { packageContext } from './patch-bench.js';

const annas =
  '<comments xmlns="m"><authors><author>Anna</author><author>tc={1}</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>Call first.</t></r></text></comment><comment ref="C3" authorId="0" shapeId="0"><text><t>Ask Jo</t></text></comment><comment ref="D4" authorId="1"><text><t>[Threaded comment]</t></text></comment></commentList></comments>';

function patched(text: string, notes: NoteTexts, removeOwn = true) {
  return patchNotes(new XmlPart('xl/comments1.xml', text, packageContext), notes, { removeOwn });
}

/** The notes of a part by cell, as text. */
function textsOf(text: string): Record<string, string> {
  const part = new XmlPart('xl/comments1.xml', text, packageContext);
  const found: Record<string, string> = {};
  let cell = '';
  for (const element of part.elements) {
    if (element.name === 'comment') cell = part.attribute(element, 'ref') ?? '';
    if (element.name === 't') found[cell] = (found[cell] ?? '') + part.content(element);
  }
  return found;
}

describe('notes', () => {
  it('of others keep their text and get ours below', () => {
    const { text, added, leftOut } = patched(
      annas,
      new Map([
        ['B2', 'wrong'],
        ['C3', 'too'],
        ['E5', 'new'],
      ]),
    );
    expect(textsOf(text)).toEqual({
      B2: 'Call first.\n\n[leadferry]\nwrong',
      C3: 'Ask Jo\n\n[leadferry]\ntoo',
      D4: '[Threaded comment]',
      E5: 'leadferry:\nnew',
    });
    expect(added).toEqual(['E5']);
    expect(leftOut).toEqual([]);
    expect(text).toContain('<author>tc={1}</author><author>leadferry</author></authors>');
    expect(text).toContain('<comment ref="E5" authorId="2">');
  });

  it('of an earlier patch are known by how they begin, where their author is lost', () => {
    const first = patched(annas, new Map([['E5', 'new']])).text;
    const second = patched(first.replace('<author>leadferry', '<author>Author'), new Map());
    expect(Object.keys(textsOf(second.text))).toEqual(['B2', 'C3', 'D4']);
  });

  it('in a threaded conversation stay as they are', () => {
    const { text, leftOut } = patched(annas, new Map([['D4', 'wrong']]));
    expect(text).toBe(annas);
    expect(leftOut).toEqual(['D4']);
  });

  it('of an earlier patch are gone, and those of others are as they were', () => {
    const first = patched(
      annas,
      new Map([
        ['B2', 'wrong'],
        ['E5', 'new'],
        ['F6', 'again'],
      ]),
    );
    const second = patched(first.text, new Map([['F6', 'changed']]));
    expect(textsOf(second.text)).toEqual({
      B2: 'Call first.',
      C3: 'Ask Jo',
      D4: '[Threaded comment]',
      F6: 'leadferry:\nchanged',
    });
    expect(second).toMatchObject({ added: [], removed: ['E5'] });
  });

  it('come to the same when they are made twice', () => {
    const notes = new Map([
      ['B2', 'wrong'],
      ['E5', 'new'],
    ]);
    const first = patched(annas, notes).text;
    expect(textsOf(patched(first, notes).text)).toEqual(textsOf(first));
  });

  it('are cut where they are longer than a cell', () => {
    const long = 'x'.repeat(40_000);
    const { text } = newNotes(new Map([['A1', long]]), namespacesOf(''));
    const [note = ''] = Object.values(textsOf(text));
    expect(note.length).toBeLessThanOrEqual(32_767);
    expect(note.endsWith('x…')).toBe(true);
  });

  it('are put into an empty list', () => {
    const { text } = patched(
      '<c:comments xmlns:c="m"><c:authors/><c:commentList/></c:comments>',
      new Map([['A1', 'a']]),
    );
    expect(textsOf(text)).toEqual({ A1: 'leadferry:\na' });
    expect(text).toContain('<c:authors><c:author>leadferry</c:author></c:authors>');
  });
});

describe('the boxes of notes', () => {
  const boxes = newBoxes(['B2', 'AA30']);

  it('name the row and column of their cells from 0', () => {
    expect(boxes).toContain('<x:Row>1</x:Row><x:Column>1</x:Column>');
    expect(boxes).toContain('<x:Row>29</x:Row><x:Column>26</x:Column>');
  });

  it('are added behind those that are there, with numbers of their own', () => {
    const more = patchBoxes(boxes, { added: ['C3'], removed: [] }) ?? '';
    expect([...more.matchAll(/<v:shape id="(\w+)"/g)].map(([, id]) => id)).toEqual([
      '_x0000_s1025',
      '_x0000_s1026',
      '_x0000_s1027',
    ]);
    expect(more.startsWith(boxes.slice(0, -'</xml>'.length))).toBe(true);
  });

  it('go with their notes', () => {
    expect(patchBoxes(boxes, { added: [], removed: ['AA30'] })).toBe(newBoxes(['B2']));
  });

  it('are added to a drawing that is no well-formed XML and knows neither the shape nor the names', () => {
    const odd = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:rect><br></v:rect></xml>';
    const patchedText = patchBoxes(odd, { added: ['A1'], removed: [] }) ?? '';
    expect(patchedText).toContain('<v:rect><br></v:rect><v:shapetype xmlns:v=');
    expect(patchedText).toContain('id="_x0000_t202"');
    expect(patchBoxes('no drawing', { added: ['A1'], removed: [] })).toBeNull();
  });
});
