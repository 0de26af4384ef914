/** Somebody who has tasks running and wants a say when the driver is told to end. */
export interface Guard {
  /** Whether its tasks end with the driver. */
  readonly kills: boolean;
  /** Asks its tasks to end, waits for it, and says what it did. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Kills at once whatever is left. */
  killNow(): void;
  /** Says what goes on without the driver. */
  leave(signal: NodeJS.Signals): void;
}

const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Signals belong to the process and not to an experiment, so there is one list for all experiments
 * in it.
 */
const guards: Set<Guard> = new Set();
let stopping = false;

/**
 * From now until the returned function is called, the guard is heard before a signal ends the
 * driver.
 */
export function guardAgainstInterrupt(guard: Guard): () => void {
  if (guards.size === 0) for (const signal of SIGNALS) process.on(signal, onSignal);
  guards.add(guard);
  return () => {
    guards.delete(guard);
    if (guards.size === 0 && !stopping) stopListening();
  };
}

function onSignal(signal: NodeJS.Signals): void {
  if (stopping) {
    for (const guard of guards) guard.killNow();
    die(signal);
    return;
  }
  stopping = true;
  const asked = [...guards].map((guard) => {
    if (guard.kills) return guard.stop(signal);
    guard.leave(signal);
    return undefined;
  });
  void Promise.allSettled(asked).then(() => {
    stopping = false;
    // A program with a handler of its own decides itself what comes next.
    if (process.listenerCount(signal) > 1) {
      if (guards.size === 0) stopListening();
    } else die(signal);
  });
}

/** Ends as if the signal had never been caught, so that the caller sees the right status. */
function die(signal: NodeJS.Signals): void {
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, onSignal);
}
