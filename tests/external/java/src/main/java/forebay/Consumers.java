// Two fan-out consumers and a polling one read a stream while it is written and resharded: each gets every record once, in order per key.
package forebay;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

public final class Consumers {
  private static final int KEYS = 8;
  private static final int BATCH = 5;
  private static final int[] SHARD_COUNTS = {4, 2, 3, 2};

  public static void main(String[] args) throws Exception {
    KinesisAsyncClient kinesis =
        KinesisAsyncClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    try {
      Aggregation.check(kinesis);
      check(kinesis);
      System.exit(0); // subscriptions are still open
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }

  private static void check(KinesisAsyncClient kinesis) throws Exception {
    Streams.create(kinesis, "java", 2);
    String arn = kinesis.describeStreamSummary(r -> r.streamName("java")).join().streamDescriptionSummary().streamARN();
    List<Reader> readers =
        List.of(
            new FanOutReader(kinesis, arn, Streams.register(kinesis, arn, "first")),
            new FanOutReader(kinesis, arn, Streams.register(kinesis, arn, "second")),
            new PollingReader(kinesis, arn));
    readers.forEach(Reader::start);
    AtomicBoolean resharding = new AtomicBoolean(true);
    Map<String, Integer> written = new ConcurrentHashMap<>();
    List<Thread> writers = IntStream.range(0, KEYS).mapToObj(at -> writer(kinesis, "key-" + at, resharding, written)).toList();
    for (int count : SHARD_COUNTS) {
      kinesis.updateShardCount(r -> r.streamName("java").targetShardCount(count).scalingType(ScalingType.UNIFORM_SCALING)).join();
      Streams.untilActive(kinesis, "java");
      Thread.sleep(200);
    }
    resharding.set(false);
    for (Thread writer : writers) writer.join();
    int total = written.values().stream().mapToInt(Integer::intValue).sum();
    for (Reader reader : readers) {
      reader.await(total);
      int shards = reader.check(written);
      System.out.printf("%s: %d records of %d keys once and in order, from %d shards%n", reader.name(), total, KEYS, shards);
    }
  }

  /** Puts records of one key, batch after batch, until the reshards are done. */
  private static Thread writer(KinesisAsyncClient kinesis, String key, AtomicBoolean resharding, Map<String, Integer> written) {
    Thread thread =
        new Thread(
            () -> {
              int next = 0;
              while (resharding.get()) {
                List<PutRecordsRequestEntry> records = new ArrayList<>();
                for (int at = 0; at < BATCH; at++, next++) {
                  SdkBytes data = SdkBytes.fromUtf8String(String.valueOf(next));
                  records.add(PutRecordsRequestEntry.builder().partitionKey(key).data(data).build());
                }
                int failed = kinesis.putRecords(r -> r.streamName("java").records(records)).join().failedRecordCount();
                if (failed > 0) throw new IllegalStateException(failed + " records failed");
                written.put(key, next);
              }
            });
    thread.start();
    return thread;
  }
}
