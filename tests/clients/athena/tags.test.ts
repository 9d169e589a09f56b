// Tags of work groups with the JS SDK.
import {
  AthenaClient,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let athena: AthenaClient;
beforeAll(async () => {
  forebay = await startForebay();
  athena = new AthenaClient(forebay.clientConfig);
});
afterAll(async () => {
  athena.destroy();
  await forebay.close();
});

const arnOf = (name: string) => `arn:aws:athena:us-east-1:000000000000:workgroup/${name}`;
const tags = async (ResourceARN: string) => (await athena.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;

test("TagResource adds and replaces, UntagResource takes away, and a new group of the name begins without", async () => {
  const create = (Tags?: { Key: string; Value: string }[]) =>
    athena.send(new CreateWorkGroupCommand({ Name: "tagged", Tags }));
  const ResourceARN = arnOf("tagged");
  await create([{ Key: "team", Value: "data" }]);
  await athena.send(
    new TagResourceCommand({
      ResourceARN,
      Tags: [
        { Key: "team", Value: "bi" },
        { Key: "env", Value: "" },
      ],
    }),
  );
  expect(await tags(ResourceARN)).toEqual([
    { Key: "env", Value: "" },
    { Key: "team", Value: "bi" },
  ]);
  await athena.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["env", "absent"] }));
  expect(await tags(ResourceARN)).toEqual([{ Key: "team", Value: "bi" }]);
  await athena.send(new DeleteWorkGroupCommand({ WorkGroup: "tagged" }));
  await create();
  expect(await tags(ResourceARN)).toEqual([]);
});

test("primary can be tagged before anyone looked at it", async () => {
  await athena.send(new TagResourceCommand({ ResourceARN: arnOf("primary"), Tags: [{ Key: "k", Value: "v" }] }));
  expect(await tags(arnOf("primary"))).toEqual([{ Key: "k", Value: "v" }]);
});

test("a resource has at most 50 tags (documented; text inferred)", async () => {
  await athena.send(new CreateWorkGroupCommand({ Name: "many" }));
  const Tags = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: "" }));
  const tag = (some: typeof Tags) => athena.send(new TagResourceCommand({ ResourceARN: arnOf("many"), Tags: some }));
  await tag(Tags.slice(0, 50));
  await expect(tag(Tags)).rejects.toMatchObject({ name: "InvalidRequestException" });
  expect(await tags(arnOf("many"))).toHaveLength(50);
});

test("refuses ARNs of nothing that is there (inferred)", async () => {
  for (const arn of [arnOf("absent"), arnOf("x").replace("east", "west")])
    await expect(tags(arn)).rejects.toMatchObject({ name: "ResourceNotFoundException", ResourceName: arn });
  const others = arnOf("primary").replace("0000", "1111");
  await expect(tags(others)).rejects.toMatchObject({ name: "AccessDeniedException" });
  for (const arn of ["primary", "arn:aws:s3:::bucket"])
    await expect(tags(arn)).rejects.toMatchObject({ name: "InvalidRequestException" });
});
