// Who may do what with log groups: the actions and resources of the Service Authorization Reference, and policies of the account.
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteResourcePolicyCommand,
  DescribeResourcePoliciesCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
  PutResourcePolicyCommand,
  PutSubscriptionFilterCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CloudWatchClient, PutMetricDataCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { account, groupArn, newGroup, platform, put, refusal, region } from "./platform.ts";

const { forebay, logs } = await platform();
const user = await newUser(forebay);
const client = new CloudWatchLogsClient({ ...user.config, maxAttempts: 1 });
const cloudwatch = new CloudWatchClient({ ...user.config, maxAttempts: 1 });
afterAll(() => {
  client.destroy();
  cloudwatch.destroy();
});

describe("access", () => {
  it("a policy for the group and what is in it lets a function's role write, as AWS's examples have it", async () => {
    const logGroupName = await newGroup(logs);
    const write = () => put(client, logGroupName, forebay.clock.now().getTime(), ["x"]);
    expect(await refusal(write())).toContain(
      `User: ${user.arn} is not authorized to perform: logs:PutLogEvents on resource: ${groupArn(logGroupName)}:log-stream:s`,
    );
    await user.may(
      allow(["logs:PutLogEvents", "logs:FilterLogEvents", "logs:CreateLogGroup"], `${groupArn(logGroupName)}:*`),
    );
    await write();
    const { events } = await client.send(new FilterLogEventsCommand({ logGroupName }));
    expect(events).toHaveLength(1);
    expect(await refusal(client.send(new CreateLogGroupCommand({ logGroupName })))).toContain("already exists");
    expect(await refusal(client.send(new CreateLogGroupCommand({ logGroupName, tags: { a: "b" } })))).toContain(
      "logs:TagResource",
    );
    expect(await refusal(client.send(new DescribeLogGroupsCommand({})))).toContain("logs:DescribeLogGroups");
    await user.may(allow("logs:TagResource", groupArn(logGroupName)));
    await client.send(new TagResourceCommand({ resourceArn: groupArn(logGroupName), tags: { a: "b" } }));
  });

  it("PutSubscriptionFilter: needs the role to be passed", async () => {
    const logGroupName = await newGroup(logs);
    await user.may(allow("logs:*", "*"));
    const destinationArn = `arn:aws:kinesis:${region}:${account}:stream/x`;
    const roleArn = `arn:aws:iam::${account}:role/x`;
    const input = { logGroupName, filterName: "f", filterPattern: "", destinationArn, roleArn };
    expect(await refusal(client.send(new PutSubscriptionFilterCommand(input)))).toContain("iam:PassRole");
  });

  it("PutResourcePolicy: lets others in, also beside other policies (recorded)", async () => {
    const logGroupName = await newGroup(logs);
    await user.may(allow("logs:DescribeLogGroups", "*"));
    const policyOf = (Resource: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: user.arn }, Action: "logs:PutLogEvents", Resource }],
      });
    const policy = (policyName: string, policyDocument: string) =>
      logs.send(new PutResourcePolicyCommand({ policyName, policyDocument }));
    await policy("first", policyOf(`${groupArn("/other")}:*`));
    const { resourcePolicy } = await policy("second", policyOf(`${groupArn(logGroupName)}:*`));
    expect(resourcePolicy).toMatchObject({ policyName: "second", policyScope: "ACCOUNT" });
    const event = { timestamp: forebay.clock.now().getTime(), message: "by policy" };
    await client.send(new PutLogEventsCommand({ logGroupName, logStreamName: "s", logEvents: [event] }));
    const { resourcePolicies } = await logs.send(new DescribeResourcePoliciesCommand({}));
    expect(resourcePolicies?.map(({ policyName }) => policyName)).toEqual(["first", "second"]);
    for (let more = 0; more < 8; more++) await policy(`more-${more}`, policyOf("*"));
    expect(await refusal(policy("eleventh", policyOf("*")))).toBe("LimitExceededException: Resource limit exceeded.");
    expect(await refusal(policy("first", "{}"))).toContain("Syntax errors in policy");
    await logs.send(new DeleteResourcePolicyCommand({ policyName: "first" }));
    expect(await refusal(logs.send(new DeleteResourcePolicyCommand({ policyName: "first" })))).toBe(
      "ResourceNotFoundException: Policy with name [first] does not exist.",
    );
  });

  it("PutMetricData, SetAlarmState: by namespace and by alarm", async () => {
    const datum = (Namespace: string) =>
      cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: "m", Value: 1 }] }));
    await user.may(
      allow("cloudwatch:PutMetricData", "*", { Condition: { StringEquals: { "cloudwatch:namespace": "Mine" } } }),
      allow("cloudwatch:SetAlarmState", `arn:aws:cloudwatch:${region}:${account}:alarm:mine-*`),
    );
    await datum("Mine");
    expect(await refusal(datum("Yours"))).toContain("cloudwatch:PutMetricData");
    const set = (AlarmName: string) =>
      refusal(cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: "OK", StateReason: "x" })));
    expect(await set("mine-1")).toContain("ResourceNotFound");
    expect(await set("yours-1")).toContain("is not authorized to perform: cloudwatch:SetAlarmState");
  });
});
