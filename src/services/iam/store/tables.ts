// IAM's key-value tables. IAM is global: keys begin with the account, and no region follows.
import type { Key } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type {
  AccessKeyRow,
  DocumentRow,
  GroupRow,
  InstanceProfileRow,
  LoginProfileRow,
  PolicyRow,
  PolicyVersionRow,
  RoleRow,
  UseRow,
  UserRow,
} from "./rows.ts";

const first = { version: 1, upgrades: {} };

/** [account, name in lower case] */
export const users = table<UserRow>({ name: "iam.users", ...first });
export const groups = table<GroupRow>({ name: "iam.groups", ...first });
export const roles = table<RoleRow>({ name: "iam.roles", ...first });
export const policies = table<PolicyRow>({ name: "iam.policies", ...first });
export const instanceProfiles = table<InstanceProfileRow>({ name: "iam.instance-profiles", ...first });
/** [account, unique id]: the name in lower case. */
export const names = table<{ readonly name: string }>({ name: "iam.names", ...first });

/** [account, unique id of the policy, number] */
export const policyVersions = table<PolicyVersionRow>({ name: "iam.policy-versions", ...first });
/** [account, unique id of the owner, policy name] */
export const inlinePolicies = table<DocumentRow>({ name: "iam.inline-policies", ...first });
/** [account, policy ARN, usage, kind, unique id]: who has it attached, or as a boundary. */
export const attachments = table<object>({ name: "iam.attachments", ...first });
/** [account, unique id of the group, name of the user in lower case] */
export const members = table<object>({ name: "iam.members", ...first });
/** [account, unique id of the role, name of the instance profile in lower case] */
export const profilesOfRoles = table<object>({ name: "iam.profiles-of-roles", ...first });

/** [account, access key id] */
export const accessKeys = table<AccessKeyRow>({ name: "iam.access-keys", ...first });
/** [account, unique id of the user] */
export const loginProfiles = table<LoginProfileRow>({ name: "iam.login-profiles", ...first });
/** [account, access key id or unique id of the role], and the same with a service behind it. */
export const uses = table<UseRow>({ name: "iam.uses", ...first });

/** Names are not told apart by their case. */
export const folded = (name: string): string => name.toLowerCase();

export const keyOf = (account: string, name: string): Key => [account, folded(name)];
