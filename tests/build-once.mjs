// Builds dist/ before any test: tests that spawn the command line run what a user would run.
import { existsSync } from "node:fs";
import { build } from "../tools/build.mjs";

export default () => (existsSync("src/index.ts") && existsSync("src/cli/cli.ts") ? build() : undefined);
