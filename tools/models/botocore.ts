// Fetches pinned botocore releases from PyPI into a temporary folder and reads their service descriptions.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { BotoDescription } from "./from-botocore.ts";

/** The newest release when the models were last generated. */
export const BOTOCORE_VERSION = "1.44.5";
/** What boto3 1.26 uses: the last generation whose CloudWatch and SQS clients speak the query protocol. */
export const BOTOCORE_VERSION_OLD = "1.29.165";

export class Botocore implements Disposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Errors: Error when pip or PyPI cannot be reached. */
  static install(version: string): Botocore {
    const folder = mkdtempSync(join(tmpdir(), "forebay-botocore-"));
    const botocore = new Botocore(folder);
    try {
      const options = ["--quiet", "--no-deps", "--no-compile", "--disable-pip-version-check", "--target", folder];
      execFileSync("python3", ["-m", "pip", "install", ...options, `botocore==${version}`], {
        stdio: ["ignore", "ignore", "pipe"],
      });
    } catch (error) {
      botocore[Symbol.dispose]();
      throw new Error(`botocore ${version} cannot be had from PyPI`, { cause: error });
    }
    return botocore;
  }

  /** The newest description of every service, by the SDK's package name: `Kinesis Analytics V2` is `kinesis-analytics-v2`. */
  descriptions(wanted: ReadonlySet<string>): Map<string, BotoDescription> {
    const data = join(this.#folder, "botocore", "data");
    const found = new Map<string, BotoDescription>();
    for (const service of readdirSync(data, { withFileTypes: true })) {
      if (!service.isDirectory()) continue;
      const versions = readdirSync(join(data, service.name)).sort();
      const file = versions.map((version) => descriptionFile(join(data, service.name, version))).findLast(Boolean);
      if (file === undefined) continue;
      const bytes = readFileSync(file);
      const description = JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()) as BotoDescription;
      const name = description.metadata.serviceId.toLowerCase().replaceAll(" ", "-");
      if (wanted.has(name)) found.set(name, description);
    }
    return found;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const descriptionFile = (folder: string): string | undefined =>
  ["service-2.json.gz", "service-2.json"].map((name) => join(folder, name)).find((path) => existsSync(path));
