"""What somebody at the other end of a VNC session sees: vnc_colours.py PORT prints the number of colours."""

import socket
import struct
import sys

RAW = 0

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30) as s:
    f = s.makefile("rb")
    f.read(12)
    s.sendall(b"RFB 003.008\n")
    f.read(f.read(1)[0])
    s.sendall(b"\x01")  # no password
    assert f.read(4) == b"\0\0\0\0"
    s.sendall(b"\x01")  # shared
    width, height = struct.unpack(">HH", f.read(4))
    bits = f.read(16)[0]
    assert bits == 32, bits
    f.read(struct.unpack(">I", f.read(4))[0])
    s.sendall(struct.pack(">BxHi", 2, 1, RAW))
    s.sendall(struct.pack(">BBHHHH", 3, 0, 0, 0, width, height))
    colours, pixels = set(), 0
    while pixels < width * height:
        kind, rectangles = struct.unpack(">BxH", f.read(4))
        assert kind == 0, kind
        for _ in range(rectangles):
            _, _, w, h, encoding = struct.unpack(">HHHHi", f.read(12))
            assert encoding == RAW, encoding
            colours.update(struct.unpack("<%dI" % (w * h), f.read(w * h * 4)))
            pixels += w * h
print(len(colours))
