#!/usr/bin/env python3
"""Moves the first focuser of the hub with ASCOM's Python library (pip install alpyca): move.py POSITION"""
import sys
import time

from alpaca.focuser import Focuser

focuser = Focuser("127.0.0.1:11111", 0)
focuser.Connected = True
try:
    focuser.Move(int(sys.argv[1]))
    while focuser.IsMoving:
        time.sleep(0.2)
    print(focuser.Position)
finally:
    focuser.Connected = False
