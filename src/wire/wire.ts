// The wire seam: what the gateway needs to know of services, operations and protocols.
import type { Readable } from "node:stream";
import type { AwsError } from "../kit/errors.ts";
import type { HttpAnswer, RequestHead } from "./http.ts";
import type { Structure } from "./shapes.ts";

export type ProtocolName =
  | "awsJson1_0"
  | "awsJson1_1"
  | "awsCbor1_1"
  | "rpcV2Cbor"
  | "rpcV2Json"
  | "restJson1"
  | "restXml"
  | "awsQuery"
  | "ec2Query";

export interface WireOperation {
  readonly name: string;
  readonly service: WireService;
  /** The input has a streaming blob: the body must not be read whole, and validation does not look into it. */
  readonly streamsIn: boolean;
  /** The output has a streaming blob or an event stream. */
  readonly streamsOut: boolean;
  readonly input: Structure;
  readonly output: Structure;
  /** The model gives it an output at all; without one, query answers have no result element. */
  readonly hasOutput: boolean;
  readonly http: HttpBinding | undefined;
}

/** How the REST protocols bind an operation to HTTP. */
interface HttpBinding {
  readonly method: string;
  /** Path and literal query keys with `{Label}` and `{Greedy+}` in the path. */
  readonly uri: string;
  /** Of success. */
  readonly status: number;
}

export interface WireService extends ServiceFacts {
  readonly operations: ReadonlyMap<string, WireOperation>;
  readonly xmlNamespace: string | undefined;
  /** Its JSON and CBOR errors carry the query protocol's code in `x-amzn-query-error`. */
  readonly queryCompatible: boolean;
  /** Modelled errors by shape name, and by the query protocol's code where that differs. */
  readonly errors: ReadonlyMap<string, Structure>;
}

/** What is known of a service without loading its model: enough to claim a request for it. */
export interface ServiceFacts {
  /** The SDK package's name without `client-`, e.g. `kinesis`. */
  readonly name: string;
  readonly sdkId: string;
  /** Names that stand in a credential scope for it, e.g. `["monitoring"]` for cloudwatch. */
  readonly signingNames: readonly string[];
  /** `X-Amz-Target` prefix of its JSON protocol, e.g. `Kinesis_20131202`. */
  readonly targetPrefix: string | undefined;
  readonly apiVersion: string;
  /** The protocols its clients speak, of every SDK generation; the first is the newest SDK's. */
  readonly protocols: readonly ProtocolName[];
  readonly endpointPrefix: string;
}

export interface Answering {
  readonly requestId: string;
  readonly head: RequestHead;
}

/** One AWS protocol. Pure: no I/O but the streams it hands through. */
export interface Protocol {
  readonly name: ProtocolName;
  /**
   * The operation that the request is for. `body` is given for the form-encoded protocols, whose operation stands in it.
   * Errors: AwsError as AWS answers an unknown operation in this protocol.
   */
  operationOf(service: WireService, head: RequestHead, body: Uint8Array | undefined): WireOperation;
  /** Input by the model: strict types, depth and size bounds. Errors: AwsError SerializationException and its kin. */
  decode(operation: WireOperation, head: RequestHead, body: Uint8Array | Readable): object;
  encode(operation: WireOperation, output: object, answering: Answering): HttpAnswer;
  encodeError(
    service: WireService,
    operation: WireOperation | undefined,
    error: AwsError,
    answering: Answering,
  ): HttpAnswer;
}
