import type { ReplicationRule } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { destinationsOf, type Replicated } from "./rules.ts";

const rule = (Bucket: string, more: Partial<ReplicationRule> = {}): ReplicationRule => ({
  Status: "Enabled",
  Filter: {},
  Destination: { Bucket: `arn:aws:s3:::${Bucket}` },
  ...more,
});
const names = (rules: ReplicationRule[], version: Partial<Replicated>): string[] =>
  destinationsOf({ Role: "r", Rules: rules }, { key: "a/b", tags: [], isDeleteMarker: false, ...version }).map(
    ({ bucket, storageClass }) => `${bucket}${storageClass ?? ""}`,
  );

test("prefixes, tags and states select", () => {
  expect(names([rule("one", { Filter: { Prefix: "a/" } }), rule("two", { Filter: { Prefix: "b/" } })], {})).toEqual([
    "one",
  ]);
  expect(names([rule("one", { Status: "Disabled" })], {})).toEqual([]);
  const tagged = rule("one", { Filter: { And: { Prefix: "a", Tags: [{ Key: "k", Value: "v" }] } } });
  expect(names([tagged], {})).toEqual([]);
  expect(names([tagged], { tags: [{ Key: "k", Value: "v" }] })).toEqual(["one"]);
});

test("the highest priority decides for a destination", () => {
  const low = rule("one", { Priority: 1, Destination: { Bucket: "arn:aws:s3:::one", StorageClass: "GLACIER" } });
  expect(names([low, rule("one", { Priority: 2 }), rule("two", { Priority: 0 })], {})).toEqual(["one", "two"]);
});

test("delete markers go where rules say so", () => {
  const marker = { isDeleteMarker: true };
  expect(names([rule("one")], marker)).toEqual([]);
  expect(names([rule("one", { DeleteMarkerReplication: { Status: "Enabled" } })], marker)).toEqual(["one"]);
  const { Filter: _, ...old } = rule("one", { Prefix: "" });
  expect(names([old], marker)).toEqual(["one"]);
});
