// Reads the text of an HTTP/1.1 request, as AWS's signing cases hold them.
import type { RequestHead } from "../../../src/wire/http.ts";

export interface ReadRequest {
  readonly head: RequestHead;
  readonly body: string;
}

/** Folded header lines are joined with a space, repeated headers with a comma. */
export function readRequest(text: string): ReadRequest {
  const [top = "", ...rest] = text.split(/\n\n/);
  const [requestLine = "", ...lines] = top.replaceAll(/\n[ \t]+/g, " ").split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const headers: Record<string, string> = {};
  for (const line of lines.filter(Boolean)) {
    const at = line.indexOf(":");
    const name = line.slice(0, at).toLowerCase();
    const value = line.slice(at + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  const at = target.indexOf("?");
  const path = at < 0 ? target : target.slice(0, at);
  return { head: { method, path, query: at < 0 ? "" : target.slice(at + 1), headers }, body: rest.join("\n\n") };
}
