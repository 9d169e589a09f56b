// Amazon Data Firehose: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { openFirehose, type FirehoseContext, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { lifecycleJobs } from "./lifecycle.ts";
import { createDeliveryStream } from "./operations/create-delivery-stream.ts";
import { deleteDeliveryStream } from "./operations/delete-delivery-stream.ts";
import { describeDeliveryStream } from "./operations/describe-delivery-stream.ts";
import { listDeliveryStreams } from "./operations/list-delivery-streams.ts";
import { listTagsForDeliveryStream } from "./operations/list-tags-for-delivery-stream.ts";
import { putRecordBatch } from "./operations/put-record-batch.ts";
import { putRecord } from "./operations/put-record.ts";
import { startDeliveryStreamEncryption } from "./operations/start-delivery-stream-encryption.ts";
import { stopDeliveryStreamEncryption } from "./operations/stop-delivery-stream-encryption.ts";
import { tagDeliveryStream } from "./operations/tag-delivery-stream.ts";
import { untagDeliveryStream } from "./operations/untag-delivery-stream.ts";
import { updateDestination } from "./operations/update-destination.ts";

export default defineService<Sdk, FirehoseContext, ServiceHost>({
  model: "firehose",
  open: openFirehose,
  operations: {
    CreateDeliveryStream: createDeliveryStream,
    DeleteDeliveryStream: deleteDeliveryStream,
    DescribeDeliveryStream: describeDeliveryStream,
    ListDeliveryStreams: listDeliveryStreams,
    ListTagsForDeliveryStream: listTagsForDeliveryStream,
    PutRecord: putRecord,
    PutRecordBatch: putRecordBatch,
    StartDeliveryStreamEncryption: startDeliveryStreamEncryption,
    StopDeliveryStreamEncryption: stopDeliveryStreamEncryption,
    TagDeliveryStream: tagDeliveryStream,
    UntagDeliveryStream: untagDeliveryStream,
    UpdateDestination: updateDestination,
  },
  access,
  gaps,
  differences,
  jobs: lifecycleJobs,
  close: ({ pumps }) => pumps.close(),
});
