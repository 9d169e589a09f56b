// What each operation of SQS must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call, Sdk, SqsContext } from "./context.ts";
import { keyOfArn, queueArn, type QueueKey, queueKey } from "./queue.ts";
import { openTask } from "./task-handle.ts";

type Tags = Readonly<Record<string, string>>;

async function onQueue(action: string, key: QueueKey, call: Call, requestTags?: Tags): Promise<AccessNeed> {
  const queue = await call.context.store.find(key);
  return {
    action: `sqs:${action}`,
    resource: queueArn(key),
    resourceTags: queue?.tags ?? {},
    ...(requestTags && { requestTags }),
    resourcePolicy: { document: queue?.attributes["Policy"] || undefined, mode: "either" },
  };
}

/** Documented: batches need the permission of the single operation. */
const byUrl =
  (action: string) =>
  ({ QueueUrl }: { readonly QueueUrl: string }, call: Call): Promise<AccessNeed> =>
    onQueue(action, queueKey(QueueUrl, call), call);

function byArn(action: string, arn: string, call: Call): Promise<AccessNeed> | AccessNeed {
  const key = keyOfArn(arn);
  return key ? onQueue(action, key, call) : { action: `sqs:${action}`, resource: arn };
}

export const access: AccessTable<Sdk, SqsContext> = {
  AddPermission: byUrl("AddPermission"),
  CancelMessageMoveTask: ({ TaskHandle: handle }, call) =>
    byArn("CancelMessageMoveTask", openTask(call.context.paging, handle).sourceArn, call),
  ChangeMessageVisibility: byUrl("ChangeMessageVisibility"),
  ChangeMessageVisibilityBatch: byUrl("ChangeMessageVisibility"),
  CreateQueue: async ({ QueueName: name, tags }, call) => {
    const { account, region } = call;
    const create = await onQueue("CreateQueue", { account, region, name }, call, tags);
    return tags ? [create, { ...create, action: "sqs:TagQueue" }] : create;
  },
  DeleteMessage: byUrl("DeleteMessage"),
  DeleteMessageBatch: byUrl("DeleteMessage"),
  DeleteQueue: byUrl("DeleteQueue"),
  GetQueueAttributes: byUrl("GetQueueAttributes"),
  GetQueueUrl: ({ QueueName: name, QueueOwnerAWSAccountId: owner }, call) =>
    onQueue("GetQueueUrl", { account: owner ?? call.account, region: call.region, name }, call),
  ListDeadLetterSourceQueues: byUrl("ListDeadLetterSourceQueues"),
  ListMessageMoveTasks: ({ SourceArn: arn }, call) => byArn("ListMessageMoveTasks", arn, call),
  ListQueueTags: byUrl("ListQueueTags"),
  ListQueues: ({ QueueNamePrefix: _prefix }, { account, region }) => ({
    action: "sqs:ListQueues",
    resource: queueArn({ account, region, name: "*" }),
  }),
  PurgeQueue: byUrl("PurgeQueue"),
  ReceiveMessage: byUrl("ReceiveMessage"),
  RemovePermission: byUrl("RemovePermission"),
  SendMessage: byUrl("SendMessage"),
  SendMessageBatch: byUrl("SendMessage"),
  SetQueueAttributes: byUrl("SetQueueAttributes"),
  StartMessageMoveTask: ({ SourceArn: arn }, call) => byArn("StartMessageMoveTask", arn, call),
  TagQueue: (input, call) => onQueue("TagQueue", queueKey(input.QueueUrl, call), call, input.Tags),
  UntagQueue: (input, call) =>
    onQueue(
      "UntagQueue",
      queueKey(input.QueueUrl, call),
      call,
      Object.fromEntries(input.TagKeys.map((name) => [name, ""])),
    ),
};
