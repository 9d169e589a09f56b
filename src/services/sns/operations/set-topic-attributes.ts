// SetTopicAttributes: one attribute.
import { changedAttributes } from "../attributes.ts";
import type { Operation } from "../context.ts";
import { keyOfArn } from "../topic.ts";

export const setTopicAttributes: Operation<"SetTopicAttributes"> = async (input, { context }) => {
  const { TopicArn: arn, AttributeName: name, AttributeValue: value = "" } = input;
  await context.store.change(keyOfArn(arn), (row) => ({
    ...row,
    attributes: changedAttributes(row.attributes, { [name]: value }),
  }));
  return {};
};
