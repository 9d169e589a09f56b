// What a consumer does whatever its way to records: a shard only after all of its parents, as the Kinesis Client Library does.
package forebay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

abstract class Reader {
  private static final long PATIENCE_MS = 60_000;

  protected final KinesisAsyncClient kinesis;
  protected final String streamArn;
  private final Map<String, List<Integer>> read = new TreeMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private int count = 0;

  Reader(KinesisAsyncClient kinesis, String streamArn) {
    this.kinesis = kinesis;
    this.streamArn = streamArn;
  }

  abstract String name();

  /** Begins with the shard's first record; tells `took` what came and `end` when the shard is read to its end. */
  abstract void readShard(String shardId);

  void start() {
    kinesis
        .listShards(r -> r.streamARN(streamArn).shardFilter(f -> f.type(ShardFilterType.AT_TRIM_HORIZON)))
        .join()
        .shards()
        .forEach(shard -> begin(shard.shardId()));
  }

  private synchronized void begin(String shardId) {
    if (begun.add(shardId)) new Thread(() -> readShard(shardId)).start();
  }

  protected synchronized void took(List<Record> records) {
    for (Record record : records)
      read.computeIfAbsent(record.partitionKey(), key -> new ArrayList<>()).add(Integer.parseInt(record.data().asUtf8String()));
    count += records.size();
    notifyAll();
  }

  protected synchronized void end(String shardId, List<ChildShard> children) {
    ended.add(shardId);
    for (ChildShard child : children) if (ended.containsAll(child.parentShards())) begin(child.shardId());
  }

  synchronized void await(int total) throws InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MS;
    while (count < total && System.currentTimeMillis() < deadline) wait(100);
  }

  /** Returns how many shards were read. */
  synchronized int check(Map<String, Integer> written) {
    if (!read.keySet().equals(written.keySet())) throw new IllegalStateException(name() + " read " + read.keySet());
    for (Map.Entry<String, Integer> key : written.entrySet()) {
      List<Integer> numbers = read.get(key.getKey());
      if (numbers.size() != key.getValue())
        throw new IllegalStateException(name() + " read " + numbers.size() + " of " + key.getValue() + " of " + key.getKey());
      for (int at = 0; at < numbers.size(); at++)
        if (numbers.get(at) != at) throw new IllegalStateException(name() + ": " + key.getKey() + " is out of order at " + at);
    }
    return begun.size();
  }
}
