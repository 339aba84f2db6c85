"""Runs the program as its tests do: with our grammars, in Spanish, with nobody's settings."""
import os
import subprocess


def avance(program, source, *words):
    environment = dict(os.environ, LC_ALL="C", HOME="/nowhere",
                       AVANCE_GRAMMARS=os.path.join(source, "grammars"))
    environment.pop("XDG_CONFIG_HOME", None)
    return subprocess.run([program, *words], env=environment, check=False, capture_output=True,
                          text=True)
