// MetadataExtraction: partition keys from records, by a jq query. Many records go through jq in one call.
import { JQ_INPUT_MAX_BYTES } from "../limits.ts";
import type { Tools } from "../tools.ts";
import { jq } from "./jq.ts";
import type { Failure, ProcessingError, Step, WorkRecord } from "./work.ts";

/** The code is recorded, and the text for empty values; the other texts are inferred. */
const failure = (message: string): ProcessingError => ({
  code: "DynamicPartitioning.MetadataExtractionFailed",
  message,
});
export const emptyKey = failure("partitionKeys values must not be null or empty");

/**
 * A line for each record, which comes as a JSON string, so that none spoils the others: the results in an array (two at most are
 * looked for), `{"query"}` where the query failed, `{"json"}` where the record is no JSON.
 */
const guarded = (query: string): string =>
  `try ([fromjson] | try [limit(2; .[0] | (${query}\n))] catch {query: tostring}) catch {json: .}`;

/** Why jq cannot run the query, or undefined. */
export async function queryFault(query: string): Promise<string | undefined> {
  const answer = await jq("", guarded(query));
  return "error" in answer ? answer.error : undefined;
}

export const metadataExtraction =
  (query: string, { host: { clock }, metrics }: Pick<Tools, "host" | "metrics">): Step =>
  async (records, failures) => {
    const kept: WorkRecord[] = [];
    for (let at = 0; at < records.length;) {
      const texts: string[] = [];
      for (let size = 0; at + texts.length < records.length && size < JQ_INPUT_MAX_BYTES;) {
        const data = records[at + texts.length]?.data ?? new Uint8Array();
        size += data.byteLength;
        texts.push(JSON.stringify(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()));
      }
      const some = records.slice(at, at + texts.length);
      at += texts.length;
      const begunMs = clock.elapsed();
      const answer = await jq(texts.join("\n"), guarded(query));
      metrics.add("JQProcessing.Duration", clock.elapsed() - begunMs);
      const results = "output" in answer ? answer.output.split("\n").filter((line) => line !== "") : [];
      if (results.length === some.length) take(some, results, kept, failures);
      else for (const record of some) failures.push({ record, error: failure(complaint(answer)) });
    }
    return kept;
  };

const complaint = (answer: Awaited<ReturnType<typeof jq>>): string =>
  "error" in answer ? answer.error : "The query ended before the last record.";

function take(
  records: readonly WorkRecord[],
  results: readonly string[],
  kept: WorkRecord[],
  failures: Failure[],
): void {
  for (const [index, record] of records.entries()) {
    const found = keysIn(JSON.parse(results[index] ?? "null"));
    if ("error" in found) failures.push({ record, error: found.error });
    else kept.push({ ...record, keys: { ...record.keys, ...found.keys } });
  }
}

type Found = { readonly keys: Readonly<Record<string, string>> } | { readonly error: ProcessingError };

function keysIn(answer: unknown): Found {
  if (!Array.isArray(answer)) return { error: failure(reason(answer)) };
  const [result, another] = answer as readonly unknown[];
  if (another !== undefined || typeof result !== "object" || result === null || Array.isArray(result))
    return { error: failure("The query must give one JSON object for each record.") };
  const keys: Record<string, string> = {};
  for (const [name, value] of Object.entries(result)) {
    if (value === null || value === "") return { error: emptyKey };
    if (typeof value === "object") return { error: failure(`The value of partition key ${name} is no scalar.`) };
    keys[`partitionKeyFromQuery:${name}`] = String(value);
  }
  return { keys };
}

function reason(answer: unknown): string {
  const { query } = answer as { readonly query?: string };
  return query === undefined ? "Non JSON record provided" : query;
}
