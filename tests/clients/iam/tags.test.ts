// Tags of users, roles, policies and instance profiles, with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  ListInstanceProfileTagsCommand,
  ListPolicyTagsCommand,
  ListRoleTagsCommand,
  ListUserTagsCommand,
  TagInstanceProfileCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagInstanceProfileCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagUserCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { failure, nameOf, newPolicy, newRole, newUser, platform, sendAny, trustOf } from "./platform.ts";

const { iam } = await platform();

const send = (Command: unknown, input: object) => sendAny(iam, Command, input);

const kinds = [
  {
    kind: "user",
    make: async () => ({ UserName: await newUser(iam) }),
    tag: TagUserCommand,
    untag: UntagUserCommand,
    list: ListUserTagsCommand,
  },
  {
    kind: "role",
    make: async () => ({ RoleName: await newRole(iam) }),
    tag: TagRoleCommand,
    untag: UntagRoleCommand,
    list: ListRoleTagsCommand,
  },
  {
    kind: "policy",
    make: async () => ({ PolicyArn: await newPolicy(iam) }),
    tag: TagPolicyCommand,
    untag: UntagPolicyCommand,
    list: ListPolicyTagsCommand,
  },
  {
    kind: "instance profile",
    make: async () => {
      const InstanceProfileName = nameOf("profile");
      await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
      return { InstanceProfileName };
    },
    tag: TagInstanceProfileCommand,
    untag: UntagInstanceProfileCommand,
    list: ListInstanceProfileTagsCommand,
  },
] as const;

const tags = (record: Record<string, string>) => Object.entries(record).map(([Key, Value]) => ({ Key, Value }));
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ Key: `key-${from + index}`, Value: "" }));

describe.each(kinds)("tags of a $kind", ({ kind, make, tag, untag, list }) => {
  it("are added, changed, listed in the order of their keys, removed", async () => {
    const entity = await make();
    expect(await send(list, entity)).toMatchObject({ Tags: [], IsTruncated: false });
    await send(tag, { ...entity, Tags: tags({ someotherkey: "other", somekey: "value" }) });
    await send(tag, { ...entity, Tags: tags({ somekey: "" }) });
    expect((await send(list, entity))["Tags"]).toEqual(tags({ somekey: "", someotherkey: "other" }));
    const first = await send(list, { ...entity, MaxItems: 1 });
    expect(first).toMatchObject({ Tags: tags({ somekey: "" }), IsTruncated: true });
    expect(await send(list, { ...entity, Marker: first["Marker"] })).toMatchObject({
      Tags: tags({ someotherkey: "other" }),
      IsTruncated: false,
    });
    await send(untag, { ...entity, TagKeys: ["somekey", "absent"] });
    expect((await send(list, entity))["Tags"]).toEqual(tags({ someotherkey: "other" }));
  });

  it("keys that differ by case are one key, except on policies", async () => {
    const entity = await make();
    const twice = send(tag, { ...entity, Tags: tags({ a: "lower", A: "upper" }) });
    if (kind === "policy") {
      await twice;
      expect((await send(list, entity))["Tags"]).toEqual(tags({ A: "upper", a: "lower" }));
      await send(untag, { ...entity, TagKeys: ["a"] });
      expect((await send(list, entity))["Tags"]).toEqual(tags({ A: "upper" }));
      return;
    }
    expect(await failure(twice)).toEqual({
      name: "InvalidInputException",
      message: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
      status: 400,
    });
    await send(tag, { ...entity, Tags: tags({ Cost: "1" }) });
    await send(tag, { ...entity, Tags: tags({ cost: "2" }) });
    expect((await send(list, entity))["Tags"]).toEqual(tags({ cost: "2" }));
  });

  it("fifty at most", async () => {
    const entity = await make();
    const { name, message, status } = await failure(send(tag, { ...entity, Tags: many(51) }));
    expect({ name, status }).toEqual({ name: "ValidationError", status: 400 });
    expect(message).toMatch(
      /at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50$/,
    );
    await send(tag, { ...entity, Tags: many(50) });
    // Inferred.
    expect((await failure(send(tag, { ...entity, Tags: many(1, 50) }))).name).toBe("LimitExceededException");
    await send(tag, { ...entity, Tags: many(1) });
  });
});

it("CreateRole: refuses the same key twice", async () => {
  const RoleName = nameOf("role");
  const AssumeRolePolicyDocument = trustOf("ec2.amazonaws.com");
  const Tags = [
    { Key: "a", Value: "" },
    { Key: "a", Value: "" },
  ];
  const created = iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags }));
  expect((await failure(created)).message).toBe(
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
});

it("TagUser: many changes of one user at once are all made, or refused for being simultaneous", async () => {
  const UserName = await newUser(iam);
  const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);
  const made = await Promise.all(
    keys.map(async (Key) => {
      try {
        await iam.send(new TagUserCommand({ UserName, Tags: [{ Key, Value: "" }] }));
        return [Key];
      } catch (error) {
        expect((error as Error).name).toBe("ConcurrentModificationException");
        return [];
      }
    }),
  );
  const { Tags } = await iam.send(new ListUserTagsCommand({ UserName }));
  expect(Tags?.map(({ Key }) => Key)).toEqual(made.flat().toSorted());
  expect(made.flat().length).toBeGreaterThan(0);
});
