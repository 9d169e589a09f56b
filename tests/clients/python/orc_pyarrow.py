"""Reads ORC files with pyarrow and prints their rows as JSON lines, or writes an ORC file of every type and prints the same."""
import datetime
import decimal
import json
import sys

import pyarrow as pa
import pyarrow.orc as orc


def seconds_text(seconds, nanos):
    text = (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).isoformat(sep=" ")
    fraction = f"{nanos:09d}".rstrip("0") or "0"
    return f"{text}.{fraction}"


def plain(value, kind):
    if value is None:
        return None
    if pa.types.is_int64(kind):
        return str(value)
    if pa.types.is_decimal(kind):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if pa.types.is_date(kind):
        return value.isoformat()
    if pa.types.is_binary(kind):
        return list(value)
    if pa.types.is_map(kind):
        return [{"key": plain(k, kind.key_type), "value": plain(v, kind.item_type)} for k, v in value]
    if pa.types.is_list(kind):
        return [plain(item, kind.value_type) for item in value]
    if pa.types.is_struct(kind):
        return {field.name: plain(value[field.name], field.type) for field in kind}
    return value


def rows_of(table):
    columns = []
    for field, column in zip(table.schema, table.columns):
        if pa.types.is_timestamp(field.type):
            scale = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[field.type.unit]
            ticks = column.cast(pa.int64()).to_pylist()
            columns.append(
                [None if t is None else seconds_text(t // scale, t % scale * (10**9 // scale)) for t in ticks]
            )
        else:
            columns.append([plain(value, field.type) for value in column.to_pylist()])
    for row in zip(*columns):
        print(json.dumps(dict(zip(table.schema.names, row))))


def table_of_every_type(count):
    def every(step, value):
        return [None if row % step == 0 else value(row) for row in range(count)]

    utc = datetime.timezone.utc
    decimals = decimal.Context(prec=50)
    return pa.table(
        {
            "a_boolean": pa.array(every(7, lambda r: r % 3 == 0), pa.bool_()),
            "a_tinyint": pa.array(every(5, lambda r: r % 256 - 128), pa.int8()),
            "a_smallint": pa.array(every(6, lambda r: r * 37 % 65536 - 32768), pa.int16()),
            "an_int": pa.array(every(8, lambda r: r if r % 1000 < 500 else r * 7919 % 100003), pa.int32()),
            "a_bigint": pa.array(every(9, lambda r: (r * 2654435761) ** 2 % 2**63 * (-1) ** r), pa.int64()),
            "outliers": pa.array([r * 7919 % 100 + (10**15 if r % 97 == 0 else 0) for r in range(count)], pa.int64()),
            "a_float": pa.array(every(10, lambda r: r / 8), pa.float32()),
            "a_double": pa.array(every(11, lambda r: r / 7), pa.float64()),
            "a_string": pa.array(every(12, lambda r: f"é{r}"), pa.string()),
            "a_word": pa.array(every(13, lambda r: ["red", "green", "blue"][r % 3]), pa.string()),
            "a_binary": pa.array(every(14, lambda r: bytes([r % 256, 0, 255])), pa.binary()),
            "a_date": pa.array(every(15, lambda r: datetime.date(1969, 1, 1) + datetime.timedelta(r)), pa.date32()),
            "a_timestamp": pa.array(every(16, lambda r: (r - count // 2) * 86400123456789), pa.timestamp("ns")),
            "an_instant": pa.array(
                every(17, lambda r: datetime.datetime(2024, 3, 1, tzinfo=utc) + datetime.timedelta(minutes=r)),
                pa.timestamp("ns", "UTC"),
            ),
            "a_decimal": pa.array(every(18, lambda r: decimal.Decimal(r * 31 - count).scaleb(-2)), pa.decimal128(12, 2)),
            "a_long_decimal": pa.array(
                every(19, lambda r: decimal.Decimal((r - 500) * 10**30).scaleb(-10, decimals)), pa.decimal128(38, 10)
            ),
            "a_list": pa.array(every(20, lambda r: [r] * (r % 4)), pa.list_(pa.int32())),
            "a_map": pa.array(every(21, lambda r: [(f"k{r % 5}", r)] * (r % 2)), pa.map_(pa.string(), pa.int64())),
            "a_struct": pa.array(
                every(3, lambda r: {"x": None if r % 4 == 0 else r, "y": [{"z": str(r)}] * (r % 3)}),
                pa.struct([("x", pa.int32()), ("y", pa.list_(pa.struct([("z", pa.string())])))]),
            ),
        }
    )


# What the test compares filters of.
FILTERED = "a_tinyint a_smallint an_int a_bigint a_float a_double a_string a_word a_binary a_date a_timestamp an_instant a_decimal a_long_decimal".split()

if sys.argv[1] == "read":
    rows_of(orc.read_table(sys.argv[2]))
else:
    _, _, path, compression, version, threshold = sys.argv
    table = table_of_every_type(25_000)
    orc.write_table(
        table,
        path,
        compression=compression,
        file_version=version,
        dictionary_key_size_threshold=float(threshold),
        stripe_size=1_000_000,
        bloom_filter_columns=[table.schema.get_field_index(name) for name in FILTERED],
    )
    rows_of(table)
