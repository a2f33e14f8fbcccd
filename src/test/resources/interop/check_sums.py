"""Checks the attribute crc32 of every dataset of a product as the handbook says it can be checked.

usage: check_sums.py FILE
"""
import sys
import zlib

import bitshuffle.h5  # noqa: F401 registers the filter
import h5py

count = 0


def check(name, node):
    global count
    if isinstance(node, h5py.Dataset):
        values = node[()]
        if h5py.check_string_dtype(node.dtype):
            texts = [values] if node.shape == () else values
            data = b"".join(text + b"\0" for text in texts)
        else:
            data = values.tobytes()
        assert zlib.crc32(data) == node.attrs["crc32"], name
        count += 1


with h5py.File(sys.argv[1], "r") as file:
    file.visititems(check)
print(count, "checksums are right")
