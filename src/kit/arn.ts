// Amazon Resource Names: arn:partition:service:region:account:resource.

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export const formatArn = (arn: Omit<Arn, "partition">, partition = partitionOf(arn.region)): string =>
  `arn:${partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;

export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(":");
  if (
    prefix !== "arn" ||
    !partition ||
    !service ||
    region === undefined ||
    account === undefined ||
    resource.length === 0
  )
    return undefined;
  return { partition, service, region, account, resource: resource.join(":") };
}

/** The partition a region belongs to. Documented in the AWS SDK's partitions list. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}
