// What IAM asks of identity policies, in the order in which it asks. Recorded through moto's policy cases unless said.
import type { PolicyStatement } from "./document.ts";
import type { DraftPolicy, DraftStatement, FaultWording } from "./draft.ts";
import { parseOperator } from "./operators.ts";
import { PolicyProblem } from "./problem.ts";
import { failsLegacyParsing, resourceFault } from "./resource-format.ts";

const LEGACY = "The policy failed legacy parsing";

export const identityWording: FaultWording = () => new PolicyProblem("Syntax errors in policy.");

/** The STS operations speak for themselves when the text is no JSON. Recorded in public threads. */
export const sessionWording: FaultWording = (fault, detail) =>
  fault === "json" ? new PolicyProblem("The policy is not in the valid JSON format.") : identityWording(fault, detail);

export function checkIdentity(draft: DraftPolicy, newestVersion: boolean): PolicyStatement[] {
  const { version, statements } = draft;
  if (newestVersion && version !== "2012-10-17")
    throw new PolicyProblem("Policy document must be version 2012-10-17 or greater.");
  for (const statement of statements) checkLegacy(statement);
  const fault = resourceFaultOf(statements);
  const unreadable = statements.some(({ resources }) => resources?.values.some(failsLegacyParsing));
  if (fault === undefined && unreadable) throw new PolicyProblem(LEGACY);
  if (statements.some(({ principal, notPrincipal }) => principal !== undefined || notPrincipal !== undefined))
    throw new PolicyProblem("Policy document should not specify a principal.");
  checkSids(statements);
  return statements.map((statement) => toStatement(statement, fault));
}

/** Case of the effect, and the values that operators take; of numbers, booleans and addresses it is inferred. */
function checkLegacy({ effect, conditions }: DraftStatement): void {
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyProblem(LEGACY);
  for (const { operator, values } of conditions) {
    const accepts = parseOperator(operator)?.operator.accepts;
    if (accepts !== undefined && !values.every(accepts)) throw new PolicyProblem(LEGACY);
  }
}

function resourceFaultOf(statements: readonly DraftStatement[]): string | undefined {
  for (const { resources } of statements)
    for (const value of resources?.values.toSorted() ?? []) {
      const fault = resourceFault(value);
      if (fault !== undefined) return fault;
    }
  return undefined;
}

/** That they are alphanumeric is recorded in public threads. */
function checkSids(statements: readonly DraftStatement[]): void {
  const known = new Set<string>();
  for (const { sid } of statements) {
    if (sid === undefined || sid === "") continue;
    if (!/^[0-9A-Za-z]*$/.test(sid))
      throw new PolicyProblem(
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
      );
    if (known.has(sid)) throw new PolicyProblem("Statement IDs (SID) in a single policy must be unique.");
    known.add(sid);
  }
}

function toStatement(draft: DraftStatement, fault: string | undefined): PolicyStatement {
  const { actions, resources, sid, conditions, start, end } = draft;
  if (actions === undefined || actions.values.length === 0)
    throw new PolicyProblem("Policy statement must contain actions.");
  if (fault !== undefined) throw new PolicyProblem(fault);
  for (const action of actions.values) checkAction(action);
  if (resources === undefined || resources.values.length === 0)
    throw new PolicyProblem("Policy statement must contain resources.");
  const effect = draft.effect as PolicyStatement["effect"];
  return { sid, effect, principals: undefined, actions, resources, conditions, start, end };
}

function checkAction(action: string): void {
  if (action === "*") return;
  const parts = action.split(":");
  if (parts.length === 1)
    throw new PolicyProblem("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  if (parts.length > 2) throw new PolicyProblem("Actions/Condition can contain only one colon.");
  if (!/^(?:\*|[a-zA-Z0-9\-.]+)$/.test(parts[0]!)) throw new PolicyProblem(`Vendor ${parts[0]} is not valid`);
}
