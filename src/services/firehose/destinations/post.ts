// One HTTP POST to a machine that is not ours: bounded in time and in the size of the answer, and never followed elsewhere.
import * as http from "node:http";
import * as https from "node:https";
import { afterReal } from "../../../kit/clock.ts";

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly timeoutMs: number;
  readonly answerMaxBytes: number;
  readonly signal: AbortSignal;
}

export interface Posted {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Why no answer came. */
export class NoAnswer extends Error {
  readonly reason: "timeout" | "unreachable" | "too-large";

  constructor(reason: NoAnswer["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Errors: NoAnswer. */
export function post({ url, headers, body, timeoutMs, answerMaxBytes, signal }: Post): Promise<Posted> {
  const { request } = url.protocol === "http:" ? http : https;
  return new Promise((resolve, reject) => {
    const given = { ...headers, "Content-Length": String(body.byteLength) };
    const outgoing = request(url, { method: "POST", headers: given, signal }, (answer) => {
      const pieces: Buffer[] = [];
      let sizeBytes = 0;
      answer.on("data", (piece: Buffer) => {
        sizeBytes += piece.length;
        if (sizeBytes > answerMaxBytes) outgoing.destroy(new NoAnswer("too-large", "The answer is too large."));
        else pieces.push(piece);
      });
      answer.on("error", fail);
      answer.on("aborted", () => fail(new Error("The connection ended within the answer.")));
      answer.on("end", () => {
        timer.cancel();
        const { statusCode: status = 0, headers: answered } = answer;
        resolve({ status, headers: answered, body: Buffer.concat(pieces).toString() });
      });
    });
    const timer = afterReal(timeoutMs, () => outgoing.destroy(new NoAnswer("timeout", "The request timed out.")));
    function fail(error: Error): void {
      timer.cancel();
      reject(error instanceof NoAnswer ? error : new NoAnswer("unreachable", error.message || error.name));
    }
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}
