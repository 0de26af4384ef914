import { isSsxError, SsxError } from "../errors.ts";
import { show } from "./show.ts";

/**
 * Runs code of the user's strategy, and says whose it was when it throws. Our own errors keep their
 * code.
 *
 * @throws {SsxError} `SSX_STRATEGY_RESULT` with the reason in `cause`
 */
export function attempt<T>(strategy: string, doing: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (isSsxError(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : show(cause);
    throw new SsxError(
      "SSX_STRATEGY_RESULT",
      `strategy ${show(strategy)} threw while ${doing}: ${reason}; see the error's cause`,
      { cause, details: { strategy } },
    );
  }
}
