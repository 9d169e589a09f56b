// Inline policies of users, groups and roles, with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  CreateGroupCommand,
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  ListGroupPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { failure, listBuckets, nameOf, newRole, newUser, platform, sendAny } from "./platform.ts";

const { iam } = await platform();

const send = (Command: unknown, input: object) => sendAny(iam, Command, input);

const kinds = [
  {
    kind: "user",
    make: () => newUser(iam),
    member: "UserName",
    put: PutUserPolicyCommand,
    get: GetUserPolicyCommand,
    list: ListUserPoliciesCommand,
    remove: DeleteUserPolicyCommand,
    max: 2048,
  },
  {
    kind: "group",
    make: async () => {
      const GroupName = nameOf("group");
      await iam.send(new CreateGroupCommand({ GroupName }));
      return GroupName;
    },
    member: "GroupName",
    put: PutGroupPolicyCommand,
    get: GetGroupPolicyCommand,
    list: ListGroupPoliciesCommand,
    remove: DeleteGroupPolicyCommand,
    max: 5120,
  },
  {
    kind: "role",
    make: () => newRole(iam),
    member: "RoleName",
    put: PutRolePolicyCommand,
    get: GetRolePolicyCommand,
    list: ListRolePoliciesCommand,
    remove: DeleteRolePolicyCommand,
    max: 10_240,
  },
] as const;

/** With white space and characters that are percent-encoded. */
const odd = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::b/arn%3Aaws/(it's)!~_-." }],
  },
  undefined,
  2,
);

describe.each(kinds)("inline policies of a $kind", ({ kind, make, member, put, get, list, remove, max }) => {
  it("Put, Get, List, Delete: the document comes back as it was given, percent-encoded", async () => {
    const owner = { [member]: await make() };
    expect(await send(list, owner)).toMatchObject({ PolicyNames: [], IsTruncated: false });
    await send(put, { ...owner, PolicyName: "b", PolicyDocument: listBuckets });
    await send(put, { ...owner, PolicyName: "a", PolicyDocument: listBuckets });
    await send(put, { ...owner, PolicyName: "b", PolicyDocument: odd });
    expect(await send(list, owner)).toMatchObject({ PolicyNames: ["a", "b"], IsTruncated: false });
    const first = await send(list, { ...owner, MaxItems: 1 });
    expect(first).toMatchObject({ PolicyNames: ["a"], IsTruncated: true });
    expect(await send(list, { ...owner, Marker: first["Marker"] })).toMatchObject({ PolicyNames: ["b"] });
    const got = await send(get, { ...owner, PolicyName: "b" });
    expect(got).toMatchObject({ ...owner, PolicyName: "b" });
    expect(decodeURIComponent(String(got["PolicyDocument"]))).toBe(odd);
    // Documented: RFC 3986.
    expect(got["PolicyDocument"]).toMatch(/^[\w.~%-]+$/);
    await send(remove, { ...owner, PolicyName: "b" });
    const missing = {
      name: "NoSuchEntityException",
      message: `The ${kind} policy with name b cannot be found.`,
      status: 404,
    };
    expect(await failure(send(get, { ...owner, PolicyName: "b" }))).toEqual(missing);
    expect(await failure(send(remove, { ...owner, PolicyName: "b" }))).toEqual(missing);
  });

  it("errors: no owner, no policy document, too large together", async () => {
    const nobody = { [member]: "nobody" };
    const PolicyName = "p";
    const missing = { message: `The ${kind} with name nobody cannot be found.`, status: 404 };
    const PolicyDocument = listBuckets;
    expect(await failure(send(put, { ...nobody, PolicyName, PolicyDocument }))).toMatchObject(missing);
    expect(await failure(send(get, { ...nobody, PolicyName }))).toMatchObject(missing);
    expect(await failure(send(remove, { ...nobody, PolicyName }))).toMatchObject(missing);
    expect(await failure(send(list, nobody))).toMatchObject(missing);
    const owner = { [member]: await make() };
    expect(await failure(send(put, { ...owner, PolicyName, PolicyDocument: "{}" }))).toMatchObject({
      name: "MalformedPolicyDocumentException",
      status: 400,
    });
    const half = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${"b".repeat(max / 2)}` }],
    });
    await send(put, { ...owner, PolicyName, PolicyDocument: half });
    // In public issue threads; inferred: the policies of an owner are counted together, as is documented.
    expect(await failure(send(put, { ...owner, PolicyName: "q", PolicyDocument: half }))).toEqual({
      name: "LimitExceededException",
      message: `Maximum policy size of ${max} bytes exceeded for ${kind} ${owner[member]}`,
      status: 409,
    });
  });
});
