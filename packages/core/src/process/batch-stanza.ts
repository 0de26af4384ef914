/**
 * The bash functions of a batch script; the lines they leave in the log are those of
 * shell-stanza.ts. Each member runs in a subshell of its own: a directory that is missing fails
 * that member alone. Its program gets its own process group, and a TERM for the subshell is handed
 * on to it. After a TERM for the script no more members begin, and it stays until the others have
 * ended in their own time. What bash says of a death by signal goes to a file that is gone again when the member
 * has ended.
 */
export const BATCH_PROLOGUE = `
# A function of one of these names, which the environment may bring, would be taken for the command.
builtin unset -f cd echo exec exit export kill local return set shift trap unset wait date rm sleep
ssx_pids=() ssx_live=() ssx_stopped=
trap ssx_stopped=1 TERM
ssx_say() { echo "$1 \${EPOCHREALTIME:-$(date +%s)}" >>"$ssx_log"; }
ssx_room() { # waits while as many members run as may
  local pid live
  [ "$ssx_width" -gt 0 ] || return 0
  while [ -z "$ssx_stopped" ]; do
    live=()
    for pid in "\${ssx_live[@]}"; do ! kill -0 "$pid" 2>/dev/null || live+=("$pid"); done
    ssx_live=("\${live[@]}")
    [ "\${#live[@]}" -ge "$ssx_width" ] || return 0
    if [ "\${BASH_VERSINFO[0]}\${BASH_VERSINFO[1]}" -ge 43 ]; then wait -n; else sleep 0.2; fi
  done
}
ssx_run() { # id directory name executable argument…
  ssx_room
  [ -z "$ssx_stopped" ] || { ssx_say "f $1 stopped"; return; }
  ssx_task "$@" &
  ssx_pids+=($!) ssx_live+=($!)
}
ssx_task() { # id directory name executable argument…
  local id=$1 name=$3 notes=$ssx_log.$1 rc sig=- asked=
  trap asked=1 TERM
  ! ssx_asked "$1" || { ssx_say "f $id stopped"; return 1; }
  cd -- "$2" && : >"$name.out" && : >"$name.err" || { ssx_say "f $id directory"; return 1; }
  shift 3
  set -m
  exec 2>"$notes"
  { ! ssx_asked "$id" || exit 143; exec "$@"; } >"$name.out" 2>"$name.err" </dev/null &
  trap "ssx_end $!" TERM
  [ -z "$asked" ] || ssx_end $!
  ssx_say "s $id $!"
  while wait $!; rc=$?; [ $rc -gt 128 ] && kill -0 $! 2>/dev/null; do :; done
  if [ $rc -gt 128 ] && [ -s "$notes" ]; then sig=$((rc - 128)); fi
  ssx_say "e $id $rc $sig"
  rm -f -- "$notes"
  return $rc
}
ssx_asked() { [ -e "$ssx_log.stop" ] || [ -e "$ssx_log.stop.$1" ]; } # a TERM may be lost in a fork
ssx_end() { kill -TERM -- "-$1"; kill -CONT -- "-$1"; } 2>/dev/null
ssx_finish() { # ends with 1 when any member failed
  local pid rc=0
  [ -z "$ssx_stopped" ] || rc=1
  for pid in "\${ssx_pids[@]}"; do
    wait "$pid" || rc=1
    # A TERM interrupts the wait, and not the member's own end.
    while kill -0 "$pid" 2>/dev/null; do wait "$pid"; done
  done
  exit $rc
}
`;
