// Enhanced fan-out: SubscribeToShard over HTTP/2.
package forebay;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

final class FanOutReader extends Reader {
  private final String consumerArn;

  FanOutReader(KinesisAsyncClient kinesis, String streamArn, String consumerArn) {
    super(kinesis, streamArn);
    this.consumerArn = consumerArn;
  }

  @Override
  String name() {
    return "SubscribeToShard as " + consumerArn.split("/")[3].split(":")[0];
  }

  @Override
  void readShard(String shardId) {
    StartingPosition start = StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
    SubscribeToShardResponseHandler handler =
        SubscribeToShardResponseHandler.builder()
            .onError(error -> System.err.println(name() + ", " + shardId + ": " + error))
            .subscriber(event -> event.accept(visitor(shardId)))
            .build();
    kinesis.subscribeToShard(r -> r.consumerARN(consumerArn).shardId(shardId).startingPosition(start), handler);
  }

  private SubscribeToShardResponseHandler.Visitor visitor(String shardId) {
    return SubscribeToShardResponseHandler.Visitor.builder().onSubscribeToShardEvent(event -> take(shardId, event)).build();
  }

  private void take(String shardId, SubscribeToShardEvent event) {
    took(event.records());
    if (event.hasChildShards()) end(shardId, event.childShards());
  }
}
