// Which function, and which version or alias of it, a request names: by name, partial ARN or ARN.
import { below } from "../../kit/ids.ts";
import { functionNotFound, otherRegion, qualifiersDiffer } from "./errors.ts";
import { functionArn, LATEST, type FunctionEntry, type FunctionKey, type Version } from "./function.ts";
import type { LambdaStore } from "./store.ts";

export interface Named {
  readonly key: FunctionKey;
  /** As the request has it: a version, an alias, `$LATEST` or nothing. */
  readonly qualifier: string | undefined;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

const NAME =
  /^(?:arn:[a-z-]+:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** Errors: ResourceNotFoundException for another region, InvalidParameterValueException for two qualifiers. */
export function named(functionName: string, { account, region }: Place, qualifier?: string): Named {
  const [, itsRegion = region, itsAccount = account, name = functionName, itsQualifier] = NAME.exec(functionName) ?? [];
  if (itsRegion !== region) throw otherRegion(itsRegion, region);
  if (itsQualifier !== undefined && qualifier !== undefined && itsQualifier !== qualifier) throw qualifiersDiffer();
  return { key: { account: itsAccount, region, name }, qualifier: qualifier ?? itsQualifier };
}

export interface Located {
  readonly entry: FunctionEntry;
  readonly qualifier: string | undefined;
  /** `$LATEST` or a number. */
  readonly number: string;
  readonly version: Version;
}

/** The version that a qualifier leads to; of an alias with weights one of them by chance. Errors: ResourceNotFoundException. */
export async function locate(store: LambdaStore, { key, qualifier }: Named): Promise<Located> {
  const entry = await store.get(key, qualifier);
  if (qualifier === undefined || qualifier === LATEST)
    return { entry, qualifier, number: LATEST, version: entry.latest };
  const number = /^\d+$/.test(qualifier) ? qualifier : aliasTarget(entry, qualifier);
  if (number === LATEST) return { entry, qualifier, number, version: entry.latest };
  const version = number === undefined ? undefined : await store.version(entry, number);
  if (number === undefined || !version) throw functionNotFound(functionArn(key, qualifier));
  return { entry, qualifier, number, version };
}

const CHANCES = 1_000_000;

function aliasTarget({ aliases }: FunctionEntry, name: string): string | undefined {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (!alias) return undefined;
  let chance = below(CHANCES) / CHANCES;
  for (const [version, weight] of Object.entries(alias.weights)) {
    if (chance < weight) return version;
    chance -= weight;
  }
  return alias.version;
}
