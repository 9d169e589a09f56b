// OpenID Connect providers with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, platform } from "./platform.ts";

const { iam } = await platform();
const thumbprint = (digit: string): string => digit.repeat(40);

async function create(input: Partial<CreateOpenIDConnectProviderCommand["input"]> = {}): Promise<string> {
  const Url = `https://${nameOf("oidc")}.example.com`;
  const answer = await iam.send(new CreateOpenIDConnectProviderCommand({ Url, ...input }));
  return answer.OpenIDConnectProviderArn ?? "";
}
const get = (arn: string) => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));

describe("OpenID Connect providers", () => {
  it("CreateOpenIDConnectProvider: is named by its URL, path included", async () => {
    const arn = await create({
      Url: "https://tokens.example.com/a/Path",
      ClientIDList: ["client-id-1"],
      ThumbprintList: [thumbprint("b")],
    });
    expect(arn).toBe(`arn:aws:iam::${account}:oidc-provider/tokens.example.com/a/Path`);
    const { $metadata: _, ...shown } = await get(arn);
    expect(shown).toEqual({
      Url: "tokens.example.com/a/Path",
      ClientIDList: ["client-id-1"],
      ThumbprintList: [thumbprint("b")],
      CreateDate: expect.any(Date),
      Tags: [],
    });
    const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    expect(OpenIDConnectProviderList).toContainEqual({ Arn: arn });
  });

  it("CreateOpenIDConnectProvider: refuses a URL that is there already", async () => {
    await create({ Url: "https://twice.example.com" });
    expect(await failure(create({ Url: "https://twice.example.com" }))).toEqual({
      name: "EntityAlreadyExistsException",
      message: "Provider with url https://twice.example.com already exists.",
      status: 409,
    });
  });

  it.each(["example.org", "http://example.org", "https://", "https://example.org:8443", "https://example.org?a=b"])(
    "CreateOpenIDConnectProvider: refuses the URL %s (the first recorded, the others documented)",
    async (Url) => {
      expect(await failure(create({ Url }))).toEqual({
        name: "ValidationError",
        message: "Invalid Open ID Connect Provider URL",
        status: 400,
      });
    },
  );

  it("CreateOpenIDConnectProvider: takes five thumbprints and a hundred client ids", async () => {
    const many = Array.from({ length: 6 }, (_, digit) => thumbprint(String(digit)));
    expect(await failure(create({ ThumbprintList: many }))).toMatchObject({
      name: "InvalidInputException",
      message: "Thumbprint list must contain fewer than 5 entries.",
    });
    const clients = Array.from({ length: 101 }, (_, n) => `client-${n}`);
    expect(await failure(create({ ClientIDList: clients }))).toMatchObject({
      name: "LimitExceededException",
      message: "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
    });
    const arn = await create({ ClientIDList: clients.slice(1), ThumbprintList: many.slice(1) });
    expect((await get(arn)).ClientIDList).toHaveLength(100);
  });

  it("AddClientIDToOpenIDConnectProvider and its opposite: doing it twice is no error (documented)", async () => {
    const arn = await create();
    const on = { OpenIDConnectProviderArn: arn, ClientID: "app" };
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand(on));
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand(on));
    expect((await get(arn)).ClientIDList).toEqual(["app"]);
    await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(on));
    await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(on));
    expect((await get(arn)).ClientIDList).toEqual([]);
  });

  it("UpdateOpenIDConnectProviderThumbprint: replaces the list", async () => {
    const arn = await create({ ThumbprintList: [thumbprint("a")] });
    const ThumbprintList = [thumbprint("c"), thumbprint("d")];
    await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn: arn, ThumbprintList }));
    expect((await get(arn)).ThumbprintList).toEqual(ThumbprintList);
  });

  it("DeleteOpenIDConnectProvider: then it is not found", async () => {
    const arn = await create();
    const on = { OpenIDConnectProviderArn: arn };
    await iam.send(new DeleteOpenIDConnectProviderCommand(on));
    expect(await failure(get(arn))).toEqual({
      name: "NoSuchEntityException",
      message: `OpenIDConnect Provider not found for arn ${arn}`,
      status: 404,
    });
    expect(await failure(iam.send(new DeleteOpenIDConnectProviderCommand(on)))).toEqual({
      name: "NoSuchEntityException",
      message: `OpenId connect Provider ${arn} cannot be found.`,
      status: 404,
    });
  });

  it("tags: up to 50, listed by key in pages", async () => {
    const arn = await create({ Tags: [{ Key: "k1", Value: "v1" }] });
    const on = { OpenIDConnectProviderArn: arn };
    await iam.send(new TagOpenIDConnectProviderCommand({ ...on, Tags: [{ Key: "k2", Value: "v2" }] }));
    const { Tags, IsTruncated, Marker } = await iam.send(
      new ListOpenIDConnectProviderTagsCommand({ ...on, MaxItems: 1 }),
    );
    expect({ Tags, IsTruncated }).toEqual({ Tags: [{ Key: "k1", Value: "v1" }], IsTruncated: true });
    const next = await iam.send(new ListOpenIDConnectProviderTagsCommand({ ...on, Marker }));
    expect(next).toMatchObject({ Tags: [{ Key: "k2", Value: "v2" }], IsTruncated: false });
    await iam.send(new UntagOpenIDConnectProviderCommand({ ...on, TagKeys: ["k1"] }));
    expect((await get(arn)).Tags).toEqual([{ Key: "k2", Value: "v2" }]);
    const many = Array.from({ length: 50 }, (_, n) => ({ Key: `t${n}`, Value: "v" }));
    expect(await failure(iam.send(new TagOpenIDConnectProviderCommand({ ...on, Tags: many })))).toEqual({
      name: "LimitExceededException",
      message: "The number of tags has reached the maximum limit.",
      status: 409,
    });
  });
});
