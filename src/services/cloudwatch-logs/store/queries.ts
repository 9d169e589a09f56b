// Queries of Logs Insights and what they found, kept for a week.
import type { QueryStatistics, QueryStatus, ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { ServiceHost } from "../../../engines/host.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import { QUERIES_KEPT_MS } from "../limits.ts";
import type { Place } from "../group.ts";

export interface QueryRow {
  readonly text: string;
  readonly groups: readonly string[];
  /** Epoch ms, the end exclusive. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly limit: number;
  readonly status: QueryStatus;
  readonly createdMs: number;
  readonly statistics: QueryStatistics;
  readonly rows: readonly ResultField[][];
}

export interface QueryKey extends Place {
  readonly id: string;
}

const queries = table<QueryRow>({ name: "cloudwatch-logs.queries", version: 1, upgrades: {} });
const keyOf = ({ account, region, id }: QueryKey) => [account, region, id] as const;

export class QueryStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  find(key: QueryKey): Promise<QueryRow | undefined> {
    return queries.get(this.#host.keyvalue, keyOf(key));
  }

  async *list({ account, region }: Place): AsyncGenerator<QueryRow & { readonly id: string }> {
    for await (const { key, row } of queries.scan(this.#host.keyvalue, { prefix: [account, region] }))
      yield { id: String(key[2]), ...row };
  }

  /** It runs as a job, so that a restart does not end it. */
  async create(key: QueryKey, row: QueryRow): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      queries.put(transaction, keyOf(key), row);
      const timer = { kind: "query", key: key.id, dueMs: row.createdMs, payload: key };
      await this.#host.jobs.schedule(timer, transaction);
      await this.#host.jobs.schedule(
        { ...timer, kind: "forget-query", dueMs: row.createdMs + QUERIES_KEPT_MS },
        transaction,
      );
    });
  }

  /** Only one that has not ended; false for others. */
  end(key: QueryKey, change: Partial<QueryRow>): Promise<boolean> {
    return this.#host.keyvalue.transact(async (transaction) => {
      const row = await queries.get(transaction, keyOf(key));
      if (!row || !isGoing(row.status)) return false;
      queries.put(transaction, keyOf(key), { ...row, ...change });
      return true;
    });
  }

  async forget(key: QueryKey): Promise<void> {
    await this.#host.keyvalue.transact((transaction) => queries.delete(transaction, keyOf(key)));
  }
}

export const isGoing = (status: QueryStatus): boolean => status === "Scheduled" || status === "Running";
