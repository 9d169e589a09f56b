// The policy engine by itself: a decision of a user with ten policies, worked out and remembered; documents read.
import { compile, type CompiledPolicy } from "../src/policy/compile.ts";
import { DecisionCache } from "../src/policy/decision-cache.ts";
import { evaluate } from "../src/policy/evaluate.ts";
import { parsePolicy } from "../src/policy/parse.ts";
import type { AccessRequest, ApplicablePolicies } from "../src/policy/policy.ts";
import { micros } from "./micros.ts";
import { report } from "./report.ts";

const ACCOUNT = "000000000000";
const POLICIES = 10;
/** What a remembered decision may take. */
const BUDGET_US = 5;
const DECISIONS_MAX = 20_000;

/** Five statements, three of which speak of the service; one of the last policy allows the put. */
const documentOf = (index: number, conditions: boolean): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: `arn:aws:s3:::lake-${index}/*` },
      { Effect: "Allow", Action: "kinesis:Describe*", Resource: "*" },
      {
        Effect: "Allow",
        Action: "kinesis:Put*",
        Resource: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/${index === POLICIES - 1 ? "orders" : `other-${index}`}`,
        ...(conditions && { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }),
      },
      {
        Effect: "Deny",
        Action: conditions ? "kinesis:*" : "kinesis:Delete*",
        Resource: "*",
        ...(conditions && { Condition: { IpAddress: { "aws:SourceIp": `203.0.113.${index}/32` } } }),
      },
      { Effect: "Deny", Action: "kinesis:Delete*", Resource: "*" },
    ],
  });

const context: Readonly<Record<string, string>> = { "aws:requestedregion": "us-east-1", "aws:sourceip": "10.0.0.1" };

const request: AccessRequest = {
  caller: {
    kind: "user",
    account: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/bench`,
    userId: "AIDABENCHBENCHBENCH1",
    accessKeyId: "AKIABENCH",
  },
  action: "kinesis:PutRecord",
  resource: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`,
  resourceAccount: ACCOUNT,
  context: (key) => context[key],
};

function policiesOf(conditions: boolean): ApplicablePolicies {
  const compiled = (index: number): CompiledPolicy =>
    compile(parsePolicy(documentOf(index, conditions), "identity"), `policy ${index}`);
  return { identity: Array.from({ length: POLICIES }, (_, index) => compiled(index)) };
}

function deciding(what: string, policies: ApplicablePolicies): void {
  if (evaluate(request, policies).outcome !== "allowed") throw new Error(`${what}: was to be allowed`);
  const cache = new DecisionCache(DECISIONS_MAX);
  const evaluated = micros(() => evaluate(request, policies));
  const remembered = micros(() => cache.decide(request, policies));
  report(`${what}, worked out`, `${evaluated.toFixed(2)} us`, "");
  const budget = `${(remembered / BUDGET_US).toFixed(2)} x the ${BUDGET_US} us it may take`;
  report(
    `${what}, remembered`,
    `${remembered.toFixed(2)} us`,
    `${budget}, ${(remembered / evaluated).toFixed(2)} x working it out`,
  );
}

export async function benchPolicy(): Promise<void> {
  console.log("\npolicy");
  deciding(`decision of ${POLICIES} policies`, policiesOf(false));
  deciding("the same with conditions", policiesOf(true));
  const document = documentOf(0, true);
  const [read, parsed] = [micros(() => parsePolicy(document, "identity")), micros(() => JSON.parse(document))];
  report("document of 5 statements, read", `${read.toFixed(1)} us`, `${(read / parsed).toFixed(1)} x JSON.parse`);
  const policy = parsePolicy(document, "identity");
  report("and compiled", `${micros(() => compile(policy, "bench")).toFixed(1)} us`, "");
}
