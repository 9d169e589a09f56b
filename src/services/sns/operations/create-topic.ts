// CreateTopic: a topic of that name; one that is there already with the same attributes is answered as if it were new.
import { changedAttributes, defaultAttributes } from "../attributes.ts";
import type { Operation } from "../context.ts";
import { invalidParameter, notBuilt, topicExists, topicHasOtherTags } from "../errors.ts";
import { TOPIC_NAME_LENGTH_MAX } from "../limits.ts";
import { tagsOf, withTags } from "../tags.ts";
import { topicArn } from "../topic.ts";

export const createTopic: Operation<"CreateTopic"> = async (input, { account, region, context }) => {
  const { Name: name, Attributes: given = {}, Tags: tags = [] } = input;
  if (input.DataProtectionPolicy) throw notBuilt("Data protection policies are not built.");
  const isFifo = given["FifoTopic"] === "true";
  checkName(name, isFifo);
  const key = { account, region, name };
  const attributes = changedAttributes(defaultAttributes(isFifo), given);
  const row = { attributes, tags: withTags({}, tagsOf(tags)), createdMs: context.host.clock.now() };
  const there = await context.store.create(key, row);
  if (there) {
    if (Object.entries(given).some(([attribute, value]) => there.attributes[attribute] !== value)) throw topicExists();
    if (tags.some(({ Key, Value }) => there.tags[Key] !== Value)) throw topicHasOtherTags();
  }
  return { TopicArn: topicArn(key) };
};

/** Errors: InvalidParameterException. Recorded. */
function checkName(name: string, isFifo: boolean): void {
  const bare = isFifo ? name.replace(/\.fifo$/, "") : name;
  const isWell = /^[\w-]+$/.test(bare) && name.length <= TOPIC_NAME_LENGTH_MAX;
  if (isFifo && (bare === name || !isWell))
    throw invalidParameter(
      "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, " +
        "numbers, underscores, and hyphens, and must be between 1 and 256 characters long.",
    );
  if (!isWell) throw invalidParameter("Topic Name");
}
