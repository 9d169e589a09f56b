// The condition keys of a simulation: those that its caller gives, and those that follow from who is simulated.
import type { ContextEntry } from "@aws-sdk/client-iam";
import type { ContextValue } from "../../kit/access.ts";
import type { Caller } from "../../kit/service.ts";
import { invalidContextEntry } from "./simulation-errors.ts";

/** Keys in lower case. */
export type SimulatedContext = ReadonlyMap<string, ContextValue>;

const fits: Readonly<Record<string, RegExp>> = {
  string: /^/,
  numeric: /^[+-]?\d+(?:\.\d+)?$/,
  boolean: /^(?:true|false)$/i,
  ip: /^[0-9a-fA-F.:]+(?:\/\d{1,3})?$/,
  binary: /^[A-Za-z0-9+/]*={0,2}$/,
  date: /^(?:\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?)?)?|\d+)$/,
};

/** Errors: InvalidInput when a value is not of its type, or there are several of a key that has one. */
export function contextOf(entries: readonly ContextEntry[] | undefined): SimulatedContext {
  const context = new Map<string, ContextValue>();
  for (const { ContextKeyName: key = "", ContextKeyType: type = "string", ContextKeyValues: values = [] } of entries ??
    []) {
    const isList = type.endsWith("List");
    const pattern = fits[isList ? type.slice(0, -"List".length) : type];
    if (!pattern || !values.every((value) => pattern.test(value))) throw invalidContextEntry(key);
    const [only, ...more] = values;
    if (!isList && more.length > 0) throw invalidContextEntry(key);
    if (only !== undefined) context.set(key.toLowerCase(), isList ? values : only);
  }
  return context;
}

/** Documented in the global keys: what every request of a principal has. */
export function contextOfCaller(
  { kind, arn, userId, account }: Caller,
  principal: { readonly arn: string; readonly tags: Readonly<Record<string, string>> },
): SimulatedContext {
  const tags = Object.entries(principal.tags).map(
    ([key, value]) => [`aws:principaltag/${key}`.toLowerCase(), value] as const,
  );
  return new Map<string, ContextValue>([
    ["aws:userid", userId],
    ["aws:principalarn", principal.arn],
    ["aws:principalaccount", account],
    ["aws:principaltype", kind === "user" ? "User" : "AssumedRole"],
    ...(kind === "user" ? [["aws:username", arn.slice(arn.lastIndexOf("/") + 1)] as const] : []),
    ...tags,
  ]);
}
