// UploadPart.
import { checksumMember, DEFAULT_ALGORITHM } from "../checksum/algorithms.ts";
import { declaredChecksum } from "../checksum/declared.ts";
import type { Operation } from "../context.ts";
import { encryptionAnswer } from "../encryption/answer.ts";
import { customerKeyOf } from "../encryption/customer-key.ts";
import { partEncryption } from "../encryption/upload-keys.ts";
import { invalidRequest } from "../errors.ts";
import { quoted } from "../etag.ts";
import { storePart } from "../multipart/store-part.ts";
import { checkKeySize } from "../object-key.ts";
import { checkPartNumber } from "../part-number.ts";
import { requireUpload } from "../store/uploads.ts";

export const uploadPart: Operation<"UploadPart"> = async (input, call) => {
  const { context } = call;
  checkKeySize(input.Key);
  const partNumber = checkPartNumber(input.PartNumber);
  const customer = customerKeyOf(input, call.origin);
  const declared = declaredChecksum(input, input.Body);
  const upload = await requireUpload(context.keyvalue, input);
  const wanted = upload.checksum?.algorithm;
  if (wanted !== undefined && declared !== undefined && declared.algorithm !== wanted)
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${wanted.toLowerCase()}, actual checksum Type: ${declared.algorithm.toLowerCase()}`,
    );
  const owner = { bucket: input.Bucket, key: input.Key };
  const { etag, digests } = await storePart(context, input, input.Body, {
    partNumber,
    contentMd5: input.ContentMD5,
    shownMd5: "base64",
    contentLength: input.ContentLength,
    checksum: declared,
    algorithm: wanted ?? DEFAULT_ALGORITHM,
    encryption: await partEncryption(upload, owner, customer, call),
  });
  const answered = declared?.algorithm ?? wanted;
  return {
    ETag: quoted(etag),
    ...encryptionAnswer(upload.encryption, input),
    ...(answered === undefined ? {} : { [checksumMember(answered)]: digests.get(answered) }),
  };
};
