// The Kinesis Producer Library's aggregated records, taken apart by the Kinesis Client Library's own code after they were read.
package forebay;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages;

final class Aggregation {
  private static final int USER_RECORDS = 500;

  private Aggregation() {}

  static void check(KinesisAsyncClient kinesis) throws Exception {
    Streams.create(kinesis, "aggregated", 1);
    byte[] aggregated = aggregate();
    kinesis.putRecord(r -> r.streamName("aggregated").partitionKey("a").data(SdkBytes.fromByteArray(aggregated))).join();
    String iterator =
        kinesis
            .getShardIterator(
                r -> r.streamName("aggregated").shardId("shardId-000000000000").shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .join()
            .shardIterator();
    List<Record> records = kinesis.getRecords(r -> r.shardIterator(iterator)).join().records();
    if (!records.get(0).data().equals(SdkBytes.fromByteArray(aggregated))) throw new IllegalStateException("other bytes came back");
    List<KinesisClientRecord> user =
        new AggregatorUtil().deaggregate(records.stream().map(KinesisClientRecord::fromRecord).toList());
    for (int at = 0; at < USER_RECORDS; at++) {
      String data = SdkBytes.fromByteBuffer(user.get(at).data()).asUtf8String();
      if (!user.get(at).partitionKey().equals(keyOf(at)) || !data.equals("data-" + at))
        throw new IllegalStateException("user record " + at + " is " + user.get(at));
    }
    if (user.size() != USER_RECORDS) throw new IllegalStateException(user.size() + " user records");
    System.out.printf("aggregation: %d user records in one, whole and in order%n", USER_RECORDS);
  }

  private static String keyOf(int at) {
    return "user-" + at % 7;
  }

  /** Documented: magic bytes, the protocol buffer, its MD5. */
  private static byte[] aggregate() throws Exception {
    Messages.AggregatedRecord.Builder all = Messages.AggregatedRecord.newBuilder();
    IntStream.range(0, 7).forEach(at -> all.addPartitionKeyTable(keyOf(at)));
    for (int at = 0; at < USER_RECORDS; at++)
      all.addRecordsBuilder()
          .setPartitionKeyIndex(at % 7)
          .setData(com.google.protobuf.ByteString.copyFromUtf8("data-" + at));
    byte[] message = all.build().toByteArray();
    byte[] digest = MessageDigest.getInstance("MD5").digest(message);
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    bytes.write(AggregatorUtil.AGGREGATED_RECORD_MAGIC);
    bytes.write(message);
    bytes.write(digest);
    return bytes.toByteArray();
  }
}
