// A task that moves messages from a dead-letter queue to where they came from, or elsewhere.

export interface MoveTaskRow {
  readonly sourceArn: string;
  /** Undefined: each to the queue that it comes from. */
  readonly destinationArn?: string | undefined;
  readonly perSecondMax?: number | undefined;
  readonly status: "RUNNING" | "COMPLETED" | "CANCELLING" | "CANCELLED" | "FAILED";
  readonly moved: number;
  readonly toMove: number;
  /** Virtual epoch ms. */
  readonly startedMs: number;
  readonly failure?: string | undefined;
}
