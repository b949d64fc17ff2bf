import type { Writable } from 'node:stream';
import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { relationshipsOf } from '../../formats/ooxml/part-name.js';
import { readXmlPart, xmlBytes } from '../../formats/ooxml/xml-part.js';
import type { ZipArchive } from '../../formats/ooxml/zip-archive.js';
import { writeZip, type ZipEntry } from '../../formats/ooxml/zip-writer.js';
import { patchContentTypes } from './content-type-part.js';
import { RelationshipPart } from './relationship-part.js';

export type PartContent = ZipEntry['read'];

const contentTypesPart = '[Content_Types].xml';

/** A package with parts replaced, added and taken away; all others go through with the bytes that they have. */
export class PackagePatch {
  readonly archive: ZipArchive;
  readonly context: PackageContext;
  /** By name in lower case, as packages compare names. */
  readonly #replaced = new Map<string, PartContent>();
  readonly #removed = new Set<string>();
  readonly #added = new Map<string, { readonly type: string | null; readonly read: PartContent }>();
  readonly #relationships = new Map<string, RelationshipPart>();

  constructor(archive: ZipArchive, context: PackageContext) {
    this.archive = archive;
    this.context = context;
  }

  /** Gives a part another content. */
  replace(name: string, read: PartContent): void {
    this.#replaced.set(name.toLowerCase(), read);
  }

  /** Adds a part; a null type where the package knows its type already. */
  add(name: string, type: string | null, read: PartContent): void {
    this.#added.set(name, { type, read });
  }

  /** Takes away every part of a folder. */
  removeFolder(folder: string): void {
    for (const name of this.archive.names) {
      if (name.toLowerCase().startsWith(folder)) this.#removed.add(name.toLowerCase());
    }
  }

  /** The relationships of a part, to be added to. */
  async relationshipsOf(owner: string): Promise<RelationshipPart> {
    const known = this.#relationships.get(owner);
    if (known !== undefined) return known;
    const name = relationshipsOf(owner);
    const part = this.archive.has(name) ? await readXmlPart(this.archive, name, this.context) : null;
    const opened = new RelationshipPart(owner, part);
    this.#relationships.set(owner, opened);
    return opened;
  }

  /** A name that no part has: `xl/comments3.xml`. */
  freeName(start: string, extension: string): string {
    for (let number = 1; ; number++) {
      const name = `${start}${number}${extension}`;
      if (!(this.archive.has(name) || this.#added.has(name))) return name;
    }
  }

  /**
   * Writes the package in the order of its parts, with new ones behind; the part `last` comes at the end of all, when every other one
   * was read.
   */
  async write(output: Writable, last: { readonly name: string; readonly read: PartContent }): Promise<void> {
    await this.#replaceListings();
    const kept = this.archive.names.filter((name) => !this.#removed.has(name.toLowerCase()));
    const entries = [
      ...kept.map((name) => ({ name, read: this.#contentOf(name) })),
      ...[...this.#added].map(([name, { read }]) => ({ name, read })),
    ];
    const others = entries.filter(({ name }) => name.toLowerCase() !== last.name.toLowerCase());
    await writeZip(output, [...others, last]);
  }

  #contentOf(name: string): PartContent {
    return this.#replaced.get(name.toLowerCase()) ?? (() => this.archive.read(name));
  }

  async #replaceListings(): Promise<void> {
    for (const relationships of this.#relationships.values()) {
      if (!relationships.isChanged) continue;
      const { name } = relationships;
      const read = () => [xmlBytes(relationships.text())];
      if (this.archive.has(name)) this.replace(name, read);
      else this.add(name, null, read);
    }
    const typed = [...this.#added].flatMap(([name, { type }]) =>
      type === null ? [] : [[name, type] as const],
    );
    if (typed.length === 0 && this.#removed.size === 0) return;
    const part = await readXmlPart(this.archive, contentTypesPart, this.context);
    const text = patchContentTypes(part, { added: new Map(typed), removed: this.#removed });
    this.replace(contentTypesPart, () => [xmlBytes(text)]);
  }
}
