// DynamoDB under policies: single partitions of a table, and tables of other accounts. Documented unless said otherwise.
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { allow, newUser } from "../clients/user.ts";

const TableName = "carts";
let forebay: Forebay;
let TableArn: string;
let owner: DynamoDBClient;
beforeAll(async () => {
  forebay = await startForebay();
  owner = new DynamoDBClient(forebay.clientConfig);
  const table = new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: "user", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "user", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  TableArn = (await owner.send(table)).TableDescription?.TableArn ?? "";
  await waitUntilTableExists({ client: owner, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { TableName });
  await owner.send(new PutItemCommand({ TableName, Item: itemOf("bob") }));
});
afterAll(async () => {
  owner.destroy();
  await forebay.close();
});

const itemOf = (user: string) => ({ user: { S: user } });
const put = (client: DynamoDBClient, user: string, table = TableName) =>
  client.send(new PutItemCommand({ TableName: table, Item: itemOf(user) }));
const get = async (client: DynamoDBClient, user: string, table = TableName) =>
  (await client.send(new GetItemCommand({ TableName: table, Key: itemOf(user) }))).Item;
const query = async (client: DynamoDBClient, user: string) => {
  const asked = new QueryCommand({
    TableName,
    KeyConditionExpression: "#user = :user",
    ExpressionAttributeNames: { "#user": "user" },
    ExpressionAttributeValues: { ":user": { S: user } },
  });
  return (await client.send(asked)).Items;
};
const refused = { name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } };

/** As a session of a role that may touch only the items of the user whom the session's tag names. */
async function sessionOf(user: string): Promise<DynamoDBClient> {
  const iam = new IAMClient(forebay.clientConfig);
  const sts = new STSClient(forebay.clientConfig);
  const RoleName = `carts-of-${user}`;
  const trust = { Effect: "Allow", Principal: { AWS: "*" }, Action: ["sts:AssumeRole", "sts:TagSession"] };
  const documentOf = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: documentOf(trust) }));
  const own = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/user}"] } };
  const actions = ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query"];
  const PolicyDocument = documentOf(allow(actions, TableArn, { Condition: own }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "own", PolicyDocument }));
  const Tags = [{ Key: "user", Value: user }];
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "carts", Tags }));
  iam.destroy();
  sts.destroy();
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "", SessionToken } = Credentials ?? {};
  const credentials = { accessKeyId, secretAccessKey, sessionToken: SessionToken ?? "" };
  return new DynamoDBClient({ ...forebay.clientConfig, credentials, maxAttempts: 1 });
}

describe("access of DynamoDB", () => {
  it("dynamodb:LeadingKeys: a role may touch only the items of its own key", async () => {
    const ada = await sessionOf("ada");
    await put(ada, "ada");
    expect(await get(ada, "ada")).toEqual(itemOf("ada"));
    expect(await query(ada, "ada")).toEqual([itemOf("ada")]);
    await expect(put(ada, "bob")).rejects.toMatchObject(refused);
    await expect(get(ada, "bob")).rejects.toMatchObject(refused);
    await expect(query(ada, "bob")).rejects.toMatchObject(refused);
    const both = ["ada", "bob"].map((user) => ({ Put: { TableName, Item: itemOf(user) } }));
    await expect(ada.send(new TransactWriteItemsCommand({ TransactItems: both }))).rejects.toMatchObject(refused);
    ada.destroy();
  });

  it("a table's policy lets a user of another account read it by its ARN, and no more", async () => {
    const stranger = await newUser(forebay, [allow("dynamodb:*", "*")], "222233334444");
    const theirs = new DynamoDBClient({ ...stranger.config, maxAttempts: 1 });
    await expect(get(theirs, "bob", TableArn)).rejects.toMatchObject(refused);
    const Statement = allow("dynamodb:GetItem", TableArn, { Principal: { AWS: stranger.arn } });
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await owner.send(new PutResourcePolicyCommand({ ResourceArn: TableArn, Policy }));
    expect(await get(theirs, "bob", TableArn)).toEqual(itemOf("bob"));
    await expect(put(theirs, "eve", TableArn)).rejects.toMatchObject(refused);
    await expect(get(theirs, "bob")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    theirs.destroy();
  });
});
