// ListAccessPoints: an account's in one region by name, or those of one bucket.
import type { AccessPoint } from "@aws-sdk/client-s3-control";
import { accessPointArn } from "../access-point.ts";
import type { Operation } from "../context.ts";
import { invalidToken } from "../errors.ts";
import { PAGE_MAX } from "../limits.ts";
import { accountOf } from "../named.ts";
import { type AccessPointRow, accessPointsOf } from "../store.ts";

export const listAccessPoints: Operation<"ListAccessPoints"> = async (input, call) => {
  const { context, region } = call;
  const account = accountOf(input, call);
  const listing = `s3-control.ListAccessPoints/${account}/${region}/${input.Bucket ?? ""}`;
  const token = input.NextToken;
  const after = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && after === undefined) throw invalidToken();
  const max = Math.max(1, Math.min(input.MaxResults ?? PAGE_MAX, PAGE_MAX));
  const list: AccessPoint[] = [];
  for await (const { name, row } of accessPointsOf(context, account, region, after)) {
    if (input.Bucket !== undefined && row.bucket !== input.Bucket) continue;
    if (list.length >= max)
      return { AccessPointList: list, NextToken: context.paging.seal(listing, list.at(-1)?.Name) };
    list.push(entry(name, row, accessPointArn(account, region, name)));
  }
  return { AccessPointList: list };
};

const entry = (name: string, row: AccessPointRow, arn: string): AccessPoint => ({
  Name: name,
  NetworkOrigin: row.vpcId === undefined ? "Internet" : "VPC",
  VpcConfiguration: row.vpcId === undefined ? undefined : { VpcId: row.vpcId },
  Bucket: row.bucket,
  AccessPointArn: arn,
  Alias: row.alias,
  BucketAccountId: row.bucketAccount,
});
