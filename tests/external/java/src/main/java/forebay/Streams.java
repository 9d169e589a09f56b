// Streams and consumers that are ready when they are returned.
package forebay;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

final class Streams {
  private static final long POLL_MS = 50;

  private Streams() {}

  static void create(KinesisAsyncClient kinesis, String name, int shards) {
    kinesis.createStream(r -> r.streamName(name).shardCount(shards)).join();
    untilActive(kinesis, name);
  }

  static void untilActive(KinesisAsyncClient kinesis, String name) {
    while (kinesis.describeStreamSummary(r -> r.streamName(name)).join().streamDescriptionSummary().streamStatus()
        != StreamStatus.ACTIVE) sleep(POLL_MS);
  }

  /** The consumer's ARN. */
  static String register(KinesisAsyncClient kinesis, String streamArn, String name) {
    String arn = kinesis.registerStreamConsumer(r -> r.streamARN(streamArn).consumerName(name)).join().consumer().consumerARN();
    while (kinesis.describeStreamConsumer(r -> r.consumerARN(arn)).join().consumerDescription().consumerStatus()
        != ConsumerStatus.ACTIVE) sleep(POLL_MS);
    return arn;
  }

  static void sleep(long durationMs) {
    try {
      Thread.sleep(durationMs);
    } catch (InterruptedException error) {
      throw new IllegalStateException(error);
    }
  }
}
