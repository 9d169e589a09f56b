// Identity providers as the platform asks for them.
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { parseArn } from "../../kit/arn.ts";
import type { IdentityProvider } from "../../kit/principals.ts";
import { oidcArnOf } from "./oidc-provider.ts";
import { samlArnOf } from "./saml-provider.ts";
import { oidcProviders, samlProviders } from "./store/providers.ts";

export async function findIdentityProvider(reads: Reads, arn: string): Promise<IdentityProvider | undefined> {
  const parsed = parseArn(arn);
  const [, kind, name] = /^(oidc|saml)-provider\/(.+)$/s.exec(parsed?.resource ?? "") ?? [];
  if (parsed?.service !== "iam" || name === undefined) return undefined;
  const { account } = parsed;
  if (kind === "oidc") {
    const row = await oidcProviders.find(reads, account, name);
    if (!row || oidcArnOf(account, row) !== arn) return undefined;
    const { url, clientIds, thumbprints } = row;
    return { kind: "oidc", arn, url, clientIds, thumbprints };
  }
  const row = await samlProviders.find(reads, account, name);
  if (!row || samlArnOf(account, row) !== arn) return undefined;
  return { kind: "saml", arn, metadata: row.metadata };
}
