// A metric: a name in a namespace, with dimensions that are part of it.
import type { Dimension } from "@aws-sdk/client-cloudwatch";
import { createHash } from "node:crypto";
import { valueIs } from "./errors.ts";

export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface MetricKey extends Place {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Errors: InvalidParameterValue for a name that comes twice. Inferred. */
export function dimensionsOf(dimensions: readonly Dimension[] | undefined, parameter: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [index, { Name = "", Value = "" }] of (dimensions ?? []).entries()) {
    if (Object.hasOwn(all, Name)) throw valueIs(Name, `${parameter}.member.${index + 1}.Name`);
    all[Name] = Value;
  }
  return all;
}

export const listDimensions = (dimensions: Readonly<Record<string, string>>): { Name: string; Value: string }[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** The same for the same dimensions in any order; short, since they may have 38 KB together. */
export function digestOf(dimensions: Readonly<Record<string, string>>): string {
  const entries = Object.entries(dimensions).toSorted(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return "";
  return createHash("sha256").update(JSON.stringify(entries)).digest("hex").slice(0, 32);
}
