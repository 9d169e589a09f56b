// Operations of Lambda that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const capacity = "Capacity providers are not built: functions run on the machine that Forebay runs on.";
const durable = "Durable functions are not built yet.";

export const gaps: Gaps<Sdk> = {
  CheckpointDurableExecution: durable,
  CreateCapacityProvider: capacity,
  DeleteCapacityProvider: capacity,
  GetCapacityProvider: capacity,
  GetDurableExecution: durable,
  GetDurableExecutionHistory: durable,
  GetDurableExecutionState: durable,
  GetFunctionScalingConfig: capacity,
  ListCapacityProviders: capacity,
  ListDurableExecutionsByFunction: durable,
  ListFunctionVersionsByCapacityProvider: capacity,
  PutFunctionScalingConfig: capacity,
  SendDurableExecutionCallbackFailure: durable,
  SendDurableExecutionCallbackHeartbeat: durable,
  SendDurableExecutionCallbackSuccess: durable,
  StopDurableExecution: durable,
  UpdateCapacityProvider: capacity,
};

export const differences: readonly string[] = [
  "Functions run as child processes of the platform, with its user's rights and without a sandbox: /tmp is the machine's; TMPDIR and HOME name a folder of the environment's own.",
  "Code lies in a scratch folder that LAMBDA_TASK_ROOT names, not in /var/task; layers in one beside it, not in /opt.",
  "A runtime whose exact version is not on the machine runs by another version of the same language: nodejs* by the Node.js that runs the platform (nodejs22.x on Node.js 20, too), python3.* by python3. Runtimes of other languages answer InvalidRuntimeException.",
  "The memory limit bounds Node.js's heap and Python's data segment; a bootstrap's process is ended when it has more, on Linux, but not for what its own children have.",
  "Pending and InProgress last a tenth of a second.",
  "RuntimeVersionConfig and ConfigSha256 are not shown: there are no runtimes of AWS.",
  "At most 64 environments run at a time; invocations beyond wait for one.",
  "Architectures, EphemeralStorage and TracingConfig are kept and shown: functions run on the machine's own architecture, with what room its disk has, and are not traced.",
  "Batches are read from Kinesis four times a second at most, not once; a consumer's records come as Kinesis sends them.",
  "Tumbling windows begin at multiples of their size and end a second after it, when their last records have been read.",
  "Function URLs are http://ID.lambda-url.REGION.localhost.localstack.cloud:PORT/ here; requests with the Host of AWS's own name are taken, too. They need both lambda:InvokeFunctionUrl and lambda:InvokeFunction.",
  "A function URL answers 502 for timeouts as for other failures of the function.",
  "Provisioned concurrency beyond three quarters of those environments is FAILED, with the reason.",
  "RecursiveLoop, runtime management and SnapStart are kept and shown: loops are not ended, runtimes are those of the machine, and published versions start as all others do.",
  "Nothing is ever signed, since AWS Signer is not built: a code signing configuration with Enforce refuses every package and layer, one with Warn none.",
  "Destinations are functions and S3 buckets; those in SQS, SNS and EventBridge are refused.",
  "Duration in CloudWatch is what the invocation took for its caller, an environment's start included; IteratorAge is not counted.",
  "What functions print is in CloudWatch Logs within a second; beyond 32 MiB that wait to be written, it is lost.",
];
