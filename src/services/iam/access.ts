// Which access each operation of IAM needs. Documented in the Service Authorization Reference of IAM.
import type { Access, AccessTable } from "../../kit/access.ts";
import type { Caller } from "../../kit/service.ts";
import { accountAccess } from "./access/accounts.ts";
import { credentialAccess } from "./access/credentials.ts";
import { entityAccess } from "./access/entities.ts";
import { policyAccess } from "./access/policies.ts";
import { providerAccess } from "./access/providers.ts";
import type { Call, IamContext, Sdk } from "./context.ts";
import { invalidSessionToken } from "./errors.ts";

type Rule = (input: never, call: Call) => Access | Promise<Access>;

/** Documented: credentials of GetFederationToken call nothing in IAM, those of GetSessionToken only with a device's code. */
const isShutOut = ({ kind, session }: Caller): boolean =>
  kind === "federated-user" || (session !== undefined && kind !== "assumed-role" && session.mfa !== true);

const keptFromSessions =
  (rule: Rule): Rule =>
  (input, call) => {
    if (isShutOut(call.caller)) throw invalidSessionToken();
    return rule(input, call);
  };

const rules: AccessTable<Sdk, IamContext> = {
  ...entityAccess,
  ...policyAccess,
  ...accountAccess,
  ...credentialAccess,
  ...providerAccess,
};

export const access = Object.fromEntries(
  Object.entries(rules).map(([operation, rule]) => [operation, keptFromSessions(rule as Rule)]),
) as typeof rules;
