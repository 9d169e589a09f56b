// The open batches of a pump: one for each partition, one for records that failed, one for the backup.
import { Batch, DATA, type Output, type Staging } from "./batch.ts";
import type { Taken } from "./intake.ts";
import { ACTIVE_PARTITIONS_MAX } from "./limits.ts";
import { failureLine, type Failure, type WorkRecord } from "./processors/work.ts";
import type { SourceRecord } from "./source.ts";

type Positions = Readonly<Record<string, string>>;

export interface Open {
  readonly batch: Batch;
  /** Where the source stood before the batch's first record. */
  readonly since: Positions;
  readonly openedMs: number;
}

export interface BuffersOptions {
  readonly newFolder: () => Promise<string>;
  readonly nowMs: () => number;
}

/** Documented code; the text is inferred. */
const limitExceeded = {
  code: "DynamicPartitioning.ActivePartitionsLimitExceeded",
  message: `The limit of ${ACTIVE_PARTITIONS_MAX} active partitions was exceeded.`,
};

const PLAIN: Staging = {
  delimiter: undefined,
  folding: undefined,
  converts: false,
  framed: false,
};
const FAILED: Output = { kind: "failed", keys: {} };
const BACKUP: Output = { kind: "backup", keys: {} };

export class Buffers {
  readonly #options: BuffersOptions;
  /** In the order in which they were opened. */
  readonly #open = new Map<string, Open>();
  #partitions = 0;
  #hasRefused = false;

  constructor(options: BuffersOptions) {
    this.#options = options;
  }

  get all(): Iterable<Open> {
    return this.#open.values();
  }

  /** Before the oldest record that is not delivered; undefined when there is none. */
  get since(): Positions | undefined {
    for (const { since } of this.#open.values()) return since;
    return undefined;
  }

  /** Batches of data, one a partition. */
  get partitions(): number {
    return this.#partitions;
  }

  /** Whether the last records needed more partitions than there may be. */
  get hasRefused(): boolean {
    return this.#hasRefused;
  }

  async add({ records, failures, originals, since }: Taken, staging: Staging, backsUp: boolean): Promise<void> {
    const failed = [...failures];
    this.#hasRefused = false;
    for (const [id, { keys, some }] of grouped(records)) {
      const isNew = !this.#open.has(id);
      if (isNew && this.#partitions >= ACTIVE_PARTITIONS_MAX) {
        this.#hasRefused = true;
        failed.push(...some.map((record) => ({ record, error: limitExceeded })));
      } else await this.#append(id, some, since, staging, keys === NONE ? DATA : { kind: "data", keys });
    }
    if (backsUp) await this.#append("backup", originals, since, PLAIN, BACKUP);
    if (failed.length > 0) await this.#append("failed", this.#lines(failed), since, PLAIN, FAILED);
  }

  /** Forgets a delivered batch and deletes its files. */
  async remove({ batch }: Open): Promise<void> {
    for (const [id, open] of this.#open) {
      if (open.batch !== batch) continue;
      this.#open.delete(id);
      if (batch.output.kind === "data") this.#partitions--;
    }
    await batch.discard();
  }

  async discard(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map(({ batch }) => batch.discard()));
  }

  async #append(
    id: string,
    records: readonly SourceRecord[],
    since: Positions,
    staging: Staging,
    output: Output,
  ): Promise<void> {
    let open = this.#open.get(id);
    if (!open) {
      const batch = new Batch(await this.#options.newFolder(), staging, output);
      open = { batch, since, openedMs: this.#options.nowMs() };
      this.#open.set(id, open);
      if (output.kind === "data") this.#partitions++;
    }
    await open.batch.append(records);
  }

  #lines(failures: readonly Failure[]): SourceRecord[] {
    const nowMs = this.#options.nowMs();
    return failures.map((failure) => ({ ...failure.record, data: failureLine(failure, nowMs) }));
  }
}

interface Group {
  readonly keys: WorkRecord["keys"];
  readonly some: WorkRecord[];
}

const NONE = {};

/** By partition; the ids of partitions begin with `data`. */
function grouped(records: readonly WorkRecord[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  const first = records[0];
  if (first && Object.keys(first.keys).length === 0) return groups.set("data", { keys: NONE, some: [...records] });
  for (const record of records) {
    const id = `data${JSON.stringify(Object.values(record.keys))}`;
    const group = groups.get(id) ?? { keys: record.keys, some: [] };
    group.some.push(record);
    groups.set(id, group);
  }
  return groups;
}
