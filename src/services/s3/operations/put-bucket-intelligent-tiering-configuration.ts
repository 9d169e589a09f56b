// PutBucketIntelligentTieringConfiguration. Recorded: answers 204.
import type { Operation } from "../context.ts";
import { withStatus } from "../../../kit/http-status.ts";
import { checkId } from "../configurations/listed.ts";
import { checkWord, ON_OR_OFF } from "../configurations/words.ts";
import { malformedXml } from "../errors.ts";
import { putListedConfiguration } from "../store/configurations.ts";

export const putBucketIntelligentTieringConfiguration: Operation<"PutBucketIntelligentTieringConfiguration"> = async (
  input,
  { context },
) => {
  const document = input.IntelligentTieringConfiguration;
  checkId(input.Id, document.Id);
  checkWord(document.Status, ON_OR_OFF);
  if (document.Tierings.length === 0) throw malformedXml();
  for (const { AccessTier } of document.Tierings) checkWord(AccessTier, ["ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS"]);
  await putListedConfiguration(context, input, "tiering", document);
  return withStatus({}, 204);
};
