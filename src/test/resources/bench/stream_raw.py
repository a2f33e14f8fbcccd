"""Streams raw frames with h5py as an acquisition script does; prints the seconds it took.

usage: stream_raw.py FILE FRAMES FORCE_EVERY SIDE
"""
import os
import sys
import time

import h5py
import numpy as np

path, count, force_every, side = sys.argv[1], *map(int, sys.argv[2:5])
frames = [(np.arange(side * side) * 7 + i * 13).astype("<u2").reshape(side, side) for i in range(4)]
begin = time.perf_counter()
with h5py.File(path, "w", libver="latest") as file:
    data = file.create_dataset(
        "data", (0, side, side), "<u2", maxshape=(None, side, side), chunks=(1, side, side)
    )
    descriptor = os.open(path, os.O_RDONLY)
    for i in range(count):
        data.resize(i + 1, axis=0)
        data[i] = frames[i % 4]
        if i % force_every == force_every - 1:
            file.flush()
            os.fdatasync(descriptor)
os.fdatasync(descriptor)
print(time.perf_counter() - begin)
