// TagResource, UntagResource, ListResourceTags with the JS SDK.
import {
  CreateKeyCommand,
  ListResourceTagsCommand,
  paginateListResourceTags,
  type Tag,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Platform, startKms } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const tag = (number: number, value = `value${number}`): Tag => ({ TagKey: `tag${number}`, TagValue: value });
const tagsOf = async (KeyId: string) => (await platform.kms.send(new ListResourceTagsCommand({ KeyId }))).Tags;

describe("TagResource", () => {
  test("adds tags and replaces values, in the order of their keys' coming (recorded)", async () => {
    const { KeyId } = await platform.key({ Tags: [tag(1), tag(2), tag(3)] });
    await platform.kms.send(new TagResourceCommand({ KeyId, Tags: [tag(4), tag(2, "updated"), tag(5)] }));
    expect(await tagsOf(KeyId)).toEqual([tag(1), tag(2, "updated"), tag(3), tag(4), tag(5)]);
  });

  test.each([
    ["Duplicate tag keys", [tag(1), tag(1, "again")]],
    ["Tags beginning with aws: are reserved", [{ TagKey: "aws:a", TagValue: "" }]],
    ["Too many tags", Array.from({ length: 51 }, (_, index) => tag(index))],
  ])("%s is TagException (recorded)", async (message, Tags) => {
    const { KeyId } = await platform.key();
    const refused = { name: "TagException", message, $metadata: { httpStatusCode: 400 } };
    await expect(platform.kms.send(new TagResourceCommand({ KeyId, Tags }))).rejects.toMatchObject(refused);
    await expect(platform.kms.send(new CreateKeyCommand({ Tags }))).rejects.toMatchObject(refused);
  });
});

describe("UntagResource", () => {
  test("takes tags away, in part or all (recorded)", async () => {
    const { KeyId } = await platform.key({ Tags: [tag(1), tag(2), tag(3)] });
    await platform.kms.send(new UntagResourceCommand({ KeyId, TagKeys: ["tag2", "unknown"] }));
    expect(await tagsOf(KeyId)).toEqual([tag(1), tag(3)]);
    await platform.kms.send(new UntagResourceCommand({ KeyId, TagKeys: ["tag1", "tag3"] }));
    expect(await tagsOf(KeyId)).toEqual([]);
  });
});

describe("ListResourceTags", () => {
  test("pages", async () => {
    const Tags = Array.from({ length: 5 }, (_, index) => tag(index));
    const { KeyId } = await platform.key({ Tags });
    const pages: Tag[][] = [];
    for await (const page of paginateListResourceTags({ client: platform.kms, pageSize: 2 }, { KeyId }))
      pages.push(page.Tags ?? []);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(Tags);
  });
});
