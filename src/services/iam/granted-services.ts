// Which services a policy opens the door to, whatever its resources and conditions then ask.
import type { PolicyDocument } from "../../policy/document.ts";

/** Of the services that the platform has, by the prefix of their actions: names as AWS's service list gives them. */
export const SERVICE_NAMES: Readonly<Record<string, string>> = {
  athena: "Amazon Athena",
  batch: "AWS Batch",
  cloudformation: "AWS CloudFormation",
  cloudwatch: "Amazon CloudWatch",
  datapipeline: "AWS Data Pipeline",
  datasync: "AWS DataSync",
  dms: "AWS Database Migration Service",
  dynamodb: "Amazon DynamoDB",
  ebs: "Amazon Elastic Block Store",
  ec2: "Amazon EC2",
  elasticache: "Amazon ElastiCache",
  elasticfilesystem: "Amazon Elastic File System",
  elasticmapreduce: "Amazon Elastic MapReduce",
  es: "Amazon OpenSearch Service",
  events: "Amazon EventBridge",
  firehose: "Amazon Kinesis Firehose",
  fsx: "Amazon FSx",
  glue: "AWS Glue",
  iam: "AWS Identity and Access Management",
  iot: "AWS IoT",
  kinesis: "Amazon Kinesis",
  kinesisanalytics: "Amazon Kinesis Analytics",
  kinesisvideo: "Amazon Kinesis Video Streams",
  kms: "AWS Key Management Service",
  lakeformation: "AWS Lake Formation",
  lambda: "AWS Lambda",
  logs: "Amazon CloudWatch Logs",
  rds: "Amazon RDS",
  "rds-data": "Amazon RDS Data API",
  redshift: "Amazon Redshift",
  "redshift-data": "Amazon Redshift Data API",
  "redshift-serverless": "Amazon Redshift Serverless",
  s3: "Amazon S3",
  s3tables: "Amazon S3 Tables",
  scheduler: "Amazon EventBridge Scheduler",
  secretsmanager: "AWS Secrets Manager",
  sns: "Amazon SNS",
  sqs: "Amazon SQS",
  states: "AWS Step Functions",
  sts: "AWS Security Token Service",
};

/** Whether an allowing statement names an action of the service. `service`: `s3`. */
export const grantsService = ({ statements }: PolicyDocument, service: string): boolean =>
  statements.some(({ effect, actions: { negated, values } }) => {
    if (effect !== "Allow") return false;
    // NotAction grants a service unless it takes all of it away.
    if (negated) return !values.some((value) => value === "*" || value.toLowerCase() === `${service}:*`);
    return values.some((value) => prefixFits(value, service));
  });

function prefixFits(action: string, service: string): boolean {
  if (action === "*") return true;
  const prefix = action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
  return prefix === "*" || prefix === service;
}
