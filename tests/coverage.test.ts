// docs/coverage.md is what the code says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { coveragePage } from "../tools/coverage-page.ts";

it("docs/coverage.md is generated from the services that are there", async () => {
  const page = readFileSync(join(import.meta.dirname, "..", "docs", "coverage.md"), "utf8");
  expect(page).toBe(await coveragePage());
});
