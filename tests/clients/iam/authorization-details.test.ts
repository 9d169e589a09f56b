// GetAccountAuthorizationDetails with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  paginateGetAccountAuthorizationDetails,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagRoleCommand,
} from "@aws-sdk/client-iam";
import { beforeAll, describe, expect, it } from "vitest";
import { account, listBuckets, newPolicy, newRole, newUser, platform } from "./platform.ts";

const { iam } = await platform();
const s3 = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
let policyArn: string;

beforeAll(async () => {
  policyArn = await newPolicy(iam, "own");
  const inline = { PolicyName: "inline", PolicyDocument: listBuckets };
  await newUser(iam, "someone");
  await iam.send(new CreateGroupCommand({ GroupName: "some" }));
  await newRole(iam, "something");
  await iam.send(new AddUserToGroupCommand({ UserName: "someone", GroupName: "some" }));
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "profile" }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: "profile", RoleName: "something" }));
  await iam.send(new PutUserPolicyCommand({ UserName: "someone", ...inline }));
  await iam.send(new PutGroupPolicyCommand({ GroupName: "some", ...inline }));
  await iam.send(new PutRolePolicyCommand({ RoleName: "something", ...inline }));
  await iam.send(new AttachUserPolicyCommand({ UserName: "someone", PolicyArn: policyArn }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: "some", PolicyArn: s3 }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: "something", PolicyArn: policyArn }));
  await iam.send(new TagRoleCommand({ RoleName: "something", Tags: [{ Key: "k", Value: "v" }] }));
});

const details = (...Filter: EntityType[]) => iam.send(new GetAccountAuthorizationDetailsCommand({ Filter }));
const inlineShown = [{ PolicyName: "inline", PolicyDocument: expect.stringMatching(/^%7B%22Version/) }];
const ownShown = () => [{ PolicyName: "own", PolicyArn: policyArn }];

describe("GetAccountAuthorizationDetails", () => {
  it("of users", async () => {
    const answer = await details("User");
    expect(answer).toMatchObject({ GroupDetailList: [], RoleDetailList: [], Policies: [], IsTruncated: false });
    expect(answer.UserDetailList).toEqual([
      {
        Path: "/",
        UserName: "someone",
        UserId: expect.stringMatching(/^AIDA/),
        Arn: `arn:aws:iam::${account}:user/someone`,
        CreateDate: expect.any(Date),
        UserPolicyList: inlineShown,
        GroupList: ["some"],
        AttachedManagedPolicies: ownShown(),
        Tags: [],
      },
    ]);
  });

  it("of groups and roles", async () => {
    const { GroupDetailList, RoleDetailList, UserDetailList } = await details("Group", "Role");
    expect(UserDetailList).toEqual([]);
    expect(GroupDetailList).toEqual([
      {
        Path: "/",
        GroupName: "some",
        GroupId: expect.stringMatching(/^AGPA/),
        Arn: `arn:aws:iam::${account}:group/some`,
        CreateDate: expect.any(Date),
        GroupPolicyList: inlineShown,
        AttachedManagedPolicies: [{ PolicyName: "AmazonS3FullAccess", PolicyArn: s3 }],
      },
    ]);
    expect(RoleDetailList).toEqual([
      {
        Path: "/",
        RoleName: "something",
        RoleId: expect.stringMatching(/^AROA/),
        Arn: `arn:aws:iam::${account}:role/something`,
        CreateDate: expect.any(Date),
        AssumeRolePolicyDocument: expect.any(String),
        InstanceProfileList: [
          expect.objectContaining({
            InstanceProfileName: "profile",
            Roles: [expect.objectContaining({ RoleName: "something" })],
          }),
        ],
        RolePolicyList: inlineShown,
        AttachedManagedPolicies: ownShown(),
        Tags: [{ Key: "k", Value: "v" }],
        RoleLastUsed: {},
      },
    ]);
  });

  it("of policies: own ones, and those of AWS that something has", async () => {
    const { Policies: own } = await details("LocalManagedPolicy");
    expect(own).toMatchObject([
      {
        PolicyName: "own",
        Arn: policyArn,
        AttachmentCount: 2,
        PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: expect.any(String) }],
      },
    ]);
    const { Policies: aws } = await details("AWSManagedPolicy");
    expect(aws?.map(({ Arn }) => Arn)).toEqual([s3]);
  });

  it("in pages, over all kinds", async () => {
    const names: (string | undefined)[] = [];
    const paginator = paginateGetAccountAuthorizationDetails({ client: iam, pageSize: 1 }, {});
    for await (const page of paginator)
      names.push(
        ...(page.UserDetailList ?? []).map(({ UserName }) => UserName),
        ...(page.GroupDetailList ?? []).map(({ GroupName }) => GroupName),
        ...(page.RoleDetailList ?? []).map(({ RoleName }) => RoleName),
        ...(page.Policies ?? []).map(({ PolicyName }) => PolicyName),
      );
    expect(names).toEqual(["someone", "some", "something", "own", "AmazonS3FullAccess"]);
  });
});
