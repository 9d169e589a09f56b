// Operations on identity providers and MFA devices: their part of the table of contents.
import { addClientIDToOpenIDConnectProvider } from "./operations/add-client-id-to-open-id-connect-provider.ts";
import { createOpenIDConnectProvider } from "./operations/create-open-id-connect-provider.ts";
import { createSAMLProvider } from "./operations/create-saml-provider.ts";
import { createVirtualMFADevice } from "./operations/create-virtual-mfa-device.ts";
import { deactivateMFADevice } from "./operations/deactivate-mfa-device.ts";
import { deleteOpenIDConnectProvider } from "./operations/delete-open-id-connect-provider.ts";
import { deleteSAMLProvider } from "./operations/delete-saml-provider.ts";
import { deleteVirtualMFADevice } from "./operations/delete-virtual-mfa-device.ts";
import { enableMFADevice } from "./operations/enable-mfa-device.ts";
import { getMFADevice } from "./operations/get-mfa-device.ts";
import { getOpenIDConnectProvider } from "./operations/get-open-id-connect-provider.ts";
import { getSAMLProvider } from "./operations/get-saml-provider.ts";
import { listMFADeviceTags } from "./operations/list-mfa-device-tags.ts";
import { listMFADevices } from "./operations/list-mfa-devices.ts";
import { listOpenIDConnectProviderTags } from "./operations/list-open-id-connect-provider-tags.ts";
import { listOpenIDConnectProviders } from "./operations/list-open-id-connect-providers.ts";
import { listSAMLProviderTags } from "./operations/list-saml-provider-tags.ts";
import { listSAMLProviders } from "./operations/list-saml-providers.ts";
import { listVirtualMFADevices } from "./operations/list-virtual-mfa-devices.ts";
import { removeClientIDFromOpenIDConnectProvider } from "./operations/remove-client-id-from-open-id-connect-provider.ts";
import { resyncMFADevice } from "./operations/resync-mfa-device.ts";
import { tagMFADevice } from "./operations/tag-mfa-device.ts";
import { tagOpenIDConnectProvider } from "./operations/tag-open-id-connect-provider.ts";
import { tagSAMLProvider } from "./operations/tag-saml-provider.ts";
import { untagMFADevice } from "./operations/untag-mfa-device.ts";
import { untagOpenIDConnectProvider } from "./operations/untag-open-id-connect-provider.ts";
import { untagSAMLProvider } from "./operations/untag-saml-provider.ts";
import { updateOpenIDConnectProviderThumbprint } from "./operations/update-open-id-connect-provider-thumbprint.ts";
import { updateSAMLProvider } from "./operations/update-saml-provider.ts";

export const providerOperations = {
  AddClientIDToOpenIDConnectProvider: addClientIDToOpenIDConnectProvider,
  CreateOpenIDConnectProvider: createOpenIDConnectProvider,
  CreateSAMLProvider: createSAMLProvider,
  CreateVirtualMFADevice: createVirtualMFADevice,
  DeactivateMFADevice: deactivateMFADevice,
  DeleteOpenIDConnectProvider: deleteOpenIDConnectProvider,
  DeleteSAMLProvider: deleteSAMLProvider,
  DeleteVirtualMFADevice: deleteVirtualMFADevice,
  EnableMFADevice: enableMFADevice,
  GetMFADevice: getMFADevice,
  GetOpenIDConnectProvider: getOpenIDConnectProvider,
  GetSAMLProvider: getSAMLProvider,
  ListMFADeviceTags: listMFADeviceTags,
  ListMFADevices: listMFADevices,
  ListOpenIDConnectProviderTags: listOpenIDConnectProviderTags,
  ListOpenIDConnectProviders: listOpenIDConnectProviders,
  ListSAMLProviderTags: listSAMLProviderTags,
  ListSAMLProviders: listSAMLProviders,
  ListVirtualMFADevices: listVirtualMFADevices,
  RemoveClientIDFromOpenIDConnectProvider: removeClientIDFromOpenIDConnectProvider,
  ResyncMFADevice: resyncMFADevice,
  TagMFADevice: tagMFADevice,
  TagOpenIDConnectProvider: tagOpenIDConnectProvider,
  TagSAMLProvider: tagSAMLProvider,
  UntagMFADevice: untagMFADevice,
  UntagOpenIDConnectProvider: untagOpenIDConnectProvider,
  UntagSAMLProvider: untagSAMLProvider,
  UpdateOpenIDConnectProviderThumbprint: updateOpenIDConnectProviderThumbprint,
  UpdateSAMLProvider: updateSAMLProvider,
};
