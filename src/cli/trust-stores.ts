// The stores of certificate authorities that systems have, and what adds ours to each.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";

interface Store {
  readonly system: string;
  /** Where the certificate is copied to first; undefined when the command takes it from where it is. */
  readonly folder: string | undefined;
  readonly extension: string;
  /** The program that must be there, and its arguments. */
  readonly command: (file: string) => readonly [string, ...string[]];
  readonly platform: NodeJS.Platform;
}

const STORES: readonly Store[] = [
  {
    system: "Debian, Ubuntu, Alpine",
    folder: "/usr/local/share/ca-certificates",
    extension: "crt",
    command: () => ["update-ca-certificates"],
    platform: "linux",
  },
  {
    system: "Fedora, RHEL, Amazon Linux",
    folder: "/etc/pki/ca-trust/source/anchors",
    extension: "pem",
    command: () => ["update-ca-trust"],
    platform: "linux",
  },
  {
    system: "macOS",
    folder: undefined,
    extension: "pem",
    command: (file) => [
      "security",
      "add-trusted-cert",
      "-d",
      "-r",
      "trustRoot",
      "-k",
      "/Library/Keychains/System.keychain",
      file,
    ],
    platform: "darwin",
  },
  {
    system: "Windows (as administrator)",
    folder: undefined,
    extension: "pem",
    command: (file) => ["certutil", "-addstore", "-f", "Root", file],
    platform: "win32",
  },
];

/** What a person types to add the certificate in `file`, one a system. `name` tells it from others in the store. */
export const byHand = (file: string, name: string): readonly { readonly system: string; readonly line: string }[] =>
  STORES.map((store) => {
    const sudo = store.platform === "win32" ? "" : "sudo ";
    const target = targetOf(store, name);
    const command = store.command(quoted(file)).join(" ");
    const line = target === undefined ? command : `cp ${quoted(file)} ${target} && ${sudo}${command}`;
    return { system: store.system, line: `${sudo}${line}` };
  });

const targetOf = ({ folder, extension }: Store, name: string): string | undefined =>
  folder === undefined ? undefined : join(folder, `${name}.${extension}`);

const quoted = (file: string): string =>
  /^[\w./:\\-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;

/** Adds the certificate to this system's store. Returns what happened in one sentence, and whether it worked. */
export function install(file: string, name: string): { readonly done: boolean; readonly sentence: string } {
  const store = STORES.find(({ platform, folder }) => {
    return platform === process.platform && (folder === undefined || existsSync(folder));
  });
  if (!store)
    return {
      done: false,
      sentence: "This system has none of the stores that Forebay knows: add the certificate by hand.",
    };
  const target = targetOf(store, name);
  try {
    if (target !== undefined) copyFileSync(file, target);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "EACCES" ? "needs root: run it with sudo" : String(error);
    return { done: false, sentence: `Adding to the system's store ${why}.` };
  }
  const [program, ...rest] = store.command(file);
  const { status, stderr, error } = spawnSync(program, rest, { encoding: "utf8" });
  if (status === 0) return { done: true, sentence: `The system's store (${store.system}) trusts it now.` };
  const why = (error?.message ?? stderr).trim().split("\n")[0];
  return { done: false, sentence: `${program} failed: ${why}` };
}
