// The thread of jq does not keep the process from its end.
import { expect, test } from "vitest";
import { jq } from "./jq.ts";

const holding = (): readonly string[] => process.getActiveResourcesInfo().filter((name) => /Worker|Port/.test(name));

test("after an answer nothing holds the process", async () => {
  const before = holding();
  await jq('{"a":1}', ".a");
  expect(holding()).toEqual(before);
});
