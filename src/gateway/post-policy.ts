// The policy of an HTML form upload to S3: what the form's fields must be, and how large its file. Recorded unless said otherwise.
import { invalidPolicy, policyConditionFailed, policyViolated } from "./form-errors.ts";

export interface PostPolicy {
  /** Epoch ms. */
  readonly expiresMs: number;
  readonly conditions: readonly Condition[];
}

type Condition =
  | { readonly kind: "eq" | "starts-with"; readonly field: string; readonly value: string }
  | { readonly kind: "content-length-range"; readonly min: string; readonly max: string };

export interface SizeRange {
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** Fields that no condition needs to name. Documented. */
const FREE = new Set(["file", "policy", "signature", "awsaccesskeyid", "x-amz-signature"]);

/** `encoded` is JSON in base64. Errors: InvalidPolicyDocument. */
export function readPolicy(encoded: string): PostPolicy {
  const { expiration, conditions } = parsed(encoded);
  if (typeof expiration !== "string") throw invalidPolicy("Policy missing expiration.");
  const expiresMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expiresMs)) throw invalidPolicy(`Invalid 'expiration' value: '${expiration}'`);
  if (!Array.isArray(conditions)) throw invalidPolicy("Policy missing conditions.");
  return { expiresMs, conditions: conditions.map(conditionOf) };
}

function parsed(encoded: string): { readonly expiration?: unknown; readonly conditions?: unknown } {
  try {
    const policy: unknown = JSON.parse(Buffer.from(encoded, "base64").toString());
    if (typeof policy === "object" && policy !== null && !Array.isArray(policy)) return policy;
  } catch {
    throw invalidPolicy("Invalid JSON.");
  }
  throw invalidPolicy("Invalid JSON.");
}

function conditionOf(condition: unknown): Condition {
  if (Array.isArray(condition)) return listCondition(condition);
  const entries = typeof condition === "object" && condition !== null ? Object.entries(condition) : [];
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0)
    throw invalidPolicy("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
  const [field, value] = entry as [string, unknown];
  if (typeof value !== "string") throw invalidPolicy("Invalid Simple-Condition: value must be a string.");
  return { kind: "eq", field: `$${field}`, value };
}

function listCondition(condition: readonly unknown[]): Condition {
  const [operation, first, second] = condition.map((part) => (typeof part === "number" ? String(part) : part));
  if (
    condition.length !== 3 ||
    typeof operation !== "string" ||
    typeof first !== "string" ||
    typeof second !== "string"
  )
    throw invalidPolicy("Invalid Condition: a condition has an operation and two arguments.");
  const kind = operation.toLowerCase();
  if (kind === "content-length-range") return { kind, min: first, max: second };
  if (kind === "eq" || kind === "starts-with") return { kind, field: first, value: second };
  throw invalidPolicy(`Invalid Condition: unknown operation '${operation}'.`);
}

/** `fields` by lower-case names, the bucket among them. Errors: AccessDenied. */
export function checkPolicy(
  policy: PostPolicy,
  fields: ReadonlyMap<string, string>,
  nowMs: number,
): SizeRange | undefined {
  if (policy.expiresMs <= nowMs) throw policyViolated("Policy expired.");
  let range: SizeRange | undefined;
  const named = new Set<string>();
  for (const condition of policy.conditions) {
    if (condition.kind === "content-length-range") {
      range = rangeOf(condition.min, condition.max);
      continue;
    }
    const { kind, field, value } = condition;
    const name = field.toLowerCase().slice(1);
    const sent = field.startsWith("$") ? fields.get(name) : undefined;
    const holds = sent !== undefined && (kind === "eq" ? sent === value : sent.startsWith(value));
    if (!holds) throw policyConditionFailed([kind, field, value]);
    named.add(name);
  }
  const extra = [...fields.keys()].filter(
    (name) => !named.has(name) && !FREE.has(name) && !name.startsWith("x-ignore-"),
  );
  if (extra.length > 0) throw policyViolated(`Extra input fields: ${extra.join(", ")}`);
  return range;
}

function rangeOf(min: string, max: string): SizeRange {
  if (min.startsWith("-") || max.startsWith("-"))
    throw invalidPolicy("Invalid Condition: content-length-range must not be negative."); // inferred
  if (!/^\d{1,15}$/.test(min) || !/^\d{1,15}$/.test(max))
    throw policyConditionFailed(["content-length-range", min, max]);
  return { minBytes: Number(min), maxBytes: Number(max) };
}
