// Clients of S3 and S3 Control under names that lead to this machine, as they build them from ARNs and account ids.
import type { LookupFunction } from "node:net";
import { Agent } from "node:http";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { S3ControlClient, type S3ControlClientConfig } from "@aws-sdk/client-s3-control";
import { afterAll } from "vitest";
import type { Forebay } from "../../../src/index.ts";

export const ACCOUNT = "000000000000";
/** The root user of another account. */
export const OTHER = { accessKeyId: "111122223333", secretAccessKey: "test" };

/** `a.b.localhost` is this machine whatever its resolver says. */
const lookup: LookupFunction = (_hostname, options, callback) =>
  options.all === true ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4);

/** `host` without port. */
export function clientsOf(forebay: Forebay) {
  const made: { destroy(): void }[] = [];
  afterAll(() => made.forEach((one) => one.destroy()));
  const settings = (host: string) => ({
    ...forebay.clientConfig,
    endpoint: `http://${host}:${forebay.port}`,
    forcePathStyle: false,
    requestHandler: { httpAgent: new Agent({ lookup, keepAlive: true }) },
  });
  const s3At = (host: string, config: S3ClientConfig = {}): S3Client => {
    const one = new S3Client({ ...settings(host), ...config });
    made.push(one);
    return one;
  };
  const controlAt = (host: string, config: S3ControlClientConfig = {}): S3ControlClient => {
    const one = new S3ControlClient({ ...settings(host), ...config });
    made.push(one);
    return one;
  };
  return { s3At, controlAt };
}
