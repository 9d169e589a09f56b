// What the tests of KMS share: a platform, a client, keys.
import { CreateKeyCommand, type CreateKeyCommandInput, type KeyMetadata, KMSClient } from "@aws-sdk/client-kms";
import { type Forebay, startForebay, type StartOptions } from "../../../src/index.ts";

export const ACCOUNT = "000000000000";
export const REGION = "us-east-1";
export const DAY_MS = 86_400_000;

export interface Platform extends AsyncDisposable {
  readonly forebay: Forebay;
  readonly kms: KMSClient;
  /** A client of another region or account. */
  client(options?: { readonly region?: string; readonly account?: string }): KMSClient;
  key(input?: CreateKeyCommandInput): Promise<Made>;
}

export type Made = KeyMetadata & { readonly KeyId: string; readonly Arn: string };

export async function startKms(options: StartOptions = {}): Promise<Platform> {
  const forebay = await startForebay(options);
  const kms = new KMSClient(forebay.clientConfig);
  return {
    forebay,
    kms,
    client: ({ region = REGION, account } = {}) =>
      new KMSClient({
        ...forebay.clientConfig,
        region,
        ...(account !== undefined && { credentials: { accessKeyId: account, secretAccessKey: "test" } }),
      }),
    key: async (input = {}) => {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
      return KeyMetadata as Made;
    },
    [Symbol.asyncDispose]: () => forebay.close(),
  };
}

export const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();
