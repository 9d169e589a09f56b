// Which services users and roles may use, and when they did last: the reports of GenerateServiceLastAccessedDetails.
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import type { Call } from "./context.ts";
import { arnOf, parseEntityArn } from "./entity.ts";
import { policyNotFound } from "./errors.ts";
import { grantsService, SERVICE_NAMES } from "./granted-services.ts";
import type { PrincipalKind } from "./kinds.ts";
import { simulatedPrincipal } from "./simulated-principal.ts";
import { parseSimulated } from "./simulation.ts";
import type { AccessReportEntity, AccessReportService } from "./store/account-rows.ts";
import { allRoles, allUsers } from "./store/entities.ts";
import { attachmentsOf, findManaged, managedDocument } from "./store/managed.ts";
import { membersOf } from "./store/members.ts";
import type { RoleRow, UserRow } from "./store/rows.ts";

type Entity = { readonly kind: "user"; readonly row: UserRow } | { readonly kind: "role"; readonly row: RoleRow };

/** In the order of the services' names. Errors: InvalidInput, NoSuchEntity. */
export async function serviceAccesses(call: Call, arn: string): Promise<AccessReportService[]> {
  const { account, context } = call;
  const { reads } = context.store;
  const { documents, entities } = await standingOf(reads, account, arn);
  const parsed = documents.map((document) => parseSimulated(document));
  const uses = await Promise.all(entities.map(async (entity) => ({ entity, used: await usedBy(call, entity) })));
  return Object.keys(SERVICE_NAMES)
    .filter((service) => parsed.some((document) => grantsService(document, service)))
    .map((service) => ({
      service,
      entities: uses.flatMap(({ entity, used }): AccessReportEntity[] => {
        const use = used.get(service);
        if (!use) return [];
        const { kind, row } = entity;
        const entityArn = arnOf(kind, account, row);
        return [{ kind, arn: entityArn, name: row.name, id: row.id, path: row.path, ...use }];
      }),
    }));
}

/** What the ARN stands for: policies, and the users and roles that have them. */
async function standingOf(
  reads: Reads,
  account: string,
  arn: string,
): Promise<{ readonly documents: readonly string[]; readonly entities: readonly Entity[] }> {
  if (parseEntityArn(arn)?.kind === "policy") {
    const document = (await findManaged(reads, account, arn)) && (await managedDocument(reads, arn));
    if (document === undefined) throw policyNotFound(arn);
    return { documents: [document], entities: await attachedTo(reads, account, arn) };
  }
  const { kind, row, policies } = await simulatedPrincipal(reads, account, arn);
  const entities = await entitiesOf(reads, account, kind, row.id);
  return { documents: policies.map(({ document }) => document), entities };
}

async function attachedTo(reads: Reads, account: string, arn: string): Promise<Entity[]> {
  const entities = new Map<string, Entity>();
  for await (const { usage, kind, ownerId } of attachmentsOf(reads, account, arn))
    if (usage === "policy")
      for (const entity of await entitiesOf(reads, account, kind, ownerId)) entities.set(entity.row.id, entity);
  return [...entities.values()];
}

/** The user or role itself, or the users in a group. */
async function entitiesOf(reads: Reads, account: string, kind: PrincipalKind, id: string): Promise<Entity[]> {
  const entities: Entity[] = [];
  if (kind === "group") {
    for await (const row of membersOf(reads, account, id)) entities.push({ kind: "user", row });
    return entities;
  }
  if (kind === "user") {
    const row = await allUsers.findById(reads, account, id);
    return row ? [{ kind, row }] : [];
  }
  const row = await allRoles.findById(reads, account, id);
  return row ? [{ kind, row }] : [];
}

/** The last use of each service. */
async function usedBy(
  { account, context }: Call,
  { kind, row }: Entity,
): Promise<Map<string, { readonly atMs: number; readonly region: string }>> {
  const last = new Map<string, { readonly atMs: number; readonly region: string }>();
  for (const id of kind === "user" ? row.accessKeyIds : [row.id])
    for (const { service, atMs, region } of await context.keyUses.byService(account, id))
      if (atMs > (last.get(service)?.atMs ?? 0)) last.set(service, { atMs, region });
  return last;
}
