// A platform of its own process, for a test that kills it: prints its endpoint.
import { startForebay } from "../../../src/index.ts";

const forebay = await startForebay({ dataFolder: process.argv[2] ?? "" });
console.log(forebay.endpoint);
