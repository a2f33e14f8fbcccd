"""Checks with libhdf5 the frames that a product has in a detector's own file.

usage: linked.py FILE FRAMES there|gone
"""
import sys

import h5py
import numpy as np

path, count, there = sys.argv[1], int(sys.argv[2]), sys.argv[3]
with h5py.File(path, "r") as file:
    stack = file["entry/instrument/camera/data"]
    assert file["entry/frames_camera/data"] == stack, "the alias is another dataset"
    assert stack.dtype == "<u2"
    assert stack.shape == (count, 8, 9), stack.shape
    assert stack.is_virtual
    pixel = np.arange(72)
    for i in range(count):
        if there == "gone":
            assert (stack[i] == 65535).all(), "what is missing looks like counts"
        else:
            index = i if i < 10 else i + 1
            np.testing.assert_array_equal(stack[i].ravel(), (index * 31 + pixel) & 0xFFFF)
