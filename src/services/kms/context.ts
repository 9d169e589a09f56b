// What KMS' operations share.
import type * as kms from "@aws-sdk/client-kms";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Principals } from "../../kit/principals.ts";
import type { Sealing } from "../../kit/sealing.ts";
import type * as kit from "../../kit/service.ts";
import { Materials } from "./materials.ts";
import { ROOT_KEY_BYTES, RootKey } from "./root-key.ts";
import { KmsStore } from "./store.ts";
import { LastUsage } from "./last-usage.ts";

export type Sdk = typeof kms;

export interface KmsContext {
  readonly store: KmsStore;
  readonly root: RootKey;
  readonly materials: Materials;
  readonly usage: LastUsage;
  readonly clock: Clock;
  readonly paging: Paging;
  readonly principals: Principals;
  readonly sealing: Sealing;
}

export type Call = kit.Call<KmsContext>;
export type Operation<Name extends kit.OperationName<Sdk>> = kit.Operation<Sdk, Name, KmsContext>;
export type Input<Name extends kit.OperationName<Sdk>> = kit.InputOf<Sdk, Name>;

export function openKms(host: ServiceHost): KmsContext {
  const { clock, paging, principals, sealing } = host;
  const root = new RootKey(host.secret("kms-root", ROOT_KEY_BYTES));
  const store = new KmsStore(host);
  return {
    store,
    root,
    materials: new Materials(root),
    usage: new LastUsage(store, host),
    clock,
    paging,
    principals,
    sealing,
  };
}
