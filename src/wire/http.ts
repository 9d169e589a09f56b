// HTTP messages as the wire layer sees them, whatever the transport (HTTP/1.1, h2c, TLS).
import type { Readable } from "node:stream";

export interface RequestHead {
  readonly method: string;
  /** Percent-encoded, without the query; for S3 always path style (`/bucket/key`): the gateway has folded the Host in. */
  readonly path: string;
  /** Percent-encoded, without `?`. */
  readonly query: string;
  /** Lower-case names; repeated headers joined with `,`. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | string | Readable | AsyncIterable<Uint8Array> | undefined;
}
