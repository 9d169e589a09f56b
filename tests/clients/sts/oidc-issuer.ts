// An OpenID Connect issuer on this machine for tests: its certificate, its documents, and tokens that it signs.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import { certificate, thumbprintOf } from "./certificate.ts";

export interface OidcIssuer extends AsyncDisposable {
  readonly url: string;
  /** Of the authority that signed its certificate. */
  readonly thumbprint: string;
  /** Requests so far. */
  readonly requests: readonly string[];
  /** What it answers by path; tests may change it. */
  readonly documents: Map<string, string>;
  /** Has a new key besides the ones it has. */
  addKey(kid: string, key?: KeyFacts): Promise<void>;
  token(claims: JWTPayload, kid?: string, key?: KeyFacts): Promise<string>;
}

export interface KeyFacts {
  /** Default: RS256. */
  readonly alg?: string;
  /** Neither the issuer's key nor the token carries its id. */
  readonly nameless?: boolean;
}

export interface IssuerWanted {
  /** Default: HTTPS. */
  readonly plain?: boolean;
  /** It shows the authority's certificate, but another key of the same name signed its own. */
  readonly forged?: boolean;
  readonly validUntilMs?: number;
}

export async function oidcIssuer({
  plain = false,
  forged = false,
  validUntilMs,
}: IssuerWanted = {}): Promise<OidcIssuer> {
  const name = "test authority";
  const authority = await certificate({ name, isAuthority: true });
  const signer = forged ? await certificate({ name, isAuthority: true }) : authority;
  const own = await certificate({
    name: "127.0.0.1",
    ip: "127.0.0.1",
    issuer: signer,
    ...(validUntilMs !== undefined && { validUntilMs }),
  });
  const requests: string[] = [];
  const documents = new Map<string, string>();
  const answer = ({ url = "" }: IncomingMessage, response: ServerResponse): void => {
    requests.push(url);
    const document = documents.get(url);
    response.writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" }).end(document);
  };
  const server = plain
    ? createServer(answer)
    : createSecureServer({ cert: own.cert + authority.cert, key: own.key }, answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `${plain ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  documents.set(
    "/realm/.well-known/openid-configuration",
    JSON.stringify({ issuer: url, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ["RS256"] }),
  );
  const privateKeys = new Map<string, CryptoKey>();
  const publicKeys: JWK[] = [];
  const issuer: OidcIssuer = {
    url,
    thumbprint: thumbprintOf(authority),
    requests,
    documents,
    addKey: async (kid, { alg = "RS256", nameless = false } = {}) => {
      const pair = await generateKeyPair(alg, { extractable: true });
      privateKeys.set(kid, pair.privateKey);
      publicKeys.push({ ...(await exportJWK(pair.publicKey)), use: "sig", ...(!nameless && { kid }) });
      documents.set("/realm/keys", JSON.stringify({ keys: publicKeys }));
    },
    token: (claims, kid = "first", { alg = "RS256", nameless = false } = {}) => {
      const privateKey = privateKeys.get(kid);
      if (!privateKey) throw new Error(`the issuer has no key ${kid}`);
      const header = { alg, typ: "JWT", ...(!nameless && { kid }) };
      return new SignJWT({ iss: url, ...claims }).setProtectedHeader(header).sign(privateKey);
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await issuer.addKey("first");
  return issuer;
}
