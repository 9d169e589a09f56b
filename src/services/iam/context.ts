// What the operations of IAM work with.
import type * as iam from "@aws-sdk/client-iam";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Principals } from "../../kit/principals.ts";
import type { Call as KitCall, Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { IamPrincipals } from "./principals.ts";
import { KeyUses } from "./store/key-uses.ts";
import { IamStore } from "./store/store.ts";

export type Sdk = typeof iam;

export interface IamContext {
  readonly store: IamStore;
  readonly clock: Clock;
  readonly paging: Paging;
  readonly keyUses: KeyUses;
  /** Where processes on this machine reach the platform. */
  readonly endpoint: () => string;
  /** What the platform asks of IAM. */
  readonly principals: Principals;
}

export type Call = KitCall<IamContext>;
export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, IamContext>;

export function openIam(host: ServiceHost): IamContext {
  const store = new IamStore(host);
  const keyUses = new KeyUses(host);
  return {
    store,
    clock: host.clock,
    paging: host.paging,
    keyUses,
    endpoint: () => host.endpoint(),
    principals: new IamPrincipals(store, keyUses, host.clock),
  };
}
