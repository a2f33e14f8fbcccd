"""Writes a file as other programs do: old and new formats, filters, compound and texts, links.

usage: foreign.py FILE EARLIEST|LATEST
"""
import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1], "w", libver=sys.argv[2].lower()) as file:
    file.attrs["facility"] = "elsewhere"
    group = file.create_group("measurement")
    group["counts"] = np.arange(10.0)
    group["energy"] = h5py.SoftLink("/measurement/counts")
    group["away"] = h5py.ExternalLink("elsewhere.h5", "/data")
    group["broken"] = h5py.SoftLink("/nothing")
    group["again"] = file["/"]
    group.create_dataset("packed", data=np.arange(1000.0), chunks=(100,), compression="gzip", shuffle=True)
    group.create_dataset("sums", data=np.arange(100, dtype="<i4"), chunks=(10,), fletcher32=True)
    group.create_dataset("lzf", data=np.arange(100, dtype="<i4"), chunks=(10,), compression="lzf")
    group.create_dataset("frames", data=np.zeros((3, 20, 30), "<u2"), chunks=(1, 20, 30), compression="gzip")
    group["texts"] = ["one", "two", "drei ö"]
    group["fixed"] = np.array([b"a", b"bc"], dtype="S4")
    group["pairs"] = np.array([(1, 2.5), (3, 4.5)], dtype=[("n", "<i4"), ("x", "<f8")])
    group["scalar"] = 5
    group.create_dataset("empty", shape=(0, 4), maxshape=(None, 4), dtype="f8")
    group["complex"] = np.array([1 + 2j])

    unusual = file.create_group("unusual")
    unusual["plain"] = np.arange(5)
    unusual["soft"] = h5py.SoftLink("/unusual/plain")
    unusual["half"] = np.array([0.5, 1.5], dtype="f2")
    unusual["big"] = np.arange(6, dtype=">u2").reshape(2, 3)
    unusual["truth"] = np.array([True, False])
    unusual.create_dataset("cube", data=np.arange(4 * 5 * 6 * 7, dtype="f4").reshape(4, 5, 6, 7), chunks=(2, 3, 4, 5))
    unusual.create_dataset("enum", data=[1, 0], dtype=h5py.enum_dtype({"CLOSED": 0, "OPEN": 1}, basetype="i1"))
    lists = unusual.create_dataset("lists", (2,), dtype=h5py.vlen_dtype(np.dtype("i4")))
    lists[0], lists[1] = [1, 2, 3], [4]
    unusual.create_dataset("nothing", data=h5py.Empty("f8"))
    unusual.create_dataset("scaled", data=np.arange(1000), scaleoffset=4, chunks=(100,))
    unusual["opaque"] = np.array([b"abc"], dtype="V3")
    unusual.create_dataset("outside", (4,), dtype="i4", external=[(sys.argv[1] + ".raw", 0, 16)])[:] = [1, 2, 3, 4]
    layout = h5py.VirtualLayout((5,), "i8")
    layout[:] = h5py.VirtualSource(unusual["plain"])
    unusual.create_virtual_dataset("virtual", layout)
