"""Checks of the simulated beamline with the C client library, through pyepics.

Usage: interop.py CHECK. EPICS_CA_SERVER_PORT and EPICS_CA_ADDR_LIST say where it serves.
Prints "passed" and exits 0, or fails with a traceback.
"""

import sys
import threading
import time

import epics
import numpy

LIMIT = 20.0


def pv(name, **options):
    channel = epics.PV("SIM:" + name, **options)
    assert channel.wait_for_connection(timeout=LIMIT), name + " does not connect"
    return channel


def put(name, value, wait=True):
    assert pv(name).put(value, wait=wait, timeout=LIMIT) == 1, "write to " + name


def wait_until(condition, what):
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def reads():
    assert pv("m1.EGU").get() == "mm"
    assert pv("m1.RTYP").get() == "motor"
    motor = pv("m1", form="ctrl")
    motor.get_ctrlvars()
    assert (motor.units, motor.precision) == ("mm", 4)
    assert (motor.lower_ctrl_limit, motor.upper_ctrl_limit) == (-25, 25)
    choice = pv("test:enum", form="ctrl")
    assert choice.get(as_string=True) == "Zero"
    assert choice.enum_strs == ("Zero", "One", "Two", "Three")
    assert pv("test:longstring.VAL$").get(as_string=True).startswith("a text that is longer")
    assert len(pv("test:longstring").get()) == 39
    assert list(pv("test:doubles").get()) == [1, 2, 3]
    flow = pv("mono:flow", form="time")
    assert flow.get() > 2
    assert flow.severity == 1
    assert abs(flow.timestamp - time.time()) < 60
    assert not pv("test:readonly").write_access
    counts = pv("scaler1.S2", form="time")
    counts.get()
    assert counts.severity == 3, "undefined before the first count"


def writes():
    put("test:double", 2.5)
    assert pv("test:double").get() == 2.5
    put("test:enum", "Two")
    assert pv("test:enum").get() == 2
    put("test:string", "seven")
    assert pv("test:string").get() == "seven"
    put("test:ints", numpy.arange(1000, dtype=numpy.int32))
    assert list(pv("test:ints").get()) == list(range(1000))
    text = "x" * 200
    put("test:longstring.VAL$", text)
    assert pv("test:longstring.VAL$").get(as_string=True) == text


def monitors():
    seen = []
    ended = threading.Event()

    def changed(value=None, **_):
        seen.append(value)
        if value == 2.0:
            ended.set()

    pv("m2.RBV", auto_monitor=True, callback=changed)
    put("m2", 2.0)
    assert ended.wait(LIMIT), "the last readback does not come"
    assert len(seen) >= 4, seen
    assert seen == sorted(seen), seen


def completion():
    put("m3.VELO", 5)
    begun = time.monotonic()
    put("m3", 3.0)
    assert time.monotonic() - begun > 0.5, "answered before the motion can have ended"
    assert pv("m3.DMOV").get() == 1
    assert abs(pv("m3.RBV").get() - 3.0) < 0.001
    put("scaler1.TP", 0.4)
    put("scaler1.CNT", 1)
    assert pv("scaler1.CNT").get() == 0
    assert pv("scaler1.T").get() >= 0.4
    assert pv("scaler1.S1").get() == round(pv("scaler1.T").get() * 1e7)


def limits():
    put("m4", 4000.0)
    assert pv("m4.LVIO").get() == 1
    assert pv("m4.VAL").get() == 0
    put("m4.HLM", 5000.0)
    motor = pv("m4", form="ctrl")
    motor.get_ctrlvars()
    assert motor.upper_ctrl_limit == 5000


def image():
    for name, value in (("SizeX", 2048), ("SizeY", 2048), ("ImageMode", "Single")):
        put("cam1:" + name, value)
    put("fs:Cmd", "Open")
    put("m1", 0.0)
    put("m2", 0.0)
    for number in range(1, 3):
        put("cam1:Acquire", 1)
        assert pv("image1:UniqueId_RBV").get(use_monitor=False) == number
    frame = pv("image1:ArrayData", auto_monitor=False).get(timeout=LIMIT)
    assert frame.shape == (2048 * 2048,), frame.shape
    assert frame.min() >= 0
    sample = frame.reshape(2048, 2048)
    short = epics.ca.get(
        pv("image1:ArrayData", auto_monitor=False).chid, ftype=epics.dbr.SHORT, timeout=LIMIT
    )
    assert (short.astype(numpy.uint16) == frame.astype(numpy.uint16)).all()
    put("m1", 12.0)
    put("cam1:Acquire", 1)
    flat = pv("image1:ArrayData", auto_monitor=False).get(timeout=LIMIT).reshape(2048, 2048)
    put("fs:Cmd", "Close")
    put("cam1:Acquire", 1)
    dark = pv("image1:ArrayData", auto_monitor=False).get(timeout=LIMIT).reshape(2048, 2048)
    assert 90 < dark.mean() < 110, dark.mean()
    centre = (slice(1014, 1034), slice(1014, 1034))
    through = (sample[centre].mean() - 100) / (flat[centre].mean() - 100)
    assert 0.05 < through < 0.8, through


def stream():
    for name, value in (("ImageMode", "Continuous"), ("AcquirePeriod", 0.1)):
        put("cam2:" + name, value)
    frames = []
    pv("image2:ArrayData", auto_monitor=True, callback=lambda value=None, **_: frames.append(value))
    put("cam2:Acquire", 1, wait=False)
    wait_until(lambda: len([f for f in frames if len(f) == 1024 * 1024]) >= 5, "frames")
    put("cam2:Acquire", 0)
    wait_until(lambda: pv("cam2:DetectorState_RBV").get(as_string=True) == "Idle", "idle")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
    print("passed")
