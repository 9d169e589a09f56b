// The resource policy of the catalog through the AWS SDK. Documented unless said otherwise.
import {
  CreateDatabaseCommand,
  DeleteResourcePolicyCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetResourcePoliciesCommand,
  GetResourcePolicyCommand,
  GlueClient,
  PutResourcePolicyCommand,
  type PutResourcePolicyCommandInput,
} from "@aws-sdk/client-glue";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";

const forebay = await startForebay();
const glue = new GlueClient({ ...forebay.clientConfig, maxAttempts: 1 });
const ACCOUNT = "000000000000";
/** The root user of another account. */
const OTHER = "111122223333";
const other = new GlueClient({
  ...forebay.clientConfig,
  credentials: { accessKeyId: OTHER, secretAccessKey: "test" },
  maxAttempts: 1,
});
afterAll(async () => {
  glue.destroy();
  other.destroy();
  await forebay.close();
});

const arn = (resource: string): string => `arn:aws:glue:us-east-1:${ACCOUNT}:${resource}`;
const policy = (Action: string, Resource: string | string[], more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: OTHER }, Action, Resource, ...more }],
  });
const put = (PolicyInJson: string, more: Partial<PutResourcePolicyCommandInput> = {}) =>
  glue.send(new PutResourcePolicyCommand({ PolicyInJson, ...more }));
const get = () => glue.send(new GetResourcePolicyCommand({}));
const remove = (PolicyHashCondition?: string) => glue.send(new DeleteResourcePolicyCommand({ PolicyHashCondition }));

beforeEach(async () => {
  await remove().catch(() => undefined);
});

describe("resource policies", () => {
  it("PutResourcePolicy, GetResourcePolicy, GetResourcePolicies, DeleteResourcePolicy (recorded texts)", async () => {
    const none = { name: "EntityNotFoundException", message: "Policy not found" };
    await expect(get()).rejects.toMatchObject(none);
    await expect(remove()).rejects.toMatchObject(none);
    expect((await glue.send(new GetResourcePoliciesCommand({}))).GetResourcePoliciesResponseList).toEqual([]);
    const document = policy("glue:GetDatabase", arn("*"));
    const { PolicyHash } = await put(document, { EnableHybrid: "TRUE" });
    const got = await get();
    expect(got).toMatchObject({ PolicyInJson: document, PolicyHash });
    expect(got.CreateTime).toBeInstanceOf(Date);
    const { GetResourcePoliciesResponseList: all } = await glue.send(new GetResourcePoliciesCommand({}));
    expect(all).toMatchObject([{ PolicyInJson: document, PolicyHash }]);
    await remove();
    await expect(get()).rejects.toMatchObject(none);
    await expect(put(document, { ResourceArn: arn("catalog") })).rejects.toMatchObject({
      name: "InvalidInputException",
      message: "Glue resource level policy is not currently supported",
    });
  });

  it("PutResourcePolicy and DeleteResourcePolicy: conditions on what is there", async () => {
    const document = policy("glue:GetDatabase", arn("*"));
    const failed = { name: "ConditionCheckFailureException" };
    await expect(put(document, { PolicyExistsCondition: "MUST_EXIST" })).rejects.toMatchObject(failed);
    const { PolicyHash: first } = await put(document, { PolicyExistsCondition: "NOT_EXIST" });
    await expect(put(document, { PolicyExistsCondition: "NOT_EXIST" })).rejects.toMatchObject(failed);
    const { PolicyHash: second } = await put(document, { PolicyHashCondition: first });
    expect(second).not.toBe(first);
    await expect(put(document, { PolicyHashCondition: first })).rejects.toMatchObject(failed);
    await expect(remove(first)).rejects.toMatchObject(failed);
    await expect(remove(second)).resolves.toBeDefined();
  });

  it("PutResourcePolicy: what is no policy of this catalog (inferred texts)", async () => {
    const cases: [string, string][] = [
      ["no json", "Policies must be valid JSON and the first byte must be '{'"],
      [policy("s3:GetObject", arn("*")), "Action s3:GetObject is not an action of Glue"],
      [
        policy("glue:GetTable", "arn:aws:glue:us-east-1:999988887777:catalog"),
        "Resource arn:aws:glue:us-east-1:999988887777:catalog is not in the catalog of this account and region",
      ],
      [policy("glue:GetTable", arn("*"), { Principal: undefined }), "Missing required field Principal"],
      [policy("glue:GetTable", arn("x".repeat(10_240))), "Policy must be at most 10240 bytes"],
    ];
    for (const [document, message] of cases)
      await expect(put(document), message).rejects.toMatchObject({ name: "InvalidInputException", message });
  });

  it("another account uses what the policy grants it: the catalog and what is below it", async () => {
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "shared" } }));
    const read = () => other.send(new GetDatabaseCommand({ CatalogId: ACCOUNT, Name: "shared" }));
    const denied = (resource: string) => ({
      name: "AccessDeniedException",
      message: expect.stringContaining(
        `is not authorized to perform: glue:GetDatabase on resource: ${arn(resource)}`,
      ) as string,
    });
    await expect(read()).rejects.toMatchObject(denied("catalog"));
    await put(policy("glue:GetDatabase", arn("catalog")));
    await expect(read()).rejects.toMatchObject(denied("database/shared"));
    await put(policy("glue:GetDatabase", [arn("catalog"), arn("database/shared")]));
    expect((await read()).Database).toMatchObject({ Name: "shared", CatalogId: ACCOUNT });
    await expect(other.send(new GetDatabasesCommand({ CatalogId: ACCOUNT }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});
