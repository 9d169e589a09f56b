// Identity providers and MFA devices.
import { table } from "../../../engines/keyvalue/table.ts";
import { Collection } from "./collection.ts";
import type { MfaDeviceRow, OidcProviderRow, SamlProviderRow } from "./provider-rows.ts";

const first = { version: 1, upgrades: {} };

/** [account, URL without `https://`] */
export const oidcProviders = new Collection(table<OidcProviderRow>({ name: "iam.oidc-providers", ...first }));
/** [account, name] */
export const samlProviders = new Collection(table<SamlProviderRow>({ name: "iam.saml-providers", ...first }));
/** [account, serial number] */
export const mfaDevices = new Collection(table<MfaDeviceRow>({ name: "iam.mfa-devices", ...first }));
