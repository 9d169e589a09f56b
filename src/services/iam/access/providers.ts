// Which access the operations on identity providers and MFA devices need.
import type { Access, AccessTable } from "../../../kit/access.ts";
import { partitionOf } from "../../../kit/arn.ts";
import type { Call, IamContext, Sdk } from "../context.ts";
import { serialNumberOf } from "../mfa-device.ts";
import { oidcArnOf, oidcProviderOf } from "../oidc-provider.ts";
import { samlArnOf, samlProviderOf } from "../saml-provider.ts";
import type { Tags } from "../store/rows.ts";
import { mfaDevices } from "../store/providers.ts";
import { requestTagKeys, requestTags, type TagInput } from "../tags.ts";
import { need } from "./resources.ts";
import { account, user } from "./rules.ts";

type Rule<Input> = (input: Input, call: Call) => Promise<Access>;

interface Tagging {
  readonly Tags?: readonly TagInput[];
  readonly TagKeys?: readonly string[];
}

/** About one thing that its ARN names; `find` reads the tags that it has. */
const about =
  <Input extends object>(
    arnIn: (input: Input) => string,
    find: (call: Call, arn: string) => Promise<{ readonly tags: Tags } | undefined>,
  ) =>
  <More extends Input>(action: string): Rule<More> =>
  async (input, call) => {
    const arn = arnIn(input);
    const { Tags, TagKeys } = input as Tagging;
    const row = await find(call, arn).catch(() => undefined); // what is not there is the operation's to tell
    return need(
      call,
      action,
      { arn, tags: row?.tags },
      { requestTags: TagKeys ? requestTagKeys(TagKeys) : requestTags(Tags) },
    );
  };

const oidc = about(
  (input: { readonly OpenIDConnectProviderArn: string }) => input.OpenIDConnectProviderArn,
  (call, arn) => oidcProviderOf(call.context.store.reads, call, arn),
);

const saml = about(
  (input: { readonly SAMLProviderArn: string }) => input.SAMLProviderArn,
  (call, arn) => samlProviderOf(call.context.store.reads, call, arn),
);

const mfa = about(
  (input: { readonly SerialNumber: string }) => input.SerialNumber,
  (call, arn) => mfaDevices.find(call.context.store.reads, call.account, arn),
);

export const providerAccess: AccessTable<Sdk, IamContext> = {
  CreateOpenIDConnectProvider: (input, call) => {
    const url = input.Url.replace(/^https:\/\//, "");
    const arn = oidcArnOf(call.account, { url, partition: partitionOf(call.region) });
    return need(call, "CreateOpenIDConnectProvider", { arn }, { requestTags: requestTags(input.Tags) });
  },
  GetOpenIDConnectProvider: oidc("GetOpenIDConnectProvider"),
  ListOpenIDConnectProviders: account("ListOpenIDConnectProviders"),
  DeleteOpenIDConnectProvider: oidc("DeleteOpenIDConnectProvider"),
  AddClientIDToOpenIDConnectProvider: oidc("AddClientIDToOpenIDConnectProvider"),
  RemoveClientIDFromOpenIDConnectProvider: oidc("RemoveClientIDFromOpenIDConnectProvider"),
  UpdateOpenIDConnectProviderThumbprint: oidc("UpdateOpenIDConnectProviderThumbprint"),
  TagOpenIDConnectProvider: oidc("TagOpenIDConnectProvider"),
  UntagOpenIDConnectProvider: oidc("UntagOpenIDConnectProvider"),
  ListOpenIDConnectProviderTags: oidc("ListOpenIDConnectProviderTags"),

  CreateSAMLProvider: (input, call) => {
    const arn = samlArnOf(call.account, { name: input.Name, partition: partitionOf(call.region) });
    return need(call, "CreateSAMLProvider", { arn }, { requestTags: requestTags(input.Tags) });
  },
  GetSAMLProvider: saml("GetSAMLProvider"),
  ListSAMLProviders: account("ListSAMLProviders"),
  UpdateSAMLProvider: saml("UpdateSAMLProvider"),
  DeleteSAMLProvider: saml("DeleteSAMLProvider"),
  TagSAMLProvider: saml("TagSAMLProvider"),
  UntagSAMLProvider: saml("UntagSAMLProvider"),
  ListSAMLProviderTags: saml("ListSAMLProviderTags"),

  CreateVirtualMFADevice: (input, call) => {
    const { VirtualMFADeviceName: name, Path: path = "/" } = input;
    const arn = serialNumberOf(call.account, { path, name, partition: partitionOf(call.region) });
    return need(call, "CreateVirtualMFADevice", { arn }, { requestTags: requestTags(input.Tags) });
  },
  DeleteVirtualMFADevice: mfa("DeleteVirtualMFADevice"),
  ListVirtualMFADevices: account("ListVirtualMFADevices"),
  EnableMFADevice: user("EnableMFADevice"),
  ResyncMFADevice: user("ResyncMFADevice"),
  DeactivateMFADevice: user("DeactivateMFADevice"),
  ListMFADevices: user("ListMFADevices"),
  GetMFADevice: user("GetMFADevice"),
  TagMFADevice: mfa("TagMFADevice"),
  UntagMFADevice: mfa("UntagMFADevice"),
  ListMFADeviceTags: mfa("ListMFADeviceTags"),
};
