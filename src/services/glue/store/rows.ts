// What Glue keeps: the shapes of its rows.
import type {
  ClassifierInput,
  CrawlerInput,
  DatabaseInputRow,
  PartitionInputRow,
  StoredColumn,
  TableInputRow,
} from "./inputs.ts";

export interface DatabaseRow {
  /** Its tables are kept under this id: a new database of the same name begins empty. */
  readonly id: string;
  readonly input: DatabaseInputRow;
  readonly createTime: Date;
}

export interface TableRow {
  /** Its versions and partitions are kept under this id. */
  readonly id: string;
  readonly input: TableInputRow;
  readonly version: number;
  readonly createTime: Date;
  readonly updateTime: Date;
  /** ARN of who made it. */
  readonly createdBy: string;
  readonly indexes: readonly PartitionIndexRow[];
}

interface PartitionIndexRow {
  readonly name: string;
  readonly keys: readonly string[];
}

/** An archived version of a table. */
export type TableVersionRow = Pick<TableRow, "input" | "version" | "createTime" | "updateTime" | "createdBy">;

export interface PartitionRow {
  /** Its storage descriptor is without columns: those are kept once for all partitions that have them. */
  readonly input: PartitionInputRow;
  /** Key of the columns; undefined when the partition came without any. */
  readonly columnsId: string | undefined;
  readonly creationTime: Date;
}

export interface ColumnsRow {
  readonly columns: readonly StoredColumn[];
}

export interface CrawlerRow {
  readonly input: CrawlerInput;
  readonly version: number;
  readonly creationTime: Date;
  readonly lastUpdated: Date;
  readonly scheduleState: "SCHEDULED" | "NOT_SCHEDULED" | undefined;
  /** The run under way. */
  readonly running: CrawlKey | undefined;
  /** Of the run: it shows as STOPPING when its results are being written and when someone stopped it. */
  readonly phase: "crawling" | "writing" | "stopped";
  /** The newest run that is over. */
  readonly last: CrawlKey | undefined;
  /** Over all its runs. */
  readonly tables: TableCounts;
}

/** The last parts of a run's key. */
export interface CrawlKey {
  readonly startMs: number;
  readonly id: string;
}

export interface TableCounts {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

/** One run of a crawler. Kept by start time, the newest last. */
export interface CrawlRow {
  readonly id: string;
  readonly state: "RUNNING" | "COMPLETED" | "FAILED" | "STOPPED";
  readonly startTime: Date;
  readonly endTime: Date | undefined;
  readonly errorMessage: string | undefined;
  /** What it changed so far. */
  readonly changes: CrawlChanges;
}

export interface CrawlChanges {
  readonly tables: TableCounts;
  readonly partitions: TableCounts;
}

export interface ClassifierRow {
  readonly input: ClassifierInput;
  readonly creationTime: Date;
  readonly lastUpdated: Date;
  readonly version: number;
}

export interface TagsRow {
  readonly tags: Readonly<Record<string, string>>;
}

export interface ResourcePolicyRow {
  /** JSON, as it was put. */
  readonly document: string;
  /** Changes with every put. */
  readonly hash: string;
  readonly createTime: Date;
  readonly updateTime: Date;
}
