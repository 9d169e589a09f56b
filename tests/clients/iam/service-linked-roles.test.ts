// Service-linked roles with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AttachRolePolicyCommand,
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteServiceLinkedRoleCommand,
  GetRoleCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, listBuckets, newRole, platform, trustOf } from "./platform.ts";

const { iam } = await platform();
const create = async (AWSServiceName: string, more = {}) =>
  (await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName, ...more }))).Role;

describe("service-linked roles", () => {
  it.each([
    ["batch.amazonaws.com", "AWSServiceRoleForBatch", "BatchServiceRolePolicy"],
    [
      "opensearchservice.amazonaws.com",
      "AWSServiceRoleForAmazonOpenSearchService",
      "AmazonOpenSearchServiceRolePolicy",
    ],
    ["kafka.amazonaws.com", "AWSServiceRoleForKafka", "KafkaServiceRolePolicy"],
  ])("CreateServiceLinkedRole: of %s", async (service, RoleName, policy) => {
    const role = await create(service);
    const Arn = `arn:aws:iam::${account}:role/aws-service-role/${service}/${RoleName}`;
    expect(role).toMatchObject({ RoleName, Arn, Path: `/aws-service-role/${service}/` });
    const shown = (await iam.send(new GetRoleCommand({ RoleName }))).Role;
    expect(shown).toMatchObject({ Arn, MaxSessionDuration: 3600, RoleId: role?.RoleId });
    expect(JSON.parse(decodeURIComponent(shown?.AssumeRolePolicyDocument ?? ""))).toMatchObject({
      Statement: [{ Effect: "Allow", Principal: { Service: service } }],
    });
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      { PolicyName: policy, PolicyArn: `arn:aws:iam::aws:policy/aws-service-role/${policy}` },
    ]);
    expect(await failure(create(service))).toEqual({
      name: "InvalidInputException",
      message: `Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
      status: 400,
    });
  });

  it("CreateServiceLinkedRole: a suffix, for the services that allow it", async () => {
    const role = await create("autoscaling.amazonaws.com", { CustomSuffix: "mine", Description: "of mine" });
    expect(role).toMatchObject({ RoleName: "AWSServiceRoleForAutoScaling_mine", Description: "of mine" });
    expect(await failure(create("ops.apigateway.amazonaws.com", { CustomSuffix: "mine" }))).toEqual({
      name: "InvalidInputException",
      message: "Custom suffix is not allowed for ops.apigateway.amazonaws.com",
      status: 400,
    });
    expect(await failure(create("nothing.amazonaws.com"))).toMatchObject({ name: "InvalidInputException" });
  });

  it("cannot be changed by users (in public threads)", async () => {
    const { RoleName = "" } = (await create("elasticache.amazonaws.com")) ?? {};
    const protectedRole = {
      name: "UnmodifiableEntityException",
      message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
      status: 400,
    };
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    const PolicyDocument = trustOf("s3.amazonaws.com");
    const changes = [
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "mine", PolicyDocument: listBuckets })),
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
      iam.send(new DeleteRoleCommand({ RoleName })),
    ];
    for (const change of changes) expect(await failure(change)).toEqual(protectedRole);
  });

  it("DeleteServiceLinkedRole: answers a task that has succeeded, and the role is gone", async () => {
    const { RoleName } = (await create("rds.amazonaws.com")) ?? {};
    const { DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName }));
    expect(DeletionTaskId).toMatch(
      /^task\/aws-service-role\/rds\.amazonaws\.com\/AWSServiceRoleForRDS\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(await iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }))).toMatchObject({
      Status: "SUCCEEDED",
    });
    expect(await failure(iam.send(new GetRoleCommand({ RoleName })))).toMatchObject({ name: "NoSuchEntityException" });
    await create("rds.amazonaws.com");
    const ordinary = await newRole(iam);
    expect(await failure(iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: ordinary })))).toMatchObject({
      name: "InvalidInputException",
    });
  });
});
