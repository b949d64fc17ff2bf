import { xmlDeclaration } from '../../formats/ooxml/namespaces.js';
import { relationshipsOf } from '../../formats/ooxml/part-name.js';
import { attributeMarkup, prefixOf } from '../../formats/ooxml/xml-markup.js';
import { editedText, type TextEdit, type XmlPart } from '../../formats/ooxml/xml-part.js';

const namespace = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The relationships of a part, to be added to. */
export class RelationshipPart {
  /** The part that holds them. */
  readonly name: string;
  readonly #owner: string;
  /** Null where there is none yet. */
  readonly #part: XmlPart | null;
  readonly #ids: Set<string>;
  readonly #added: string[] = [];
  readonly #removed: TextEdit[] = [];

  constructor(owner: string, part: XmlPart | null) {
    this.name = relationshipsOf(owner);
    this.#owner = owner;
    this.#part = part;
    const elements = part?.elements ?? [];
    this.#ids = new Set(elements.map((one) => part?.attribute(one, 'Id') ?? ''));
  }

  get isChanged(): boolean {
    return this.#added.length > 0 || this.#removed.length > 0;
  }

  /** Adds one and gives its id. `type` is in full, `target` the name of a part. */
  add(type: string, target: string): string {
    let number = this.#ids.size;
    while (this.#ids.has(`rId${number}`)) number += 1;
    const id = `rId${number}`;
    this.#ids.add(id);
    const place = attributeMarkup(relativeTarget(this.#owner, target));
    const prefix = this.#prefix();
    this.#added.push(`<${prefix}Relationship Id="${id}" Type="${attributeMarkup(type)}" Target="${place}"/>`);
    return id;
  }

  /** Takes away those of a type, by its end. */
  removeType(ending: string): void {
    const part = this.#part;
    for (const element of part?.elements ?? []) {
      if (part?.attribute(element, 'Type')?.endsWith(ending) !== true) continue;
      this.#removed.push({ start: element.start, end: element.end, text: '' });
    }
  }

  text(): string {
    const [root] = this.#part?.elements ?? [];
    const added = this.#added.join('');
    if (this.#part === null || root === undefined) {
      return `${xmlDeclaration}<Relationships xmlns="${namespace}">${added}</Relationships>`;
    }
    const edits = [...this.#removed];
    const openTag = this.#part.openTag(root);
    if (openTag.endsWith('/>')) {
      const text = `${openTag.slice(0, -2)}>${added}</${this.#prefix()}Relationships>`;
      edits.push({ start: root.start, end: root.end, text });
    } else edits.push({ start: root.closeStart, end: root.closeStart, text: added });
    return editedText(this.#part.text, edits);
  }

  #prefix(): string {
    const [root] = this.#part?.elements ?? [];
    return this.#part === null || root === undefined ? '' : prefixOf(this.#part.openTag(root));
  }
}

/** The way from the folder of one part to another part. */
export function relativeTarget(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1);
  const target = to.split('/');
  const differs = folder.findIndex((segment, index) => segment !== target[index]);
  const shared = differs === -1 ? folder.length : differs;
  return [...folder.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}
