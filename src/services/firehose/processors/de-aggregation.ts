// RecordDeAggregation: parts a record into its JSON documents, or at a delimiter.
import { splitDocuments } from "../../../formats/conversion/json-text.ts";
import type { ProcessingError, Step, WorkRecord } from "./work.ts";

/** Inferred. */
const notParted: ProcessingError = {
  code: "DynamicPartitioning.DeaggregationFailed",
  message: "The record could not be de-aggregated into JSON objects.",
};

export const deAggregation =
  (delimiter: Buffer | undefined): Step =>
  async (records, failures) => {
    const kept: WorkRecord[] = [];
    for (const record of records) {
      const parts = delimiter ? splitAt(record.data, delimiter) : documentsOf(record.data);
      if (parts.length === 0) failures.push({ record, error: notParted });
      for (const data of parts) kept.push({ ...record, data });
    }
    return kept;
  };

const documentsOf = (data: Uint8Array): Uint8Array[] =>
  (splitDocuments(data) ?? []).map(({ start, end }) => data.subarray(start, end));

function splitAt(data: Uint8Array, delimiter: Buffer): Uint8Array[] {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(delimiter, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) parts.push(bytes.subarray(start, end));
    start = end + delimiter.length;
  }
  return parts;
}
