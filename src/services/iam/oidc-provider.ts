// OpenID Connect providers: their ARNs, and the rules for what they hold.
import { formatArn, parseArn } from "../../kit/arn.ts";
import { isLoopback } from "../../kit/loopback.ts";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { quotaExceeded } from "./errors.ts";
import { invalidOidcUrl, oidcProviderNotFound, tooManyThumbprints } from "./provider-errors.ts";
import { CLIENT_IDS_MAX, THUMBPRINTS_MAX } from "./provider-limits.ts";
import type { OidcProviderRow } from "./store/provider-rows.ts";
import { oidcProviders } from "./store/providers.ts";

const RESOURCE = "oidc-provider/";

type Place = { readonly account: string };

export const oidcArnOf = (account: string, { url, partition }: Pick<OidcProviderRow, "url" | "partition">): string =>
  formatArn({ service: "iam", region: "", account, resource: `${RESOURCE}${url}` }, partition);

/**
 * What identifies a provider, without `https://`. Documented: https, without port, query and fragment; a test issuer on this
 * machine may have a port. Errors: ValidationError.
 */
export function oidcUrlOf(url: string): string {
  const [, rest] = /^https:\/\/([^\s?#]+)$/.exec(url) ?? [];
  if (rest === undefined || !URL.canParse(url)) throw invalidOidcUrl();
  const { port, username, host, hostname } = new URL(url);
  const ported = (port !== "" || rest.includes(":")) && !isLoopback(hostname);
  if (ported || username !== "" || host === "") throw invalidOidcUrl();
  return rest;
}

/** Errors: NoSuchEntity, `notFound`'s words. */
export async function oidcProviderOf(
  reads: Reads,
  { account }: Place,
  arn: string,
  notFound = oidcProviderNotFound,
): Promise<OidcProviderRow> {
  const parsed = parseArn(arn);
  const isHere = parsed?.service === "iam" && parsed.account === account && parsed.resource.startsWith(RESOURCE);
  const row = isHere ? await oidcProviders.find(reads, account, parsed.resource.slice(RESOURCE.length)) : undefined;
  if (!row || oidcArnOf(account, row) !== arn) throw notFound(arn);
  return row;
}

/** Errors: InvalidInput. */
export function checkThumbprints(thumbprints: readonly string[]): void {
  if (thumbprints.length > THUMBPRINTS_MAX) throw tooManyThumbprints();
}

/** Errors: LimitExceeded. */
export function checkClientIds(ids: readonly string[]): void {
  if (ids.length > CLIENT_IDS_MAX) throw quotaExceeded("ClientIdsPerOpenIdConnectProvider", CLIENT_IDS_MAX);
}
