// Lists that an answer has apart by the model, and that the wire has mixed: S3 lists versions and delete markers by their keys.

const orders = new WeakMap<object, readonly object[]>();

/** `order`: the items of this list and of others, as they are to be written. Answers the list. */
export function mixedInto<List extends readonly object[]>(list: List, order: readonly object[]): List {
  orders.set(list, order);
  return list;
}

export const orderOf = (list: unknown): readonly object[] | undefined =>
  typeof list === "object" && list !== null ? orders.get(list) : undefined;
