"""Streams frames with h5py through shuffle and deflate as an acquisition script does; prints the seconds it took.

usage: stream_deflate.py FILE FRAMES FORCE_EVERY SIDE LEVEL PIXELS

PIXELS is a file of distinct frames, 16 bits a pixel, one after the other.
"""
import os
import sys
import time

import h5py
import numpy as np

path, count, force_every, side, level = sys.argv[1], *map(int, sys.argv[2:6])
frames = np.fromfile(sys.argv[6], "<u2").reshape(-1, side, side)
begin = time.perf_counter()
with h5py.File(path, "w", libver="latest") as file:
    data = file.create_dataset(
        "data", (0, side, side), "<u2", maxshape=(None, side, side), chunks=(1, side, side),
        shuffle=True, compression="gzip", compression_opts=level,
    )
    descriptor = os.open(path, os.O_RDONLY)
    for i in range(count):
        data.resize(i + 1, axis=0)
        data[i] = frames[i % len(frames)]
        if i % force_every == force_every - 1:
            file.flush()
            os.fdatasync(descriptor)
os.fdatasync(descriptor)
print(time.perf_counter() - begin, os.path.getsize(path))
