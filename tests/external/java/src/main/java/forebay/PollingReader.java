// Polling: GetShardIterator and GetRecords, whose answers the SDK asks for in CBOR, and must get so.
package forebay;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

final class PollingReader extends Reader {
  private static final long POLL_MS = 20;
  private static final String CBOR = "application/x-amz-cbor-1.1";

  PollingReader(KinesisAsyncClient kinesis, String streamArn) {
    super(kinesis, streamArn);
  }

  @Override
  String name() {
    return "GetRecords";
  }

  @Override
  void readShard(String shardId) {
    String iterator =
        kinesis
            .getShardIterator(r -> r.streamARN(streamArn).shardId(shardId).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .join()
            .shardIterator();
    while (iterator != null) {
      String from = iterator;
      GetRecordsResponse answer = kinesis.getRecords(r -> r.shardIterator(from)).join();
      String type = answer.sdkHttpResponse().firstMatchingHeader("Content-Type").orElse("none");
      if (!type.equals(CBOR)) throw new IllegalStateException("GetRecords answered in " + type + ", not in CBOR");
      took(answer.records());
      iterator = answer.nextShardIterator();
      if (iterator == null) end(shardId, answer.childShards());
      else Streams.sleep(POLL_MS);
    }
  }
}
