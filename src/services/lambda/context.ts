// What Lambda's operations share.
import type * as lambda from "@aws-sdk/client-lambda";
import type { ServiceHost } from "../../engines/host.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { CodeFolders } from "./code-folders.ts";
import { Events } from "./events.ts";
import { Mappings } from "./mappings.ts";
import { Provisioner } from "./provisioned.ts";
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
  readonly provisioner: Provisioner;
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
    get provisioner() {
      return provisioner;
    },
  };
  const mappings = new Mappings(context);
  const provisioner = new Provisioner(context);
  resume(context).catch((error: unknown) =>
    host.logger.error({ err: error }, "what an earlier run left does not go on"),
  );
  return context;
}

/** Whether an earlier run has left anything: events run, mappings are polled, environments are started ahead from here on. */
export async function resume({ events, mappings, provisioner }: LambdaContext): Promise<boolean> {
  const hasEvents = await events.resume();
  const hasMappings = await mappings.resume();
  const hasProvisioned = await provisioner.resume();
  return hasEvents || hasMappings || hasProvisioned;
}
