// Which rules of a replication configuration apply to a version, and where it goes. Documented.
import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import type { Tag } from "../store/tables.ts";

export interface Destination {
  readonly bucket: string;
  /** Undefined: that of the source. */
  readonly storageClass: string | undefined;
  /** Of replicas of objects under keys of KMS. */
  readonly kmsKeyId?: string | undefined;
  /** How long replication takes is watched: the rule asks for metrics or for time control. */
  readonly isWatched?: boolean;
  readonly ruleId?: string | undefined;
  /** The destination's owner is to own the replicas. */
  readonly overridesOwner?: boolean;
}

export interface Replicated {
  readonly key: string;
  readonly tags: readonly Tag[];
  readonly isDeleteMarker: boolean;
  /** A change of what is said of a replica: it goes back only where a rule asks for that. */
  readonly isReplica?: boolean;
  /** Under a key of KMS: such objects go only where a rule asks for them. */
  readonly isUnderKms?: boolean;
}

const prefixOf = ({ Prefix, Filter }: ReplicationRule): string => Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix ?? "";

const tagsOf = ({ Filter }: ReplicationRule): readonly Tag[] =>
  [...(Filter?.And?.Tags ?? []), ...(Filter?.Tag ? [Filter.Tag] : [])].map(({ Key = "", Value = "" }) => ({
    Key,
    Value,
  }));

function applies(rule: ReplicationRule, version: Replicated): boolean {
  const { key, tags, isDeleteMarker, isUnderKms = false, isReplica = false } = version;
  if (rule.Status !== "Enabled" || !key.startsWith(prefixOf(rule))) return false;
  if (isUnderKms && rule.SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status !== "Enabled") return false;
  if (isReplica && rule.SourceSelectionCriteria?.ReplicaModifications?.Status !== "Enabled") return false;
  const wanted = tagsOf(rule);
  // Rules without a filter are of the first version, which always replicates delete markers; tags never do.
  if (
    isDeleteMarker &&
    (wanted.length > 0 || (rule.Filter !== undefined && rule.DeleteMarkerReplication?.Status !== "Enabled"))
  )
    return false;
  return wanted.every(({ Key, Value }) => tags.some((tag) => tag.Key === Key && tag.Value === Value));
}

/** Of several rules for one destination the one of the highest priority counts. */
export function destinationsOf(configuration: ReplicationConfiguration, version: Replicated): readonly Destination[] {
  const found = new Map<string, Destination>();
  const rules = (configuration.Rules ?? []).toSorted((a, b) => (b.Priority ?? 0) - (a.Priority ?? 0));
  for (const rule of rules) {
    const bucket = rule.Destination?.Bucket?.split(":").at(-1) ?? "";
    if (applies(rule, version) && !found.has(bucket))
      found.set(bucket, {
        bucket,
        storageClass: rule.Destination?.StorageClass,
        kmsKeyId: rule.Destination?.EncryptionConfiguration?.ReplicaKmsKeyID,
        isWatched: [rule.Destination?.Metrics, rule.Destination?.ReplicationTime].some(
          (setting) => setting?.Status === "Enabled",
        ),
        ruleId: rule.ID,
        overridesOwner: rule.Destination?.AccessControlTranslation?.Owner === "Destination",
      });
  }
  return [...found.values()];
}
