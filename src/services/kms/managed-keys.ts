// AWS managed keys: made when a service, or DescribeKey, first asks for their alias.
import { type AliasName, AWS_ALIAS_PREFIX } from "./alias.ts";
import type { KmsContext } from "./context.ts";
import type { Key } from "./key.ts";
import { managedPolicy } from "./key-policy.ts";
import { DAY_MS, ROTATION_PERIOD_DEFAULT_DAYS } from "./limits.ts";
import { madeKey } from "./make-key.ts";
import { rotationTimer } from "./rotation.ts";

/** Of services that have such a key at AWS, with the description that AWS gives it. Documented for each service. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  acm: "Default key that protects my ACM private keys when no other key is defined",
  backup: "Default key that protects my Backup data when no other key is defined",
  dms: "Default key that protects my DMS replication instance volumes when no other key is defined",
  dynamodb: "Default key that protects my DynamoDB data when no other key is defined",
  ebs: "Default key that protects my EBS volumes when no other key is defined",
  elasticfilesystem: "Default key that protects my EFS filesystems when no other key is defined",
  es: "Default key that protects my Elasticsearch data when no other key is defined",
  fsx: "Default key that protects my FSx resources when no other key is defined",
  glue: "Default key that protects my Glue data when no other key is defined",
  kafka: "Default key that protects my MSK data when no other key is defined",
  kinesis: "Default key that protects my Kinesis data when no other key is defined",
  kinesisvideo: "Default key that protects my Kinesis Video Streams data when no other key is defined",
  lambda: "Default key that protects my Lambda functions when no other key is defined",
  rds: "Default key that protects my RDS database volumes when no other key is defined",
  redshift: "Default key that protects my Redshift clusters when no other key is defined",
  s3: "Default key that protects my S3 objects when no other key is defined",
  secretsmanager: "Default key that protects my Secrets Manager data when no other key is defined",
  sns: "Default key that protects my SNS data when no other key is defined",
  sqs: "Default key that protects my SQS messages when no other key is defined",
  ssm: "Default key that protects my SSM data when no other key is defined",
};

/** The service of `alias/aws/NAME`; undefined when no service has such a key. */
export function managedService(alias: string): string | undefined {
  const service = alias.slice(AWS_ALIAS_PREFIX.length);
  return alias.startsWith(AWS_ALIAS_PREFIX) && Object.hasOwn(DESCRIPTIONS, service) ? service : undefined;
}

/** The key behind a predefined alias, made at its first use; undefined for other aliases. */
export async function managedKey(name: AliasName, { store, root, clock }: KmsContext): Promise<Key | undefined> {
  const service = managedService(name.alias);
  if (service === undefined) return undefined;
  const nowMs = clock.now();
  const fresh = await madeKey(name, root, {
    createdMs: nowMs,
    description: DESCRIPTIONS[service] ?? "",
    manager: "AWS",
    policy: managedPolicy(name, service),
    rotation: { periodDays: ROTATION_PERIOD_DEFAULT_DAYS, nextMs: nowMs + ROTATION_PERIOD_DEFAULT_DAYS * DAY_MS },
  });
  return store.transact(async (transaction) => {
    const alias = await transaction.findAlias(name);
    if (alias) return transaction.key({ account: alias.account, region: alias.region, keyId: alias.keyId });
    transaction.putKey(fresh);
    transaction.putAlias(name, { keyId: fresh.name.keyId, createdMs: nowMs, updatedMs: nowMs });
    await transaction.schedule(rotationTimer(fresh));
    return fresh;
  });
}
