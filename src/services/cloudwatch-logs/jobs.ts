// What becomes of log groups by themselves: events expire, and those of groups and streams that are gone give their space back.
import type { JobHandler } from "../../kit/service.ts";
import type { LogsContext } from "./context.ts";
import { type GroupKey, horizonMs } from "./group.ts";
import { runStored } from "./insights/stored-query.ts";
import { EXPIRE_INTERVAL_MS } from "./limits.ts";
import { isGoing, type QueryKey } from "./store/queries.ts";
import type { ClearPayload } from "./timers.ts";

export const jobs: Readonly<Record<string, JobHandler<LogsContext>>> = {
  clear: async ({ payload, signal }, { store, encryption }) => {
    const { account, region, groupId, streamId } = payload as ClearPayload;
    await store.chunks.remove({ account, region, groupId, streamId }, Infinity, signal);
    if (streamId === undefined) await encryption.forget({ key: { account, region, name: "" }, id: groupId });
  },
  expire: async ({ key, payload, signal }, { store, host }) => {
    const group = await store.groups.find(payload as GroupKey);
    if (group?.retentionDays === undefined || !key.endsWith(`/${group.id}`)) return undefined;
    const { account, region } = group.key;
    await store.chunks.remove({ account, region, groupId: group.id }, horizonMs(group, host.clock.now()), signal);
    return { againAtMs: host.clock.now() + EXPIRE_INTERVAL_MS };
  },
  query: async ({ payload }, context) => {
    const key = payload as QueryKey;
    const row = await context.store.queries.find(key);
    if (!row || !isGoing(row.status)) return;
    const { rows, statistics } = await runStored(key, row, context);
    await context.store.queries.end(key, { status: "Complete", rows, statistics });
  },
  "forget-query": async ({ payload }, { store }) => store.queries.forget(payload as QueryKey),
  /** Exists as long as its filter does, so that what waits goes on after a restart without a request. */
  deliver: async ({ key, payload }, { store, deliverer, host }) => {
    const group = await store.groups.find(payload as GroupKey);
    if (!group?.subscriptionFilters.some(({ id }) => key === id)) return undefined;
    deliverer.wake(group);
    return { againAtMs: host.clock.now() + EXPIRE_INTERVAL_MS };
  },
};
