import { createHash } from 'node:crypto';
import { type Html, html } from './document-markup.js';

interface PageHead {
  readonly title: string;
  /** Our own style sheet; it goes into the page as it is. */
  readonly style: string;
}

/**
 * The beginning of a page up to the main part. Its Content-Security-Policy allows this style sheet and nothing else: no script, nothing
 * from elsewhere.
 */
export function pageHead({ title, style }: PageHead): Html {
  const styleHash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body><main>
`;
}
