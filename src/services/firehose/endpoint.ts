// Destinations that are not S3: their settings as they are stored and shown, with AWS's defaults, and what an update changes of them.
import type {
  AmazonopensearchserviceDestinationDescription,
  HttpEndpointDestinationDescription,
  SplunkDestinationDescription,
} from "@aws-sdk/client-firehose";
import type { Decoded, InputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import { newBackup, present, updatedBackup, type Destination } from "./destination.ts";
import type { Target } from "./metrics.ts";
import type { ErrorOutputType } from "./prefix.ts";

type CreateInput = InputOf<Sdk, "CreateDeliveryStream">;
type UpdateInput = InputOf<Sdk, "UpdateDestination">;
type SearchKind = "Elasticsearch" | "Amazonopensearchservice" | "AmazonOpenSearchServerless";
export type EndpointKind = "HttpEndpoint" | "Splunk" | SearchKind;

export interface HttpEndpoint {
  readonly kind: "HttpEndpoint";
  readonly settings: Decoded<HttpEndpointDestinationDescription>;
  /** Never shown. */
  readonly accessKey: string | undefined;
}
export interface SplunkEndpoint {
  readonly kind: "Splunk";
  readonly settings: Decoded<SplunkDestinationDescription>;
}
export interface SearchEndpoint {
  readonly kind: SearchKind;
  readonly settings: Decoded<AmazonopensearchserviceDestinationDescription>;
}
export type Endpoint = HttpEndpoint | SplunkEndpoint | SearchEndpoint;
export type EndpointSettings = Endpoint["settings"];

interface Kind {
  readonly errorType: ErrorOutputType;
  readonly target: Target;
  /** Documented at each member of the API. Inferred: which empty settings a description shows. */
  readonly defaults: EndpointSettings;
  readonly backsUpAll: string;
}

const general = {
  CloudWatchLoggingOptions: { Enabled: false },
  ProcessingConfiguration: { Enabled: false, Processors: [] },
};
const hints = { SizeInMBs: 5, IntervalInSeconds: 300 };
const serverless: EndpointSettings = {
  ...general,
  BufferingHints: hints,
  RetryOptions: { DurationInSeconds: 300 },
  S3BackupMode: "FailedDocumentsOnly",
  DocumentIdOptions: { DefaultDocumentIdFormat: "FIREHOSE_DEFAULT" },
};
const search: EndpointSettings = { ...serverless, IndexRotationPeriod: "OneDay" };

const kinds: Readonly<Record<EndpointKind, Kind>> = {
  HttpEndpoint: {
    errorType: "http-endpoint-failed",
    target: "DeliveryToHttpEndpoint",
    backsUpAll: "AllData",
    defaults: {
      ...general,
      BufferingHints: hints,
      RequestConfiguration: { ContentEncoding: "NONE", CommonAttributes: [] },
      RetryOptions: { DurationInSeconds: 300 },
      S3BackupMode: "FailedDataOnly",
    },
  },
  Splunk: {
    errorType: "splunk-failed",
    target: "DeliveryToSplunk",
    backsUpAll: "AllEvents",
    defaults: {
      ...general,
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
      HECAcknowledgmentTimeoutInSeconds: 180,
      RetryOptions: { DurationInSeconds: 3600 },
      S3BackupMode: "FailedEventsOnly",
    },
  },
  Elasticsearch: {
    errorType: "elasticsearch-failed",
    target: "DeliveryToElasticsearch",
    backsUpAll: "AllDocuments",
    defaults: search,
  },
  Amazonopensearchservice: {
    errorType: "AmazonOpenSearchService_failed",
    target: "DeliveryToAmazonOpenSearchService",
    backsUpAll: "AllDocuments",
    defaults: search,
  },
  AmazonOpenSearchServerless: {
    errorType: "AmazonOpenSearchServerless_failed",
    target: "DeliveryToAmazonOpenSearchServerless",
    backsUpAll: "AllDocuments",
    defaults: serverless,
  },
};

export const endpointKinds = Object.keys(kinds) as EndpointKind[];
export const targetOf = ({ kind }: Endpoint): Target => kinds[kind].target;

export function addressOf(endpoint: Endpoint): string {
  if (endpoint.kind === "HttpEndpoint") return endpoint.settings.EndpointConfiguration?.Url ?? "";
  if (endpoint.kind === "Splunk") return endpoint.settings.HECEndpoint ?? "";
  const settings: typeof endpoint.settings & { readonly CollectionEndpoint?: string } = endpoint.settings;
  return settings.ClusterEndpoint ?? settings.CollectionEndpoint ?? "";
}

export const errorTypeOf = ({ kind }: Endpoint): ErrorOutputType => kinds[kind].errorType;

/** As a request gives it: a configuration or an update. */
export interface EndpointGiven extends Readonly<Record<string, unknown>> {
  readonly S3Configuration?: Parameters<typeof newBackup>[0];
  readonly BufferingHints?: Destination["BufferingHints"];
  readonly RetryOptions?: object;
  readonly S3BackupMode?: string;
  readonly S3Update?: Parameters<typeof updatedBackup>[1];
  readonly EndpointConfiguration?: { readonly Url: string; readonly Name?: string; readonly AccessKey?: string };
}

/** What the request gives for a destination of that kind. */
export const configurationOf = (input: CreateInput, kind: EndpointKind): EndpointGiven | undefined =>
  input[`${kind}DestinationConfiguration`];
export const updateOf = (input: UpdateInput, kind: EndpointKind): EndpointGiven | undefined =>
  input[`${kind}DestinationUpdate`];

export function newEndpoint(kind: EndpointKind, given: EndpointGiven): Endpoint {
  const { S3Configuration: s3, ...settings } = given;
  const S3DestinationDescription = s3 && newBackup(s3);
  return endpointOf(kind, { ...kinds[kind].defaults, ...shown(settings), S3DestinationDescription }, given);
}

/** Documented: what the update does not give stays. */
export function updatedEndpoint(current: Endpoint, given: EndpointGiven): Endpoint {
  const { S3Update: s3, ...settings } = given;
  const { BufferingHints: hintsNow, RetryOptions: retryNow, S3DestinationDescription: s3Now } = current.settings;
  const merged = {
    ...current.settings,
    ...shown(settings),
    BufferingHints: { ...hintsNow, ...present(settings.BufferingHints ?? {}) },
    RetryOptions: { ...retryNow, ...present(settings.RetryOptions ?? {}) },
    S3DestinationDescription: s3 ? updatedBackup(s3Now, s3) : s3Now,
  };
  // The key goes with the address that it is for.
  const keeps = current.kind === "HttpEndpoint" && !given.EndpointConfiguration;
  const known = keeps ? { EndpointConfiguration: { Url: "", AccessKey: current.accessKey } } : given;
  return endpointOf(current.kind, merged, known);
}

function endpointOf(kind: EndpointKind, settings: object, given: EndpointGiven): Endpoint {
  if (kind === "HttpEndpoint") return { kind, settings, accessKey: given.EndpointConfiguration?.AccessKey };
  return { kind, settings };
}

/** Settings as a description shows them: without the access key. */
function shown(settings: EndpointGiven): object {
  const { EndpointConfiguration: endpoint, ...rest } = settings;
  if (!endpoint) return present(rest);
  const { AccessKey: _key, ...address } = endpoint;
  return { ...present(rest), EndpointConfiguration: present(address) };
}

/** How records are staged for the endpoint, and the bucket for those that fail: as an S3 destination. */
export function stagedFor({ kind, settings }: Endpoint): Destination {
  const s3 = settings.S3DestinationDescription;
  if (!s3) throw new Error("an endpoint is stored without its bucket");
  return {
    ...s3,
    BufferingHints: settings.BufferingHints ?? hints,
    ...(settings.ProcessingConfiguration && { ProcessingConfiguration: settings.ProcessingConfiguration }),
    S3BackupMode: settings.S3BackupMode === kinds[kind].backsUpAll ? "Enabled" : "Disabled",
    S3BackupDescription: s3,
  };
}
