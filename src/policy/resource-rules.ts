// What services ask of resource policies, and IAM of trust policies. The sentences are those of S3 and of CreateRole:
// recorded in LocalStack's snapshots or in public threads, in the order in which public code found them.
import type { PolicyStatement, PrincipalElement, PrincipalName } from "./document.ts";
import type { DraftPolicy, DraftStatement, FaultWording } from "./draft.ts";
import type { JsonNode } from "./json.ts";
import { parseOperator } from "./operators.ts";
import { PolicyProblem } from "./problem.ts";

/** `text`: S3 looks at the first character before all else. */
export const resourceWording =
  (text: string, trust: boolean): FaultWording =>
  (fault, detail) => {
    const unopened = fault === "json" && !trust && !text.startsWith("{");
    return new PolicyProblem(
      unopened ? "Policies must be valid JSON and the first byte must be '{'" : SENTENCES[fault](detail),
    );
  };

const SENTENCES: Readonly<Record<Parameters<FaultWording>[0], (detail: string) => string>> = {
  json: () => "This policy contains invalid Json",
  "unknown-field": (field) => `Unknown field ${field}`,
  version: () => "The policy must contain a valid version string",
  "no-statement": (field) => `Missing required field ${field}`,
  "no-effect": (field) => `Missing required field ${field}`,
  "empty-statement": () => "Could not parse the policy: Statement is empty!",
  effect: (effect) => `Invalid effect: ${effect}`,
  operator: (operator) => `Invalid Condition type : ${operator}`,
  "both-forms": () => "Invalid policy syntax.",
  type: () => "Invalid policy syntax.",
};

export function checkResource({ statements }: DraftPolicy, trust: boolean): PolicyStatement[] {
  const checked = statements.map((statement) => toStatement(statement, trust));
  const sids = statements.flatMap(({ sid }) => (sid === undefined || sid === "" ? [] : [sid]));
  if (new Set(sids).size < sids.length) throw new PolicyProblem("The Statement Ids in the policy are not unique");
  return checked;
}

function toStatement(draft: DraftStatement, trust: boolean): PolicyStatement {
  const { sid, effect, actions, resources, conditions, start, end } = draft;
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyProblem(`Invalid effect: ${effect}`);
  const principals = principalsOf(draft, trust);
  if (actions === undefined || actions.values.length === 0) throw new PolicyProblem("Missing required field Action");
  for (const action of actions.values) checkAction(action, trust);
  if (trust) checkNoResources(resources);
  else if (resources === undefined || resources.values.length === 0)
    throw new PolicyProblem("Missing required field Resource");
  for (const { operator, values } of conditions) {
    const accepts = parseOperator(operator)?.operator.accepts;
    if (accepts !== undefined && !values.every(accepts)) throw new PolicyProblem("Invalid policy syntax.");
  }
  return { sid, effect, principals, actions, resources, conditions, start, end };
}

function checkAction(action: string, trust: boolean): void {
  if (trust && !/^sts:/i.test(action))
    throw new PolicyProblem("AssumeRole policy may only specify STS AssumeRole actions.");
  if (action !== "*" && !/^[a-zA-Z0-9\-.]+:[^:]+$/.test(action)) throw new PolicyProblem("Policy has invalid action");
}

function checkNoResources(resources: DraftStatement["resources"]): void {
  if (resources === undefined) return;
  throw new PolicyProblem(
    resources.negated ? "AssumeRole policy must not contain resources." : "Has prohibited field Resource",
  );
}

function principalsOf({ principal, notPrincipal, effect }: DraftStatement, trust: boolean): PrincipalElement {
  if (notPrincipal !== undefined) {
    if (principal !== undefined) throw new PolicyProblem("Invalid policy syntax.");
    if (effect === "Allow" && trust) throw new PolicyProblem("Allow with NotPrincipal is not allowed.");
    if (trust) throw new PolicyProblem("AssumeRole policy must not contain NotPrincipal field.");
    return { negated: true, names: namesOf(notPrincipal, trust) };
  }
  if (principal === undefined) throw new PolicyProblem("Missing required field Principal");
  return { negated: false, names: namesOf(principal, trust) };
}

const TYPES = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

function namesOf(node: JsonNode, trust: boolean): PrincipalName[] {
  if (node.type === "string" && node.value === "*" && !trust) return [{ type: "AWS", value: "*" }];
  if (node.type === "string") throw invalid(node.value === "*" ? `"STAR":"*"` : `"AWS":"${node.value}"`);
  if (node.type !== "object") throw new PolicyProblem("Invalid policy syntax.");
  if (node.entries.size === 0) throw new PolicyProblem("Missing required field Principal cannot be empty!");
  return [...node.entries].flatMap(([written, values]) => {
    const type = TYPES.find((known) => known === written);
    if (type === undefined || (trust && type === "CanonicalUser")) throw invalid(`"${written}"`);
    return (values.type === "array" ? values.items : [values]).map((item) => {
      if (item.type !== "string") throw new PolicyProblem("Invalid policy syntax.");
      if (!isName(type, item.value)) throw invalid(`"${type.toUpperCase()}":"${item.value}"`);
      return { type, value: item.value };
    });
  });
}

const invalid = (what: string): PolicyProblem => new PolicyProblem(`Invalid principal in policy: ${what}`);

const NAMES: Readonly<Record<PrincipalName["type"], RegExp>> = {
  AWS: /^(?:\d{12}|A(?:IDA|ROA)[A-Z0-9]{8,}|arn:aws[a-z-]*:(?:iam|sts)::(?:\d{12}|cloudfront):.+)$/,
  Service: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  Federated: /./,
  CanonicalUser: /./,
};

/** Documented: a principal is named whole, without wildcards, or is `*`. Whether it exists is for the service to see. */
const isName = (type: PrincipalName["type"], value: string): boolean =>
  value === "*" || (!/[*?]/.test(value) && NAMES[type].test(value));
