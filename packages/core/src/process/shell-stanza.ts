/**
 * The POSIX-sh and bash texts that start tasks. Each task gets its own process group, its
 * directory, and its two output files, and leaves two lines in a log, its verdict: `s <id> <pid>
 * <time>` when it started, and `e <id> <exit status> <signal or -> <time>` when it ended; `f <id>
 * <why> <time>` if it could not start. Times are Unix seconds with a fraction. A line that does not
 * end in a line break was not written whole and does not count.
 *
 * A shell reports a death by signal n as status 128+n, and so does a program that exits with that
 * number. Shells also say so on their standard error, and only in the first case: that is what tells
 * the two apart. (Without job control they say nothing of SIGINT and SIGPIPE.)
 */

/**
 * `ssx_clock` sets `ssx_now`. Bash 5 knows the time by itself; elsewhere `date` is asked, in whole
 * seconds.
 */
const NOW = `
if [ -n "\${EPOCHREALTIME-}" ]; then ssx_clock() { ssx_now=$EPOCHREALTIME; }
else ssx_clock() { ssx_now=$(date +%s); }; fi
`;

/**
 * What a long-lived shell reads before its tasks. Descriptor 3 is its log, its standard output
 * tells the driver of each line as well, and its standard error is a file of its own
 * (`$SSX_NOTES`), empty between tasks. It ignores signals, because it has to outlive a driver that
 * went away (PIPE, HUP) and a task that signals its parent (TERM); the tasks do not. A handler would
 * not do: bash loses the status of a task that ends while a handler interrupts `wait`.
 */
export const WORKER_PROLOGUE: string = `${NOW}
ssx_notes=$SSX_NOTES; unset SSX_NOTES
if [ -n "\${BASH_VERSION-}" ]; then set -m; ssx_group=
else ssx_group=$(command -v setsid) || ssx_group=; fi
trap "" PIPE HUP INT TERM USR1 USR2
ssx_base=$PWD
ssx_say() { echo "$1" >&3; echo "$1" 2>/dev/null; }
ssx_signalled() { [ "$ssx_rc" -gt 128 ] && [ -s "$ssx_notes" ]; }
t() { # id directory name number-of-variables NAME=value… executable argument…
  ssx_id=$1 ssx_name=$3 ssx_vars=$4
  if ! cd "$ssx_base" || ! cd -- "$2"; then ssx_clock; : >"$ssx_notes"; ssx_say "f $ssx_id directory $ssx_now"; return; fi
  shift 4
  ssx_clock; ssx_started=$ssx_now
  {
    trap - HUP INT TERM USR1 USR2
    # Said by the task's own process where it knows its number, so that it can be signalled from the moment that it is told of.
    [ -z "\${BASHPID-}" ] || ssx_say "s $ssx_id $BASHPID $ssx_started"
    trap - PIPE
    while [ "$ssx_vars" -gt 0 ]; do export "$1"; shift; ssx_vars=$((ssx_vars-1)); done
    exec $ssx_group "$@" >"$ssx_name.out" 2>"$ssx_name.err" </dev/null 3>&-
  } &
  ssx_pid=$!
  [ -n "\${BASHPID-}" ] || ssx_say "s $ssx_id $ssx_pid $ssx_started"
  # While a task is suspended, bash does not wait for it.
  while wait $ssx_pid; ssx_rc=$?; [ $ssx_rc -gt 128 ] && kill -0 $ssx_pid 2>/dev/null; do sleep 1; done
  ssx_clock; ssx_sig=-
  if [ $ssx_rc != 0 ]; then
    if ssx_signalled; then ssx_sig=$((ssx_rc-128))
    elif [ -s "$ssx_notes" ]; then ssx_say "f $ssx_id output $ssx_now"; : >"$ssx_notes"; return; fi
    : >"$ssx_notes"
  fi
  ssx_say "e $ssx_id $ssx_rc $ssx_sig $ssx_now"
}
: >"$ssx_notes" # bash may have complained of the environment, such as a locale that is not installed
`;
