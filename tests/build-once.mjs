// Builds dist/ before any test: tests that spawn the command line run what a user would run.
import { build } from "../tools/build.mjs";

export default build;
