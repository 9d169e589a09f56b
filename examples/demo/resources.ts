// Creates what the pipeline needs: bucket, stream, role, catalog table for the conversion, delivery stream, crawler.
import { CreateDeliveryStreamCommand, DescribeDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import {
  CreateClassifierCommand,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
} from "@aws-sdk/client-glue";
import { CreateStreamCommand, DescribeStreamSummaryCommand, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clients } from "./clients.ts";
import { airportsFile } from "./flights.ts";
import { createRole } from "./role.ts";

export const names = {
  bucket: "forebay-demo-lake",
  stream: "flights",
  deliveryStream: "flights-to-parquet",
  database: "demo",
  schemaTable: "flight_record",
  crawler: "demo-crawler",
} as const;

const SHARDS = 4;

export async function createResources(clients: Clients): Promise<void> {
  await createLake(clients);
  await createStream(clients);
  const role = await createRole(clients.iam, names);
  await createCatalog(clients, role);
  await createDelivery(clients, role);
}

async function createLake({ s3 }: Clients): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: names.bucket }));
  const Body = await readFile(airportsFile);
  await s3.send(new PutObjectCommand({ Bucket: names.bucket, Key: "lake/airports/airports.csv", Body }));
}

async function createStream({ kinesis }: Clients): Promise<void> {
  await kinesis.send(new CreateStreamCommand({ StreamName: names.stream, ShardCount: SHARDS }));
  await waitUntilStreamExists(
    { client: kinesis, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { StreamName: names.stream },
  );
}

async function createCatalog({ glue }: Clients, role: string): Promise<void> {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: names.database } }));
  const Columns = [
    { Name: "date", Type: "timestamp" },
    { Name: "delay", Type: "int" },
    { Name: "distance", Type: "int" },
    { Name: "origin", Type: "string" },
    { Name: "destination", Type: "string" },
  ];
  const TableInput = { Name: names.schemaTable, StorageDescriptor: { Columns } };
  await glue.send(new CreateTableCommand({ DatabaseName: names.database, TableInput }));
  // airports.csv quotes some of its names: the classifier says so.
  const CsvClassifier = { Name: "quoted-csv", Delimiter: ",", QuoteSymbol: '"', ContainsHeader: "PRESENT" } as const;
  await glue.send(new CreateClassifierCommand({ CsvClassifier }));
  await glue.send(
    new CreateCrawlerCommand({
      Name: names.crawler,
      Role: role,
      Classifiers: [CsvClassifier.Name],
      DatabaseName: names.database,
      Targets: {
        S3Targets: [{ Path: `s3://${names.bucket}/lake/flights/` }, { Path: `s3://${names.bucket}/lake/airports/` }],
      },
    }),
  );
}

async function createDelivery({ firehose, kinesis }: Clients, role: string): Promise<void> {
  const { StreamDescriptionSummary } = await kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName: names.stream }),
  );
  await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: names.deliveryStream,
      DeliveryStreamType: "KinesisStreamAsSource",
      KinesisStreamSourceConfiguration: { KinesisStreamARN: StreamDescriptionSummary?.StreamARN, RoleARN: role },
      ExtendedS3DestinationConfiguration: {
        BucketARN: `arn:aws:s3:::${names.bucket}`,
        RoleARN: role,
        Prefix: "lake/flights/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
        ErrorOutputPrefix: "errors/!{firehose:error-output-type}/",
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 5 },
        DataFormatConversionConfiguration: {
          Enabled: true,
          InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
          OutputFormatConfiguration: { Serializer: { ParquetSerDe: { Compression: "SNAPPY" } } },
          SchemaConfiguration: {
            DatabaseName: names.database,
            TableName: names.schemaTable,
            Region: "us-east-1",
            RoleARN: role,
          },
        },
      },
    }),
  );
  const isActive = async (): Promise<boolean> => {
    const { DeliveryStreamDescription } = await firehose.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: names.deliveryStream }),
    );
    return DeliveryStreamDescription?.DeliveryStreamStatus === "ACTIVE";
  };
  while (!(await isActive())) await sleep(100);
}
