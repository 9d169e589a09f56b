// Links that a service hands out for what it keeps, such as the archives of functions: whoever has the link may read it.
import type { HttpAnswer, RequestHead } from "../wire/http.ts";
import type { Surroundings } from "./services.ts";

const DOWNLOAD = /^\/_forebay\/download\/([a-z0-9-]+)\/([\w./-]+)$/;

export const isDownloadPath = (path: string): boolean => path.startsWith("/_forebay/download/");

export async function answerDownload({ method, path }: RequestHead, { services }: Surroundings): Promise<HttpAnswer> {
  const [, model, token = ""] = DOWNLOAD.exec(path) ?? [];
  const service = model === undefined ? undefined : await services.open(model);
  const found = method === "GET" ? await service?.definition.download?.(token, service.context as never) : undefined;
  if (!found) return text(method === "GET" ? 403 : 405, "The link is not valid any more.\n");
  const { body, contentType, sizeBytes } = found;
  return { status: 200, headers: { "content-type": contentType, "content-length": String(sizeBytes) }, body };
}

const text = (status: number, body: string): HttpAnswer => ({
  status,
  headers: { "content-type": "text/plain", "content-length": String(Buffer.byteLength(body)) },
  body,
});
