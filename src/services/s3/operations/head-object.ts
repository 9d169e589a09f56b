// HeadObject.
import type { Operation } from "../context.ts";
import { readObject } from "../object-answer.ts";
import { archiveAnswer } from "../tiering/reading.ts";
import { refuseUnsupported } from "../unsupported.ts";

export const headObject: Operation<"HeadObject"> = async (input, { context }) => {
  refuseUnsupported(input);
  const { row, answer } = await readObject(context, input, "HEAD");
  return { ...answer, ...(await archiveAnswer(context, input, row)) };
};
