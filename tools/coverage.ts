// npm run coverage: writes docs/coverage.md from the services and the models. With --check only says whether it is true.
import { readFileSync, writeFileSync } from "node:fs";
import { coveragePage } from "./coverage-page.ts";

const file = "docs/coverage.md";
const page = await coveragePage();
if (process.argv.includes("--check")) {
  process.exitCode = readFileSync(file, "utf8") === page ? 0 : 1;
  console.log(process.exitCode === 0 ? `${file} is true` : `${file} is not true: run npm run coverage`);
} else {
  writeFileSync(file, page);
  console.log(`wrote ${file}`);
}
