import type { PackageContext } from './package-context.js';
import { TagScanner } from './tag-scanner.js';
import { declaredAsUtf8, xmlBytes } from './xml-part.js';
import { readXmlBytes } from './xml-text.js';

/** The copy of a part at one of its tags. Everything that is not changed goes through as it is written. */
export class XmlCopy {
  readonly tags: TagScanner;
  readonly #out: string[] = [];
  #held: string[] | null = null;
  #copied = 0;

  constructor(part: string, context: PackageContext) {
    this.tags = new TagScanner(part, context);
  }

  /** Puts text before the tag. */
  insertBefore(text: string): void {
    this.#copyTo(this.tags.start);
    this.#put(text);
  }

  /** Puts text behind the tag. */
  insertAfter(text: string): void {
    this.#copyTo(this.tags.end);
    this.#put(text);
  }

  replace(text: string): void {
    this.insertBefore(text);
    this.#copied = this.tags.end;
  }

  /** What comes from here on, this tag included, is kept back until `release`. */
  hold(): void {
    this.#copyTo(this.tags.start);
    this.#held = [];
  }

  /** What was kept back, up to and with this tag; it goes nowhere by itself. */
  release(): string {
    this.#copyTo(this.tags.end);
    const text = (this.#held ?? []).join('');
    this.#held = null;
    return text;
  }

  push(text: string): void {
    this.#copyTo(this.tags.end);
    this.tags.push(text);
    this.#copied = 0;
  }

  /** What is ready to be written. */
  take(): string {
    this.#copyTo(this.tags.end);
    return this.#out.splice(0).join('');
  }

  /** What stands behind the last tag. */
  rest(): string {
    return this.tags.source.slice(this.tags.end);
  }

  #copyTo(position: number): void {
    if (position <= this.#copied) return;
    this.#put(this.tags.source.slice(this.#copied, position));
    this.#copied = position;
  }

  #put(text: string): void {
    (this.#held ?? this.#out).push(text);
  }
}

/** Bytes to be copied, and who is shown the copy at every tag. */
export interface CopyJob {
  readonly bytes: AsyncIterable<Buffer>;
  readonly visit: (copy: XmlCopy) => void;
}

/** Copies a part while it is read. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function* copyXml(part: string, job: CopyJob, context: PackageContext): AsyncGenerator<Buffer> {
  const copy = new XmlCopy(part, context);
  let first = true;
  for await (const bytes of readXmlBytes(job.bytes, { source: context.source, part })) {
    const text = bytes.toString('latin1');
    copy.push(first ? declaredAsUtf8(text) : text);
    first = false;
    while (copy.tags.next()) job.visit(copy);
    const ready = copy.take();
    if (ready !== '') yield xmlBytes(ready);
  }
  copy.tags.finish();
  const rest = copy.rest();
  if (rest !== '') yield xmlBytes(rest);
}
