#!/usr/bin/env node
// Starts the command line. In a clone it first installs and builds what is missing.
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";

nodeModule.enableCompileCache?.(); // from Node 22 on
const entry = new URL("../dist/cli.js", import.meta.url);
if (!existsSync(entry)) await (await import("../tools/ready.mjs")).ready();
const { main } = await import(entry.href);
process.exitCode = await main(process.argv.slice(2));
