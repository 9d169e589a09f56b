// The sentences of denials. Documented in the IAM guide, "Troubleshoot access denied error messages", unless a row says
// otherwise.
import { expect, it } from "vitest";
import { alice, anonymous, firehose, nightly } from "./cases/case.ts";
import { denialMessage } from "./denial-message.ts";
import type { Decision, PolicyType } from "./policy.ts";

const GROUP = "arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:*";
const SAID = `User: ${alice.arn} is not authorized to perform: codedeploy:ListDeployments on resource: ${GROUP}`;
const lacks = (because: PolicyType): Decision => ({ outcome: "implicit-deny", because, matched: [] });
const denied = (because: PolicyType): Decision => ({ outcome: "explicit-deny", because, matched: [] });

it.each([
  [lacks("identity-based policy"), "because no identity-based policy allows the codedeploy:ListDeployments action"],
  [lacks("resource-based policy"), "because no resource-based policy allows the codedeploy:ListDeployments action"],
  [lacks("permissions boundary"), "because no permissions boundary allows the codedeploy:ListDeployments action"],
  [lacks("session policy"), "because no session policy allows the codedeploy:ListDeployments action"],
  [lacks("VPC endpoint policy"), "because no VPC endpoint policy allows the codedeploy:ListDeployments action"],
  [denied("identity-based policy"), "with an explicit deny in an identity-based policy"],
  [denied("resource-based policy"), "with an explicit deny in a resource-based policy"],
  [denied("permissions boundary"), "with an explicit deny in a permissions boundary"],
  [denied("session policy"), "with an explicit deny in a session policy"],
  [denied("VPC endpoint policy"), "with an explicit deny in a VPC endpoint policy"],
])("%o", (decision, why) => {
  const request = { caller: alice, action: "codedeploy:ListDeployments", resource: GROUP };
  expect(denialMessage(request, decision)).toBe(`${SAID} ${why}`);
});

it.each([
  ["a session", nightly, nightly.arn],
  ["nobody (recorded in public threads)", anonymous, "anonymous"],
  ["a service (inferred)", firehose, "firehose.amazonaws.com"],
])("names %s", (_title, caller, name) => {
  const request = { caller, action: "s3:GetObject", resource: "arn:aws:s3:::b/k" };
  expect(denialMessage(request, lacks("resource-based policy"))).toBe(
    `User: ${name} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no resource-based policy allows the s3:GetObject action`,
  );
});

it.each([
  ["s3:ListAllMyBuckets", ""],
  ["ec2:DescribeInstances", ""],
  ["kms:ListKeys", " on resource: *"],
])("no resource in particular (recorded in public threads): %s", (action, where) => {
  expect(denialMessage({ caller: alice, action, resource: "*" }, lacks("identity-based policy"))).toBe(
    `User: ${alice.arn} is not authorized to perform: ${action}${where} because no identity-based policy allows the ${action} action`,
  );
});

it("trust policies that lack an allow are not mentioned (recorded in public threads), those that deny are", () => {
  const request = { caller: alice, action: "sts:AssumeRole", resource: "arn:aws:iam::111122223333:role/r" };
  const said = `User: ${alice.arn} is not authorized to perform: sts:AssumeRole on resource: ${request.resource}`;
  expect(denialMessage(request, lacks("resource-based policy"))).toBe(said);
  expect(denialMessage(request, denied("resource-based policy"))).toBe(
    `${said} with an explicit deny in the role trust policy`,
  );
  expect(denialMessage(request, lacks("identity-based policy"))).toBe(
    `${said} because no identity-based policy allows the sts:AssumeRole action`,
  );
});

it("bearers of a token are told the action only (recorded in public threads)", () => {
  const request = {
    caller: anonymous,
    action: "sts:AssumeRoleWithWebIdentity",
    resource: "arn:aws:iam::111122223333:role/r",
  };
  expect(denialMessage(request, lacks("resource-based policy"))).toBe(
    "Not authorized to perform sts:AssumeRoleWithWebIdentity",
  );
});
