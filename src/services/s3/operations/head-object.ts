// HeadObject.
import type { Operation } from "../context.ts";
import { readObject } from "../object-answer.ts";
import { refuseUnsupported } from "../unsupported.ts";

export const headObject: Operation<"HeadObject"> = async (input, { context }) => {
  refuseUnsupported(input);
  return (await readObject(context, input, "HEAD")).answer;
};
