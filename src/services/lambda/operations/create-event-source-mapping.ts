// CreateEventSourceMapping: a function reads a stream or queue from now on; Creating first, a timer makes it Enabled.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import {
  invalidParameter,
  mappingExists,
  notBuilt,
  queueMappingExists,
  sourceNotBuilt,
  unsupportedSetting,
} from "../errors.ts";
import { resumption } from "../events.ts";
import { checkOnFailure, checkSource } from "../mapping-check.ts";
import { type Mapping, mappingSettings, mappingView } from "../mapping.ts";
import { mappingSettling } from "../mappings.ts";
import { locate, named } from "../locate.ts";
import { sourceKind } from "../source-kind.ts";

export const createEventSourceMapping: Operation<"CreateEventSourceMapping"> = async (input, call) => {
  const { store, host } = call.context;
  const { account, region } = call;
  const { EventSourceArn: sourceArn, StartingPosition: startingPosition } = input;
  if (input.SelfManagedEventSource) throw sourceNotBuilt("sources of your own");
  if (sourceArn === undefined) throw invalidParameter("Unrecognized event source."); // recorded
  if (input.Tags && Object.keys(input.Tags).length > 0)
    throw notBuilt("Tags of event source mappings are not built yet.");
  const { key, qualifier } = named(input.FunctionName, call);
  if (!(await store.find(key))) throw invalidParameter("Function does not exist"); // recorded
  const { entry } = await locate(store, { key, qualifier });
  const kind = sourceKind(sourceArn);
  if (startingPosition === undefined && kind !== "sqs")
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  if (startingPosition !== undefined && kind === "sqs") throw unsupportedSetting("StartingPosition");
  if (startingPosition === "AT_TIMESTAMP" && kind === "dynamodb")
    throw invalidParameter(`Unsupported starting position for arn type: ${sourceArn}`); // recorded
  if (startingPosition === "AT_TIMESTAMP" && input.StartingPositionTimestamp === undefined)
    throw invalidParameter("StartingPositionTimestamp is required when StartingPosition is AT_TIMESTAMP.");
  const settings = mappingSettings(input, sourceArn);
  await checkSource(host, entry, sourceArn);
  if (settings.onFailure !== undefined) await checkOnFailure(host, entry, settings.onFailure);
  for await (const other of store.mappings.list([account, region]))
    if (other.sourceArn === sourceArn && other.function.name === key.name && other.qualifier === qualifier)
      throw (kind === "sqs" ? queueMappingExists : mappingExists)(sourceArn, key.name, other.key.uuid);
  const nowMs = host.clock.now();
  const mapping: Mapping = {
    key: { account, region, uuid: uuid() },
    function: key,
    qualifier,
    sourceArn,
    startingPosition,
    startingTimestampMs: input.StartingPositionTimestamp?.getTime(),
    settings,
    state: "Creating",
    createdMs: nowMs,
    modifiedMs: nowMs,
    lastResult: "No records processed",
  };
  const isOff = input.Enabled === false;
  const stored: Mapping = isOff ? { ...mapping, state: "Disabled" } : mapping;
  await store.mappings.create(stored, [mappingSettling(mapping.key, nowMs), resumption(nowMs)]);
  return mappingView(stored);
};
