/** Time as a port, so that nothing but its adapter depends on the machine's clock. */
export interface Clock {
  /** Wall clock, milliseconds since 1970 UTC. For stamps only, never for measuring. */
  now(): number;
  /** Milliseconds that never run backwards, the same in all processes of a machine. For measuring and waiting. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
