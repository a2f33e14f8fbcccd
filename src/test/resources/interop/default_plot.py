"""Finds what a NeXus reader would plot by default, and prints signal and axes.

usage: default_plot.py FILE
"""
import sys

import h5py


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


with h5py.File(sys.argv[1], "r") as file:
    entry = file[text(file.attrs["default"])]
    assert text(entry.attrs["NX_class"]) == "NXentry"
    data = entry[text(entry.attrs["default"])]
    assert text(data.attrs["NX_class"]) == "NXdata"
    signal = data[text(data.attrs["signal"])]
    axes = [text(axis) for axis in data.attrs["axes"]]
    assert len(axes) == signal.ndim, f"{len(axes)} axes for a signal of rank {signal.ndim}"
    for dimension, axis in enumerate(axes):
        if axis != ".":
            assert int(data.attrs[axis + "_indices"]) == dimension
            assert data[axis].shape == (signal.shape[dimension],)

    def visit(name, node):
        if isinstance(node, h5py.Group):
            assert "NX_class" in node.attrs, f"{name} has no NX_class"

    file.visititems(visit)
    target = signal.attrs["target"]
    assert file[text(target)] == signal
    print(data.name, signal.name.rsplit("/")[-1], *axes)
