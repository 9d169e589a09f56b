// What some services know and others ask for: the service that knows it is opened at the first question.
import type { Services } from "../gateway/services.ts";
import type { AccessPoints } from "../kit/access-points.ts";
import type { ChangeStreams } from "../kit/change-streams.ts";
import type { MetricSink } from "../kit/metrics.ts";
import type { VpcEndpoints } from "../kit/vpc-endpoints.ts";

/** What a service's context offers besides its operations; undefined when the platform does not serve it. */
async function offered<Offer>(services: Services, model: string): Promise<Partial<Offer> | undefined> {
  return (await services.open(model))?.context as Partial<Offer> | undefined;
}

export function accessPointsOf(services: Services): AccessPoints {
  let known: AccessPoints | undefined;
  const control = async (): Promise<AccessPoints | undefined> =>
    (known ??= (await offered<{ accessPoints: AccessPoints }>(services, "s3-control"))?.accessPoints);
  return {
    find: async (account, region, name) => (await control())?.find(account, region, name),
    byAlias: async (alias) => (await control())?.byAlias(alias),
    areOn: async (bucket) => (await control())?.areOn(bucket) ?? false,
    publicAccessBlock: async (account) => (known ?? (await control()))?.publicAccessBlock(account),
  };
}

export function changeStreamsOf(services: Services): ChangeStreams {
  const tables = async () => (await offered<{ changeStreams: ChangeStreams }>(services, "dynamodb"))?.changeStreams;
  return {
    list: async (account, region, tableName) => (await tables())?.list(account, region, tableName) ?? [],
    find: async (arn) => (await tables())?.find(arn),
    read: async (stream, from, max, bytesMax) => (await tables())?.read(stream, from, max, bytesMax) ?? [],
    end: async (stream) => (await tables())?.end(stream) ?? 0,
  };
}

export function vpcEndpointsOf(services: Services): VpcEndpoints {
  const ec2 = async () => (await offered<{ vpcEndpoints: VpcEndpoints }>(services, "ec2"))?.vpcEndpoints;
  return { find: async (id) => (await ec2())?.find(id) };
}

/** Nothing is kept of metrics where CloudWatch is not served. */
export function metricSinkOf(services: Services): MetricSink {
  const cloudwatch = async () => (await offered<{ metrics: MetricSink }>(services, "cloudwatch"))?.metrics;
  return { record: async (points) => (await cloudwatch())?.record(points) };
}
