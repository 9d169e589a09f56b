# rclone against $FOREBAY_ENDPOINT: copy, check by hashes, sync with deletions, server-side copies, multipart, cat by range, purge.
set -euo pipefail
cat > rclone.conf <<EOF
[forebay]
type = s3
provider = Other
access_key_id = test
secret_access_key = test
endpoint = $FOREBAY_ENDPOINT
region = us-east-1
EOF
rc() { rclone --config rclone.conf -q "$@"; }

rc mkdir forebay:by-rclone
mkdir -p there/deep && head -c 20000000 /dev/urandom > there/large && echo small > "there/deep/a b+ü.txt" && : > there/empty
rc copy --s3-upload-cutoff 5M --s3-chunk-size 5M there forebay:by-rclone/there
rc check there forebay:by-rclone/there
rc lsf -R forebay:by-rclone | sort > listed && grep -q 'there/deep/a b+ü.txt' listed
rc copy forebay:by-rclone/there back && diff -r there back
test "$(rc cat --offset 2 --count 3 "forebay:by-rclone/there/deep/a b+ü.txt")" = all
rc copy forebay:by-rclone/there forebay:by-rclone/copy && rc check forebay:by-rclone/there forebay:by-rclone/copy
rm there/empty && rc sync there forebay:by-rclone/there
test "$(rc size --json forebay:by-rclone/there | grep -o '"count":[0-9]*')" = '"count":2'
rc touch forebay:by-rclone/there/large && rc moveto forebay:by-rclone/there/large forebay:by-rclone/moved
rc purge forebay:by-rclone
