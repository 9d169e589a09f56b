# s3cmd against $FOREBAY_ENDPOINT: buckets, a large file in parts, sync both ways, ACLs, policies, listings, deletion.
set -euo pipefail
HOST=${FOREBAY_ENDPOINT#http://}
cat > s3cfg <<EOF
[default]
access_key = test
secret_key = test
host_base = $HOST
host_bucket = $HOST
bucket_location = us-east-1
use_https = False
signature_v2 = False
EOF
s3() { s3cmd --config=s3cfg --no-progress "$@"; }

s3 mb s3://by-s3cmd
# Copies carry `x-amz-acl: private`, which AWS refuses where ACLs are off.
s3 setownership s3://by-s3cmd BucketOwnerPreferred
mkdir -p there/deep && head -c 20000000 /dev/urandom > there/large && echo small > "there/deep/a b+ü.txt" && : > there/empty
s3 put --multipart-chunk-size-mb=6 there/large s3://by-s3cmd/large
s3 get s3://by-s3cmd/large fetched && cmp there/large fetched
s3 sync there/ s3://by-s3cmd/there/
test "$(s3 ls --recursive s3://by-s3cmd/there/ | wc -l)" = 3
mkdir back && s3 sync s3://by-s3cmd/there/ back/ && diff -r there back
s3 cp s3://by-s3cmd/there/large s3://by-s3cmd/copy && s3 mv s3://by-s3cmd/copy s3://by-s3cmd/moved
s3 modify --add-header='x-amz-meta-stage: test' s3://by-s3cmd/there/deep/a\ b+ü.txt
s3 info s3://by-s3cmd/there/deep/a\ b+ü.txt > info && grep -q 'x-amz-meta-stage: *test' info
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::by-s3cmd/moved"}]}' > policy.json
s3 setpolicy policy.json s3://by-s3cmd
if s3 get s3://by-s3cmd/moved denied; then exit 1; fi
s3 delpolicy s3://by-s3cmd
s3 du s3://by-s3cmd > used && grep -q '^ *60000006' used
s3 multipart s3://by-s3cmd
s3 del --recursive --force s3://by-s3cmd
s3 rb s3://by-s3cmd
