// The resource policies of functions: statements by qualifier, shown as one document each.
import type { AddPermissionRequest } from "@aws-sdk/client-lambda";
import type { Decoded } from "../../kit/service.ts";
import { invalidParameter } from "./errors.ts";
import { functionArn, LATEST, type FunctionKey, type FunctionRow, type PolicyRow } from "./function.ts";

/** JSON, or undefined when the function has none for that qualifier. */
export function policyOf({ policies }: FunctionRow, qualifier: string): string | undefined {
  const policy = Object.hasOwn(policies, qualifier) ? policies[qualifier] : undefined;
  if (!policy || policy.statements.length === 0) return undefined;
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy.statements });
}

export const policyRow = ({ policies }: FunctionRow, qualifier: string): PolicyRow | undefined =>
  Object.hasOwn(policies, qualifier) ? policies[qualifier] : undefined;

export function withPolicy(row: FunctionRow, qualifier: string, policy: PolicyRow): FunctionRow {
  return { ...row, policies: { ...row.policies, [qualifier]: policy } };
}

export const isStatement =
  (id: string) =>
  (statement: object): boolean =>
    (statement as { readonly Sid?: string }).Sid === id;

/** As AWS writes it. Recorded. Errors: InvalidParameterValueException. */
export function statementOf(input: Decoded<AddPermissionRequest>, key: FunctionKey, qualifier: string): object {
  const { StatementId: Sid, Action, Principal, SourceArn, SourceAccount, PrincipalOrgID } = input;
  const conditions = {
    ...(SourceAccount !== undefined && { StringEquals: { "AWS:SourceAccount": SourceAccount } }),
    ...(SourceArn !== undefined && { ArnLike: { "AWS:SourceArn": SourceArn } }),
  };
  const equals = {
    ...conditions.StringEquals,
    ...(input.EventSourceToken !== undefined && { "lambda:EventSourceToken": input.EventSourceToken }),
    ...(PrincipalOrgID !== undefined && { "aws:PrincipalOrgID": PrincipalOrgID }),
    ...(input.FunctionUrlAuthType !== undefined && { "lambda:FunctionUrlAuthType": input.FunctionUrlAuthType }),
  };
  // Documented for function URLs.
  const via = input.InvokedViaFunctionUrl;
  const Bool = via === undefined ? {} : { Bool: { "lambda:InvokedViaFunctionUrl": String(via) } };
  const Condition = { ...Bool, ...(Object.keys(equals).length > 0 && { StringEquals: equals }), ...pick(conditions) };
  return {
    Sid,
    Effect: "Allow",
    Principal: principalOf(Principal),
    Action,
    Resource: functionArn(key, qualifier === LATEST ? undefined : qualifier),
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}

const pick = ({ ArnLike }: { readonly ArnLike?: object }) => (ArnLike ? { ArnLike } : {});

/** A service, everyone, or an account (whose root it stands for) or ARN. */
function principalOf(principal: string): object | string {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith("arn:")) return { AWS: principal };
  if (/^[a-z0-9.-]+\.(?:amazonaws\.com|amazonaws\.com\.cn|aws\.internal)$/.test(principal))
    return { Service: principal };
  throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
}
