// ListEngineVersions: the versions that a work group can select.
import type { Operation } from "../context.ts";
import { ENGINE_VERSIONS } from "../engine-version.ts";
import { ENGINE_VERSIONS_PAGE_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";

export const listEngineVersions: Operation<"ListEngineVersions"> = async (input, call) => {
  const page = pageOf<number>(call, ["ListEngineVersions"], input, ENGINE_VERSIONS_PAGE_MAX);
  const from = page.after ?? 0;
  const EngineVersions = ENGINE_VERSIONS.slice(from, from + page.limit);
  const next = from + EngineVersions.length;
  return { EngineVersions, ...(next < ENGINE_VERSIONS.length && { NextToken: page.token(next) }) };
};
