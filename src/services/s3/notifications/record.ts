// The record of one event, as S3 sends it. Recorded unless said otherwise; documented in "Event message structure".
import { hash } from "node:crypto";
import { formatArn } from "../../../kit/arn.ts";
import { extendedRequestId } from "../../../kit/extended-request-id.ts";
import { uuid } from "../../../kit/ids.ts";
import { nameEncoder } from "../encoding-type.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { isDeleteMarker, type VersionRow } from "../store/tables.ts";
import { sequencerOf } from "../version-id.ts";
import type { Cause } from "./cause.ts";
import { type EventName, versionOf } from "./event-types.ts";

export interface ObjectEvent {
  readonly name: EventName;
  readonly key: string;
  /** What was written, changed, made or removed. */
  readonly row: VersionRow;
  readonly cause: Cause;
  /** Whatever this kind of event has besides: `lifecycleEventData` and its kin. Documented. */
  readonly more?: Readonly<Record<string, unknown>> | undefined;
}

const encode = nameEncoder("url");
/** Of an empty object. */
const NO_BYTES_MD5 = "d41d8cd98f00b204e9800998ecf8427e";
const OWNER_DIGITS = 13;

/** The bucket owner's id of old: a letter and 13 characters, always the same for an account. */
const ownerIdOf = (account: string): string =>
  `A${hash("sha256", `forebay customer ${account}`, "hex").slice(0, OWNER_DIGITS).toUpperCase()}`;

/** `place`: where it stands in the order of what happened to the key. */
export function recordOf(bucket: NamedBucket, event: ObjectEvent, place: string, nowMs: number) {
  const { name, cause, more } = event;
  const requestId = cause.requestId ?? uuid();
  return {
    eventVersion: versionOf(name),
    eventSource: "aws:s3",
    awsRegion: bucket.region,
    eventTime: new Date(nowMs).toISOString(),
    eventName: name,
    userIdentity: { principalId: cause.principalId },
    requestParameters: { sourceIPAddress: cause.sourceIp },
    responseElements: { "x-amz-request-id": requestId, "x-amz-id-2": extendedRequestId(requestId) },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: "",
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: ownerIdOf(bucket.account) },
        arn: formatArn({ service: "s3", region: "", account: "", resource: bucket.name }),
      },
      object: objectOf(bucket, event, place),
    },
    ...more,
  };
}

type EventRecord = ReturnType<typeof recordOf>;

/** The same record, for one of the configurations that ask for it. */
export const forConfiguration = (record: EventRecord, configurationId: string): EventRecord => ({
  ...record,
  s3: { ...record.s3, configurationId },
});

/** Removals tell neither size nor entity tag, changes of tags no size; only what writes or removes has a sequencer. */
function objectOf(bucket: NamedBucket, { name, key, row }: ObjectEvent, place: string) {
  const marker = isDeleteMarker(row);
  const isRemoval = name === "ObjectRemoved:Delete" || name === "LifecycleExpiration:Delete";
  const isChange = /^Object(?:Tagging|Acl|Annotation):/.test(name);
  const versionId = bucket.versioning === undefined ? undefined : row.versionId;
  return {
    key: encode(key),
    ...(!marker && !isRemoval && !isChange && { size: row.sizeBytes }),
    // Inferred: a delete marker shows the tag of no bytes.
    ...(!isRemoval && { eTag: marker ? NO_BYTES_MD5 : row.etag }),
    ...(versionId !== undefined && { versionId }),
    ...(!isChange && { sequencer: sequencerOf(place) }),
  };
}
