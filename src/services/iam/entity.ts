// Entities of IAM: unique ids, ARNs, and the times that IAM gives in whole seconds.
import { formatArn, parseArn } from "../../kit/arn.ts";
import type { Clock } from "../../kit/clock.ts";
import { base32 } from "../../kit/ids.ts";
import type { EntityRow } from "./store/rows.ts";

export type ArnKind = "user" | "group" | "role" | "policy" | "instance-profile";

/** Documented: "Understanding unique ID prefixes". */
const prefixes: Readonly<Record<ArnKind, string>> = {
  user: "AIDA",
  group: "AGPA",
  role: "AROA",
  policy: "ANPA",
  "instance-profile": "AIPA",
};
const UNIQUE_PART_LENGTH = 17;
const SECOND_MS = 1_000;

const uniqueId = (kind: ArnKind): string => `${prefixes[kind]}${base32(UNIQUE_PART_LENGTH)}`;

type Named = Pick<EntityRow, "name" | "path" | "partition">;

export const arnOf = (kind: ArnKind, account: string, { name, path, partition }: Named): string =>
  formatArn({ service: "iam", region: "", account, resource: `${kind}${path}${name}` }, partition);

export interface EntityArn {
  readonly kind: ArnKind;
  /** 12 digits, or `aws` for AWS's own policies. */
  readonly account: string;
  readonly name: string;
}

/** Undefined when the text is no ARN of a named entity. The path is not looked at: names are unique without it. */
export function parseEntityArn(text: string): EntityArn | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || arn.region !== "") return undefined;
  const [, kind, name] = /^(user|group|role|policy|instance-profile)\/(?:.*\/)?([^/]+)$/.exec(arn.resource) ?? [];
  return name === undefined ? undefined : { kind: kind as ArnKind, account: arn.account, name };
}

export const wholeSecondMs = (clock: Clock): number => Math.floor(clock.now() / SECOND_MS) * SECOND_MS;

/** What a new entity of that name begins with. */
export const newEntity = (
  kind: ArnKind,
  { name, path = "/", partition }: { name: string; path: string | undefined; partition: string },
  clock: Clock,
): EntityRow => ({ id: uniqueId(kind), name, path, partition, createdMs: wholeSecondMs(clock) });
