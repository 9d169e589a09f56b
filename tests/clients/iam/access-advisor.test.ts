// Which services may be used and were, with the JS SDK. Documented in the API reference.
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsWithEntitiesCommand,
  ListPoliciesGrantingServiceAccessCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newUser, platform } from "./platform.ts";

const { forebay, iam } = await platform();
const S3_READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const arnOf = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;

/** A user with an inline policy for SQS and SNS, in a group that may read S3. */
async function reader() {
  const UserName = await newUser(iam);
  const GroupName = nameOf("group");
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: S3_READ }));
  const Statement = [
    { Effect: "Allow", Action: ["sqs:SendMessage", "sns:*"], Resource: "*" },
    { Effect: "Deny", Action: "kms:*", Resource: "*" },
  ];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "messages", PolicyDocument }));
  return { UserName, GroupName };
}

async function use(UserName: string): Promise<void> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  const s3 = new S3Client({
    ...forebay.clientConfig,
    region: "eu-west-1",
    credentials: { accessKeyId, secretAccessKey },
  });
  await s3.send(new ListBucketsCommand({}));
}

async function report(Arn: string) {
  const { JobId } = await iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn }));
  return { JobId, ...(await iam.send(new GetServiceLastAccessedDetailsCommand({ JobId }))) };
}

describe("access advisor", () => {
  it("ListPoliciesGrantingServiceAccess: names inline policies with their owner, managed ones with their ARN", async () => {
    const { UserName } = await reader();
    const Arn = arnOf("user", UserName);
    const ServiceNamespaces = ["s3", "sqs", "kms"];
    const answer = await iam.send(new ListPoliciesGrantingServiceAccessCommand({ Arn, ServiceNamespaces }));
    expect(answer).toMatchObject({
      IsTruncated: false,
      PoliciesGrantingServiceAccess: [
        {
          ServiceNamespace: "s3",
          Policies: [{ PolicyName: "AmazonS3ReadOnlyAccess", PolicyType: "MANAGED", PolicyArn: S3_READ }],
        },
        {
          ServiceNamespace: "sqs",
          Policies: [{ PolicyName: "messages", PolicyType: "INLINE", EntityType: "USER", EntityName: UserName }],
        },
        { ServiceNamespace: "kms" },
      ],
    });
    expect(answer.PoliciesGrantingServiceAccess?.[2]?.Policies ?? []).toEqual([]);
  });

  it("GetServiceLastAccessedDetails: what a user may use, and when it did", async () => {
    const { UserName } = await reader();
    const Arn = arnOf("user", UserName);
    const before = await report(Arn);
    expect(before).toMatchObject({ JobStatus: "COMPLETED", JobType: "SERVICE_LEVEL", IsTruncated: false });
    expect(before.ServicesLastAccessed?.map(({ ServiceNamespace }) => ServiceNamespace)).toEqual(["s3", "sns", "sqs"]);
    expect(before.ServicesLastAccessed?.[0]).toEqual({
      ServiceName: "Amazon S3",
      ServiceNamespace: "s3",
      TotalAuthenticatedEntities: 0,
    });
    await use(UserName);
    const [s3] = (await report(Arn)).ServicesLastAccessed ?? [];
    expect(s3).toEqual({
      ServiceName: "Amazon S3",
      ServiceNamespace: "s3",
      LastAuthenticated: expect.any(Date),
      LastAuthenticatedEntity: Arn,
      LastAuthenticatedRegion: "eu-west-1",
      TotalAuthenticatedEntities: 1,
    });
  });

  it("GetServiceLastAccessedDetailsWithEntities: who of a group, or of those with a policy, used a service", async () => {
    const { UserName, GroupName } = await reader();
    await use(UserName);
    for (const Arn of [arnOf("group", GroupName), S3_READ]) {
      const { JobId, ServicesLastAccessed } = await report(Arn);
      const s3 = ServicesLastAccessed?.find(({ ServiceNamespace }) => ServiceNamespace === "s3");
      expect(s3?.TotalAuthenticatedEntities).toBeGreaterThan(0);
      const given = { JobId, ServiceNamespace: "s3" };
      const { EntityDetailsList } = await iam.send(new GetServiceLastAccessedDetailsWithEntitiesCommand(given));
      expect(EntityDetailsList?.find(({ EntityInfo }) => EntityInfo?.Name === UserName)).toEqual({
        EntityInfo: {
          Arn: arnOf("user", UserName),
          Id: expect.stringMatching(/^AIDA/),
          Name: UserName,
          Path: "/",
          Type: "USER",
        },
        LastAuthenticated: expect.any(Date),
      });
    }
  });

  it("refuses jobs and entities that are not there, and says that actions are not tracked", async () => {
    const JobId = "00000000-0000-0000-0000-000000000000";
    expect(await failure(iam.send(new GetServiceLastAccessedDetailsCommand({ JobId })))).toMatchObject({
      name: "NoSuchEntityException",
    });
    expect(await failure(report(arnOf("user", "nobody")))).toMatchObject({ name: "NoSuchEntityException" });
    const Arn = arnOf("user", await newUser(iam));
    const byAction = new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: "ACTION_LEVEL" });
    expect(await failure(iam.send(byAction))).toMatchObject({ name: "NotImplemented", status: 501 });
  });
});
