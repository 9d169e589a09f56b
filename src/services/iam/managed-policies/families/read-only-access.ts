// ReadOnlyAccess.
import { allow, type PolicySource } from "../policy-source.ts";
import { readOnlyActionsAToG } from "./read-only-actions-a-to-g.ts";
import { readOnlyActionsHToZ } from "./read-only-actions-h-to-z.ts";

export const readOnlyAccess: readonly PolicySource[] = [
  {
    name: "ReadOnlyAccess",
    id: "ANPAILL3HVNFSB6DCOWYQ",
    version: "v128",
    created: "2015-02-06T18:39:48Z",
    updated: "2024-11-22T19:51:06Z",
    description: "Provides read-only access to AWS services and resources.",
    statements: [allow(readOnlyActionsAToG + readOnlyActionsHToZ, { sid: "ReadOnlyActions" })],
  },
];
