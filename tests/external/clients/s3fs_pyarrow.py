# s3fs, and the filesystem and datasets of pyarrow.
import os

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import s3fs
from pyarrow import fs

endpoint = os.environ["FOREBAY_ENDPOINT"]

files = s3fs.S3FileSystem(endpoint_url=endpoint, key="test", secret="test")
files.mkdir("by-s3fs")
large = os.urandom(60_000_000)
with files.open("by-s3fs/large", "wb", block_size=6_000_000) as out:
    out.write(large)
with files.open("by-s3fs/large", "rb") as source:
    source.seek(31_000_000)
    assert source.read(1000) == large[31_000_000:31_001_000]
    source.seek(0)
    assert source.read() == large
files.pipe({"by-s3fs/a/1.txt": b"one", "by-s3fs/a/b/2.txt": b"two", "by-s3fs/a/ü +.txt": b"three"})
assert files.find("by-s3fs/a") == ["by-s3fs/a/1.txt", "by-s3fs/a/b/2.txt", "by-s3fs/a/ü +.txt"]
assert files.glob("by-s3fs/a/*.txt") == ["by-s3fs/a/1.txt", "by-s3fs/a/ü +.txt"]
assert files.info("by-s3fs/a/1.txt")["size"] == 3 and files.isdir("by-s3fs/a/b")
files.copy("by-s3fs/large", "by-s3fs/copy")
files.mv("by-s3fs/copy", "by-s3fs/moved")
assert files.du("by-s3fs/moved") == 60_000_000 and not files.exists("by-s3fs/copy")
with files.open("by-s3fs/a/1.txt", "ab") as out:
    out.write(b" more")
assert files.cat("by-s3fs/a/1.txt") == b"one more"
files.setxattr("by-s3fs/a/1.txt", owner="me")
assert files.metadata("by-s3fs/a/1.txt", refresh=True)["owner"] == "me"
files.put_tags("by-s3fs/a/1.txt", {"k": "v"})
assert files.get_tags("by-s3fs/a/1.txt") == {"k": "v"}
assert files.cat_ranges(["by-s3fs/large"] * 2, [0, 100], [10, 110]) == [large[:10], large[100:110]]

host = endpoint.removeprefix("http://")
arrow = fs.S3FileSystem(
    endpoint_override=host, scheme="http", access_key="test", secret_key="test", region="us-east-1",
    allow_bucket_creation=True, allow_bucket_deletion=True,
)
arrow.create_dir("by-arrow")
table = pa.table({"day": [1, 1, 2], "total": [1.5, 2.5, 3.0]})
ds.write_dataset(table, "by-arrow/orders", filesystem=arrow, format="parquet", partitioning=["day"], partitioning_flavor="hive")
read = ds.dataset("by-arrow/orders", filesystem=arrow, partitioning="hive").to_table(filter=ds.field("day") == 1)
assert read["total"].to_pylist() == [1.5, 2.5]
with arrow.open_output_stream("by-arrow/large") as out:
    out.write(large)
assert arrow.get_file_info("by-arrow/large").size == 60_000_000
with arrow.open_input_file("by-arrow/large") as source:
    assert source.read_at(1000, 59_000_000) == large[59_000_000:59_001_000]
arrow.copy_file("by-arrow/large", "by-arrow/copy")
arrow.move("by-arrow/copy", "by-arrow/moved")
pq.write_table(table, "by-arrow/one.parquet", filesystem=arrow)
assert pq.read_metadata("by-arrow/one.parquet", filesystem=arrow).num_rows == 3
assert {found.base_name for found in arrow.get_file_info(fs.FileSelector("by-arrow"))} == {
    "orders", "large", "moved", "one.parquet",
}
arrow.delete_dir("by-arrow")
files.rm("by-s3fs", recursive=True)
