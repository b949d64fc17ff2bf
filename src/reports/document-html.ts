import type { ReportDocument } from './document.js';
import { sectionHtml, tilesHtml } from './document-blocks.js';
import { type Html, html, nothing } from './document-markup.js';
import { documentStyle } from './document-style.js';
import { pageHead } from './page-head.js';

/**
 * The report as a page of its own, in pieces: no script, nothing loaded from elsewhere (its Content-Security-Policy forbids both), every
 * text escaped, charts drawn into it. It prints on A4 and fits a phone.
 */
export async function* documentHtml(document: ReportDocument): AsyncGenerator<string> {
  yield headHtml(document).markup;
  for (const section of document.sections) yield (await sectionHtml(section)).markup;
  yield html`<footer>${document.footer}</footer>
</main></body></html>
`.markup;
}

function headHtml({ kind, title, facts, tiles, cautions, sections }: ReportDocument): Html {
  return html`${pageHead({ title, style: documentStyle })}<header>
<p class="eyebrow">${kind}</p>
<h1>${title}</h1>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>
${cautions.map((caution) => html`<p class="caution">${caution}</p>`)}
${tilesHtml(tiles)}
${sections.length > 1 ? html`<nav aria-label="Sections">${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a>`)}</nav>` : nothing}
`;
}
