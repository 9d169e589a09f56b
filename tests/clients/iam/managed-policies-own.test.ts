// Customer managed policies, their versions, and who has them, with the JS SDK. Recorded, unless labelled otherwise.
import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  PutUserPermissionsBoundaryCommand,
  SetDefaultPolicyVersionCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, listBuckets, nameOf, newPolicy, newRole, newUser, platform } from "./platform.ts";

const { iam } = await platform();
const get = async (PolicyArn: string) => (await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy;
const addVersion = (PolicyArn: string, SetAsDefault = false, PolicyDocument = listBuckets) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault }));
const versionsOf = async (PolicyArn: string) =>
  (await iam.send(new ListPolicyVersionsCommand({ PolicyArn }))).Versions?.map(
    ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? " default" : ""}`,
  );
const attached = async (RoleName: string, PathPrefix?: string) =>
  (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName, PathPrefix }))).AttachedPolicies;

describe("managed policies", () => {
  it("CreatePolicy, GetPolicy, ListPolicies: each shows what AWS shows", async () => {
    const PolicyName = nameOf("policy");
    const Tags = [
      { Key: "a", Value: "lower" },
      { Key: "A", Value: "upper" },
    ];
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName,
        PolicyDocument: listBuckets,
        Path: "/test/path/",
        Description: "testing",
        Tags,
      }),
    );
    const shown = {
      PolicyName,
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: `arn:aws:iam::${account}:policy/test/path/${PolicyName}`,
      Path: "/test/path/",
      DefaultVersionId: "v1",
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: expect.any(Date),
      UpdateDate: expect.any(Date),
    };
    expect(Policy).toEqual({ ...shown, Tags });
    const arn = Policy?.Arn ?? "";
    expect(await get(arn)).toEqual({ ...shown, Description: "testing", Tags: Tags.toReversed() });
    expect((await iam.send(new ListPoliciesCommand({ PathPrefix: "/test/" }))).Policies).toEqual([shown]);
    expect(await failure(newPolicy(iam, PolicyName))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
      status: 409,
    });
  });

  it("CreatePolicy: refuses documents as AWS does", async () => {
    const refusal = async (PolicyDocument: string) => failure(newPolicy(iam, nameOf("policy"), PolicyDocument));
    expect(await refusal("{")).toMatchObject({ name: "MalformedPolicyDocumentException", status: 400 });
    const Statement = Array.from({ length: 100 }, (_, index) => ({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::bucket-${index}/*`,
    }));
    expect(await refusal(JSON.stringify({ Version: "2012-10-17", Statement }))).toEqual({
      name: "LimitExceededException",
      message: "Cannot exceed quota for PolicySize: 6144",
      status: 409,
    });
  });

  it("CreatePolicyVersion: five at most, and no number comes again", async () => {
    const arn = await newPolicy(iam);
    const { PolicyVersion } = await addVersion(arn, true);
    expect(PolicyVersion).toEqual({ VersionId: "v2", IsDefaultVersion: true, CreateDate: expect.any(Date) });
    for (let count = 3; count <= 5; count++) await addVersion(arn);
    expect(await failure(addVersion(arn))).toEqual({
      name: "LimitExceededException",
      message:
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
      status: 409,
    });
    expect(await versionsOf(arn)).toEqual(["v5", "v4", "v3", "v2 default", "v1"]);
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: "v5" }));
    expect((await addVersion(arn)).PolicyVersion?.VersionId).toBe("v6");
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: "v1" }));
    expect(await versionsOf(arn)).toEqual(["v6", "v4", "v3", "v2", "v1 default"]);
    expect((await get(arn))?.DefaultVersionId).toBe("v1");
    const got = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: "v6" }));
    expect(decodeURIComponent(got.PolicyVersion?.Document ?? "")).toBe(listBuckets);
  });

  it("versions: errors", async () => {
    const arn = await newPolicy(iam);
    const missing = `arn:aws:iam::${account}:policy/missing`;
    const text = (PolicyArn: string, VersionId: string) => ({
      name: "NoSuchEntityException",
      message: `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`,
      status: 404,
    });
    for (const Command of [GetPolicyVersionCommand, DeletePolicyVersionCommand, SetDefaultPolicyVersionCommand]) {
      const call = (PolicyArn: string, VersionId: string) => iam.send(new Command({ PolicyArn, VersionId }) as never);
      expect(await failure(call(arn, "v9"))).toEqual(text(arn, "v9"));
      expect(await failure(call(missing, "v1"))).toEqual(text(missing, "v1"));
    }
    expect(await failure(iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: "v1" })))).toEqual({
      name: "DeleteConflictException",
      message: "Cannot delete the default version of a policy.",
      status: 409,
    });
    expect(await failure(get(missing))).toEqual({
      name: "NoSuchEntityException",
      message: `Policy ${missing} was not found.`,
      status: 404,
    });
  });

  it("AttachRolePolicy and DetachRolePolicy: own policies and AWS's", async () => {
    const RoleName = await newRole(iam);
    const arn = await newPolicy(iam);
    const aws = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole";
    for (const PolicyArn of [arn, aws, arn]) await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const glue = { PolicyName: "AWSGlueServiceRole", PolicyArn: aws };
    expect(await attached(RoleName)).toEqual([{ PolicyName: arn.split("/")[1], PolicyArn: arn }, glue]);
    expect(await attached(RoleName, "/service-role/")).toEqual([glue]);
    expect((await get(arn))?.AttachmentCount).toBe(1);
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: arn }));
    expect(await attached(RoleName)).toEqual([glue]);
    expect((await get(arn))?.AttachmentCount).toBe(0);
  });

  it("AttachRolePolicy and DetachRolePolicy: errors", async () => {
    const RoleName = await newRole(iam);
    const attach = (PolicyArn: string) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await failure(attach("longpolicynamebutnoarn"))).toEqual({
      name: "ValidationError",
      message: "ARN longpolicynamebutnoarn is not valid.",
      status: 400,
    });
    const missing = `arn:aws:iam::${account}:policy/nonexistent-policy`;
    expect(await failure(attach(missing))).toEqual({
      name: "NoSuchEntityException",
      message: `Policy ${missing} does not exist or is not attachable.`,
      status: 404,
    });
    const PolicyArn = await newPolicy(iam);
    expect((await failure(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })))).message).toBe(
      `Policy ${PolicyArn} was not found.`,
    );
    for (let count = 0; count < 10; count++) await attach(await newPolicy(iam));
    expect((await failure(attach(PolicyArn))).message).toBe("Cannot exceed quota for PoliciesPerRole: 10");
  });

  it("ListEntitiesForPolicy: who has it, as permissions or as a boundary", async () => {
    const PolicyArn = await newPolicy(iam);
    const UserName = await newUser(iam);
    const bounded = await newUser(iam);
    const RoleName = await newRole(iam);
    const GroupName = nameOf("group");
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: bounded, PermissionsBoundary: PolicyArn }));
    const list = async (input = {}) => {
      const answer = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, ...input }));
      return {
        users: answer.PolicyUsers?.map((user) => user.UserName).toSorted(),
        groups: answer.PolicyGroups?.map((group) => group.GroupName),
        roles: answer.PolicyRoles?.map((role) => role.RoleName),
        Marker: answer.Marker,
      };
    };
    expect(await list()).toMatchObject({
      users: [UserName, bounded].toSorted(),
      groups: [GroupName],
      roles: [RoleName],
    });
    expect(await list({ EntityFilter: "Role" })).toMatchObject({ users: [], groups: [], roles: [RoleName] });
    expect(await list({ PolicyUsageFilter: "PermissionsBoundary" })).toMatchObject({ users: [bounded], roles: [] });
    expect(await list({ PolicyUsageFilter: "PermissionsPolicy" })).toMatchObject({ users: [UserName] });
    const first = await list({ MaxItems: 3 });
    const second = await list({ MaxItems: 3, Marker: first.Marker });
    expect([first.users, second.users, first.roles, second.roles, first.groups, second.groups].flat().length).toBe(4);
    expect(await get(PolicyArn)).toMatchObject({ AttachmentCount: 3, PermissionsBoundaryUsageCount: 1 });
  });

  it("ListPolicies: by scope, by use, in pages", async () => {
    const PolicyArn = await newPolicy(iam);
    await iam.send(new AttachRolePolicyCommand({ RoleName: await newRole(iam), PolicyArn }));
    const list = async (input: object) => {
      const { Policies, Marker } = await iam.send(new ListPoliciesCommand(input));
      return { arns: Policies?.map(({ Arn }) => Arn ?? "") ?? [], Marker };
    };
    const local = (await list({ Scope: "Local" })).arns;
    expect(local).toContain(PolicyArn);
    expect(local.every((arn) => arn.includes(`:${account}:`))).toBe(true);
    expect((await list({ Scope: "AWS" })).arns.every((arn) => arn.includes("::aws:policy/"))).toBe(true);
    const used = (await list({ Scope: "Local", OnlyAttached: true })).arns;
    expect(used).toContain(PolicyArn);
    expect(used.length).toBeLessThan(local.length);
    const all: string[] = [];
    let page: Awaited<ReturnType<typeof list>> | undefined;
    do all.push(...(page = await list({ MaxItems: 50, Marker: page?.Marker })).arns);
    while (page.Marker !== undefined);
    const whole = (await list({ MaxItems: 1000 })).arns;
    expect(all).toEqual(whole);
    expect(new Set(all).size).toBe(all.length);
  });

  it("DeletePolicy: not while it is attached or has further versions", async () => {
    const PolicyArn = await newPolicy(iam);
    const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn }));
    const RoleName = await newRole(iam);
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await addVersion(PolicyArn);
    expect(await failure(remove())).toEqual({
      name: "DeleteConflictException",
      message: "Cannot delete a policy attached to entities.",
      status: 409,
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    // In public issue threads.
    expect((await failure(remove())).message).toMatch(/^This policy has more than one version\./);
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
    await remove();
    expect((await failure(remove())).message).toBe(`Policy ${PolicyArn} was not found.`);
  });
});
