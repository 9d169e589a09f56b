// The role that Firehose and the crawler work as: it may do what the pipeline needs, and nothing else.
import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";

export interface PipelineNames {
  readonly bucket: string;
  readonly stream: string;
  readonly database: string;
}

const ROLE_NAME = "forebay-demo";
const ACCOUNT = "us-east-1:000000000000";

const trust = {
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { Service: ["firehose.amazonaws.com", "glue.amazonaws.com"] },
    Action: "sts:AssumeRole",
  },
};

const permissions = ({ bucket, stream, database }: PipelineNames) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "ReadTheStream",
      Effect: "Allow",
      Action: ["kinesis:DescribeStreamSummary", "kinesis:ListShards", "kinesis:GetShardIterator", "kinesis:GetRecords"],
      Resource: `arn:aws:kinesis:${ACCOUNT}:stream/${stream}`,
    },
    {
      Sid: "WriteAndCrawlTheLake",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject", "s3:ListBucket"],
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    },
    {
      Sid: "UseTheCatalog",
      Effect: "Allow",
      Action: ["glue:GetTable", "glue:GetTableVersion"],
      Resource: [
        `arn:aws:glue:${ACCOUNT}:catalog`,
        `arn:aws:glue:${ACCOUNT}:database/${database}`,
        `arn:aws:glue:${ACCOUNT}:table/${database}/*`,
      ],
    },
  ],
});

/** The role's ARN. */
export async function createRole(iam: IAMClient, names: PipelineNames): Promise<string> {
  const RoleName = ROLE_NAME;
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const PolicyDocument = JSON.stringify(permissions(names));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "pipeline", PolicyDocument }));
  return Role?.Arn ?? "";
}
