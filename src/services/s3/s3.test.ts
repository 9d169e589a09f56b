// Every operation of the model is either handled or a declared gap.
import { expect, test } from "vitest";
import * as sdk from "@aws-sdk/client-s3";
import { assertComplete } from "../../kit/service.ts";
import s3 from "./s3.ts";

test("every operation of the model is handled or declared", () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith("Command") && name !== "$Command")
    .map((name) => name.replace(/Command$/, ""));
  expect(names.length).toBeGreaterThan(100);
  expect(() => assertComplete(s3, names)).not.toThrow();
});
