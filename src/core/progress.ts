/** One step of long work, for whoever watches. `total` is null where it is not known yet. */
export interface ProgressEvent {
  readonly phase: 'read' | 'search' | 'compare' | 'send' | 'settle' | 'fetch' | 'write';
  readonly done: number;
  readonly total: number | null;
  /** Leads that failed so far, in the phases that send. */
  readonly failed?: number;
}

/** Takes progress events; must be cheap, it is called for every lead. */
export type Progress = (event: ProgressEvent) => void;

/** For callers that do not watch. */
export const silent: Progress = () => undefined;
