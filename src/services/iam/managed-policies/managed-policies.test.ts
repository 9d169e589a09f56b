import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../../policy/parse.ts";
import { awsManagedPolicies, awsManagedPolicy } from "./managed-policies.ts";

interface Statement {
  Effect: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
}

const statementsOf = (arn: string): Statement[] => {
  const { Version, Statement } = JSON.parse(awsManagedPolicy(arn)?.document ?? "{}") as {
    Version: string;
    Statement: Statement[];
  };
  expect(Version).toBe("2012-10-17");
  return Statement;
};
const listOf = (value: string | string[] | undefined): string[] => [value ?? []].flat();

describe("AWS's managed policies", () => {
  it("stand under their ARNs, with path, id, version and dates (recorded)", () => {
    expect(awsManagedPolicy("arn:aws:iam::aws:policy/AdministratorAccess")).toMatchObject({
      name: "AdministratorAccess",
      path: "/",
      policyId: "ANPAIWMBCKSKIEE64ZLYK",
      versionId: "v1",
      createdMs: Date.parse("2015-02-06T18:39:46Z"),
      description: "Provides full access to AWS services and resources.",
    });
    expect(awsManagedPolicy("arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole")).toMatchObject({
      path: "/service-role/",
      versionId: "v5",
      updatedMs: Date.parse("2023-09-11T16:39:47Z"),
    });
    expect(awsManagedPolicy("arn:aws:iam::aws:policy/AWSGlueServiceRole")).toBeUndefined();
    expect(awsManagedPolicy("arn:aws:iam::123456789012:policy/AdministratorAccess")).toBeUndefined();
  });

  it("spell their actions out", () => {
    expect(statementsOf("arn:aws:iam::aws:policy/AdministratorAccess")).toEqual([
      { Effect: "Allow", Action: "*", Resource: "*" },
    ]);
    expect(statementsOf("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"],
        Resource: "*",
      },
    ]);
    expect(statementsOf("arn:aws:iam::aws:policy/PowerUserAccess")[0]).toEqual({
      Effect: "Allow",
      NotAction: ["iam:*", "organizations:*", "account:*"],
      Resource: "*",
    });
  });

  it("are all well formed, and no two are alike", () => {
    const all = awsManagedPolicies();
    expect(all.length).toBeGreaterThan(200);
    expect(new Set(all.map(({ arn }) => arn)).size).toBe(all.length);
    expect(new Set(all.map(({ policyId }) => policyId)).size).toBe(all.length);
    expect(all.map(({ arn }) => arn)).toEqual(all.map(({ arn }) => arn).toSorted());
    for (const { arn, versionId, createdMs, updatedMs, policyId } of all) {
      expect(versionId, arn).toMatch(/^v[1-9]\d*$/);
      expect(policyId, arn).toMatch(/^ANPA[A-Z2-7]{17}$/);
      expect(updatedMs, arn).toBeGreaterThanOrEqual(createdMs);
      for (const statement of statementsOf(arn)) {
        const actions = [...listOf(statement.Action), ...listOf(statement.NotAction)];
        const resources = [...listOf(statement.Resource), ...listOf(statement.NotResource)];
        for (const action of actions) expect(action, arn).toMatch(/^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*]+)$/);
        for (const resource of resources) expect(resource, arn).toMatch(/^(\*|arn:\S+)$/);
        expect(actions.length * resources.length, arn).toBeGreaterThan(0);
      }
    }
  });

  it("are read by the policy engine", () => {
    const faults = awsManagedPolicies().flatMap(({ arn, document }) => {
      try {
        parsePolicy(document, "managed");
        return [];
      } catch (error) {
        return [`${arn}: ${(error as Error).message}`];
      }
    });
    expect(faults).toEqual([]);
  });

  it("exist in AWS's other partitions, with their ARNs", () => {
    const china = awsManagedPolicy("arn:aws-cn:iam::aws:policy/service-role/AWSGlueServiceRole");
    expect(china?.document).toContain("arn:aws-cn:s3:::aws-glue-*");
    expect(china?.document).not.toContain("arn:aws:");
    expect(awsManagedPolicies("aws-us-gov")).toHaveLength(awsManagedPolicies().length);
    expect(awsManagedPolicy("arn:aws-mars:iam::aws:policy/AdministratorAccess")).toBeUndefined();
  });
});
