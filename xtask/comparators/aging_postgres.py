"""Ages the lines of FOLDER/lines.csv with PostgreSQL: its stored-balance query in one process.

A cluster of its own is made on the first run, below the system's folder for temporary files, under a
user without rights where root runs this; nothing listens but a socket in it. Prints the processor's
milliseconds of the query in the server, the middle of nine; where the system does not tell them, those
by the server's clock.
"""
import glob
import json
import os
import pwd
import shutil
import statistics
import subprocess
import sys
import tempfile

QUERY = """
    select payer, least(4, greatest(0, (date '{today}' - service_on - 1) / 30)) as bucket,
           sum(balance_cents), sum(least(balance_cents, 0)), count(*)
      from line where balance_cents <> 0 group by 1, 2
"""

folder = os.path.abspath(sys.argv[1])
with open(os.path.join(folder, "asked.json"), encoding="utf-8") as file:
    asked = json.load(file)
programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4].split(".")[0]))
bin_folder = programs[-1] if programs else os.path.dirname(shutil.which("initdb") or "")
user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
home = tempfile.mkdtemp(prefix="aging-")


def run(*words, **more):
    """Runs a program of the server's as a user without rights."""
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(words, cwd=home, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who, **more)
    if done.returncode != 0:
        sys.exit(f"{words[0]}: {done.stdout}")
    return done.stdout


def processor(pid):
    """Milliseconds of the processor that a process has had."""
    with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
        return int(file.read().split()[0]) / 1e6


def ask(session, statement):
    """The rows of a statement."""
    session.stdin.write(statement + "\n\\echo -- done\n")
    session.stdin.flush()
    rows = []
    for line in session.stdout:
        if line.strip() == "-- done":
            return rows
        rows.append(line.rstrip("\n"))
    sys.exit("psql ended: " + "".join(rows))


if user:
    os.chown(home, user.pw_uid, user.pw_gid)
data = os.path.join(home, "data")
started = False
try:
    run(os.path.join(bin_folder, "initdb"), "-D", data, "-U", "bench", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c shared_buffers=512MB -c work_mem=64MB -c autovacuum=off"
    control = os.path.join(bin_folder, "pg_ctl")
    run(control, "-D", data, "-w", "-t", "120", "-l", os.path.join(home, "log"), "-o", options, "start")
    started = True
    words = ["psql", "-h", home, "-U", "bench", "-d", "postgres", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as session:
        ask(session, "create table line (line uuid primary key, visit uuid not null, patient uuid not null, payer integer not null, service_on date not null, charge_cents bigint not null, balance_cents bigint not null);")
        ask(session, f"\\copy line from '{os.path.join(folder, 'lines.csv')}' csv")
        ask(session, "vacuum analyze line;")
        ask(session, "set max_parallel_workers_per_gather = 0;")
        ask(session, "set jit = off;")
        server = ask(session, "select pg_backend_pid();")[0]
        query = QUERY.format(today=asked["today"])
        times = []
        for _ in range(10):
            if os.path.exists(f"/proc/{server}/schedstat"):
                before = processor(server)
                rows = ask(session, query + ";")
                times.append(processor(server) - before)
            else:
                rows = ask(session, query + ";")
                plan = ask(session, "explain (analyze, timing off) " + query + ";")
                times.append(float(next(line.split()[2] for line in plan if line.startswith("Execution Time"))))
        session.stdin.close()
    assert sum(int(row.split("|")[2]) for row in rows) == asked["cents"], "another sum"
    # The first brings the table in.
    print(json.dumps({"ms": statistics.median(times[1:])}))
finally:
    if started:
        run(os.path.join(bin_folder, "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(home, ignore_errors=True)
