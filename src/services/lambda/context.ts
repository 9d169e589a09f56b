// What Lambda's operations share.
import type * as lambda from "@aws-sdk/client-lambda";
import type { ServiceHost } from "../../engines/host.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { CodeFolders } from "./code-folders.ts";
import { Events } from "./events.ts";
import { Mappings } from "./mappings.ts";
import { Runner } from "./runner.ts";
import { LambdaStore } from "./store.ts";

export type Sdk = typeof lambda;

export interface LambdaContext {
  readonly host: ServiceHost;
  readonly store: LambdaStore;
  readonly folders: CodeFolders;
  readonly runner: Runner;
  readonly events: Events;
  readonly mappings: Mappings;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, LambdaContext>;

export function openLambda(host: ServiceHost): LambdaContext {
  const store = new LambdaStore(host);
  const folders = new CodeFolders(host);
  const runner = new Runner(host, folders);
  const parts = { host, store, folders, runner, events: new Events(host, store, runner) };
  const context: LambdaContext = {
    ...parts,
    get mappings() {
      return mappings;
    },
  };
  const mappings = new Mappings(context);
  return context;
}
