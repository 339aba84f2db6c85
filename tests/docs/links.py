#!/usr/bin/env python3
"""Links between pages lead somewhere: links.py PAGE.md...

Addresses of the web are left alone; of the others, the file must be there, and in a page the
heading or the id that follows the #."""
import os
import re
import sys

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def prose(path):
    """The page without its fenced blocks."""
    with open(path, encoding="utf-8") as file:
        return re.sub(r"^```.*?^```$", "", file.read(), flags=re.M | re.S)


def anchors(path):
    text = prose(path)
    found = set(re.findall(r'<a id="([^"]+)">', text))
    for title in re.findall(r"^#+ (.+)$", text, flags=re.M):
        found.add(re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-"))
    return found


def main():
    broken = 0
    for page in sys.argv[1:]:
        for link in LINK.findall(prose(page)):
            target, _, anchor = link.partition("#")
            if ":" in target:
                continue
            path = os.path.join(os.path.dirname(page), target) if target else page
            if not os.path.exists(path) or (anchor and anchor not in anchors(path)):
                broken += 1
                print(f"{page}: {link} leads nowhere")
    sys.exit(1 if broken else 0)


main()
