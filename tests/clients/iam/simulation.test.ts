// Policy simulation with the JS SDK. Documented in the API reference, unless labelled otherwise.
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  type ContextEntry,
  CreateGroupCommand,
  DeleteGroupPolicyCommand,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagUserCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newPolicy, newRole, newUser, platform } from "./platform.ts";

const { iam } = await platform();
const bucket = "arn:aws:s3:::bucket";
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string, more = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });
const deny = (Action: string, more = {}) => ({ ...allow(Action, more), Effect: "Deny" });
const arnOf = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`;

type Custom = Partial<SimulateCustomPolicyCommand["input"]>;
const custom = async (PolicyInputList: string[], more: Custom = {}) => {
  const input = { PolicyInputList, ActionNames: ["s3:GetObject"], ResourceArns: [bucket], ...more };
  return (await iam.send(new SimulateCustomPolicyCommand(input))).EvaluationResults ?? [];
};
const decision = async (PolicyInputList: string[], more: Custom = {}) =>
  (await custom(PolicyInputList, more))[0]?.EvalDecision;
type Principal = Partial<SimulatePrincipalPolicyCommand["input"]>;
const principal = async (PolicySourceArn: string, more: Principal = {}) => {
  const input = { PolicySourceArn, ActionNames: ["s3:GetObject"], ResourceArns: [bucket], ...more };
  return (await iam.send(new SimulatePrincipalPolicyCommand(input))).EvaluationResults ?? [];
};

describe("SimulatePrincipalPolicy", () => {
  const text =
    '{"Version": "2012-10-17", "Statement": {"Sid": "", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}';
  const matched = (SourcePolicyId: string) => [
    {
      SourcePolicyId,
      SourcePolicyType: "IAM Policy",
      StartPosition: { Line: 1, Column: 41 },
      EndPosition: { Line: 1, Column: 113 },
    },
  ];

  it.each(["user", "group", "role"])(
    "SimulatePrincipalPolicy: of a %s, with the statements that matched (recorded)",
    async (kind) => {
      const name = nameOf("simulated");
      const PolicyArn = await newPolicy(iam, `${name}-policy`, text);
      if (kind === "user") {
        await newUser(iam, name);
        await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
      } else if (kind === "group") {
        await iam.send(new CreateGroupCommand({ GroupName: name }));
        await iam.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn }));
      } else {
        await newRole(iam, name);
        await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
      }
      const results = await principal(arnOf(kind, name), { ActionNames: ["s3:PutObject", "s3:GetObjectVersion"] });
      const result = (EvalActionName: string, EvalDecision: string, MatchedStatements: object[]) => ({
        EvalActionName,
        EvalDecision,
        EvalDecisionDetails: {},
        EvalResourceName: bucket,
        MatchedStatements,
        MissingContextValues: [],
        OrganizationsDecisionDetail: { AllowedByOrganizations: true },
        ResourceSpecificResults: [
          {
            EvalResourceDecision: EvalDecision,
            EvalResourceName: bucket,
            MatchedStatements,
            MissingContextValues: [],
          },
        ],
      });
      expect(results).toEqual([
        result("s3:PutObject", "allowed", matched(`${name}-policy`)),
        result("s3:GetObjectVersion", "implicitDeny", []),
      ]);
    },
  );

  it("SimulatePrincipalPolicy: a user has its groups' policies, a boundary bounds, and further policies count", async () => {
    const UserName = await newUser(iam);
    const GroupName = nameOf("group");
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
    const user = arnOf("user", UserName);
    expect(await principal(user)).toMatchObject([
      { EvalDecision: "allowed", MatchedStatements: [{ SourcePolicyId: "AmazonS3ReadOnlyAccess" }] },
    ]);
    expect(await principal(user, { PolicyExclusionList: [{ PolicyArn }] })).toMatchObject([
      { EvalDecision: "implicitDeny" },
    ]);
    await iam.send(
      new PutGroupPolicyCommand({ GroupName, PolicyName: "own", PolicyDocument: document(allow("s3:*")) }),
    );
    const own = { PolicyName: "own", AttachmentType: "group" as const, AttachmentName: GroupName };
    const without = { PolicyExclusionList: [{ PolicyArn }, { InlinePolicyIdentifier: own }] };
    expect(await principal(user, without)).toMatchObject([{ EvalDecision: "implicitDeny" }]);
    await iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName: "own" }));
    const PermissionsBoundary = await newPolicy(iam, nameOf("boundary"), document(allow("sqs:*")));
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
    expect(await principal(user)).toMatchObject([
      { EvalDecision: "implicitDeny", PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
    ]);
    const wider = { PermissionsBoundaryPolicyInputList: [document(allow("s3:*"))] };
    expect(await principal(user, wider)).toMatchObject([
      { EvalDecision: "allowed", PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true } },
    ]);
    const denied = await principal(user, { ...wider, PolicyInputList: [document(deny("s3:Get*"))] });
    expect(denied).toMatchObject([
      { EvalDecision: "explicitDeny", MatchedStatements: [{ SourcePolicyId: "PolicyInputList.1" }] },
    ]);
    expect(denied[0]?.MatchedStatements).toHaveLength(1);
  });

  it("SimulatePrincipalPolicy: knows who is simulated; inline policies are named with who has them (recorded)", async () => {
    const UserName = await newUser(iam);
    const home = { Resource: "arn:aws:s3:::home/${aws:username}/*" };
    const team = { Condition: { StringEquals: { "aws:PrincipalTag/team": "lake" } } };
    const PolicyDocument = document(allow("s3:GetObject", home), allow("s3:PutObject", team));
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
    const ActionNames = ["s3:GetObject", "s3:PutObject"];
    const run = async (ResourceArns: string[]) =>
      (await principal(arnOf("user", UserName), { ActionNames, ResourceArns })).map((result) => result.EvalDecision);
    expect(await run([`arn:aws:s3:::home/${UserName}/file`])).toEqual(["allowed", "implicitDeny"]);
    await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: "team", Value: "lake" }] }));
    expect(await run(["arn:aws:s3:::home/other/file"])).toEqual(["implicitDeny", "allowed"]);
    const [put] = await principal(arnOf("user", UserName), { ActionNames: ["s3:PutObject"] });
    expect(put?.MatchedStatements?.[0]?.SourcePolicyId).toBe(`user_${UserName}_own`);
    const RoleName = await newRole(iam);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "own", PolicyDocument: document(allow("s3:*")) }));
    const [role] = await principal(arnOf("role", RoleName));
    expect(role?.MatchedStatements?.[0]?.SourcePolicyId).toBe(`role_${RoleName}_own`);
  });

  it("SimulatePrincipalPolicy: refuses who is not there, and what is nobody", async () => {
    expect(await failure(principal(arnOf("user", "nobody")))).toMatchObject({
      name: "NoSuchEntityException",
      message: "The user with name nobody cannot be found.",
    });
    const session = `arn:aws:sts::${account}:assumed-role/role/session`;
    expect(await failure(principal(session))).toEqual({
      name: "InvalidInputException",
      message: `Invalid Entity Arn: ${session} does not clearly define entity type and name.`,
      status: 400,
    });
  });
});

describe("SimulateCustomPolicy", () => {
  it("SimulateCustomPolicy: names what denied, and where it stands", async () => {
    const lines = `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${JSON.stringify(deny("s3:*"))}\n  ]\n}`;
    const [result] = await custom([document(allow("*")), lines]);
    const length = JSON.stringify(deny("s3:*")).length;
    expect(result).toMatchObject({
      EvalDecision: "explicitDeny",
      MatchedStatements: [
        {
          SourcePolicyId: "PolicyInputList.2",
          StartPosition: { Line: 4, Column: 6 },
          EndPosition: { Line: 4, Column: 5 + length },
        },
      ],
    });
  });

  it("SimulateCustomPolicy: all resources have no results of their own (recorded)", async () => {
    const [result] = await custom([document(allow("s3:*"))], { ResourceArns: undefined });
    expect(result).toMatchObject({ EvalResourceName: "*", EvalDecision: "allowed" });
    expect(result).not.toHaveProperty("ResourceSpecificResults.0");
    expect(result?.EvalDecisionDetails ?? {}).toEqual({});
  });

  it.each<[ContextEntry["ContextKeyType"], string[], object]>([
    ["string", ["raw/"], { StringLike: { "s3:prefix": "raw/*" } }],
    ["stringList", ["a", "b"], { "ForAllValues:StringEquals": { "s3:prefix": ["a", "b", "c"] } }],
    ["numeric", ["12"], { NumericLessThan: { "s3:prefix": "13" } }],
    ["numericList", ["12", "14"], { "ForAnyValue:NumericGreaterThan": { "s3:prefix": "13" } }],
    ["boolean", ["true"], { Bool: { "s3:prefix": "true" } }],
    ["booleanList", ["true", "false"], { "ForAnyValue:Bool": { "s3:prefix": "false" } }],
    ["ip", ["10.0.0.7"], { IpAddress: { "s3:prefix": "10.0.0.0/24" } }],
    ["ipList", ["10.0.0.7", "1.2.3.4"], { "ForAnyValue:IpAddress": { "s3:prefix": "1.2.3.4/32" } }],
    ["binary", ["QQ=="], { BinaryEquals: { "s3:prefix": "QQ==" } }],
    ["binaryList", ["QQ==", "Qg=="], { "ForAnyValue:BinaryEquals": { "s3:prefix": "Qg==" } }],
    ["date", ["2026-01-02T03:04:05Z"], { DateGreaterThan: { "s3:prefix": "2026-01-01T00:00:00Z" } }],
    ["dateList", ["2026-01-02", "2027-01-01"], { "ForAnyValue:DateLessThan": { "s3:prefix": "2026-06-01T00:00:00Z" } }],
  ])("SimulateCustomPolicy: context of the type %s", async (ContextKeyType, ContextKeyValues, Condition) => {
    const policies = [document(allow("s3:*", { Condition }))];
    const entry = { ContextKeyName: "s3:prefix", ContextKeyType, ContextKeyValues };
    expect(await decision(policies, { ContextEntries: [entry] })).toBe("allowed");
    const quantified = JSON.stringify(Condition).includes("ForAllValues");
    expect(await decision(policies)).toBe(quantified ? "allowed" : "implicitDeny");
  });

  it("SimulateCustomPolicy: tells which context is missing, and refuses values that do not fit", async () => {
    const Condition = { StringEquals: { "s3:x-amz-ACL": "private" } };
    const policies = [document(allow("s3:PutObject", { Condition }))];
    const ActionNames = ["s3:PutObject"];
    const [specific] = await custom(policies, { ActionNames });
    expect(specific?.MissingContextValues).toEqual([]);
    expect(specific?.ResourceSpecificResults?.[0]?.MissingContextValues).toEqual(["s3:x-amz-ACL"]);
    const [any] = await custom(policies, { ActionNames, ResourceArns: ["*"] });
    expect(any?.MissingContextValues).toEqual(["s3:x-amz-ACL"]);
    const bad: ContextEntry = { ContextKeyName: "s3:max-keys", ContextKeyType: "numeric", ContextKeyValues: ["ten"] };
    expect(await failure(custom(policies, { ContextEntries: [bad] }))).toMatchObject({ name: "InvalidInputException" });
  });

  it("SimulateCustomPolicy: a resource's policy allows users it names, and across accounts both must", async () => {
    const CallerArn = arnOf("user", "caller");
    const ResourcePolicy = document({ ...allow("s3:*"), Principal: { AWS: CallerArn } });
    const nothing = document(allow("sqs:*"));
    expect(await decision([nothing], { CallerArn, ResourcePolicy })).toBe("allowed");
    expect(await decision([nothing], { CallerArn: arnOf("user", "other"), ResourcePolicy })).toBe("implicitDeny");
    const elsewhere = { CallerArn, ResourcePolicy, ResourceOwner: "arn:aws:iam::111122223333:root" };
    expect(await custom([nothing], elsewhere)).toMatchObject([
      {
        EvalDecision: "implicitDeny",
        EvalDecisionDetails: { "IAM Policy": "implicitDeny", "Resource Policy": "allowed" },
      },
    ]);
    expect(await decision([document(allow("s3:*"))], elsewhere)).toBe("allowed");
    expect(await failure(custom([nothing], { ResourcePolicy }))).toMatchObject({ name: "InvalidInputException" });
    expect(await failure(custom([nothing], { CallerArn: arnOf("role", "r"), ResourcePolicy }))).toMatchObject({
      name: "InvalidInputException",
    });
  });

  it("SimulateCustomPolicy: service control policies must allow at every level", async () => {
    const policies = [document(allow("s3:*"))];
    const level = (...ServiceControlPolicyInputList: string[]) => ({ ServiceControlPolicyInputList });
    const open = level(document(allow("*")));
    const closed = level(document(allow("*"), deny("s3:Get*")));
    expect(await decision(policies, { OrderedOrganizationPolicyInputList: [open, open] })).toBe("allowed");
    expect(await custom(policies, { OrderedOrganizationPolicyInputList: [open, closed] })).toMatchObject([
      { EvalDecision: "implicitDeny", OrganizationsDecisionDetail: { AllowedByOrganizations: false } },
    ]);
  });

  it("SimulateCustomPolicy: every action on every resource, in pages", async () => {
    const input = {
      PolicyInputList: [document(allow("s3:*"))],
      ActionNames: ["s3:GetObject", "s3:PutObject"],
      ResourceArns: [bucket, `${bucket}/a`, `${bucket}/b`],
    };
    const seen: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await iam.send(new SimulateCustomPolicyCommand({ ...input, MaxItems: 4, Marker }));
      for (const { EvalActionName, EvalResourceName } of page.EvaluationResults ?? [])
        seen.push(`${EvalActionName} ${EvalResourceName}`);
      Marker = page.Marker;
    } while (Marker !== undefined);
    expect(seen).toEqual(
      input.ActionNames.flatMap((action) => input.ResourceArns.map((resource) => `${action} ${resource}`)),
    );
  });

  it.each(["s3:*", "GetObject", "s3:Get:Object"])("SimulateCustomPolicy: refuses the action %s", async (action) => {
    expect(await failure(custom([document(allow("s3:*"))], { ActionNames: [action] }))).toMatchObject({
      name: "InvalidInputException",
      status: 400,
    });
  });

  it("SimulateCustomPolicy: refuses policies that are not well formed", async () => {
    expect(await failure(custom(['{"Version":"2012-10-17","Statement":[{}]}']))).toMatchObject({
      name: "InvalidInputException",
      status: 400,
    });
  });
});

describe("context keys", () => {
  const PolicyDocument = document(
    allow("s3:GetObject", { Resource: "arn:aws:s3:::home/${aws:username}/*" }),
    allow("s3:ListBucket", { Condition: { StringLike: { "s3:prefix": ["${aws:userid}/*"] } } }),
  );

  it("GetContextKeysForCustomPolicy: of conditions and variables, each once", async () => {
    const PolicyInputList = [PolicyDocument, PolicyDocument];
    const { ContextKeyNames } = await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }));
    expect(ContextKeyNames?.toSorted()).toEqual(["aws:userid", "aws:username", "s3:prefix"]);
  });

  it("GetContextKeysForPrincipalPolicy: of a user's policies, and of those that are given", async () => {
    const UserName = await newUser(iam);
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
    const Condition = { Bool: { "aws:SecureTransport": "true" } };
    const given = { PolicySourceArn: arnOf("user", UserName), PolicyInputList: [document(allow("*", { Condition }))] };
    const { ContextKeyNames } = await iam.send(new GetContextKeysForPrincipalPolicyCommand(given));
    expect(ContextKeyNames?.toSorted()).toEqual(["aws:SecureTransport", "aws:userid", "aws:username", "s3:prefix"]);
  });
});
