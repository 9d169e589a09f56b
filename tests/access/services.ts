// Services on real engines without a gateway: their operations, and what their access rules ask for.
import pino from "pino";
import { afterAll } from "vitest";
import type { Access, AccessNeed } from "../../src/kit/access.ts";
import { VirtualClock } from "../../src/kit/clock.ts";
import { Sealing, SEALING_KEY_BYTES } from "../../src/kit/sealing.ts";
import type { AnyService, Caller } from "../../src/kit/service.ts";
import { TemporaryCredentials } from "../../src/kit/temporary-credentials.ts";
import { services } from "../../src/platform.ts";
import { AccessLog } from "../../src/platform/access-log.ts";
import { openDataFolder } from "../../src/platform/data-folder.ts";
import { Running } from "../../src/platform/running.ts";

export const account = "111122223333";
export const region = "eu-west-1";

const base = { userId: "AIDA", accessKeyId: "AKIA" };
export const user: Caller = { ...base, kind: "user", account, arn: `arn:aws:iam::${account}:user/ada` };
export const root: Caller = { ...base, kind: "root", account, arn: `arn:aws:iam::${account}:root` };

export interface Services {
  /** Runs an operation as the account's root, past every check. */
  readonly call: (model: string, operation: string, input: object) => Promise<unknown>;
  /** What the operation's rule asks for, in its order. */
  readonly needs: (model: string, operation: string, input: object, caller?: Caller) => Promise<readonly AccessNeed[]>;
  readonly definition: (model: string) => Promise<AnyService>;
}

export function openServices(): Services {
  const folder = openDataFolder(undefined);
  const clock = new VirtualClock(0);
  const sealing = new Sealing(folder.secret("sealing", SEALING_KEY_BYTES));
  const closing = new AbortController();
  const running = new Running(services, {
    folder,
    logger: pino({ level: "warn" }),
    clock,
    sealing,
    sessions: new TemporaryCredentials(sealing),
    accessLog: new AccessLog(clock),
    closing: closing.signal,
    endpoint: () => "http://127.0.0.1:0",
    settings: { encryptAlways: false },
  });
  afterAll(async () => {
    closing.abort();
    await running.close();
    folder.close();
  });
  const open = async (model: string) => {
    const service = await running.services.open(model);
    if (!service) throw new Error(`no service ${model}`);
    return service;
  };
  const callOf = (context: unknown, caller: Caller) =>
    ({
      account,
      region,
      requestId: "test",
      caller,
      origin: { sourceIp: "127.0.0.1", host: "localhost", secure: false, userAgent: "test" },
      signal: closing.signal,
      context,
    }) as never;
  return {
    call: async (model, operation, input) => {
      const { definition, context } = await open(model);
      return definition.operations[operation]?.(input as never, callOf(context, root));
    },
    needs: async (model, operation, input, caller = user) => {
      const { definition, context } = await open(model);
      const rule = definition.access[operation];
      if (!rule) throw new Error(`${model} has no rule for ${operation}`);
      const access: Access = await rule(input as never, callOf(context, caller));
      return Array.isArray(access) ? (access as readonly AccessNeed[]) : [access as AccessNeed];
    },
    definition: async (model) => (await open(model)).definition,
  };
}

/** `kinesis:PutRecord arn:aws:...`, a line a need. */
export const lines = (needs: readonly AccessNeed[]): string[] =>
  needs.map(({ action, resource }) => `${action} ${resource}`);

/** The condition keys of a need that have a value. */
export const present = ({ context = {} }: AccessNeed): Record<string, unknown> =>
  Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
