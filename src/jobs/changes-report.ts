import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import { changesDocument } from '../reports/changes-document.js';
import { changesFigures, type Snapshot } from '../reports/changes-report.js';
import { type ChangesReportDocument, changesReportJson } from '../reports/changes-report-json.js';
import { type ChangesPointsOptions, changesPoints, type PointSource } from './changes-points.js';
import { existingLedger } from './existing-ledger.js';
import { withKnownCustomers } from './known-customers.js';
import { checkReportFiles, writeReportFiles } from './report-files.js';

export interface ChangesReportOptions extends ChangesPointsOptions {
  /** Files to write, each .html, .xlsx, .md or .json by its ending. */
  readonly out?: readonly string[] | undefined;
}

export interface ChangesReportResult {
  /** The figures as the published JSON document. */
  readonly report: ChangesReportDocument;
  readonly files: readonly string[];
}

/**
 * Compares the leads at two points in time. Sends and reads nothing at 3DS. Throws USAGE, FILE_NOT_FOUND and HISTORY_MISSING for points that cannot be
 * had, FORMAT_UNKNOWN for a file to write that is of none of the formats, and what reading and writing files and the ledger throw.
 */
export async function changesReport(options: ChangesReportOptions): Promise<ChangesReportResult> {
  const { out = [], points = [] } = options;
  checkReportFiles(out, points);
  const settings = await resolveLocalSettings(options, processEnvironment());
  const ledger = await existingLedger(settings);
  try {
    const reading = { ...options, apiVersion: settings.apiVersion };
    const [from, to] = changesPoints(options, { ledger, reading });
    const known = (source: PointSource): Snapshot => ({
      point: source.point,
      leads: withKnownCustomers(source.leads, ledger),
    });
    const figures = await changesFigures(known(from), known(to));
    const isOfFiles = from.point.kind === 'file' && to.point.kind === 'file';
    const facts = {
      origin: isOfFiles ? null : settings.origin,
      cautions: [
        ...new Set([...from.cautions(), ...to.cautions(), ...repeatedCaution(figures.leads.repeated)]),
      ],
    };
    const json = changesReportJson(figures, facts);
    const document = changesDocument(figures, facts);
    return { report: json, files: await writeReportFiles(out, { document, json }) };
  } finally {
    ledger?.close();
  }
}

function repeatedCaution(repeated: number): readonly string[] {
  return repeated === 0 ? [] : [`Leads that a point has more than once, counted once: ${repeated}.`];
}
