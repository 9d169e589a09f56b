// What crawlers, classifiers and tags need.
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import { formatArn, partitionOf } from "../../../kit/arn.ts";
import type { GlueContext, Sdk } from "../context.ts";
import { scopeOf, type Scope } from "../scope.ts";
import { taggedResource } from "../store/tags.ts";
import { arnOf, type GlueCall, onCrawler, onNothing, onTagged, type RequestTags } from "./needs.ts";

const crawler =
  (action: string) =>
  ({ Name }: { readonly Name: string }, call: GlueCall): Promise<AccessNeed> =>
    onCrawler(action, Name, call, call);

/** A crawler's role is given by its ARN or by its name, with its path. Documented for CreateCrawler, `Role`. */
function passed(role: string, { account, region }: Scope): AccessNeed {
  const resource = `role/${role.replace(/^\//, "")}`;
  return {
    action: "iam:PassRole",
    resource: role.startsWith("arn:")
      ? role
      : formatArn({ service: "iam", region: "", account, resource }, partitionOf(region)),
    context: { "iam:PassedToService": "glue.amazonaws.com" },
  };
}

const tagged = (action: string, arn: string, call: GlueCall, requestTags?: RequestTags): Promise<AccessNeed> =>
  onTagged(action, arn, taggedResource(call, arn), call, requestTags);

export const crawlerAccess: AccessTable<Sdk, GlueContext> = {
  BatchGetCrawlers: ({ CrawlerNames }, call) =>
    Promise.all(CrawlerNames.map((name) => onCrawler("BatchGetCrawlers", name, call, call))),
  CreateClassifier: () => onNothing("CreateClassifier"),
  CreateCrawler: ({ Name, Role, CatalogId, Tags: requestTags }, call) => {
    const scope = scopeOf(call, CatalogId);
    const needs = [onNothing("CreateCrawler"), passed(Role, call)];
    if (!requestTags || Object.keys(requestTags).length === 0) return needs;
    // Inferred: tags at creation need TagResource too.
    const tagging = { action: "glue:TagResource", resource: arnOf(scope, `crawler/${Name}`), requestTags };
    return [{ ...onNothing("CreateCrawler"), requestTags }, tagging, passed(Role, call)];
  },
  DeleteClassifier: () => onNothing("DeleteClassifier"),
  DeleteCrawler: crawler("DeleteCrawler"),
  GetClassifier: () => onNothing("GetClassifier"),
  GetClassifiers: () => onNothing("GetClassifiers"),
  GetCrawler: crawler("GetCrawler"),
  GetCrawlerMetrics: () => onNothing("GetCrawlerMetrics"),
  GetCrawlers: () => onNothing("GetCrawlers"),
  GetTags: ({ ResourceArn }, call) => tagged("GetTags", ResourceArn, call),
  ListCrawlers: () => onNothing("ListCrawlers"),
  ListCrawls: ({ CrawlerName }, call) => onCrawler("ListCrawls", CrawlerName, call, call),
  StartCrawler: crawler("StartCrawler"),
  StartCrawlerSchedule: () => onNothing("StartCrawlerSchedule"),
  StopCrawler: crawler("StopCrawler"),
  StopCrawlerSchedule: () => onNothing("StopCrawlerSchedule"),
  TagResource: ({ ResourceArn, TagsToAdd }, call) => tagged("TagResource", ResourceArn, call, TagsToAdd),
  UntagResource: ({ ResourceArn, TagsToRemove }, call) =>
    tagged("UntagResource", ResourceArn, call, Object.fromEntries(TagsToRemove.map((key) => [key, ""]))),
  UpdateClassifier: () => onNothing("UpdateClassifier"),
  UpdateCrawler: async ({ Name, Role, CatalogId }, call) => [
    await onCrawler("UpdateCrawler", Name, call, scopeOf(call, CatalogId)),
    ...(Role === undefined ? [] : [passed(Role, call)]),
  ],
  UpdateCrawlerSchedule: () => onNothing("UpdateCrawlerSchedule"),
};
