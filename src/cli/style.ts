import { styleText } from 'node:util';
import type { Io, TextSink } from './io.js';

export type TextStyle = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours a text, or leaves it as it is. */
export type Paint = (style: TextStyle, text: string) => string;

export const plain: Paint = (_style, text) => text;

const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** Colour is for terminals only, and not where NO_COLOR, --no-color or a dumb terminal forbids it. */
export function paintFor(sink: TextSink, env: Io['env'], noColor: boolean): Paint {
  const refused = noColor || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return sink.isTTY === true && !refused ? coloured : plain;
}
