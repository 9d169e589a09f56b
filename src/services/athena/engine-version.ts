// Versions of the query engine that a work group can select.
import type { EngineVersion } from "@aws-sdk/client-athena";

/** Documented: "Athena engine versions"; 3 is the only one that runs SQL. */
const EFFECTIVE_ENGINE_VERSION = "Athena engine version 3";

/** Documented: what AUTO leads to. */
export const AUTO_ENGINE_VERSION: EngineVersion = {
  SelectedEngineVersion: "AUTO",
  EffectiveEngineVersion: EFFECTIVE_ENGINE_VERSION,
};

/** In the order that ListEngineVersions shows. */
export const ENGINE_VERSIONS: readonly EngineVersion[] = [
  AUTO_ENGINE_VERSION,
  { SelectedEngineVersion: EFFECTIVE_ENGINE_VERSION, EffectiveEngineVersion: EFFECTIVE_ENGINE_VERSION },
];
