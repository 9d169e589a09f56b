// Two workers of the Kinesis Client Library share a stream's shards by leases in DynamoDB, through a reshard and the end of one of them.
package forebay;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

public final class Fleet {
  private static final String STREAM = "fleet";
  private static final int SHARDS = 4;
  private static final int KEYS = 16;
  private static final int BATCH = 25;
  private static final long FAILOVER_MS = 2_000;
  private static final long PATIENCE_MS = 120_000;
  private static final int RECORDS_MAX = 120 * 4 * KEYS * BATCH;

  private final String endpoint;
  private final KinesisAsyncClient kinesis;
  private final DynamoDbAsyncClient dynamodb;
  private final CloudWatchAsyncClient cloudwatch;
  /** Per key, the numbers in the order in which they were first seen. */
  private final Map<String, List<Integer>> seen = new TreeMap<>();
  /** Which workers read each shard. */
  private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();
  private int written = 0;

  private Fleet(String endpoint) {
    this.endpoint = endpoint;
    this.kinesis = at(KinesisAsyncClient.builder()).build();
    this.dynamodb = at(DynamoDbAsyncClient.builder()).build();
    this.cloudwatch = at(CloudWatchAsyncClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  public static void main(String[] args) {
    try {
      new Fleet(args[0]).check();
      System.exit(0);
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }

  private void check() throws Exception {
    Streams.create(kinesis, STREAM, SHARDS);
    Scheduler first = worker("first");
    Scheduler second = worker("second");
    write();
    // Leases are shared by what each worker has to read.
    while (workers().size() < 2 && written < RECORDS_MAX) {
      write();
      Streams.sleep(1_000);
    }
    if (workers().size() < 2) throw new IllegalStateException("only " + workers() + " read");
    kinesis.updateShardCount(r -> r.streamName(STREAM).targetShardCount(2 * SHARDS).scalingType(ScalingType.UNIFORM_SCALING)).join();
    Streams.untilActive(kinesis, STREAM);
    write();
    await("every record", () -> count() >= written);
    first.startGracefulShutdown().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    write();
    await("every record, by the worker that is left", () -> count() >= written);
    second.startGracefulShutdown().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    checkOrder();
    System.out.printf("fleet: %d records of %d keys in order, from %d shards by %s%n", written, KEYS, readers.size(), workers());
  }

  private Scheduler worker(String name) {
    ConfigsBuilder configs =
        new ConfigsBuilder(
            new SingleStreamTracker(STREAM, InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
            "fleet-application",
            kinesis,
            dynamodb,
            cloudwatch,
            name,
            () -> new Processor(name));
    Scheduler scheduler =
        new Scheduler(
            configs.checkpointConfig(),
            configs.coordinatorConfig().shardConsumerDispatchPollIntervalMillis(200),
            configs.leaseManagementConfig().failoverTimeMillis(FAILOVER_MS).shardSyncIntervalMillis(2_000),
            configs.lifecycleConfig(),
            configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
            configs.processorConfig(),
            configs.retrievalConfig().retrievalSpecificConfig(new PollingConfig(STREAM, kinesis).idleTimeBetweenReadsInMillis(250)));
    Thread thread = new Thread(scheduler, name);
    thread.setDaemon(true);
    thread.start();
    return scheduler;
  }

  private void write() {
    for (int batch = 0; batch < 4; batch++) {
      for (int key = 0; key < KEYS; key++) {
        List<PutRecordsRequestEntry> records = new ArrayList<>();
        for (int at = 0; at < BATCH; at++) {
          SdkBytes data = SdkBytes.fromUtf8String(String.valueOf(written / KEYS / BATCH * BATCH + at));
          records.add(PutRecordsRequestEntry.builder().partitionKey("key-" + key).data(data).build());
        }
        if (kinesis.putRecords(r -> r.streamName(STREAM).records(records)).join().failedRecordCount() > 0)
          throw new IllegalStateException("records failed");
      }
      written += KEYS * BATCH;
    }
  }

  private Set<String> workers() {
    Set<String> names = ConcurrentHashMap.newKeySet();
    readers.values().forEach(names::addAll);
    return names;
  }

  private synchronized int count() {
    return seen.values().stream().mapToInt(List::size).sum();
  }

  /** Records come at least once: one that comes again does not count. */
  private synchronized void saw(KinesisClientRecord record) {
    byte[] bytes = new byte[record.data().remaining()];
    record.data().get(bytes);
    List<Integer> numbers = seen.computeIfAbsent(record.partitionKey(), key -> new ArrayList<>());
    int number = Integer.parseInt(new String(bytes));
    if (number >= numbers.size()) numbers.add(number);
  }

  private synchronized void checkOrder() {
    for (Map.Entry<String, List<Integer>> key : seen.entrySet())
      for (int at = 0; at < key.getValue().size(); at++)
        if (key.getValue().get(at) != at) throw new IllegalStateException(key.getKey() + " is out of order at " + at);
  }

  private void await(String what, java.util.function.BooleanSupplier isThere) {
    long deadline = System.currentTimeMillis() + PATIENCE_MS;
    while (!isThere.getAsBoolean()) {
      if (System.currentTimeMillis() > deadline)
        throw new IllegalStateException("waited for " + what + ": " + count() + " of " + written + " by " + readers);
      Streams.sleep(100);
    }
  }

  private final class Processor implements ShardRecordProcessor {
    private final String worker;
    private String shardId;

    Processor(String worker) {
      this.worker = worker;
    }

    @Override
    public void initialize(InitializationInput input) {
      shardId = input.shardId();
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
      if (input.records().isEmpty()) return;
      readers.computeIfAbsent(shardId, key -> ConcurrentHashMap.newKeySet()).add(worker);
      input.records().forEach(Fleet.this::saw);
      checkpoint(input.checkpointer());
    }

    @Override
    public void leaseLost(LeaseLostInput input) {}

    @Override
    public void shardEnded(ShardEndedInput input) {
      checkpoint(input.checkpointer());
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
      checkpoint(input.checkpointer());
    }

    private void checkpoint(RecordProcessorCheckpointer checkpointer) {
      try {
        checkpointer.checkpoint();
      } catch (Exception error) {
        System.out.println(worker + " lost " + shardId + " before its checkpoint: " + error.getMessage());
      }
    }
  }
}
