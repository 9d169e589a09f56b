# dbt with its Athena adapter: a seed, a view, a partitioned table, an incremental model and their tests, twice; read by PyAthena.
import os
import subprocess
import sys
from pathlib import Path

import botocore.session
from pyathena import connect

os.environ["AWS_ENDPOINT_URL"] = os.environ["FOREBAY_ENDPOINT"]

FILES = {
    "profiles.yml": """
lake:
  target: dev
  outputs:
    dev:
      type: athena
      s3_staging_dir: s3://by-dbt/staging/
      s3_data_dir: s3://by-dbt/data/
      region_name: us-east-1
      schema: analytics
      database: awsdatacatalog
      threads: 2
""",
    "dbt_project.yml": """
name: lake
version: "1.0"
profile: lake
""",
    "seeds/orders.csv": """
id,customer,amount,ordered_on
1,ann,10.5,2026-01-01
2,bob,20.0,2026-01-02
3,ann,5.25,2026-01-02
4,cho,,2026-01-03
""",
    "models/orders_clean.sql": """
{{ config(materialized='view') }}
select id, customer, coalesce(amount, 0) as amount, cast(ordered_on as date) as ordered_on from {{ ref('orders') }}
""",
    "models/daily.sql": """
{{ config(materialized='table', format='parquet', partitioned_by=['ordered_on']) }}
select customer, sum(amount) as total, ordered_on from {{ ref('orders_clean') }} group by customer, ordered_on
""",
    "models/latest.sql": """
{{ config(materialized='incremental', incremental_strategy='insert_overwrite', partitioned_by=['ordered_on']) }}
select id, amount, ordered_on from {{ ref('orders_clean') }}
{% if is_incremental() %} where ordered_on >= (select max(ordered_on) from {{ this }}) {% endif %}
""",
    "models/schema.yml": """
models:
  - name: daily
    columns:
      - name: customer
        data_tests:
          - not_null
          - accepted_values:
              arguments: {values: ['ann', 'bob', 'cho']}
  - name: latest
    columns:
      - name: id
        data_tests: [unique, not_null]
""",
}

for name, text in FILES.items():
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text.lstrip())
botocore.session.get_session().create_client("s3").create_bucket(Bucket="by-dbt")
dbt = str(Path(sys.executable).with_name("dbt"))
for command in ["seed", "run", "test", "run", "test"]:
    subprocess.run([dbt, "--no-use-colors", command, "--profiles-dir", "."], check=True)

cursor = connect(s3_staging_dir="s3://by-dbt/results/", region_name="us-east-1", schema_name="analytics").cursor()
totals = cursor.execute("SELECT customer, sum(total) FROM daily GROUP BY 1 ORDER BY 1").fetchall()
assert totals == [("ann", 15.75), ("bob", 20.0), ("cho", 0.0)], totals
count = cursor.execute("SELECT count(*), count(DISTINCT id) FROM latest").fetchall()
assert count == [(4, 4)], count
