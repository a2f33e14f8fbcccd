"""Runs of the built application as a person or a machine starts them, read with libhdf5 and checked
over the C client library."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BEAMDESK = os.path.join(ROOT, "target/beamdesk/bin/beamdesk")
RECIPE = os.path.join(ROOT, "assets/recipes/step-scan.json")
BEAMLINE = os.path.join(ROOT, "assets/beamlines/simulated.json")
KILLS = int(os.environ.get("KILLS", "3"))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


PORT = free_port()
os.environ.update(EPICS_CA_ADDR_LIST="127.0.0.1", EPICS_CA_AUTO_ADDR_LIST="NO",
                  EPICS_CA_SERVER_PORT=str(PORT), EPICS_CA_MAX_ARRAY_BYTES="70000000")
os.environ.pop("DISPLAY", None)

import epics  # noqa: E402  reads the variables above
import h5py  # noqa: E402

passed = 0


def check(condition, what):
    global passed
    if not condition:
        sys.exit("FAILED: " + what)
    passed += 1
    print("ok", what, flush=True)


def text(dataset):
    value = dataset[()]
    return value.decode() if isinstance(value, bytes) else str(value)


def run(data, *more, settings=(), json_lines=False):
    command = [BEAMDESK, "run", RECIPE, "--data", data, *more]
    for setting in settings:
        command += ["--set", setting]
    if json_lines:
        command.append("--json")
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def product(data, process=None, limit=60):
    """The only product of a folder, as soon as there is one with a point in it."""
    end = time.time() + limit
    while time.time() < end:
        names = [n for n in os.listdir(data) if n.endswith(".h5")] if os.path.isdir(data) else []
        if names:
            return os.path.join(data, names[0])
        if process and process.poll() is not None:
            sys.exit("FAILED: the run ended without a product: " + process.stderr.read())
        time.sleep(0.05)
    sys.exit("FAILED: no product in " + data)


def points(path):
    with h5py.File(path, "r") as f:
        return f["entry/data/sample_x"].shape[0] if "entry/data/sample_x" in f else 0


def wait_for(condition, what, limit=60):
    end = time.time() + limit
    while not condition():
        if time.time() > end:
            sys.exit("FAILED: waited in vain for " + what)
        time.sleep(0.05)


def check_consistent(path, expected):
    with h5py.File(path, "r") as f:
        data = f["entry/data"]
        check(text(f["entry/exit_status"]) == "success", "exit_status is success")
        check(data["sample_x"].shape == (expected,), f"{expected} readbacks")
        check(f[f.attrs["default"]].attrs["default"] in f["entry"], "the default plot resolves")
        signal_name = data.attrs["signal"]
        check(signal_name in data, "signal of the default plot exists: " + str(signal_name))
        start = json.loads(text(f["entry/process/documents/start"]))
        stop = json.loads(text(f["entry/process/documents/stop"]))
        check(stop["run_start"] == start["uid"] == text(f["entry/entry_identifier_uuid"]), "uids agree")
        check(stop["num_events"]["primary"] == expected, "the stop document counts the events")
        wanted = start["plan_args"]["points"]
        setpoints = list(data["sample_x_setpoint"][()])
        check(max(abs(a - b) for a, b in zip(wanted, setpoints)) < 1e-9, "setpoints are the plan's")
        check(max(abs(data["sample_x"][()] - data["sample_x_setpoint"][()])) < 0.01, "readbacks arrived")
        frames = [o for o in visit(f) if o.ndim == 3]
        check(len(frames) >= 1 and frames[0].shape[0] == expected, "a frame for each point")
        check(all(frames[0][i].max() > 0 for i in range(expected)), "no frame is empty")
    out = subprocess.run(["h5dump", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    check(out.returncode == 0 and not out.stderr, "h5dump reads every dataset")


def visit(f):
    found = []
    f.visititems(lambda _, o: found.append(o) if isinstance(o, h5py.Dataset) else None)
    return found


def read_while_written(folder):
    data = os.path.join(folder, "during")
    process = run(data, settings=["axes[0].points=31"])
    path = product(data, process)
    seen = []
    while process.poll() is None:
        n = points(path)
        check(not seen or n >= seen[-1], f"opened while it was written: {n} points") if n not in seen else None
        seen.append(n)
        time.sleep(0.2)
    out, err = process.communicate()
    check(process.returncode == 0, "the run ended with 0 " + err)
    check(out.strip().splitlines()[-1].strip().lstrip("\r").replace("\x1b[K", "") == path, "the path comes last")
    check(any(0 < n < 31 for n in seen), "points were there before the end")
    check_consistent(path, 31)


def interrupted(folder):
    sim = subprocess.Popen([BEAMDESK, "sim", "--port", str(PORT)], stdout=subprocess.PIPE, text=True)
    try:
        while sim.stdout.readline().strip() != "ready":
            pass
        for how, code, status in ((signal.SIGINT, 130, "abort"), (signal.SIGTERM, 143, "abort")):
            data = os.path.join(folder, how.name)
            process = run(data, "--beamline", BEAMLINE, settings=["axes[0].points=61"])
            path = product(data, process)
            wait_for(lambda: points(path) >= 3, "three points")
            check(epics.caget("SIM:fs:Status_RBV", as_string=True) == "Open", "the shutter is open in the run")
            process.send_signal(how)
            _, err = process.communicate(timeout=60)
            check(process.returncode == code, f"{how.name}: exit code {code}, was {process.returncode}")
            check(epics.caget("SIM:fs:Status_RBV", as_string=True) == "Closed", f"{how.name}: shutter closed")
            check(all(epics.caget(f"SIM:m{i}.DMOV") == 1 for i in range(1, 17)), f"{how.name}: axes at rest")
            check(epics.caget("SIM:cam1:Acquire") == 0, f"{how.name}: detector idle")
            with h5py.File(path, "r") as f:
                check(text(f["entry/exit_status"]) == status, f"{how.name}: the file says {status}")
                check("interrupted" in text(f["entry/exit_reason"]), f"{how.name}: the file says why")

        data = os.path.join(folder, "suspended")
        process = run(data, "--beamline", BEAMLINE, settings=["axes[0].points=21"])
        path = product(data, process)
        wait_for(lambda: points(path) >= 3, "three points")
        epics.caput("SIM:ring:trip", "Trip")
        wait_for(lambda: epics.caget("SIM:fs:Status_RBV", as_string=True) == "Closed", "the shutter closes")
        wait_for(lambda: all(epics.caget(f"SIM:m{i}.DMOV") == 1 for i in range(1, 17)), "the axes come to rest")
        held = points(path)
        check(held < 21 and epics.caget("SIM:fs:Status_RBV", as_string=True) == "Closed",
              f"without beam the run is held, after {held} points")
        epics.caput("SIM:ring:trip", "Normal")
        out, err = process.communicate(timeout=120)
        check(process.returncode == 0, "the run went on by itself " + err)
        check("Ring current" in out + err, "and said what it waited for")
        with h5py.File(path, "r") as f:
            check(f["entry/data/sample_x"].shape == (21,), "every point is there once")
            told = [t.decode() for t in f["entry/stream_interruptions/interruption"][()]]
            check(told[0].startswith("suspended: Ring current") and told[-1].startswith("resumed after"),
                  "the file says why and how long: " + "; ".join(told))

        data = os.path.join(folder, "lost")
        process = run(data, "--beamline", BEAMLINE, settings=["axes[0].points=61"])
        path = product(data, process)
        wait_for(lambda: points(path) >= 3, "three points")
        sim.kill()
        _, err = process.communicate(timeout=120)
        check(process.returncode == 1, f"lost IOC: exit code 1, was {process.returncode}")
        check("SIM:" in err, "lost IOC: the sentence names a PV: " + err.strip()[:160])
        with h5py.File(path, "r") as f:
            check(text(f["entry/exit_status"]) == "fail", "lost IOC: the file is complete and says fail")
            check("not confirmed" in text(f["entry/exit_reason"]), "lost IOC: the file says that the safe state is unknown")
    finally:
        sim.kill()
        sim.wait()


def setpoints(path):
    with h5py.File(path, "r") as f:
        return list(f["entry/data/sample_x_setpoint"][()]) if "entry/data/sample_x_setpoint" in f else []


class Said:
    """How many points a run has said that it has, and when; read as it prints them."""

    def __init__(self, process):
        self.lines = []
        self.ended = threading.Event()
        self.reader = threading.Thread(target=self.read, args=(process,), daemon=True)
        self.reader.start()

    def read(self, process):
        for line in process.stdout:
            told = json.loads(line)
            if "points" in told:
                self.lines.append((time.monotonic(), told["points"]))
        self.ended.set()

    def points(self, until=float("inf")):
        return max((n for when, n in list(self.lines) if when <= until), default=0)


def killed(folder):
    """Killed anywhere: soon, before the first commit with a point in it; between two; late. What a commit
    covered is there at once, and what was said is there after the recovery, each point once."""
    rng = random.Random(7)
    total, committed, recovered = 61, 0, 0
    for i in range(KILLS):
        data = os.path.join(folder, f"kill{i}")
        process = run(data, settings=[f"axes[0].points={total}", "exposure=0.05", "settle=0.02"], json_lines=True)
        said = Said(process)
        path = product(data, process)
        wanted = (3, 27, 50)[i % 3] + rng.randrange(8)
        wait_for(lambda: said.points() >= wanted or said.ended.is_set(), f"point {wanted}")
        time.sleep(rng.uniform(0, 0.2))
        before = setpoints(path)
        process.kill()
        at = time.monotonic()
        process.wait()
        said.ended.wait()
        # A point that is said is on its way to the disk; what was said half a second ago has arrived.
        arrived, last = said.points(at - 0.5), said.points()
        check(wanted <= last < total, f"kill {i}: killed after point {last} was said")
        after = setpoints(path)
        check(after[:len(before)] == before, f"kill {i}: opens, and {len(before)} points seen before are among its {len(after)}")
        with h5py.File(path, "r") as f:
            for dataset in visit(f):
                dataset[()]
        committed += len(after)
        check(os.path.isfile(path + ".journal"), f"kill {i}: what came since is in the journal beside it")
        done = subprocess.run([BEAMDESK, "products", "recover", data, "--json"], capture_output=True, text=True, timeout=60)
        told = json.loads(done.stdout)
        check(done.returncode == 0 and not told["problem"] and told["lost_frames"] == 0, f"kill {i}: recovered without a loss " + done.stderr)
        check(not os.path.exists(path + ".journal"), f"kill {i}: and the journal is done with")
        with h5py.File(path, "r") as f:
            data_group = f["entry/data"]
            n = data_group["sample_x"].shape[0]
            check(n >= arrived, f"kill {i}: {n} points, of {last} said, {arrived} of them half a second before")
            start = json.loads(text(f["entry/process/documents/start"]))
            planned = start["plan_args"]["points"][:n]
            there = list(data_group["sample_x_setpoint"][()])
            check(len(there) == n and max(abs(a - b) for a, b in zip(planned, there)) < 1e-9, f"kill {i}: each point once, in the plan's order")
            check(there[:len(after)] == after, f"kill {i}: those of the commits first")
            frames = [o for o in visit(f) if o.ndim == 3]
            check(all(o.shape[0] == n and all(o[k].max() > 0 for k in range(n)) for o in frames) and frames, f"kill {i}: a frame for each")
            check(text(f["entry/exit_status"]) == "unknown", f"kill {i}: and nobody claims that the run ended")
        recovered += n - len(after)
        verified = subprocess.run([BEAMDESK, "products", "verify", path], capture_output=True, text=True, timeout=60)
        check(verified.returncode == 0, f"kill {i}: verified " + verified.stderr)
        out = subprocess.run(["h5dump", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        check(out.returncode == 0 and not out.stderr, f"kill {i}: h5dump reads every dataset")
        again = subprocess.run([BEAMDESK, "products", "recover", data], capture_output=True, text=True, timeout=60)
        check(again.returncode == 0 and "nothing to recover" in again.stdout, f"kill {i}: recovered once")
    check(KILLS < 3 or committed > 0, f"{committed} points were in commits")
    check(recovered > 0, f"{recovered} points came back from the journals")


def checked():
    """Every shipped recipe, by the names that others rely on, is ready and short; nothing but the answer is printed."""
    names = ["step-scan", "xas-ni", "xas-ni-tuned", "tomography-step", "tomography-fly", "map", "time-series", "autorock", "list-scan", "centring", "screening", "screening-loops"]
    check(sorted(os.listdir(os.path.dirname(RECIPE))) == sorted(n + ".json" for n in names), "the recipes that are shipped")
    for name in names:
        recipe = os.path.join(os.path.dirname(RECIPE), name + ".json")
        done = subprocess.run([BEAMDESK, "check", recipe, "--json"], capture_output=True, text=True, timeout=60)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        check(done.returncode == 0 and lines[-1]["problems"] == 0 and lines[-1]["seconds"] < 120,
              f"{name}: ready, {lines[-1]['seconds']:.0f} s {done.stderr}")


def refused(folder):
    data = os.path.join(folder, "refused")
    process = run(data, settings=["axes[0].points=0", "exposure=-1", "axes[0].device=sampel_x"])
    _, err = process.communicate()
    check(process.returncode == 1 and "axes[0].points" in err and "exposure" in err, "a wrong recipe names its fields: " + err.strip()[:200])
    process = run(data, settings=["axes[0].device=sampel_x"])
    _, err = process.communicate()
    check(process.returncode == 1 and "sample_x" in err, "an unknown device is named with the right one: " + err.strip()[:160])
    process = run(data, settings=["axes[0].to=300"])
    _, err = process.communicate()
    check(process.returncode == 1 and "above 25.0 mm" in err and len(err.strip().splitlines()) == 1, "a limit is named once: " + err.strip()[:160])
    usage = subprocess.run([BEAMDESK, "run"], capture_output=True, text=True)
    check(usage.returncode == 2, "wrong usage ends with 2")
    check(not os.path.isdir(data) or not os.listdir(data), "nothing was written")


def queue(*words, **more):
    return subprocess.run([BEAMDESK, "queue", *words], capture_output=True, text=True, timeout=180, **more)


def queued(folder):
    data = os.path.join(folder, "queued")
    where = ["--queue", os.path.join(folder, "queue")]
    wrong = ["--set", "axes[0].device=sampel_x"]
    quick = ["--set", "axes[0].points=3"]
    check(queue("set", *where).stdout.strip().startswith("on-failure stop"), "a queue stops at a failure unless told otherwise")
    check("on-failure go-on" in queue("set", *where, "--on-failure", "go-on").stdout, "it is told to go on")
    check("on-failure go-on" in queue("set", *where).stdout, "and remembers it")
    check(queue("add", RECIPE, *wrong, "--sample", "A", *where).returncode == 0, "an item that will fail is added")
    added = queue("add", RECIPE, *quick, "--sample", "B", "--sample", "C", "--json", *where).stdout
    ids = [json.loads(line)["id"] for line in added.splitlines()]
    check(len(ids) == 2, "two items are added")
    ran = queue("run", "--data", data, *where)
    check(ran.returncode == 1 and "but 1 that failed" in ran.stderr, "the queue went on after the failure and says so: " + ran.stderr.strip()[-160:])
    left = [json.loads(line) for line in queue("list", "--json", *where).stdout.splitlines()]
    check([i["sample"] for i in left] == ["A"] and "sampel_x" in left[0]["trouble"], "what failed is left with its reason")
    runs = [json.loads(line) for line in queue("history", "--json", *where).stdout.splitlines()]
    check([r["item"] for r in runs] == ids, "the history has the items that were measured")
    for run_entry, sample in zip(runs, ("B", "C")):
        path = run_entry["products"][0].removeprefix("file://")
        with h5py.File(path, "r") as f:
            check(text(f["entry/queue_item"]) == run_entry["item"], f"{sample}: the product names its item")
            check(text(f["entry/sample/name"]) == sample, f"{sample}: and its sample")
            start = json.loads(text(f["entry/process/documents/start"]))
            check(start["queue_item"] == run_entry["item"], f"{sample}: so does its start document")
            check(json.loads(text(f["entry/process/recipe/data"]))["sample"] == sample, f"{sample}: and its recipe")


def without_display(folder):
    data = os.path.join(folder, "nodisplay")
    process = subprocess.run([BEAMDESK, "--data", data], capture_output=True, text=True, timeout=180)
    check(process.returncode == 0, "without a display: the demonstration ends with 0 " + process.stderr)
    check("no display" in process.stdout, "it says that there is no display")
    check(os.path.isfile(process.stdout.strip().splitlines()[-1].replace("\x1b[K", "").strip()), "and where the product is")


folder = tempfile.mkdtemp(prefix="beamdesk-runs-")
try:
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = os.path.join(folder, "home")
    read_while_written(folder)
    interrupted(folder)
    killed(folder)
    checked()
    refused(folder)
    queued(folder)
    without_display(folder)
    print(f"{passed} passed, 0 failed")
finally:
    shutil.rmtree(folder, ignore_errors=True)
