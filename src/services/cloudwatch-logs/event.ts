// Log events and their places among all events: by time, then in the order in which they came.

export interface LogEvent {
  /** Epoch ms as the writer gave it. */
  readonly timestampMs: number;
  readonly message: string;
}

/** Ordered: by time, by the order of chunks, by place in the chunk. */
export interface Position {
  readonly timestampMs: number;
  /** Rises with every chunk that is written; up to 53 bits. */
  readonly order: number;
  readonly index: number;
}

export interface StoredEvent extends LogEvent, Position {
  readonly ingestionMs: number;
  readonly streamId: string;
}

export function comparePositions(left: Position, right: Position): number {
  return left.timestampMs - right.timestampMs || left.order - right.order || left.index - right.index;
}

const ORDER_BITS = 64n;
const INDEX_BITS = 32n;
const TIME_SHIFT = 144n;
const ID_DIGITS = 56;

/** As AWS's ids: 56 digits that rise with time. */
export const idOf = ({ timestampMs, order, index }: Position): string =>
  ((BigInt(timestampMs) << TIME_SHIFT) | (BigInt(order) << (TIME_SHIFT - ORDER_BITS)) | BigInt(index))
    .toString()
    .padStart(ID_DIGITS, "0");

/** Undefined for what is no id. */
export function positionOfId(id: string): Position | undefined {
  if (!/^\d{56}$/.test(id)) return undefined;
  const all = BigInt(id);
  const order = (all >> (TIME_SHIFT - ORDER_BITS)) & ((1n << ORDER_BITS) - 1n);
  return {
    timestampMs: Number(all >> TIME_SHIFT),
    order: Number(order),
    index: Number(all & ((1n << INDEX_BITS) - 1n)),
  };
}
