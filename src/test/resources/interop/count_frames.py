"""Checks that every frame of one pixel holds its own index times seven.

usage: count_frames.py FILE FRAMES
"""
import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1], "r") as file:
    frames = file["frames"]
    assert frames.shape == (int(sys.argv[2]), 1, 1), frames.shape
    np.testing.assert_array_equal(frames[:, 0, 0], 7 * np.arange(len(frames)))
    assert frames[len(frames) - 1, 0, 0] == 7 * (len(frames) - 1)
    print("right")
