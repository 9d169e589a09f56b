// Roles with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  GetRoleCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, listBuckets, nameOf, newPolicy, newRole, newUser, platform, trustOf } from "./platform.ts";

const { iam } = await platform();
const get = async (RoleName: string) => (await iam.send(new GetRoleCommand({ RoleName }))).Role;
const trustIn = async (RoleName: string): Promise<unknown> =>
  JSON.parse(decodeURIComponent((await get(RoleName))?.AssumeRolePolicyDocument ?? ""));
const trusting = (AWS: unknown): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
  });

describe("roles", () => {
  it("CreateRole, GetRole, ListRoles: each shows what AWS shows", async () => {
    const RoleName = nameOf("role");
    const AssumeRolePolicyDocument = trustOf("ec2.amazonaws.com");
    const Tags = [{ Key: "test", Value: "value" }];
    const given = { RoleName, Path: "/with-tags/", Description: "initial", Tags, MaxSessionDuration: 7200 };
    const { Role } = await iam.send(new CreateRoleCommand({ ...given, AssumeRolePolicyDocument }));
    const shown = {
      Path: "/with-tags/",
      RoleName,
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: `arn:aws:iam::${account}:role/with-tags/${RoleName}`,
      CreateDate: expect.any(Date),
      AssumeRolePolicyDocument: expect.stringMatching(/^%7B%22Version%22%3A%222012-10-17%22/),
    };
    expect(Role).toEqual({ ...shown, Tags });
    const more = { ...shown, Description: "initial", MaxSessionDuration: 7200 };
    expect(await get(RoleName)).toEqual({ ...more, Tags, RoleLastUsed: {} });
    expect((await iam.send(new ListRolesCommand({ PathPrefix: "/with-" }))).Roles).toEqual([more]);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(AssumeRolePolicyDocument);
  });

  it("CreateRole and the others: errors", async () => {
    const RoleName = await newRole(iam);
    expect(await failure(newRole(iam, RoleName))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `Role with name ${RoleName} already exists.`,
      status: 409,
    });
    const missing = {
      name: "NoSuchEntityException",
      message: "The role with name nothing cannot be found.",
      status: 404,
    };
    expect(await failure(get("nothing"))).toEqual(missing);
    expect(await failure(iam.send(new UpdateRoleCommand({ RoleName: "nothing" })))).toEqual(missing);
    expect(await failure(iam.send(new DeleteRoleCommand({ RoleName: "nothing" })))).toEqual(missing);
  });

  it("UpdateRole and UpdateRoleDescription: what is not given stays", async () => {
    const RoleName = await newRole(iam);
    await iam.send(new UpdateRoleCommand({ RoleName, Description: "updated", MaxSessionDuration: 7200 }));
    await iam.send(new UpdateRoleCommand({ RoleName }));
    expect(await get(RoleName)).toMatchObject({ Description: "updated", MaxSessionDuration: 7200 });
    const { Role } = await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: "again" }));
    expect(Role).toMatchObject({ RoleName, Description: "again" });
    expect(Role?.MaxSessionDuration).toBeUndefined();
    expect(await get(RoleName)).toMatchObject({ Description: "again", MaxSessionDuration: 7200 });
  });

  it("UpdateAssumeRolePolicy: refuses what is no trust policy", async () => {
    const RoleName = await newRole(iam);
    const update = (PolicyDocument: string) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const refusal = async (document: string) => {
      const { name, message, status } = await failure(update(document));
      expect({ name, status }).toEqual({ name: "MalformedPolicyDocumentException", status: 400 });
      return message;
    };
    const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
    const document = (change: object) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, ...change }] });
    expect(await refusal("{[")).toBe("This policy contains invalid Json");
    expect(await refusal(document({ Action: "s3:GetObject" }))).toBe(
      "AssumeRole policy may only specify STS AssumeRole actions.",
    );
    expect(await refusal(document({ Resource: "*" }))).toBe("Has prohibited field Resource");
    await update(trustOf("firehose.amazonaws.com"));
    expect(await trustIn(RoleName)).toEqual(JSON.parse(trustOf("firehose.amazonaws.com")));
  });

  it("CreateRole: whom a trust policy names is there, and stays the same one (documented)", async () => {
    const UserName = await newUser(iam);
    const arn = `arn:aws:iam::${account}:user/${UserName}`;
    const RoleName = nameOf("role");
    const create = (AssumeRolePolicyDocument: string) =>
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    expect(await failure(create(trusting(`${arn}-else`)))).toMatchObject({
      name: "MalformedPolicyDocumentException",
      message: `Invalid principal in policy: "AWS":"${arn}-else"`,
    });
    await create(trusting([arn, `arn:aws:iam::${account}:root`]));
    expect(await trustIn(RoleName)).toEqual(JSON.parse(trusting([arn, `arn:aws:iam::${account}:root`])));
    await iam.send(new UpdateUserCommand({ UserName, NewUserName: `${UserName}-renamed` }));
    expect(await trustIn(RoleName)).toEqual(JSON.parse(trusting([`${arn}-renamed`, `arn:aws:iam::${account}:root`])));
    await iam.send(new DeleteUserCommand({ UserName: `${UserName}-renamed` }));
    await newUser(iam, UserName);
    const Principal = { AWS: [expect.stringMatching(/^AIDA[A-Z2-7]{17}$/), `arn:aws:iam::${account}:root`] };
    expect(await trustIn(RoleName)).toMatchObject({ Statement: [{ Principal }] });
  });

  it("DeleteRole: not while it has policies", async () => {
    const RoleName = await newRole(iam);
    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: await newPolicy(iam) }));
    expect(await failure(remove())).toEqual({
      name: "DeleteConflictException",
      message: "Cannot delete entity, must detach all policies first.",
      status: 409,
    });
    const other = await newRole(iam);
    await iam.send(new PutRolePolicyCommand({ RoleName: other, PolicyName: "p", PolicyDocument: listBuckets }));
    expect((await failure(iam.send(new DeleteRoleCommand({ RoleName: other })))).message).toBe(
      "Cannot delete entity, must delete policies first.",
    );
  });
});
