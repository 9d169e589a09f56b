// Configurations of storage class analysis: what S3 refuses.
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import { malformedXml } from "../errors.ts";
import { invalidDestinationBucket } from "./errors.ts";
import { filterTags, type ObjectFilter } from "./filter.ts";
import { BUCKET_ARN } from "./inventory.ts";
import { checkWord } from "./words.ts";

/** Errors: MalformedXML; InvalidS3DestinationBucket, inferred from inventories. */
export function checkAnalytics({ Filter, StorageClassAnalysis }: AnalyticsConfiguration): void {
  checkFilter(Filter);
  const { DataExport } = StorageClassAnalysis ?? {};
  if (DataExport === undefined) return;
  checkWord(DataExport.OutputSchemaVersion, ["V_1"]);
  const { Format, Bucket = "" } = DataExport.Destination?.S3BucketDestination ?? {};
  checkWord(Format, ["CSV"]);
  if (!BUCKET_ARN.test(Bucket)) throw invalidDestinationBucket();
}

/** Documented: "exactly one prefix, one tag, or one conjunction". That no key may be there twice is inferred. */
function checkFilter(filter: ObjectFilter | undefined): void {
  if (filter === undefined) return;
  const given = [filter.Prefix, filter.Tag, filter.And].filter((part) => part !== undefined);
  const keys = filterTags(filter).map(({ Key }) => Key);
  if (given.length > 1 || new Set(keys).size !== keys.length) throw malformedXml();
}
