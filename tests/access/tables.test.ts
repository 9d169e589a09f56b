// Every operation that a service handles has a rule, and there is no rule for anything else.
import { describe, expect, it } from "vitest";
import { openServices } from "./services.ts";

const { definition } = openServices();

describe("access tables", () => {
  it.each(["s3", "kinesis", "firehose", "glue", "athena", "kms", "lambda", "cloudwatch", "cloudwatch-logs"])(
    "%s: a rule for each operation",
    async (model) => {
      const { operations, access } = await definition(model);
      expect(Object.keys(operations).length).toBeGreaterThan(5);
      expect(Object.keys(access).toSorted()).toEqual(Object.keys(operations).toSorted());
    },
  );
});
