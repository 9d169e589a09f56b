// What an invocation answers when its process does not: AWS's words, recorded but for signals and bootstraps, which public threads have.

export interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
}

const about = (requestId: string, what: string): string => `RequestId: ${requestId} Error: ${what}`;

export const timedOut = (requestId: string, timeoutMs: number): Failure => ({
  errorType: "Sandbox.Timedout",
  errorMessage: about(requestId, timeoutText(timeoutMs)),
});

export const timeoutText = (timeoutMs: number): string =>
  `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;

/** `code` and `signal` as Node.js gives them. */
export function exited(requestId: string, code: number | null, signal: NodeJS.Signals | null): Failure {
  const why =
    signal !== null ? `signal: ${SIGNAL_TEXTS[signal] ?? signal.toLowerCase()}` : `exit status ${String(code)}`;
  const what = code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: ${why}`;
  return { errorType: "Runtime.ExitError", errorMessage: about(requestId, what) };
}

/** Go's words for signals, which AWS's supervisor is written in. */
const SIGNAL_TEXTS: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGKILL: "killed",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};

export const cannotStart = (requestId: string, path: string): Failure => ({
  errorType: "Runtime.InvalidEntrypoint",
  errorMessage: about(requestId, `Couldn't find valid bootstrap(s): [${path}]`),
});

export const responseTooLarge = (maxBytes: number): Failure => ({
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${maxBytes} bytes).`,
});
