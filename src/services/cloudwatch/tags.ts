// Tags of alarms.
import type { Call } from "../../kit/service.ts";
import { type Alarm, alarmArn, alarmKeyOf } from "./alarm.ts";
import type { CloudWatchContext } from "./context.ts";
import { tooMany, unknownResource } from "./errors.ts";
import { ALARM_TAGS_MAX } from "./limits.ts";

type Tags = Readonly<Record<string, string>>;

/** Errors: ResourceNotFoundException. */
export async function taggedAlarm(arn: string, call: Call<CloudWatchContext>): Promise<Alarm> {
  const key = alarmKeyOf(arn, call);
  const alarm = await call.context.store.alarms.find(key);
  if (!alarm || alarmArn(key) !== arn) throw unknownResource(arn);
  return alarm;
}

/** Errors: ResourceNotFoundException, ValidationError for more tags than may be. */
export async function changeTags(
  arn: string,
  call: Call<CloudWatchContext>,
  change: (tags: Tags) => Tags,
): Promise<void> {
  const { key } = await taggedAlarm(arn, call);
  await call.context.store.alarms.change(key, (row) => {
    if (!row) throw unknownResource(arn);
    const tags = change(row.tags);
    if (Object.keys(tags).length > ALARM_TAGS_MAX) throw tooMany("tags", ALARM_TAGS_MAX);
    return { row: { ...row, tags }, items: [] };
  });
}
