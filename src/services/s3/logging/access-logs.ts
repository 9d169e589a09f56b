// Which buckets keep a log of accesses, and the lines that wait to be written down. AWS, too, promises its logs for the best effort only.
import type { LoggingEnabled } from "@aws-sdk/client-s3";
import type { Watch } from "../../../kit/ended-request.ts";
import type { S3Context } from "../context.ts";
import { DAY_MS, LOG_LINES_MAX } from "../limits.ts";
import { addLines, type LogBatch } from "../store/access-logs.ts";
import { type LoggedBucket, linesOf } from "./request-lines.ts";

export interface LogSetting extends LoggedBucket {
  readonly setting: LoggingEnabled;
}

/** In memory, since every request asks; read anew when the service opens. */
export class AccessLogs {
  readonly #logged = new Map<string, LogSetting>();
  #waiting = new Map<string, { readonly batch: Omit<LogBatch, "lines">; readonly lines: string[] }>();
  #count = 0;

  /** Undefined: the bucket keeps none any more. */
  set(name: string, setting: LogSetting | undefined): void {
    if (setting === undefined) this.#logged.delete(name);
    else this.#logged.set(name, setting);
  }

  /** Of the buckets that a request is for, and that it copies from, those that keep a log. */
  find(path: string, copySource: string | undefined): readonly LogSetting[] {
    if (this.#logged.size === 0) return [];
    const names = new Set([bucketOfPath(path), ...(copySource === undefined ? [] : [bucketOfPath(copySource)])]);
    return [...names].flatMap((name) => this.#logged.get(name) ?? []);
  }

  /** Lines beyond the limit are lost: a disk that takes none any more must not fill the memory. */
  add(logged: LogSetting, atMs: number, lines: readonly string[]): void {
    if (this.#count + lines.length > LOG_LINES_MAX) return;
    const day = Math.floor(atMs / DAY_MS);
    const key = `${logged.name} ${day}`;
    let known = this.#waiting.get(key);
    if (known === undefined) {
      const { name: bucket, account, region, setting } = logged;
      known = { batch: { bucket, account, region, setting, day }, lines: [] };
      this.#waiting.set(key, known);
    }
    known.lines.push(...lines);
    this.#count += lines.length;
  }

  /** Writes what waits; what cannot be written is lost. */
  async flush(context: S3Context): Promise<void> {
    if (this.#count === 0) return;
    const taken = [...this.#waiting.values()];
    this.#waiting = new Map();
    this.#count = 0;
    await addLines(
      context,
      taken.map(({ batch, lines }) => ({ ...batch, lines })),
    );
  }
}

const bucketOfPath = (path: string): string => path.replace(/^(?:\/|%2F)/i, "").split(/\/|%2F/i)[0] ?? "";

export const watch: Watch<S3Context> = ({ path, headers }, { accessLogs }) => {
  const logged = accessLogs.find(path, headers["x-amz-copy-source"]);
  if (logged.length === 0) return undefined;
  return (ended) => {
    for (const one of logged) accessLogs.add(one, ended.receivedMs, linesOf(one, path, ended));
  };
};
