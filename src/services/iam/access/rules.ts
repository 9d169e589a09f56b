// Makers of access rules: for operations that are about one entity named in their input.
import type { Access } from "../../../kit/access.ts";
import type { Call } from "../context.ts";
import { requestTagKeys, requestTags, type TagInput } from "../tags.ts";
import {
  groupResource,
  need,
  newArn,
  policyResource,
  profileResource,
  roleResource,
  type Resource,
  userResource,
} from "./resources.ts";

type Rule<Input> = (input: Input, call: Call) => Promise<Access>;
type Named<Input> = (input: Input, call: Call) => Promise<Resource>;

interface Bounded {
  readonly PermissionsBoundary?: string | undefined;
  readonly PolicyArn?: string | undefined;
}

/** Rules of one kind of entity; `find` tells which entity an input is about. */
const about =
  <Input extends object>(find: Named<Input>) =>
  <More extends Input>(action: string): Rule<More> =>
  async (input, call) => {
    const resource = await find(input, call);
    const { PermissionsBoundary = resource.boundary, PolicyArn } = input as Bounded;
    const context = {
      ...(PermissionsBoundary !== undefined && { "iam:PermissionsBoundary": PermissionsBoundary }),
      ...(PolicyArn !== undefined && { "iam:PolicyARN": PolicyArn }),
    };
    return need(call, action, resource, { context, requestTags: tagsOf(input) });
  };

function tagsOf(input: object): Readonly<Record<string, string>> {
  const { Tags, TagKeys } = input as { readonly Tags?: readonly TagInput[]; readonly TagKeys?: readonly string[] };
  return TagKeys ? requestTagKeys(TagKeys) : requestTags(Tags);
}

export const user = about<{ readonly UserName?: string | undefined }>(({ UserName }, call) =>
  userResource(call, UserName),
);
export const group = about<{ readonly GroupName: string }>(({ GroupName }, call) => groupResource(call, GroupName));
export const role = about<{ readonly RoleName: string }>(({ RoleName }, call) => roleResource(call, RoleName));
export const profile = about<{ readonly InstanceProfileName: string }>(({ InstanceProfileName }, call) =>
  profileResource(call, InstanceProfileName),
);

/** Of a managed policy; its ARN is the resource, and no condition. */
export const policy =
  <Input extends { readonly PolicyArn: string }>(action: string): Rule<Input> =>
  async (input, call) =>
    need(call, action, await policyResource(call, input.PolicyArn), { requestTags: tagsOf(input) });

interface Listing {
  readonly PathPrefix?: string | undefined;
}

/** Of listings: everything under a path. The resource is as AWS's denials name it. */
export const listing =
  (action: string, kind: "user" | "group" | "role" | "policy" | "instance-profile"): Rule<Listing> =>
  async ({ PathPrefix = "/" }, call) =>
    need(call, action, {
      arn: newArn(kind, call, "", PathPrefix),
      ...(kind === "policy" && { shownAs: `policy path ${PathPrefix}` }),
    });

/** Of what is about the account and no resource of it. */
export const account =
  (action: string): Rule<object> =>
  async (input, call) =>
    need(call, action, { arn: "*" }, { requestTags: tagsOf(input) });
