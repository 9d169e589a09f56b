// What IAM knows of users and roles, for the gateway and the services; IAM is opened at the first question.
import type { Services } from "../gateway/services.ts";
import type { Principals } from "../kit/principals.ts";

/** What IAM's context offers besides its operations. */
interface OffersPrincipals {
  readonly principals: Principals;
}

export function principalsOf(services: Services): Principals {
  let known: Principals | undefined;
  const iam = async (): Promise<Principals | undefined> => {
    known ??= ((await services.open("iam"))?.context as OffersPrincipals | undefined)?.principals;
    return known;
  };
  return {
    get revision() {
      return known?.revision ?? 0;
    },
    accessKey: async (accessKeyId) => (await iam())?.accessKey(accessKeyId),
    policiesOf: async (arn) => (await iam())?.policiesOf(arn),
    idOf: async (arn) => (await iam())?.idOf(arn),
    nameOf: async (id, arn) => (await iam())?.nameOf(id, arn) ?? arn,
    role: async (arn) => (await iam())?.role(arn),
    identityProvider: async (arn) => (await iam())?.identityProvider(arn),
    managedPolicy: async (arn) => (await iam())?.managedPolicy(arn),
    checkMfa: async (serialNumber, code, caller) => (await iam())?.checkMfa(serialNumber, code, caller) ?? false,
    issuesTokens: async (account) => (await iam())?.issuesTokens(account) ?? false,
    noteUse: (caller, service, region) => known?.noteUse(caller, service, region),
  };
}
