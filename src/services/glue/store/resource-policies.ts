// The resource policy of an account's catalog: there is one a region.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import type { Scope } from "../scope.ts";
import type { ResourcePolicyRow } from "./rows.ts";
import { resourcePolicies, within } from "./tables.ts";

export const policyKey = (scope: Scope): (string | number)[] => within(scope, "catalog");

export const findPolicy = (reads: Reads, scope: Scope): Promise<ResourcePolicyRow | undefined> =>
  resourcePolicies.get(reads, policyKey(scope));
