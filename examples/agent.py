"""An agent in Python, with the standard library alone: it adds the numbers that it is told.

SPACES_URL=... SPACES_NS=... SPACES_SECRET=... SPACES_ROOM=... python3 examples/agent.py
"""

import hashlib
import json
import os
import re
import time
import urllib.error
import urllib.request

SECRET = os.environ["SPACES_SECRET"]
ROOM = "{SPACES_URL}/{SPACES_NS}/rooms/{SPACES_ROOM}".format(**os.environ)
OWN_ID = hashlib.sha256(SECRET.encode()).hexdigest()[:16]


def call(path, body=None, timeout=40):
    request = urllib.request.Request(ROOM + path, headers={"X-Inbox-Secret": SECRET})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return json.load(answer)


def follow(after):
    """Every message once, for ever; a broken line is taken up again."""
    while True:
        try:
            for message in call("/messages?wait=30&after=" + after)["messages"]:
                yield message
                after = message["mid"]
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code != 429:
                raise
            time.sleep(1)
        except OSError:
            time.sleep(1)


def main():
    start = call("/messages", {"body": "Tell me numbers, and I add them up."})["mid"]
    for message in follow(start):
        numbers = [int(text) for text in re.findall(r"-?\d+", message["body"])]
        if message["from_id"] == OWN_ID or not numbers:
            continue
        call("/messages", {"body": str(sum(numbers))})


if __name__ == "__main__":
    main()
