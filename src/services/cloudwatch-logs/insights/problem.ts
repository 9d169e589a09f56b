// Why a text is no query, and where.

export class QueryProblem extends Error {
  /** In characters, from 0. */
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}
