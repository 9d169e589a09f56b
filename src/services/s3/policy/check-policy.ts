// What S3 asks of a bucket policy beyond its being well formed. Recorded texts, in public threads.
import type { Principals } from "../../../kit/principals.ts";
import { compileAction } from "../../../policy/action-pattern.ts";
import type { NamedPrincipals } from "../../../policy/current-names.ts";
import type { PolicyDocument, PolicyStatement, PrincipalName } from "../../../policy/document.ts";
import { parsePolicy } from "../../../policy/parse.ts";
import { PolicyProblem } from "../../../policy/problem.ts";
import { directoryArn } from "../directory/arn.ts";
import { isDirectoryBucket } from "../directory/bucket-name.ts";
import { malformedPolicy } from "../errors.ts";
import { POLICY_SIZE_MAX_BYTES } from "../limits.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { BUCKET_ACTIONS, OBJECT_ACTIONS, OTHER_ACTIONS } from "./actions.ts";

type PolicyOwner = Pick<NamedBucket, "name" | "region" | "account">;

export interface CheckedPolicy {
  readonly document: PolicyDocument;
  readonly named: NamedPrincipals;
}

/** Errors: MalformedPolicy. */
export async function checkBucketPolicy(
  text: string,
  bucket: PolicyOwner,
  principals: Principals,
): Promise<CheckedPolicy> {
  // Inferred text; documented: 20 KB.
  if (Buffer.byteLength(text) > POLICY_SIZE_MAX_BYTES)
    throw malformedPolicy("Policy exceeds the maximum allowed document size.");
  const document = parse(text);
  const named: [string, string][] = [];
  for (const [index, statement] of document.statements.entries()) {
    if (isDirectoryBucket(bucket.name)) checkDirectoryStatement(statement, bucket);
    else checkActions(statement, targetsOf(statement, bucket.name), index);
    for (const name of statement.principals?.names ?? []) {
      const id = await idOfNamed(name, principals);
      if (id !== undefined) named.push([name.value, id]);
    }
  }
  return { document, named };
}

/** The sentence of an invalid principal goes on with the principal, which S3 answers in an element of its own. */
function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text, "resource");
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const [, message, detail] = /^(Invalid principal in policy): (.+)$/s.exec(error.message) ?? [];
    throw malformedPolicy(message ?? error.message, detail);
  }
}

/** What a statement's resources can be: the bucket, its objects. */
interface Targets {
  readonly bucket: boolean;
  readonly objects: boolean;
}

const EITHER: Targets = { bucket: true, objects: true };

/** Recorded: resources that are not of this bucket are invalid, and so is `arn:aws:s3:::*`. */
function targetsOf({ resources }: PolicyStatement, bucket: string): Targets {
  if (resources === undefined) return EITHER;
  const rests = resources.values.map((resource) => restOf(resource, bucket));
  if (resources.negated) return EITHER;
  return {
    bucket: rests.some((rest) => !rest.startsWith("/")),
    objects: rests.some((rest) => rest !== ""),
  };
}

/** What follows the bucket's name. */
function restOf(resource: string, bucket: string): string {
  const [, path] = /^arn:aws[a-z-]*:s3:::(.+)$/s.exec(resource) ?? [];
  if (path === undefined || !path.startsWith(bucket)) throw malformedPolicy("Policy has invalid resource", resource);
  const rest = path.slice(bucket.length);
  if (!/^(?:$|[/*?])/.test(rest)) throw malformedPolicy("Policy has invalid resource", resource);
  return rest;
}

/** Documented: policies of directory buckets speak of the bucket and of actions of `s3express`. The errors are inferred. */
function checkDirectoryStatement({ actions, resources }: PolicyStatement, bucket: PolicyOwner): void {
  const arn = directoryArn(bucket.name, bucket.region, bucket.account);
  for (const action of actions.values)
    if (action !== "*" && !/^s3express:/i.test(action)) throw malformedPolicy("Policy has invalid action", action);
  for (const resource of resources?.values ?? [])
    if (resource !== arn) throw malformedPolicy("Policy has invalid resource", resource);
}

function checkActions({ actions, sid }: PolicyStatement, targets: Targets, index: number): void {
  for (const action of actions.values) {
    const matches = compileAction(action);
    const has = (names: readonly string[]): boolean => names.some((name) => matches(`s3:${name.toLowerCase()}`));
    const known = { bucket: has(BUCKET_ACTIONS), objects: has(OBJECT_ACTIONS) };
    if (!known.bucket && !known.objects && !has(OTHER_ACTIONS))
      throw malformedPolicy("Policy has invalid action", action);
    if (actions.negated || (known.bucket && targets.bucket) || (known.objects && targets.objects)) continue;
    // Recorded: statements without an id are named NO_ID and their number.
    const detail = `Action "${action}" in Statement "${sid ?? `NO_ID-${index}`}"`;
    throw malformedPolicy("Action does not apply to any resource(s) in statement", detail);
  }
}

/** Documented: users and roles that a policy names must be there when it is put. Undefined for others. */
async function idOfNamed({ type, value }: PrincipalName, principals: Principals): Promise<string | undefined> {
  if (type !== "AWS" || !/^arn:[^:]+:iam::\d{12}:(?:user|role)\//.test(value)) return undefined;
  const id = await principals.idOf(value);
  if (id === undefined) throw malformedPolicy("Invalid principal in policy", `"AWS" : "${value}"`);
  return id;
}
