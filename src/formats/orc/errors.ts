// What is wrong with an ORC file, or with what is asked of one.
import { EngineError } from "../../kit/errors.ts";

/** The file's bytes are not what the format allows. */
export const corrupt = (what: string): EngineError =>
  new EngineError("orc", "corrupt", `The ORC file is damaged: ${what}.`);

/** The file is in order and needs something that is not there. */
export const unsupported = (what: string): EngineError =>
  new EngineError("orc", "invalid", `ORC files ${what} are not supported.`);
