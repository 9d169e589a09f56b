#!/usr/bin/env bash
# The demo's whole path by the AWS CLI. $AWS is the command; endpoint and credentials come from the environment.
set -euo pipefail
aws() { "$AWS" --output text "$@"; }
until_is() { # until_is EXPECTED COMMAND...: polls for at most 90 s
  local expected=$1 got=; shift
  for _ in $(seq 300); do
    got=$("$@") && [ "$got" = "$expected" ] && return 0
    sleep 0.3
  done
  echo "still '$got' instead of '$expected': $*" >&2
  return 1
}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
role=$(aws iam create-role --role-name lake --query Role.Arn --assume-role-policy-document '{"Version":"2012-10-17",
  "Statement":{"Effect":"Allow","Principal":{"Service":["firehose.amazonaws.com","glue.amazonaws.com"]},"Action":"sts:AssumeRole"}}')
aws iam put-role-policy --role-name lake --policy-name lake --policy-document '{"Version":"2012-10-17",
  "Statement":{"Effect":"Allow","Action":["s3:*","kinesis:*","glue:*"],"Resource":"*"}}'

[ "$(aws sts get-caller-identity --query Account)" = 000000000000 ]
aws s3 mb s3://cli-lake
aws kinesis create-stream --stream-name cli --shard-count 1
aws kinesis wait stream-exists --stream-name cli
arn=$(aws kinesis describe-stream-summary --stream-name cli --query StreamDescriptionSummary.StreamARN)
aws glue create-database --database-input Name=cli
aws glue create-table --database-name cli --table-input \
  '{"Name":"record","StorageDescriptor":{"Columns":[{"Name":"id","Type":"int"},{"Name":"word","Type":"string"}]}}'
cat > "$work/destination.json" <<JSON
{"BucketARN":"arn:aws:s3:::cli-lake","RoleARN":"$role","Prefix":"words/","ErrorOutputPrefix":"errors/",
 "BufferingHints":{"SizeInMBs":64,"IntervalInSeconds":1},
 "DataFormatConversionConfiguration":{"Enabled":true,
  "InputFormatConfiguration":{"Deserializer":{"OpenXJsonSerDe":{}}},
  "OutputFormatConfiguration":{"Serializer":{"ParquetSerDe":{}}},
  "SchemaConfiguration":{"DatabaseName":"cli","TableName":"record","RoleARN":"$role"}}}
JSON
aws firehose create-delivery-stream --delivery-stream-name cli --delivery-stream-type KinesisStreamAsSource \
  --kinesis-stream-source-configuration "KinesisStreamARN=$arn,RoleARN=$role" \
  --extended-s3-destination-configuration "file://$work/destination.json"
status() { aws firehose describe-delivery-stream --delivery-stream-name cli --query DeliveryStreamDescription.DeliveryStreamStatus; }
until_is ACTIVE status
python3 - > "$work/records.json" <<'PY'
import json
rows = [{"id": i, "word": "word%d" % (i % 3)} for i in range(30)]
print(json.dumps([{"Data": json.dumps(r), "PartitionKey": str(r["id"])} for r in rows]))
PY
aws kinesis put-records --stream-name cli --records "file://$work/records.json" > /dev/null
count() { aws s3api list-objects-v2 --bucket cli-lake --prefix words/ --query 'length(Contents || `[]`)'; }
until_is 1 count
aws glue create-crawler --name cli --role "$role" --database-name cli --targets '{"S3Targets":[{"Path":"s3://cli-lake/words/"}]}'
aws glue start-crawler --name cli
crawler() { aws glue get-crawler --name cli --query Crawler.State; }
until_is READY crawler
query=$(aws athena start-query-execution --query-string 'SELECT word, sum(id) AS total FROM cli.words GROUP BY word ORDER BY word' \
  --result-configuration OutputLocation=s3://cli-lake/results/)
state() { aws athena get-query-execution --query-execution-id "$query" --query QueryExecution.Status.State; }
until_is SUCCEEDED state
aws s3 cp "s3://cli-lake/results/$query.csv" "$work/result.csv"
diff "$work/result.csv" - <<'CSV'
"word","total"
"word0","135"
"word1","145"
"word2","155"
CSV

mkdir -p "$work/folder/sub"
head -c 104857600 /dev/urandom > "$work/folder/sub/large.bin"
printf 'a' > "$work/folder/ä b.txt"
: > "$work/folder/empty"
aws s3 sync --quiet "$work/folder" s3://cli-lake/folder
aws s3 sync --quiet s3://cli-lake/folder "$work/back"
diff -r "$work/folder" "$work/back"
aws s3 cp --quiet "$work/folder/sub/large.bin" s3://cli-lake/large.bin
aws s3 cp --quiet s3://cli-lake/large.bin "$work/large.bin"
cmp "$work/folder/sub/large.bin" "$work/large.bin"
url=$(aws s3 presign s3://cli-lake/large.bin)
python3 -c 'import sys, urllib.request; assert len(urllib.request.urlopen(sys.argv[1]).read()) == 104857600' "$url"
aws s3 rb --force s3://cli-lake > /dev/null
echo "the AWS CLI ran the pipeline and synced a folder both ways"
