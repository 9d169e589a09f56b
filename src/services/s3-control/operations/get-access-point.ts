// GetAccessPoint.
import { accessPointArn } from "../access-point.ts";
import type { Operation } from "../context.ts";
import { named } from "../named.ts";
import { requireAccessPoint } from "../store.ts";

export const getAccessPoint: Operation<"GetAccessPoint"> = async (input, call) => {
  const at = named(input, call);
  const row = await requireAccessPoint(call.context.keyvalue, at);
  return {
    Name: at.name,
    Bucket: row.bucket,
    NetworkOrigin: row.vpcId === undefined ? "Internet" : "VPC",
    VpcConfiguration: row.vpcId === undefined ? undefined : { VpcId: row.vpcId },
    PublicAccessBlockConfiguration: row.publicAccessBlock,
    CreationDate: row.createdAt,
    Alias: row.alias,
    AccessPointArn: accessPointArn(at.account, at.region, at.name),
    Endpoints: endpointsIn(at.region),
    BucketAccountId: row.bucketAccount,
  };
};

/** Recorded: the hosts as AWS names them. */
function endpointsIn(region: string): Record<string, string> {
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    ipv4: `s3-accesspoint.${region}.${domain}`,
    fips: `s3-accesspoint-fips.${region}.${domain}`,
    fips_dualstack: `s3-accesspoint-fips.dualstack.${region}.${domain}`,
    dualstack: `s3-accesspoint.dualstack.${region}.${domain}`,
  };
}
