// Tells users of failed deliveries in the log stream that CloudWatchLoggingOptions name.
import type { ServiceHost } from "../../engines/host.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import type { BackupDestination } from "./destination.ts";
import { addressOf } from "./endpoint.ts";
import { firehoseRole } from "./firehose-role.ts";
import { ERROR_MESSAGE_MAX, ERRORS_WAITING_MAX } from "./limits.ts";
import type { DeliveryError } from "./s3-errors.ts";
import { streamArn, type Stream } from "./stream.ts";

type LoggingOptions = BackupDestination["CloudWatchLoggingOptions"];

export interface LoggedError extends DeliveryError {
  /** An ARN or an address. */
  readonly destination: string;
  /** The ARN of the function that failed. */
  readonly processor?: string;
}

interface Place {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly as: PeerIdentity;
}

interface Event {
  readonly timestamp: number;
  readonly message: string;
}

/** Where errors of processing and of delivery to the destination itself are logged. */
export function loggingOf({ destination, endpoint }: Stream): { options: LoggingOptions; roleArn: string } {
  const settings = endpoint?.settings ?? destination;
  const roleArn = "RoleARN" in settings && settings.RoleARN !== undefined ? settings.RoleARN : destination.RoleARN;
  return { options: settings.CloudWatchLoggingOptions, roleArn };
}

/** The bucket, or the endpoint's address. */
export function destinationOf({ destination, endpoint }: Stream): string {
  return endpoint ? addressOf(endpoint) : destination.BucketARN;
}

export class ErrorLog {
  readonly #host: ServiceHost;
  readonly #waiting = new Map<string, Event[]>();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** Never waits and never fails: what cannot be logged is left out, as at AWS. */
  report(stream: Stream, options: LoggingOptions, roleArn: string, error: LoggedError): void {
    const { Enabled: isOn, LogGroupName: logGroupName, LogStreamName: logStreamName } = options ?? {};
    if (!isOn || !logGroupName || !logStreamName) return;
    const { account, region } = stream.key;
    const place = { logGroupName, logStreamName, as: { account, region, principal: firehoseRole(roleArn) } };
    const id = JSON.stringify(place);
    const waiting = this.#waiting.get(id);
    if (waiting && waiting.length >= ERRORS_WAITING_MAX) return;
    const event = { timestamp: this.#host.clock.now(), message: JSON.stringify(lineOf(stream, error)) };
    if (waiting) waiting.push(event);
    else {
      this.#waiting.set(id, [event]);
      void this.#send(id, place);
    }
  }

  /** One request after the other; what comes meanwhile goes with the next. */
  async #send(id: string, { logGroupName, logStreamName, as }: Place): Promise<void> {
    for (let events = this.#waiting.get(id) ?? []; events.length > 0; events = this.#waiting.get(id) ?? []) {
      this.#waiting.set(id, []);
      const logEvents = events.toSorted((a, b) => a.timestamp - b.timestamp);
      try {
        await this.#host.peers.call("cloudwatch-logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, as);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : cause;
        this.#host.logger.debug({ logGroupName, logStreamName, reason }, "errors of a delivery were not logged");
      }
    }
    this.#waiting.delete(id);
  }
}

/** The members are recorded in public threads. */
const lineOf = (stream: Stream, { code, message, destination, processor }: LoggedError): object => ({
  deliveryStreamARN: streamArn(stream.key),
  destination,
  deliveryStreamVersionId: stream.version,
  message: message.slice(0, ERROR_MESSAGE_MAX),
  errorCode: code,
  ...(processor !== undefined && { processor }),
});
