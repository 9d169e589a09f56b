// CreateServiceLinkedRole: the role that only one service may assume, with AWS's policy for it.
import { partitionOf } from "../../../kit/arn.ts";
import { linkedRoleExists, noLinkedRoles, suffixNotAllowed } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { encodeDocument } from "../documents.ts";
import { newEntity } from "../entity.ts";
import { SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { linkedServiceOf } from "../linked-services.ts";
import { checkQuota } from "../quotas.ts";
import { allRoles } from "../store/entities.ts";
import { putAttachment } from "../store/managed.ts";
import type { RoleRow } from "../store/rows.ts";
import { embeddedRole } from "../views.ts";

export const createServiceLinkedRole: Operation<"CreateServiceLinkedRole"> = async (
  input,
  { account, region, context },
) => {
  const { AWSServiceName: service, CustomSuffix: suffix } = input;
  const linked = linkedServiceOf(service);
  if (!linked) throw noLinkedRoles(service);
  if (suffix !== undefined && !linked.mayHaveSuffix) throw suffixNotAllowed(service);
  const name = suffix === undefined ? linked.roleName : `${linked.roleName}_${suffix}`;
  const partition = partitionOf(region);
  const policyArn = `arn:${partition}:iam::aws:policy/aws-service-role/${linked.policyName}`;
  const path = `/aws-service-role/${service}/`;
  const row: RoleRow = {
    ...newEntity("role", { name, path, partition }, context.clock),
    tags: [],
    boundary: undefined,
    attached: [policyArn],
    description: input.Description ?? linked.description,
    maxSessionSeconds: SESSION_DEFAULT_SECONDS,
    trustPolicy: trustPolicyOf("sts:AssumeRole", service),
    linkedService: service,
  };
  await checkQuota(context, account, allRoles);
  await context.store.write(async (transaction) => {
    if (await allRoles.find(transaction, account, name)) throw linkedRoleExists(name);
    await allRoles.create(transaction, account, row);
    putAttachment(transaction, account, policyArn, { usage: "policy", kind: "role", ownerId: row.id });
  });
  const view = await embeddedRole(context.store.reads, account, row);
  // Recorded: with lists here, and without them wherever the role is shown later.
  const AssumeRolePolicyDocument = encodeDocument(trustPolicyOf(["sts:AssumeRole"], [service]));
  return { Role: { ...view, Description: row.description, AssumeRolePolicyDocument } };
};

/** Recorded. */
const trustPolicyOf = (Action: unknown, Service: unknown): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Action, Effect: "Allow", Principal: { Service } }] });
