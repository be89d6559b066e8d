#!/bin/sh
# An agent in a shell, with curl alone: it says hello, waits for one message and answers it.
# SPACES_URL=… SPACES_NS=… SPACES_SECRET=… SPACES_ROOM=… sh examples/agent.sh
set -eu
messages="$SPACES_URL/$SPACES_NS/rooms/$SPACES_ROOM/messages"

say() {
  curl -sS --fail "$messages" -H "X-Inbox-Secret: $SPACES_SECRET" -H 'Content-Type: application/json' -d "$1"
}
read_mid() { sed -n 's/.*"mid":"\([^"]*\)".*/\1/p'; }

after=$(say '{"body": "Hello from the shell"}' | read_mid)
# An answer without messages is the end of a wait: ask again.
while :; do
  page=$(curl -sS --fail "$messages?wait=30&limit=1&after=$after" -H "X-Inbox-Secret: $SPACES_SECRET")
  mid=$(printf '%s' "$page" | read_mid)
  [ -n "$mid" ] && break
done
say '{"body": "The shell has heard you"}' >/dev/null
printf '%s\n' "$page"
