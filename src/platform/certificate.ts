// The certificate of the TLS side of the port: the user's own, or one that the data folder's authority signs for this run.
import { readFile } from "node:fs/promises";
import { hostname, networkInterfaces } from "node:os";
import type { Config } from "../config.ts";
import { authorityOf, signLeaf, type Signed } from "./certificate-authority.ts";

export interface Certificate {
  readonly cert: Buffer | string;
  readonly key: Buffer | string;
}

const NAMES = [
  "localhost",
  "*.localhost",
  "s3.localhost",
  "*.s3.localhost",
  "localhost.localstack.cloud",
  "*.localhost.localstack.cloud",
  "*.s3.localhost.localstack.cloud",
  "127.0.0.1",
  "::1",
];
/** A leaf is replaced when this share of its time is over. */
const RENEWED_AT = 2 / 3;

/**
 * Asked at each TLS connection: the same object until another certificate takes its place. `now`: real time, epoch ms.
 */
export function certificates(
  { tls, listen }: Pick<Config, "tls" | "listen">,
  dataFolder: string,
  now: () => number,
): () => Promise<Certificate> {
  let current: Promise<Certificate> | undefined;
  let renewMs = 0;
  const renew = async (): Promise<Signed> => {
    const authority = await authorityOf(dataFolder, now());
    const leaf = await signLeaf(authority, namesFor(listen), now());
    renewMs = now() + (leaf.validUntilMs - now()) * RENEWED_AT;
    return leaf;
  };
  return () => {
    if (current && now() < renewMs) return current;
    renewMs = Infinity; // until this attempt is through
    current = tls ? usersOwn(tls) : renew();
    current.catch(() => (current = undefined)); // the next connection tries again
    return current;
  };
}

const usersOwn = async ({ certificateFile, keyFile }: NonNullable<Config["tls"]>): Promise<Certificate> => ({
  cert: await readFile(certificateFile),
  key: await readFile(keyFile),
});

/** The usual names, and each host that the platform is bound to; where that is every address, this machine's. */
function namesFor(listen: Config["listen"]): readonly string[] {
  const names = new Set(NAMES);
  for (const { host } of listen) {
    if (host !== "0.0.0.0" && host !== "::") {
      names.add(host);
      continue;
    }
    names.add(hostname());
    for (const each of Object.values(networkInterfaces()).flat()) if (each) names.add(withoutZone(each.address));
  }
  return [...names];
}

/** Link-local addresses of IPv6 may end with the interface's name. */
const withoutZone = (address: string): string => address.replace(/%.*$/, "");
