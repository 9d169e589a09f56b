import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  ListTagsForResourceCommand,
  ListTagsForStreamCommand,
  RemoveTagsFromStreamCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, platform, region, streamName } from "./platform.ts";

const { kinesis } = await platform();

const add = (StreamName: string, Tags: Record<string, string>) =>
  kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags }));
const list = async (StreamName: string, page: { Limit?: number; ExclusiveStartTagKey?: string } = {}) => {
  const { Tags, HasMoreTags } = await kinesis.send(new ListTagsForStreamCommand({ StreamName, ...page }));
  return { tags: Tags?.map(({ Key, Value }) => `${Key}:${Value}`), HasMoreTags };
};

describe("tags", () => {
  it("AddTagsToStream and RemoveTagsFromStream: what AWS accepts (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    await add(StreamName, { a: "a", "ü0 _.": "a", "/=+-@": "a", b: "ü0 _./=+-@", c: "" });
    await add(StreamName, { a: "again" });
    expect((await list(StreamName)).tags).toEqual(["/=+-@:a", "a:again", "b:ü0 _./=+-@", "c:", "ü0 _.:a"]);
    const TagKeys = ["ü0 _.", "/=+-@", "b", "absent"];
    await kinesis.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys }));
    expect((await list(StreamName)).tags).toEqual(["a:again", "c:"]);
  });

  it("ListTagsForStream: in the order of the keys, in pages (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const keys = ["a", " ", "ÿ", "_", "/", "=", "+", "Zb", "0", "@"];
    await add(StreamName, Object.fromEntries(keys.map((key) => [key, "v"])));
    const sorted = [" ", "+", "/", "0", "=", "@", "Zb", "_", "a", "ÿ"].map((key) => `${key}:v`);
    expect(await list(StreamName)).toEqual({ tags: sorted, HasMoreTags: false });
    expect(await list(StreamName, { Limit: 3, ExclusiveStartTagKey: "/" })).toEqual({
      tags: sorted.slice(3, 6),
      HasMoreTags: true,
    });
  });

  it("AddTagsToStream: refuses other characters (recorded) and more than 50 tags", async () => {
    const StreamName = await activeStream(kinesis);
    const odd =
      "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.";
    for (const text of ["abc;def", "abc\tdef", "abc\ndef", "abc,def"]) {
      await expect(add(StreamName, { [text]: "1" })).rejects.toMatchObject({ message: odd });
      await expect(add(StreamName, { a: text })).rejects.toMatchObject({ message: odd });
    }
    await expect(add(StreamName, { "abc%def": "1" })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message:
        `Failed to add tags to stream ${StreamName} under account ${account} because some tags contained illegal ` +
        "characters. The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
    });
    const many = (count: number, prefix: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, ""]));
    await add(StreamName, many(50, "a"));
    await add(StreamName, { a0: "changed" });
    await expect(add(StreamName, { more: "" })).rejects.toMatchObject({ name: "InvalidArgumentException" });
  });

  it("TagResource, UntagResource, ListTagsForResource: the same tags by ARN", async () => {
    const StreamName = await activeStream(kinesis);
    const ResourceARN = `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`;
    await kinesis.send(new TagResourceCommand({ ResourceARN, Tags: { team: "lake", env: "test" } }));
    await kinesis.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["env"] }));
    const { Tags } = await kinesis.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: "team", Value: "lake" }]);
    expect((await list(StreamName)).tags).toEqual(["team:lake"]);
    const consumer = `${ResourceARN}/consumer/reader:1700000000`;
    await expect(kinesis.send(new ListTagsForResourceCommand({ ResourceARN: consumer }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("CreateStream: takes tags along; they change once the stream is ACTIVE (documented)", async () => {
    const StreamName = streamName();
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1, Tags: { a: "1" } }));
    expect((await list(StreamName)).tags).toEqual(["a:1"]);
    await expect(add(StreamName, { b: "2" })).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Stream ${StreamName} under account ${account} not ACTIVE, instead in state CREATING`,
    });
  });
});
