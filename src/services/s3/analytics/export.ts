// The file of an analysis: all its days, rewritten every day. Columns, order and the format of dates are documented (some who parse such
// files expect YYYY-MM-DD); the file's key, how a
// filter is written, that a megabyte is 2^20 bytes and that cells without data are empty are inferred.
import { Readable } from "node:stream";
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import { filterPrefix, filterTags } from "../configurations/filter.ts";
import type { S3Context } from "../context.ts";
import { deliver } from "../delivery.ts";
import { DAY_MS } from "../limits.ts";
import { type AnalysedDay, daysOf } from "../store/analytics.ts";
import { findBucket, type NamedBucket } from "../store/buckets.ts";
import { AGE_GROUPS, SMALL } from "./age-groups.ts";
import { type Amounts, NOTHING, sumOf } from "./amounts.ts";
import { judge, type Judged } from "./recommendation.ts";

const COLUMNS = [
  "Date",
  "ConfigId",
  "Filter",
  "StorageClass",
  "ObjectAge",
  "ObjectCount",
  "DataUploaded_MB",
  "Storage_MB",
  "DataRetrieved_MB",
  "GetRequestCount",
  "CumulativeAccessRatio",
  "ObjectAgeForSIATransition",
  "RecommendedObjectAgeForSIATransition",
];
const MIB = 1024 ** 2;
const DECIMALS = 6;

/** Nothing, if none is wanted or the destination is elsewhere or another's. Documented. Errors: as PutObject. */
export async function exportAnalysis(
  context: S3Context,
  source: NamedBucket,
  configuration: AnalyticsConfiguration,
  signal: AbortSignal,
): Promise<void> {
  const id = configuration.Id ?? "";
  const to = configuration.StorageClassAnalysis?.DataExport?.Destination?.S3BucketDestination;
  if (to === undefined) return;
  const bucket = to.Bucket?.split(":").at(-1) ?? "";
  const destination = await findBucket(context.keyvalue, bucket);
  if (destination === undefined || destination.region !== source.region) return;
  if (to.BucketAccountId !== undefined && to.BucketAccountId !== destination.account) return;
  const text = Buffer.from(exported(configuration, await daysOf(context, source.name, id)));
  const root = to.Prefix === undefined || to.Prefix === "" ? "" : `${to.Prefix.replace(/\/$/, "")}/`;
  const file = {
    source,
    bucket,
    key: `${root}${source.name}/${id}.csv`,
    body: Readable.from([text], { objectMode: false }),
    sizeBytes: text.length,
    contentType: "text/csv",
  };
  await deliver(context, file, signal);
}

function exported({ Id = "", Filter }: AnalyticsConfiguration, days: readonly AnalysedDay[]): string {
  const filter = quotedIfNeeded(
    [
      ...(filterPrefix(Filter) === "" ? [] : [`prefix=${filterPrefix(Filter)}`]),
      ...filterTags(Filter).map(({ Key, Value }) => `tag:${Key}=${Value}`),
    ].join("&"),
  );
  const found = new Set(["STANDARD", ...days.flatMap(({ amounts }) => Object.keys(amounts))]);
  const classes = [...found].map((name) => ({ name, judged: judge(days, name) }));
  const lines = [COLUMNS.join(",")];
  for (let group = 0; group <= SMALL; group++)
    for (const [at, { day, amounts }] of days.entries())
      for (const { name, judged } of classes) {
        const groups = amounts[name];
        if (groups === undefined && name !== "STANDARD") continue;
        const isAll = group === SMALL;
        const one = isAll ? (groups ?? []).reduce(sumOf, NOTHING) : (groups?.[group] ?? NOTHING);
        const age = isAll ? "ALL" : (AGE_GROUPS[group]?.name ?? "");
        const cells = cellsOf(one, judged[at], group, isAll && name === "STANDARD");
        lines.push([dateOf(day), Id, filter, name, age, ...cells].join(","));
      }
  return `${lines.join("\n")}\n`;
}

function cellsOf(one: Amounts, judged: Judged | undefined, group: number, hasAges: boolean): readonly string[] {
  const ratio = judged?.ratios[group];
  return [
    count(one.objects),
    megabytes(one.uploadedBytes),
    megabytes(one.storedBytes),
    megabytes(one.retrievedBytes),
    count(one.gets),
    ratio === undefined ? "" : rounded(ratio),
    hasAges ? String(judged?.observedAge ?? "") : "",
    hasAges ? String(judged?.recommendedAge ?? "") : "",
  ];
}

const rounded = (value: number): string => String(Number(value.toFixed(DECIMALS)));
const count = (value: number): string => (value === 0 ? "" : String(value));
const megabytes = (bytes: number): string => (bytes === 0 ? "" : rounded(bytes / MIB));

/** MM-DD-YYYY, "when the record was processed": the midnight that ends the day. */
function dateOf(day: number): string {
  const [year = "", month = "", date = ""] = new Date((day + 1) * DAY_MS).toISOString().slice(0, 10).split("-");
  return `${month}-${date}-${year}`;
}

const quotedIfNeeded = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
