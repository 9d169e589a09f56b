// An OpenID Connect issuer on this machine for tests: its certificate, its documents, and tokens that it signs.
import { X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import { generate } from "selfsigned";

export interface OidcIssuer extends AsyncDisposable {
  readonly url: string;
  /** SHA-1 of the certificate, as IAM registers it. */
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

export async function oidcIssuer(secure = true): Promise<OidcIssuer> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const requests: string[] = [];
  const documents = new Map<string, string>();
  const answer = ({ url = "" }: IncomingMessage, response: ServerResponse): void => {
    requests.push(url);
    const document = documents.get(url);
    response.writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" }).end(document);
  };
  const server = secure ? createSecureServer({ cert, key }, answer) : createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `${secure ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  documents.set(
    "/realm/.well-known/openid-configuration",
    JSON.stringify({ issuer: url, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ["RS256"] }),
  );
  const privateKeys = new Map<string, CryptoKey>();
  const publicKeys: JWK[] = [];
  const issuer: OidcIssuer = {
    url,
    thumbprint: new X509Certificate(cert).fingerprint.replaceAll(":", "").toLowerCase(),
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
