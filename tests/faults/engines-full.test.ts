// A full disk, for real: an error answer, nothing half stored, and writing goes on once there is room.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bundle, bundle, start } from "./child.ts";
import type { FullResult } from "./engines-full.child.ts";

const DISK_BYTES = 24 * 1024 * 1024;

// A mount of its own name space is nobody else's and goes with the process.
const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;

describe.skipIf(!canMount)("a full disk (skipped where `unshare -rm mount` is not allowed)", () => {
  let child: Bundle;
  let folder: string;
  beforeAll(async () => {
    child = await bundle("engines-full.child.ts");
    folder = await mkdtemp(join(tmpdir(), "forebay-full-"));
  });
  afterAll(async () => {
    await child.remove();
    await rm(folder, { recursive: true });
  });

  test.each(["keyvalue", "log", "blobs"])(
    "%s: answers disk-full, keeps what it acknowledged and goes on",
    async (engine) => {
      const script = `mount -t tmpfs -o size=${DISK_BYTES} tmpfs "$1" && exec "$0" "$2" "$3" "$1"`;
      const { ended } = start(["-rm", "sh", "-c", script, process.execPath, folder, child.path, engine], "unshare");
      const { lines, code, errors } = await ended;
      expect({ code, errors: code === 0 ? "" : errors }).toEqual({ code: 0, errors: "" });
      const result = JSON.parse(lines.at(-1) ?? "{}") as FullResult;
      expect(result).toMatchObject({ kinds: ["disk-full"], lost: [], extra: [], after: 40 });
      expect(result.before).toBeGreaterThan(100);
    },
  );
});
