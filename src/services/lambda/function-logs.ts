// What functions print, on its way to CloudWatch Logs: kept by the environment, written twice a second as the function's role.
import type { Print } from "../../engines/functions/functions.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { afterReal, type Timer } from "../../kit/clock.ts";
import { AwsError } from "../../kit/errors.ts";
import { executionRole } from "./execution-role.ts";
import type { FunctionKey, Settings } from "./function.ts";
import { LOG_FLUSH_MS, LOG_PENDING_BYTES_MAX, LOG_REFUSED_MS } from "./limits.ts";
import { LogLines } from "./log-lines.ts";

/** Where the output of one environment goes. */
interface Place {
  readonly key: FunctionKey;
  readonly role: string;
  readonly group: string;
  readonly stream: string;
}

export class FunctionLogs {
  readonly #host: ServiceHost;
  /** Those that have printed since they were last written. */
  readonly #printed = new Set<EnvironmentLog>();
  #pendingBytes = 0;
  #timer: Timer | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  outputOf(key: FunctionKey, { role, logging }: Settings): (stream: string) => Print {
    const group = logging.group ?? `/aws/lambda/${key.name}`;
    return (stream) => {
      const log = new EnvironmentLog(this.#host, { key, role, group, stream });
      return (text) => this.#take(log, text);
    };
  }

  flush(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const logs = [...this.#printed];
    this.#printed.clear();
    this.#flushing = this.#flushing.then(() => this.#write(logs));
    return this.#flushing;
  }

  async #write(logs: readonly EnvironmentLog[]): Promise<void> {
    for (const log of logs) {
      this.#pendingBytes -= log.takenBytes;
      await log.write();
    }
  }

  /** Beyond the bound what is printed is lost: Lambda does not slow a function down for its log. */
  #take(log: EnvironmentLog, text: string | Uint8Array): void {
    if (this.#pendingBytes > LOG_PENDING_BYTES_MAX) return;
    this.#pendingBytes += text.length;
    log.take(text, this.#host.clock.now());
    this.#printed.add(log);
    this.#timer ??= afterReal(LOG_FLUSH_MS, () => void this.flush());
  }
}

class EnvironmentLog {
  readonly #host: ServiceHost;
  readonly #place: Place;
  #lines = new LogLines();
  #isThere = false;
  #refusedMs = -Infinity;

  constructor(host: ServiceHost, place: Place) {
    this.#host = host;
    this.#place = place;
  }

  get takenBytes(): number {
    return this.#lines.sizeBytes;
  }

  take(text: string | Uint8Array, nowMs: number): void {
    this.#lines.add(text, nowMs);
  }

  /** Never rejects. Documented: without the permissions there is no log, and nothing tells. */
  async write(): Promise<void> {
    const batches = this.#lines.take();
    const { clock, logger } = this.#host;
    if (batches.length === 0 || clock.elapsed() - this.#refusedMs < LOG_REFUSED_MS) return;
    try {
      if (!this.#isThere) await this.#create();
      this.#isThere = true;
      for (const logEvents of batches) await this.#put(logEvents);
    } catch (error) {
      this.#isThere = false;
      if (error instanceof AwsError) this.#refusedMs = clock.elapsed();
      else if (!this.#host.closing.aborted) logger.error({ err: error }, "what a function printed could not be stored");
    }
  }

  async #put(logEvents: { timestamp: number; message: string }[]): Promise<void> {
    const { group: logGroupName, stream: logStreamName } = this.#place;
    await this.#host.peers.call(
      "cloudwatch-logs",
      "PutLogEvents",
      { logGroupName, logStreamName, logEvents },
      this.#as(),
    );
  }

  async #create(): Promise<void> {
    const { group: logGroupName, stream: logStreamName } = this.#place;
    const { peers } = this.#host;
    const stream = () => peers.call("cloudwatch-logs", "CreateLogStream", { logGroupName, logStreamName }, this.#as());
    try {
      await unlessThere(stream());
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== "ResourceNotFoundException") throw error;
      await unlessThere(peers.call("cloudwatch-logs", "CreateLogGroup", { logGroupName }, this.#as()));
      await unlessThere(stream());
    }
  }

  #as() {
    const { key, role } = this.#place;
    const { account, region, name } = key;
    return { account, region, principal: executionRole(role, name) };
  }
}

async function unlessThere(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ResourceAlreadyExistsException") throw error;
  }
}
