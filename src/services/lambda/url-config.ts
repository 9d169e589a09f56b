// A function URL: what is kept of it, what requests set, and how the API shows it.
import type { ServiceHost } from "../../engines/host.ts";
import { base32 } from "../../kit/ids.ts";
import { notFound } from "./errors.ts";
import {
  functionArn,
  LATEST,
  type FunctionEntry,
  type FunctionKey,
  type FunctionRow,
  type UrlRow,
} from "./function.ts";
import type { Named } from "./locate.ts";
import type { LambdaStore } from "./store.ts";
import { lambdaTime } from "./view.ts";

/** Recorded: such as `0123456789abcdefghijklmnopqrstuv`. */
const ID_LENGTH = 32;

export const newUrlId = (): string => base32(ID_LENGTH).toLowerCase();

export const urlOf = ({ urls }: FunctionRow, qualifier = LATEST): UrlRow | undefined =>
  Object.hasOwn(urls, qualifier) ? urls[qualifier] : undefined;

export const withUrl = (row: FunctionRow, qualifier: string | undefined, url: UrlRow): FunctionRow => ({
  ...row,
  urls: { ...row.urls, [qualifier ?? LATEST]: url },
});

/** The function, whose alias there is, too. Errors: ResourceNotFoundException, whose text is recorded. */
export async function functionOfUrl(store: LambdaStore, { key, qualifier }: Named): Promise<FunctionEntry> {
  const entry = await store.find(key);
  if (!entry || (qualifier !== undefined && !Object.hasOwn(entry.aliases, qualifier)))
    throw notFound("Function does not exist");
  return entry;
}

/** Errors: ResourceNotFoundException, whose text is recorded. */
export async function existingUrl(store: LambdaStore, { key, qualifier }: Named): Promise<UrlRow> {
  const entry = await store.find(key);
  const url = entry && urlOf(entry, qualifier);
  if (!url) throw notFound("The resource you requested does not exist.");
  return url;
}

/** On AWS `https://ID.lambda-url.REGION.on.aws/`: here at the name that leads to this machine. */
function addressOf(host: ServiceHost, { region }: FunctionKey, id: string): string {
  const { protocol, port } = new URL(host.endpoint());
  return `${protocol}//${id}.lambda-url.${region}.localhost.localstack.cloud:${port}/`;
}

/** Recorded: what a creation answers; other answers have `urlView`. */
export function createdView(host: ServiceHost, key: FunctionKey, qualifier: string | undefined, url: UrlRow) {
  return {
    FunctionUrl: addressOf(host, key, url.id),
    FunctionArn: functionArn(key, qualifier),
    AuthType: url.authType,
    CreationTime: lambdaTime(url.createdMs),
    ...(url.cors && { Cors: url.cors }),
    ...(url.invokeMode && { InvokeMode: url.invokeMode }),
  };
}

export function urlView(host: ServiceHost, key: FunctionKey, qualifier: string | undefined, url: UrlRow) {
  return {
    ...createdView(host, key, qualifier, url),
    InvokeMode: url.invokeMode ?? "BUFFERED",
    LastModifiedTime: lambdaTime(url.modifiedMs),
  };
}
