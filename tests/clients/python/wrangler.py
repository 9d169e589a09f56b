"""awswrangler writes a partitioned dataset, reads it back, and runs an Athena query on it."""

import awswrangler as wr
import boto3
import pandas as pd

boto3.setup_default_session(region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


def main():
    boto3.client("s3").create_bucket(Bucket="wrangler")
    wr.catalog.create_database("wrangled")
    frame = pd.DataFrame(
        {
            "id": range(1000),
            "name": [f"n{i % 7}" for i in range(1000)],
            "amount": [i / 8 for i in range(1000)],
            "day": ["2026-01-01", "2026-01-02"] * 500,
        }
    )
    written = wr.s3.to_parquet(
        frame, path="s3://wrangler/sales/", dataset=True, database="wrangled", table="sales", partition_cols=["day"]
    )
    assert len(written["paths"]) == 2, written
    back = wr.s3.read_parquet("s3://wrangler/sales/", dataset=True).sort_values("id").reset_index(drop=True)
    assert back["amount"].tolist() == frame["amount"].tolist()
    assert set(back["day"]) == {"2026-01-01", "2026-01-02"}
    for ctas in (False, True):
        answer = wr.athena.read_sql_query(
            "SELECT name, count(*) AS sales, sum(amount) AS total FROM sales WHERE day = '2026-01-02' GROUP BY name ORDER BY name",
            database="wrangled",
            ctas_approach=ctas,
            s3_output="s3://wrangler/results/",
        )
        expected = frame[frame["day"] == "2026-01-02"].groupby("name")["amount"].agg(["count", "sum"])
        answer = answer.sort_values("name")
        assert answer["sales"].tolist() == expected["count"].tolist(), (ctas, answer)
        assert answer["total"].tolist() == expected["sum"].tolist(), (ctas, answer)
    print("awswrangler read what it wrote")


main()
