// What the two operations of simulation share: their inputs, and the pages of results.
import type { ContextEntry, OrderedOrganizationPolicyType } from "@aws-sdk/client-iam";
import type { Call } from "./context.ts";
import { type PageInput, pageOf } from "./paging.ts";
import { contextOf } from "./simulated-context.ts";
import { callerNamed, type SimulatedCaller } from "./simulated-principal.ts";
import { checkActionName, Simulation, type SimulatedPolicy } from "./simulation.ts";
import { callerNeeded, invalidResourceOwner, oneBoundary } from "./simulation-errors.ts";

export interface SimulationInput extends PageInput {
  readonly ActionNames: readonly string[];
  readonly PolicyInputList?: readonly string[] | undefined;
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly OrderedOrganizationPolicyInputList?: readonly OrderedOrganizationPolicyType[] | undefined;
  readonly ResourceArns?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ContextEntries?: readonly ContextEntry[] | undefined;
}

/** What is there besides the input. */
interface Standing {
  readonly listing: string;
  readonly policies: readonly SimulatedPolicy[];
  readonly boundary?: SimulatedPolicy | undefined;
  /** Who calls when the input does not say. */
  readonly caller: SimulatedCaller;
  /** That caller is a user, which a resource's policy can name. */
  readonly isUser: boolean;
}

/** Errors: InvalidInput. */
export async function simulate(call: Call, input: SimulationInput, standing: Standing) {
  const { ActionNames: actions, CallerArn: callerArn, ResourcePolicy: resourcePolicy } = input;
  for (const action of actions) checkActionName(action);
  if (resourcePolicy !== undefined && callerArn === undefined && !standing.isUser) throw callerNeeded();
  const { caller, context } =
    callerArn === undefined ? standing.caller : await callerNamed(call.context.store.reads, callerArn);
  const simulation = new Simulation({
    identity: [...standing.policies, ...inputPolicies("PolicyInputList", input.PolicyInputList)],
    boundary: boundaryIn(input) ?? standing.boundary,
    resource: resourcePolicy === undefined ? undefined : { id: "ResourcePolicy", document: resourcePolicy },
    organization: (input.OrderedOrganizationPolicyInputList ?? []).map(
      ({ ServiceControlPolicyInputList }) => ServiceControlPolicyInputList ?? [],
    ),
    caller,
    resourceOwner: accountOf(input.ResourceOwner) ?? caller.account,
    contexts: [contextOf(input.ContextEntries), context],
  });
  const resources = input.ResourceArns?.length ? input.ResourceArns : ["*"];
  const { items, rest } = await pageOf(
    call,
    standing.listing,
    input,
    (after: number | undefined) => pairs(actions, resources, after === undefined ? 0 : after + 1),
    ({ at }) => at,
  );
  return { EvaluationResults: items.map(({ action, resource }) => simulation.run(action, resource)), ...rest };
}

function* pairs(actions: readonly string[], resources: readonly string[], from: number) {
  for (let at = from; at < actions.length * resources.length; at++) {
    const action = actions[Math.floor(at / resources.length)] ?? "";
    yield { at, action, resource: resources[at % resources.length] ?? "" };
  }
}

const inputPolicies = (list: string, documents: readonly string[] = []): SimulatedPolicy[] =>
  documents.map((document, at) => ({ id: `${list}.${at + 1}`, document }));

function boundaryIn({ PermissionsBoundaryPolicyInputList: documents }: SimulationInput): SimulatedPolicy | undefined {
  const [boundary, ...more] = inputPolicies("PermissionsBoundaryPolicyInputList", documents);
  if (more.length > 0) throw oneBoundary();
  return boundary;
}

/** `arn:aws:iam::123456789012:root`, or the account alone. */
function accountOf(owner: string | undefined): string | undefined {
  if (owner === undefined) return undefined;
  const [, account] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(owner) ?? [];
  if (account === undefined) throw invalidResourceOwner(owner);
  return account;
}
