"""Runs a command on a terminal of its own and prints what it writes there, escapes made visible."""
import os
import pty
import sys

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
written = b""
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:  # the child closed its end
        break
    if not data:
        break
    written += data
status = os.waitpid(child, 0)[1]
sys.stdout.write(written.decode().replace("\r\n", "\n").replace("\033", "<ESC>"))
sys.exit(os.waitstatus_to_exitcode(status))
