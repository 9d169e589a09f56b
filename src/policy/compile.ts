// Turns a policy document into one that answers quickly.
import { compileAction, serviceOf } from "./action-pattern.ts";
import { compileCondition, type Test } from "./conditions.ts";
import type { PolicyDocument, PolicyStatement } from "./document.ts";
import { compilePrincipals, type Principal, type Reach, type PrincipalMatcher } from "./principals.ts";
import { compileResource, type RequestedResource, type ResourceMatcher } from "./resource-pattern.ts";
import type { Lookup } from "./template.ts";

/** Opaque outside this room. */
export interface CompiledPolicy {
  /** ARN or name. */
  readonly name: string;
  /** The statements that may speak of an action, given in lower case; in the document's order. */
  readonly statementsFor: (action: string) => readonly CompiledStatement[];
}

export interface CompiledStatement {
  readonly index: number;
  readonly source: PolicyStatement;
  /** How the statement reaches the one who asks; undefined when it does not apply. Does not look at the action again. */
  readonly applies: (asked: Asked) => Reach | undefined;
}

/** A request, prepared once for all the policies. */
export interface Asked {
  /** In lower case. */
  readonly action: string;
  readonly resource: RequestedResource;
  readonly principal: Principal;
  readonly lookup: Lookup;
}

/** How many actions a policy remembers the statements of; one more forgets all. */
const ACTIONS_MAX = 512;

export function compile(document: PolicyDocument, name: string): CompiledPolicy {
  const variables = document.version === "2012-10-17";
  const candidates = document.statements.map((source, index) => compileStatement(source, index, variables));
  const known = new Map<string, readonly CompiledStatement[]>();
  const statementsFor = (action: string): readonly CompiledStatement[] => {
    let found = known.get(action);
    if (found === undefined) {
      found = candidates.filter((candidate) => candidate.concerns(action)).map(({ statement }) => statement);
      if (known.size >= ACTIONS_MAX) known.clear();
      known.set(action, found);
    }
    return found;
  };
  return { name, statementsFor };
}

interface Candidate {
  readonly statement: CompiledStatement;
  readonly concerns: (action: string) => boolean;
}

function compileStatement(source: PolicyStatement, index: number, variables: boolean): Candidate {
  const principals = compilePrincipals(source.principals, source.effect);
  const resources = compileResources(source, variables);
  const tests = source.conditions.map((condition) => compileCondition(condition, variables));
  const statement = { index, source, applies: appliesWhen(principals, resources, tests) };
  return { statement, concerns: compileActions(source) };
}

const appliesWhen =
  (principals: PrincipalMatcher, resources: ResourceMatcher, tests: readonly Test[]): CompiledStatement["applies"] =>
  ({ resource, principal, lookup }) => {
    const reach = principals(principal);
    if (reach === undefined || !resources(resource, lookup)) return undefined;
    return tests.every((test) => test(lookup)) ? reach : undefined;
  };

function compileResources({ resources }: PolicyStatement, variables: boolean): ResourceMatcher {
  if (resources === undefined) return () => true;
  const patterns = resources.values.map((value) => compileResource(value, variables));
  const { negated } = resources;
  return (resource, lookup) => patterns.some((matches) => matches(resource, lookup)) !== negated;
}

/** Actions without wildcards are looked up, and patterns of other services are not looked at. */
function compileActions({ actions: { values, negated } }: PolicyStatement): (action: string) => boolean {
  const exact = new Set(values.filter((value) => !/[*?]/.test(value)).map((value) => value.toLowerCase()));
  const patterns = values
    .filter((value) => /[*?]/.test(value))
    .map((value) => ({ service: serviceOf(value), matches: compileAction(value) }));
  return (action) => {
    const service = action.slice(0, Math.max(action.indexOf(":"), 0));
    const named =
      exact.has(action) ||
      patterns.some(
        (pattern) => (pattern.service === undefined || pattern.service === service) && pattern.matches(action),
      );
    return named !== negated;
  };
}
