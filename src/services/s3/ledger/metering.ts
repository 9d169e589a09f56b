// Requests are counted where operations are called: the price's group, and the storage class that the answer or request names.
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { monthOf } from "./months.ts";

/** Documented: PUT, COPY, POST and LIST have one price, GET and all others another; deletions and aborts have none. Restores count themselves. */
const isFree = (name: string): boolean =>
  name.startsWith("Delete") || name === "AbortMultipartUpload" || name === "RestoreObject";
const PUT_GROUP = /^(Put|Copy|Create|Complete|Upload|List)/;

/** Documented: what is read from these is charged by its size, too. */
const CHARGED_READS = new Set(["STANDARD_IA", "ONEZONE_IA", "GLACIER_IR"]);

type Handler = (input: never, call: Call<never>) => Promise<object>;
type Members = Readonly<Record<string, unknown>>;

export const metered = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, isFree(name) ? operation : counted(name, operation)]),
  ) as Operations;

const classOf = ({ StorageClass: name }: Members): string | undefined => (typeof name === "string" ? name : undefined);

function counted(name: string, operation: Handler): Handler {
  const meter = PUT_GROUP.test(name) ? "requests-put" : "requests-get";
  const isRead = name === "GetObject";
  return async (input: Members, call: Call<S3Context>) => {
    const output = (await operation(input as never, call as never)) as Members;
    const { ledger, clock } = call.context;
    const bucket = input["Bucket"];
    if (typeof bucket !== "string") return output;
    const storageClass = classOf(output) ?? classOf(input) ?? "STANDARD";
    const nowMs = clock.now();
    ledger.request(bucket, call.account, storageClass, meter, nowMs);
    if (isRead && CHARGED_READS.has(storageClass)) {
      const place = { bucket, account: call.account, storageClass, month: monthOf(nowMs) };
      ledger.add(place, "retrieval", Number(output["ContentLength"] ?? 0));
    }
    return output;
  };
}
