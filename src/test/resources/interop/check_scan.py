"""Checks a product of the tests' scan with libhdf5: everything it shows is right, and nothing that was
committed is missing.

usage: check_scan.py FILE LEAST_EVENTS LEAST_FRAMES
"""
import sys

import bitshuffle.h5  # noqa: F401 registers the filter
import h5py
import numpy as np

BEGIN = 1772600767.125


def check(path, least_events, least_frames):
    with h5py.File(path, "r") as file:
        entry = file["entry"]
        events = entry["data/it"].shape[0]
        assert events >= least_events, f"{events} events, {least_events} were committed"
        index = np.arange(events)
        counts = np.where(index % 5 == 3, np.nan, 1000.0 + 3 * index)
        times = BEGIN + 0.25 * index
        for name, expected in {
            "data/it": counts,
            "data/i0": 5000.0 + index,
            "data/sample_x_setpoint": -1 + 0.25 * index,
            "data/sample_x": -1 + 0.25 * index + 1e-4,
            "data/turns": index * index,
            "data/beam_on": (index % 3 != 0).astype("u1"),
            "data/time": times,
            "instrument/scaler1/it": counts,
            "instrument/sample_x/value": -1 + 0.25 * index + 1e-4,
            "instrument/sample_x/target_value": -1 + 0.25 * index,
        }.items():
            np.testing.assert_array_equal(entry[name][:], expected, err_msg=name)
        np.testing.assert_allclose(entry["instrument/scaler1/it_time"][:], times - 0.005, rtol=0, atol=1e-6)
        np.testing.assert_array_equal(
            entry["data/spectrum"][:], index[:, None] * 10.0 + np.arange(8)[None, :]
        )
        texts = ["" if i % 7 == 6 else f"öffnet {i // 3}" for i in range(events)]
        assert list(entry["data/shutter"].asstr()[:]) == texts
        assert entry["data/it"] == entry["instrument/scaler1/it"], "the alias is another dataset"
        assert entry["data/it"].attrs["units"] == "counts"
        assert entry["data/it"].attrs["pv"] == "SIM:scaler1.S3"
        assert entry["data/beam_on"].attrs["units"] == ""
        if "frames_camera" in entry:
            stack = entry["instrument/camera/data"]
            assert entry["frames_camera/data"] == stack
            frames, rows, columns = stack.shape
            assert frames >= least_frames, f"{frames} frames, {least_frames} were committed"
            pixel = np.arange(rows * columns, dtype=np.int64)
            for i in range(frames):
                expected = ((i * 31 + pixel) & 0xFFFF).astype("<u2").reshape(rows, columns)
                assert (stack[i] == expected).all(), f"frame {i} differs"
            np.testing.assert_array_equal(entry["instrument/camera/data_id"][:], 100 + np.arange(frames))
        else:
            assert least_frames == 0
        return events


if __name__ == "__main__":
    print(check(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), "events are right")
