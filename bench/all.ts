// npm run bench: every benchmark in turn, or those named: npm run bench -- start kinesis
import { benchAccess } from "./access.ts";
import { benchAthena } from "./athena.ts";
import { benchCloudWatchLogs } from "./cloudwatch-logs.ts";
import { benchDynamoDb } from "./dynamodb.ts";
import { benchEngines } from "./engines.ts";
import { benchFirehose } from "./firehose.ts";
import { benchKinesis } from "./kinesis.ts";
import { benchKms } from "./kms.ts";
import { benchLambda } from "./lambda.ts";
import { benchOrc } from "./orc.ts";
import { benchPolicy } from "./policy.ts";
import { benchS3 } from "./s3.ts";
import { benchSqs } from "./sqs.ts";
import { benchStart } from "./start.ts";
import { benchWire } from "./wire.ts";

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  wire: benchWire,
  engines: benchEngines,
  kinesis: benchKinesis,
  lambda: benchLambda,
  "cloudwatch-logs": benchCloudWatchLogs,
  policy: benchPolicy,
  kms: benchKms,
  sqs: benchSqs,
  access: benchAccess,
  s3: benchS3,
  dynamodb: benchDynamoDb,
  firehose: benchFirehose,
  athena: benchAthena,
  orc: benchOrc,
};

const wanted = process.argv.slice(2);
const stranger = wanted.find((name) => !Object.hasOwn(benchmarks, name));
if (stranger !== undefined) {
  console.error(`There is no benchmark "${stranger}": ${Object.keys(benchmarks).join(", ")}.`);
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(benchmarks))
    if (wanted.length === 0 || wanted.includes(name)) await bench();
}
