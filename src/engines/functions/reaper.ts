// Ends the processes of functions when the platform ends in whatever way: a shell that waits for its input to close.
import { type ChildProcess, spawn } from "node:child_process";
import { ownStdio } from "./stray-descriptors.ts";

/** Takes `+ pid` and `- pid`; at the end of its input it kills the process groups that are left. Stopped ones die too. */
const SCRIPT = `
all=" "
while read -r sign pid; do
  case $sign in
    +) all="$all$pid " ;;
    -) case $all in *" $pid "*) all="\${all%% $pid *} \${all#* $pid }" ;; esac ;;
  esac
done
for pid in $all; do kill -s KILL -- "-$pid" 2>/dev/null; done
`;

export class Reaper {
  #shell: ChildProcess | undefined;

  /** Of a process group's leader. */
  add(pid: number): void {
    this.#tell(`+ ${pid}\n`);
  }

  remove(pid: number): void {
    this.#tell(`- ${pid}\n`);
  }

  close(): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #tell(line: string): void {
    this.#shell ??= start();
    this.#shell.stdin?.write(line);
  }
}

/** In a session of its own, so that a Ctrl-C that ends the platform does not end it first. */
function start(): ChildProcess {
  const shell = spawn("/bin/sh", ["-c", SCRIPT], {
    detached: true,
    stdio: ownStdio(["pipe", "ignore", "ignore"]),
    env: {},
  });
  shell.on("error", () => {});
  shell.stdin?.on("error", () => {});
  shell.unref();
  (shell.stdin as unknown as { unref?(): void }).unref?.();
  return shell;
}
