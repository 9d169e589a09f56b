// Access points: their names, ARNs and aliases.
import { formatArn, parseArn } from "../../kit/arn.ts";
import { base32 } from "../../kit/ids.ts";
import { invalidName } from "./errors.ts";

/** Documented: 3 to 50 lower-case letters, digits and hyphens, between letters or digits; an alias' ending is taken. */
const NAME = /^(?!xn--)[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/;

/** Errors: InvalidURI. */
export function checkName(name: string): void {
  if (!NAME.test(name) || name.endsWith("-s3alias") || name.endsWith("--ol-s3")) throw invalidName(name);
}

export const accessPointArn = (account: string, region: string, name: string): string =>
  formatArn({ service: "s3", region, account, resource: `accesspoint/${name}` });

export interface AccessPointName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** Undefined when it is another resource's ARN. */
export function parseAccessPointArn(arn: string): AccessPointName | undefined {
  const { service, region = "", account = "", resource = "" } = parseArn(arn) ?? {};
  const [, name] = /^accesspoint\/([^/]+)$/.exec(resource) ?? [];
  return service === "s3" && name !== undefined ? { account, region, name } : undefined;
}

/** Recorded: 20 characters of the name, 34 of chance. */
const ALIAS_NAME_LENGTH_MAX = 20;
const ALIAS_CHANCE_LENGTH = 34;

export const newAlias = (name: string): string =>
  `${name.slice(0, ALIAS_NAME_LENGTH_MAX).replace(/-+$/, "")}-${base32(ALIAS_CHANCE_LENGTH).toLowerCase()}-s3alias`;
