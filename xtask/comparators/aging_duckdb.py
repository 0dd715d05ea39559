"""Ages the lines of FOLDER/lines.csv with DuckDB on one thread: a scan of their stored balances.

Prints the CPU milliseconds of the query, the middle of nine; loading is not counted.
"""
import datetime
import json
import os
import statistics
import sys
import time

import duckdb

folder = sys.argv[1]
with open(os.path.join(folder, "asked.json"), encoding="utf-8") as file:
    asked = json.load(file)
db = duckdb.connect()
db.execute("set threads = 1")
db.execute(
    "create table line (line uuid, visit uuid, patient uuid, payer integer, service_on date,"
    " charge_cents bigint, balance_cents bigint)"
)
db.execute(f"copy line from '{os.path.join(folder, 'lines.csv')}' (format csv, header false)")
today = datetime.date.fromisoformat(asked["today"])
query = """
    select payer, least(4, greatest(0, (?::date - service_on - 1) // 30)) as bucket,
           sum(balance_cents), sum(least(balance_cents, 0)), count(*)
      from line where balance_cents <> 0 group by all
"""
times = []
for _ in range(10):
    start = time.process_time()
    rows = db.execute(query, [today]).fetchall()
    times.append((time.process_time() - start) * 1000)
assert sum(row[2] for row in rows) == asked["cents"], "another sum"
# The first brings the table in.
print(json.dumps({"ms": statistics.median(times[1:])}))
