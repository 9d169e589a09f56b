// Constraints of real models, against answers that AWS gave.
import { expect, test } from "vitest";
import { loadService } from "./models.ts";
import { validate } from "./validate.ts";

function failure(service: string, operation: string, input: object): { code: string; message: string } | undefined {
  try {
    validate(loadService(service).operations.get(operation)!, input);
  } catch (error) {
    const { code, message } = error as Error & { code: string };
    return { code, message };
  }
  return undefined;
}

const PREFIX = /^\d+ validation errors? detected: /;
/** AWS lists failures in no order of its own. */
const parts = (message: string | undefined): string[] => (message ?? "").replace(PREFIX, "").split("; ").sort();

test("SplitShard: members that are missing (recorded)", () => {
  const { code, message } = failure("kinesis", "SplitShard", {})!;
  expect(code).toBe("ValidationException");
  expect(message).toMatch(/^2 validation errors detected: /);
  expect(parts(message)).toEqual([
    "Value null at 'newStartingHashKey' failed to satisfy constraint: Member must not be null",
    "Value null at 'shardToSplit' failed to satisfy constraint: Member must not be null",
  ]);
});

test("CreateStream: an empty name and no shards (recorded)", () => {
  const { message } = failure("kinesis", "CreateStream", { StreamName: "", ShardCount: 0 })!;
  expect(parts(message)).toEqual([
    "Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    "Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    "Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ]);
});

test("PutRecords: 501 records and their partition keys, the first ten of the failures (recorded)", () => {
  const record = { Data: new Uint8Array(), PartitionKey: "" };
  const { message } = failure("kinesis", "PutRecords", {
    Records: Array.from({ length: 501 }, () => record),
    StreamName: "s",
  })!;
  const [first, second] = message.replace(PREFIX, "").split("; ");
  expect(message).toMatch(/^10 validation errors detected: /);
  expect(first).toMatch(/^Value '\[PutRecordsRequestEntry\(data=java\.nio\.HeapByteBuffer\[pos=0 lim=0 cap=0\], /);
  expect(first).toMatch(
    /' at 'records' failed to satisfy constraint: Member must have length less than or equal to 500$/,
  );
  expect(second).toBe(
    "Value '' at 'records.1.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test("PutRecord of Firehose: the size of data (recorded)", () => {
  const input = { DeliveryStreamName: "d", Record: { Data: new Uint8Array(1_024_001) } };
  expect(failure("firehose", "PutRecord", input)!.message).toBe(
    "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=1024001 cap=1024001]' at 'record.data' " +
      "failed to satisfy constraint: Member must have length less than or equal to 1024000",
  );
});

test("lists of scalars are named whole, lists of structures by index (recorded: Lambda, EventBridge)", () => {
  const architectures = failure("lambda", "UpdateFunctionCode", { FunctionName: "f", Architectures: ["X86_64"] })!;
  expect(architectures.message).toBe(
    "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy constraint: " +
      "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  );
  const targets = failure("eventbridge", "PutTargets", { Rule: "r", Targets: [{ Id: "!@#$@!#$", Arn: "a" }] })!;
  expect(targets.message).toBe(
    "1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' failed to satisfy constraint: " +
      String.raw`Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+`,
  );
});

test("maps name their keys and values whole (recorded: Lambda)", () => {
  const weights = { FunctionName: "f", Name: "a", RoutingConfig: { AdditionalVersionWeights: { "2": 2 } } };
  expect(failure("lambda", "UpdateAlias", weights)!.message).toContain(
    "at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: " +
      "[Member must have value less than or equal to 1, Member must have value greater than or equal to 0, Member must not be null]",
  );
});

test("structures print as Java does (recorded: CloudWatch Logs, whose last two members stand the other way round)", () => {
  const transformation = (name: string) => ({ metricName: name, metricNamespace: "namespace1", metricValue: "1" });
  const input = {
    logGroupName: "g",
    filterName: "f",
    filterPattern: "",
    metricTransformations: [transformation("metric1"), transformation("metric2")],
  };
  expect(failure("cloudwatch-logs", "PutMetricFilter", input)).toEqual({
    code: "InvalidParameterException",
    message:
      "1 validation error detected: Value '[MetricTransformation(metricName=metric1, metricNamespace=namespace1, " +
      "metricValue=1, defaultValue=null, dimensions=null, unit=null), MetricTransformation(metricName=metric2, " +
      "metricNamespace=namespace1, metricValue=1, defaultValue=null, dimensions=null, unit=null)]' at " +
      "'metricTransformations' failed to satisfy constraint: Member must have length less than or equal to 1",
  });
});

test("sensitive values are not repeated (recorded: KMS)", () => {
  expect(failure("kms", "Encrypt", { KeyId: "k", Plaintext: new Uint8Array(4097) })!.message).toBe(
    "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: " +
      "Member must have length less than or equal to 4096",
  );
});

test("IAM repeats no values (recorded), and says what names are made of (in public issue threads)", () => {
  const PolicyArn = "arn:aws:iam::000000000000:policy/p";
  expect(failure("iam", "GetPolicyVersion", { PolicyArn, VersionId: "1" })).toEqual({
    code: "ValidationError",
    message:
      "1 validation error detected: Value at 'versionId' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?",
  });
  expect(failure("iam", "TagRole", { RoleName: "r", Tags: [{ Key: "?", Value: "" }] })!.message).toBe(
    "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
  );
  expect(failure("iam", "UntagRole", { RoleName: "r", TagKeys: ["?"] })!.message).toBe(
    "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: " +
      "[Member must have length less than or equal to 128, Member must have length greater than or equal to 1, " +
      "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]",
  );
  expect(failure("iam", "UpdateAccessKey", { AccessKeyId: "A".repeat(20), Status: "Invalid" })!.message).toBe(
    "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
  );
  expect(failure("iam", "CreateRole", { RoleName: "a b", AssumeRolePolicyDocument: "{}" })!.message).toBe(
    "The specified value for roleName is invalid. " +
      "It must contain only alphanumeric characters and/or the following: +=,.@_-",
  );
});

test("each family of services answers in its own code", () => {
  const codes = [
    failure("athena", "StartQueryExecution", { QueryString: "" }),
    failure("sts", "AssumeRole", { RoleArn: "arn:aws:iam::000000000000:role/r", RoleSessionName: "Session1:2" }),
    failure("glue", "GetDatabase", { Name: "" }),
    failure("iot", "DescribeThing", { thingName: "a b" }),
    failure("sqs", "SendMessage", { QueueUrl: "q" }),
    failure("ec2", "AttachVolume", { InstanceId: "i", VolumeId: "v" }),
  ].map((answer) => answer?.code);
  expect(codes).toEqual([
    "InvalidRequestException",
    "ValidationError",
    "ValidationException",
    "InvalidRequestException",
    "MissingParameter",
    "MissingParameter",
  ]);
  expect(failure("s3", "PutObject", {})).toBeUndefined();
});

test("lengths count code points (recorded: a name of 128 emoji is not too long)", () => {
  const name = "😹".repeat(255);
  expect(failure("glue", "GetDatabase", { Name: name })).toBeUndefined();
  expect(failure("glue", "GetDatabase", { Name: `${name}a` })!.message).toContain("length less than or equal to 255");
});
