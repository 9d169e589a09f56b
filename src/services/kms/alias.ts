// Aliases: names of keys that can be moved from one to another.
import { formatArn } from "../../kit/arn.ts";
import { aliasInvalid, aliasPrefix, aliasReserved } from "./errors.ts";

export interface AliasName {
  readonly account: string;
  readonly region: string;
  /** With its prefix: `alias/orders`. */
  readonly alias: string;
}

export interface AliasRow {
  readonly keyId: string;
  readonly createdMs: number;
  readonly updatedMs: number;
}

export type Alias = AliasName & AliasRow;

export const ALIAS_PREFIX = "alias/";
export const AWS_ALIAS_PREFIX = "alias/aws/";

export const aliasArn = ({ account, region, alias }: AliasName): string =>
  formatArn({ service: "kms", region, account, resource: alias });

/** Errors: ValidationException, InvalidAliasNameException, NotAuthorizedException. */
export function checkAliasName(alias: string): void {
  if (!alias.startsWith(ALIAS_PREFIX) || alias === ALIAS_PREFIX) throw aliasPrefix();
  if (alias.startsWith(AWS_ALIAS_PREFIX)) throw aliasReserved();
  if (alias.includes(":")) throw aliasInvalid(alias);
}
