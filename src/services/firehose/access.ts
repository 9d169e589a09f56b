// What each operation of Firehose must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import type { FirehoseContext, Sdk } from "./context.ts";
import { FIREHOSE } from "./firehose-role.ts";
import { ROLES_PASSED_DEPTH_MAX } from "./limits.ts";
import { streamArn } from "./stream.ts";

type FirehoseCall = Call<FirehoseContext>;
type RequestTags = Readonly<Record<string, string>>;

interface Named {
  readonly DeliveryStreamName: string;
}

const resourceOf = ({ DeliveryStreamName: name }: Named, { account, region }: FirehoseCall): string =>
  streamArn({ account, region, name });

async function onStream(
  action: string,
  input: Named,
  call: FirehoseCall,
  requestTags?: RequestTags,
): Promise<AccessNeed> {
  const { account, region, context } = call;
  const stream = await context.store.find({ account, region, name: input.DeliveryStreamName });
  return {
    action: `firehose:${action}`,
    resource: resourceOf(input, call),
    resourceTags: Object.fromEntries((stream?.tags ?? []).map(({ key, value = "" }) => [key, value])),
    ...(requestTags && { requestTags }),
  };
}

const named =
  (action: string) =>
  (input: Named, call: FirehoseCall): Promise<AccessNeed> =>
    onStream(action, input, call);

/** Every role that a request hands to Firehose, wherever in its destination it stands. */
function passedRoles(input: object): AccessNeed[] {
  return [...new Set(rolesIn(input, 0))].map((resource) => ({
    action: "iam:PassRole",
    resource,
    context: { "iam:PassedToService": FIREHOSE },
  }));
}

interface ProcessorParameter {
  readonly ParameterName?: string;
  readonly ParameterValue?: string;
}

function rolesIn(value: object, depth: number): string[] {
  if (depth > ROLES_PASSED_DEPTH_MAX) return [];
  const { ParameterName: parameter, ParameterValue: role } = value as ProcessorParameter;
  if (parameter === "RoleArn" && role !== undefined) return [role];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (name === "RoleARN" && typeof member === "string") return [member];
    return typeof member === "object" && member !== null ? rolesIn(member, depth + 1) : [];
  });
}

const tagsOf = (tags: readonly { readonly Key: string; readonly Value?: string | undefined }[]): RequestTags =>
  Object.fromEntries(tags.map(({ Key, Value = "" }) => [Key, Value]));

export const access: AccessTable<Sdk, FirehoseContext> = {
  CreateDeliveryStream: (input, call) => {
    const resource = resourceOf(input, call);
    const requestTags = input.Tags && tagsOf(input.Tags);
    // Documented in CreateDeliveryStream: tags need TagDeliveryStream too.
    const actions = ["CreateDeliveryStream", ...(requestTags ? ["TagDeliveryStream"] : [])];
    return [
      ...actions.map((action) => ({ action: `firehose:${action}`, resource, ...(requestTags && { requestTags }) })),
      ...passedRoles(input),
    ];
  },
  DeleteDeliveryStream: named("DeleteDeliveryStream"),
  DescribeDeliveryStream: named("DescribeDeliveryStream"),
  ListDeliveryStreams: () => ({ action: "firehose:ListDeliveryStreams", resource: "*" }),
  ListTagsForDeliveryStream: named("ListTagsForDeliveryStream"),
  PutRecord: named("PutRecord"),
  PutRecordBatch: named("PutRecordBatch"),
  StartDeliveryStreamEncryption: named("StartDeliveryStreamEncryption"),
  StopDeliveryStreamEncryption: named("StopDeliveryStreamEncryption"),
  TagDeliveryStream: (input, call) => onStream("TagDeliveryStream", input, call, tagsOf(input.Tags)),
  UntagDeliveryStream: (input, call) =>
    onStream("UntagDeliveryStream", input, call, tagsOf(input.TagKeys.map((Key) => ({ Key })))),
  UpdateDestination: async (input, call) => [await onStream("UpdateDestination", input, call), ...passedRoles(input)],
};
