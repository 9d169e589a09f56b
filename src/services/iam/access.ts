// Which access each operation of IAM needs. Documented in the Service Authorization Reference of IAM.
import type { AccessTable } from "../../kit/access.ts";
import { accountAccess } from "./access/accounts.ts";
import { credentialAccess } from "./access/credentials.ts";
import { entityAccess } from "./access/entities.ts";
import { policyAccess } from "./access/policies.ts";
import { providerAccess } from "./access/providers.ts";
import type { IamContext, Sdk } from "./context.ts";

export const access: AccessTable<Sdk, IamContext> = {
  ...entityAccess,
  ...policyAccess,
  ...accountAccess,
  ...credentialAccess,
  ...providerAccess,
};
