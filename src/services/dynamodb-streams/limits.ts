// The limits of DynamoDB Streams. Documented.

export const RECORDS_MAX = 1000;
export const RECORDS_BYTES_MAX = 1024 ** 2;
export const LIST_STREAMS_MAX = 100;
export const ITERATOR_LIFE_MS = 15 * 60_000;
