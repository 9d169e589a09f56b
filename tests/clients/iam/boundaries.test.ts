// Permission boundaries of users and roles, with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserPermissionsBoundaryCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutUserPermissionsBoundaryCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newPolicy, newRole, newUser, platform, trustOf } from "./platform.ts";

const { iam } = await platform();
const usesOf = async (PolicyArn: string) =>
  (await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.PermissionsBoundaryUsageCount;
const boundaryOf = (arn: string) => ({ PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn });

describe("permission boundaries", () => {
  it("of a role: given, shown, taken off and put on again", async () => {
    const arn = await newPolicy(iam);
    const RoleName = nameOf("role");
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trustOf("ec2.amazonaws.com"),
        PermissionsBoundary: arn,
      }),
    );
    const shown = async () => (await iam.send(new GetRoleCommand({ RoleName }))).Role?.PermissionsBoundary;
    expect(Role?.PermissionsBoundary).toEqual(boundaryOf(arn));
    expect(await shown()).toEqual(boundaryOf(arn));
    expect(await usesOf(arn)).toBe(1);
    const { Roles } = await iam.send(new ListRolesCommand({}));
    expect(Roles?.find((role) => role.RoleName === RoleName)?.PermissionsBoundary).toBeUndefined();
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect(await shown()).toBeUndefined();
    expect(await usesOf(arn)).toBe(0);
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: arn }));
    const other = await newPolicy(iam);
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: other }));
    expect(await shown()).toEqual(boundaryOf(other));
    expect([await usesOf(arn), await usesOf(other)]).toEqual([0, 1]);
    // Inferred: a policy that is a boundary counts as attached.
    expect((await failure(iam.send(new DeletePolicyCommand({ PolicyArn: other })))).name).toBe(
      "DeleteConflictException",
    );
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await iam.send(new DeletePolicyCommand({ PolicyArn: other }));
  });

  it("of a user: AWS's policies, too", async () => {
    const arn = "arn:aws:iam::aws:policy/PowerUserAccess";
    const UserName = nameOf("user");
    const { User } = await iam.send(new CreateUserCommand({ UserName, PermissionsBoundary: arn }));
    expect(User?.PermissionsBoundary).toEqual(boundaryOf(arn));
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: arn }));
    expect((await iam.send(new GetUserCommand({ UserName }))).User?.PermissionsBoundary).toEqual(boundaryOf(arn));
  });

  it("errors", async () => {
    const RoleName = await newRole(iam);
    const put = (PermissionsBoundary: string, role = RoleName) =>
      iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: role, PermissionsBoundary }));
    const odd = `arn:aws:iam::${account}:not_a_policy/invalid`;
    expect(await failure(put(odd))).toEqual({
      name: "InvalidInputException",
      message: `ARN ${odd} is not valid.`,
      status: 400,
    });
    const missing = `arn:aws:iam::${account}:policy/nonexistent-policy`;
    expect(await failure(put(missing))).toEqual({
      name: "NoSuchEntityException",
      message: `Scope ARN: ${missing} does not exist or is not attachable.`,
      status: 404,
    });
    expect((await failure(put(await newPolicy(iam), "no-role"))).message).toBe(
      "The role with name no-role cannot be found.",
    );
    const created = iam.send(new CreateUserCommand({ UserName: nameOf("user"), PermissionsBoundary: missing }));
    expect((await failure(created)).message).toBe(`Scope ARN: ${missing} does not exist or is not attachable.`);
    const UserName = await newUser(iam);
    expect((await failure(iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName })))).status).toBe(404);
  });
});
