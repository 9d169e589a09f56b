// What a function says of the items of a batch that it has failed on: `batchItemFailures`. Documented.

/** Their identifiers; of an answer in another shape one that no item has. */
export function failedItems(payload: Uint8Array): readonly string[] {
  try {
    const answer = JSON.parse(Buffer.from(payload).toString()) as {
      readonly batchItemFailures?: readonly { readonly itemIdentifier?: unknown }[] | null;
    } | null;
    return (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
      typeof itemIdentifier === "string" ? itemIdentifier : "",
    );
  } catch {
    return [""];
  }
}
