// GetClassifiers: all custom classifiers, in pages.
import type { Classifier } from "@aws-sdk/client-glue";
import { classifierView } from "../classifier.ts";
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { classifiers, within } from "../store/tables.ts";

export const getClassifiers: Operation<"GetClassifiers"> = async (input, call) => {
  const page = pageOf<string>(call, ["GetClassifiers"], input, PAGE_ENTRIES.classifiers);
  const prefix = within(call);
  const after = page.after === undefined ? {} : { after: [...prefix, page.after] };
  const found: Classifier[] = [];
  let last = "";
  for await (const { key, row } of classifiers.scan(call.context.keyvalue, { prefix, ...after })) {
    if (found.length === page.limit) return { Classifiers: found, NextToken: page.token(last) };
    found.push(classifierView(row));
    last = String(key[2]);
  }
  return { Classifiers: found };
};
