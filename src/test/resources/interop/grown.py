"""Writes datasets that grow along their first dimension, with the index that libhdf5 gives them.

usage: grown.py FILE
"""
import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1], "w", libver="latest") as file:
    count = 3000
    values = np.arange(count * 6, dtype="<i4").reshape(count, 2, 3)
    file.create_dataset("plain", data=values, maxshape=(None, 2, 3), chunks=(1, 2, 2))
    file.create_dataset(
        "packed", data=values, maxshape=(None, 2, 3), chunks=(2, 1, 3), shuffle=True, compression="gzip"
    )
    # Growing in two dimensions it has a tree.
    file.create_dataset("tree", data=values, maxshape=(None, None, 3), chunks=(2, 1, 3))
    far = file.create_dataset("far", (3_000_000,), "<i4", maxshape=(None,), chunks=(1,), fillvalue=0)
    for at in (0, 3, 4, 5, 100, 5000, 131_000, 131_060, 132_500, 1_000_000, 2_999_999):
        far[at] = at + 7
