// The resources of Glue as permissions name them, and needs on them.
import type { AccessNeed } from "../../../kit/access.ts";
import { formatArn } from "../../../kit/arn.ts";
import type { Call } from "../../../kit/service.ts";
import type { GlueContext } from "../context.ts";
import { folded, scopeOf, type Scope } from "../scope.ts";
import { findPolicy } from "../store/resource-policies.ts";
import { getTags, type TaggedResource } from "../store/tags.ts";

export type GlueCall = Call<GlueContext>;
export type RequestTags = Readonly<Record<string, string>>;

/** The member that names the catalog: the account's own when it is missing. */
export interface InCatalog {
  readonly CatalogId?: string | undefined;
}

export const arnOf = ({ account, region }: Scope, resource: string): string =>
  formatArn({ service: "glue", region, account, resource });

export const databaseResource = (name: string): string => `database/${folded(name)}`;
export const tableResource = (database: string, name: string): string => `table/${folded(database)}/${folded(name)}`;

/**
 * Documented ("Data Catalog resource ARNs"): what is done to a table needs the permission on it, on its database and on the
 * catalog, in this order as recorded refusals show. `resources` are what stands below the catalog.
 */
export async function onCatalog(
  action: string,
  input: InCatalog,
  call: GlueCall,
  ...resources: readonly string[]
): Promise<AccessNeed[]> {
  const scope = scopeOf(call, input.CatalogId);
  const { context } = call;
  const document = (await findPolicy(context.keyvalue, scope))?.document;
  const needs: AccessNeed[] = [];
  for (const resource of ["catalog", ...resources]) {
    const [kind, name = ""] = resource.split("/");
    needs.push({
      action: `glue:${action}`,
      resource: arnOf(scope, resource),
      ...(kind === "database" && { resourceTags: await getTags(context.keyvalue, scope, { kind, name }) }),
      resourcePolicy: { document, mode: "either" },
    });
  }
  return needs;
}

/** A crawler that does not exist needs the permission all the same. Crawlers have no resource policy. */
export async function onCrawler(action: string, name: string, call: GlueCall, scope: Scope): Promise<AccessNeed> {
  return {
    action: `glue:${action}`,
    resource: arnOf(scope, `crawler/${name}`),
    resourceTags: await getTags(call.context.keyvalue, scope, { kind: "crawler", name }),
  };
}

/** A database or crawler by its ARN. */
export async function onTagged(
  action: string,
  resource: string,
  tagged: TaggedResource,
  call: GlueCall,
  requestTags?: RequestTags,
): Promise<AccessNeed> {
  return {
    action: `glue:${action}`,
    resource,
    resourceTags: await getTags(call.context.keyvalue, call, tagged),
    ...(requestTags && { requestTags }),
  };
}

export const onNothing = (action: string): AccessNeed => ({ action: `glue:${action}`, resource: "*" });
