// How the API shows layer versions, and which one a request names.
import type { Architecture, LayerVersionsListItem, Runtime } from "@aws-sdk/client-lambda";
import { notFound } from "./errors.ts";
import type { LayerKey } from "./layers.ts";
import type { Place } from "./locate.ts";
import type { LambdaStore } from "./store.ts";
import type { LayerVersionRow } from "./store/layers.ts";
import { lambdaTime } from "./view.ts";

export const layerArn = ({ account, region, name }: LayerKey): string =>
  `arn:aws:lambda:${region}:${account}:layer:${name}`;

/** By name or ARN. */
export function layerNamed(name: string, { account, region }: Place): LayerKey {
  const [, itsRegion = region, itsAccount = account, itsName = name] =
    /^arn:[a-z-]+:lambda:([a-z0-9-]+):(\d{12}):layer:([a-zA-Z0-9-_]+)$/.exec(name) ?? [];
  return { account: itsAccount, region: itsRegion, name: itsName };
}

/** Errors: ResourceNotFoundException. */
export async function layerVersion(store: LambdaStore, key: LayerKey, version: number): Promise<LayerVersionRow> {
  const row = await store.layers.version(key, version);
  if (!row) throw notFound("The resource you requested does not exist.");
  return row;
}

export function layerVersionView(key: LayerKey, version: number, row: LayerVersionRow): LayerVersionsListItem {
  const { createdMs, description, licenseInfo, runtimes, architectures } = row;
  return {
    LayerVersionArn: `${layerArn(key)}:${version}`,
    Version: version,
    Description: description,
    CreatedDate: lambdaTime(createdMs),
    ...(licenseInfo !== undefined && { LicenseInfo: licenseInfo }),
    ...(runtimes.length > 0 && { CompatibleRuntimes: runtimes as Runtime[] }),
    ...(architectures.length > 0 && { CompatibleArchitectures: architectures as Architecture[] }),
  };
}
