// What the operations of STS work with.
import type * as sdk from "@aws-sdk/client-sts";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Principals } from "../../kit/principals.ts";
import type { Sealing } from "../../kit/sealing.ts";
import type * as kit from "../../kit/service.ts";
import type { TemporaryCredentials } from "../../kit/temporary-credentials.ts";
import { PerInput } from "./per-input.ts";
import { SigningKeys } from "./outbound/signing-keys.ts";
import type { SamlIdentity } from "./saml/saml-identity.ts";
import { StsStore } from "./store.ts";
import { IssuerKeys } from "./web-identity/issuer-keys.ts";
import type { WebIdentity } from "./web-identity/web-identity.ts";

export type Sdk = typeof sdk;

export interface StsContext {
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly principals: Principals;
  readonly temporaryCredentials: TemporaryCredentials;
  readonly issuerKeys: IssuerKeys;
  readonly signingKeys: SigningKeys;
  /** Where processes on this machine reach the platform. */
  readonly endpoint: () => string;
  /** Worked out by the access rule, used again by the operation. */
  readonly webIdentities: PerInput<WebIdentity>;
  readonly samlIdentities: PerInput<SamlIdentity>;
  readonly mfaChecks: PerInput<boolean>;
}

export function openSts(host: ServiceHost): StsContext {
  const { clock, sealing, principals, temporaryCredentials } = host;
  return {
    clock,
    sealing,
    principals,
    temporaryCredentials,
    issuerKeys: new IssuerKeys(clock),
    signingKeys: new SigningKeys(new StsStore(host.keyvalue), sealing),
    endpoint: () => host.endpoint(),
    webIdentities: new PerInput(),
    samlIdentities: new PerInput(),
    mfaChecks: new PerInput(),
  };
}

export type Call = kit.Call<StsContext>;
export type Input<Name extends kit.OperationName<Sdk>> = kit.InputOf<Sdk, Name>;
export type Operation<Name extends kit.OperationName<Sdk>> = kit.Operation<Sdk, Name, StsContext>;
