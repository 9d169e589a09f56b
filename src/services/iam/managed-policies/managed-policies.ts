// AWS's managed policies, by ARN. Recorded: documents, ids and dates are AWS's own of 2025; only default versions are here.
import { administration } from "./families/administration.ts";
import { athena } from "./families/athena.ts";
import { batch } from "./families/batch.ts";
import { cloudformation } from "./families/cloudformation.ts";
import { cloudwatch } from "./families/cloudwatch.ts";
import { containers } from "./families/containers.ts";
import { dataPipeline } from "./families/data-pipeline.ts";
import { datasync } from "./families/datasync.ts";
import { dms } from "./families/dms.ts";
import { dynamodb } from "./families/dynamodb.ts";
import { ec2 } from "./families/ec2.ts";
import { efs } from "./families/efs.ts";
import { elasticache } from "./families/elasticache.ts";
import { emr } from "./families/emr.ts";
import { emrServiceRoles } from "./families/emr-service-roles.ts";
import { eventbridge } from "./families/eventbridge.ts";
import { fsx } from "./families/fsx.ts";
import { glue } from "./families/glue.ts";
import { iam } from "./families/iam.ts";
import { iot } from "./families/iot.ts";
import { kinesis } from "./families/kinesis.ts";
import { lakeFormation } from "./families/lake-formation.ts";
import { lambda } from "./families/lambda.ts";
import { messaging } from "./families/messaging.ts";
import { opensearch } from "./families/opensearch.ts";
import { rds } from "./families/rds.ts";
import { readOnlyAccess } from "./families/read-only-access.ts";
import { redshift } from "./families/redshift.ts";
import { s3 } from "./families/s3.ts";
import { secrets } from "./families/secrets.ts";
import { securityAudit } from "./families/security-audit.ts";
import { stepFunctions } from "./families/step-functions.ts";
import { viewOnlyAccess } from "./families/view-only-access.ts";
import { documentOf, type PolicySource } from "./policy-source.ts";

export interface AwsManagedPolicy {
  readonly arn: string;
  /** Without the path. */
  readonly name: string;
  /** `/`, `/service-role/` ... */
  readonly path: string;
  readonly policyId: string;
  /** Of the default version, `v5`. */
  readonly versionId: string;
  readonly createdMs: number;
  /** When the default version came. */
  readonly updatedMs: number;
  readonly description: string | undefined;
  /** JSON. */
  readonly document: string;
}

const families: readonly (readonly PolicySource[])[] = [
  administration,
  athena,
  batch,
  cloudformation,
  cloudwatch,
  containers,
  dataPipeline,
  datasync,
  dms,
  dynamodb,
  ec2,
  efs,
  elasticache,
  emr,
  emrServiceRoles,
  eventbridge,
  fsx,
  glue,
  iam,
  iot,
  kinesis,
  lakeFormation,
  lambda,
  messaging,
  opensearch,
  rds,
  readOnlyAccess,
  redshift,
  s3,
  secrets,
  securityAudit,
  stepFunctions,
  viewOnlyAccess,
];

const PARTITIONS: readonly string[] = ["aws", "aws-cn", "aws-us-gov"];

/** Of each partition, in the order of the ARNs. Worked out at first use: most runs need a handful. */
const byPartition = new Map<string, ReadonlyMap<string, AwsManagedPolicy>>();

/** `arn:aws:iam::aws:policy/...`, in any of AWS's partitions. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  const [, partition] = /^arn:([\w-]+):iam::aws:policy\//.exec(arn) ?? [];
  return partition === undefined ? undefined : ofPartition(partition).get(arn);
}

/** All of them, in the order of their ARNs. */
export const awsManagedPolicies = (partition = "aws"): readonly AwsManagedPolicy[] => [
  ...ofPartition(partition).values(),
];

function ofPartition(partition: string): ReadonlyMap<string, AwsManagedPolicy> {
  if (!PARTITIONS.includes(partition)) return new Map();
  let policies = byPartition.get(partition);
  if (!policies) {
    const all = families.flat().map((source) => policyOf(source, partition));
    policies = new Map(all.toSorted((a, b) => (a.arn < b.arn ? -1 : 1)).map((policy) => [policy.arn, policy]));
    byPartition.set(partition, policies);
  }
  return policies;
}

function policyOf(source: PolicySource, partition: string): AwsManagedPolicy {
  const slash = source.name.lastIndexOf("/");
  let document: string | undefined;
  return {
    arn: `arn:${partition}:iam::aws:policy/${source.name}`,
    name: source.name.slice(slash + 1),
    path: `/${source.name.slice(0, slash + 1)}`,
    policyId: source.id,
    versionId: source.version,
    createdMs: Date.parse(source.created),
    updatedMs: Date.parse(source.updated ?? source.created),
    description: source.description,
    get document() {
      return (document ??= documentOf(source).replaceAll("arn:aws:", `arn:${partition}:`));
    },
  };
}
