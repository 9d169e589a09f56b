// A platform in a process of its own, to be killed: node server.mjs DATA_FOLDER prints its endpoint.
import { startForebay } from "../../../src/index.ts";

process.env["KINESIS_ENFORCE_LIMITS"] = "0";
process.env["FIREHOSE_ENFORCE_LIMITS"] = "0";
const [dataFolder] = process.argv.slice(2);
if (dataFolder === undefined) throw new Error("which folder?");
const { endpoint } = await startForebay({ dataFolder });
console.log(endpoint);
