// npm run models: compiles the AWS SDK clients' schemas and botocore's constraints into src/wire/models/.
// `--into DIR` writes elsewhere, which the test uses that shows that regeneration changes nothing.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ProtocolName } from "../src/wire/wire.ts";
import type { StoredModel } from "../src/wire/stored-model.ts";
import { Botocore, BOTOCORE_VERSION, BOTOCORE_VERSION_OLD } from "./models/botocore.ts";
import { modelFromBotocore, protocolsOf, type BotoDescription } from "./models/from-botocore.ts";
import { modelFromSdk } from "./models/from-sdk.ts";
import { mergeModels } from "./models/merge.ts";
import { factsText, modelText } from "./models/text.ts";

const PREFIX = "@aws-sdk/client-";

function clientNames(): string[] {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { devDependencies: Record<string, string> };
  return Object.keys(manifest.devDependencies)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
    .sort();
}

/** The SDK splits the header into a date and its text under a name of its own; both are the same header. */
function withExpiresHeader(model: StoredModel): StoredModel {
  const shapes = Object.entries(model.shapes).map(([name, shape]) => {
    if (shape.type !== "structure" || shape.members["ExpiresString"] === undefined) return [name, shape];
    return [
      name,
      { ...shape, members: { ...shape.members, ExpiresString: { shape: "#string", in: "header", as: "Expires" } } },
    ];
  });
  return { ...model, shapes: Object.fromEntries(shapes) };
}

/** The schemas' S3 templates lack the bucket: path style, as the gateway folds the Host into the path. */
function withBucketInPath(model: StoredModel): StoredModel {
  const operations = Object.entries(model.operations).map(([name, operation]) => {
    const input = operation.input === undefined ? undefined : model.shapes[operation.input];
    const bucket = input?.type === "structure" ? input.members["Bucket"] : undefined;
    if (!operation.http || typeof bucket !== "object" || bucket.in !== "label") return [name, operation];
    const [method, uri, status] = operation.http;
    return [name, { ...operation, http: [method, `/{Bucket}${uri.replace(/^\/(?=\?|$)/, "")}`, status] as const }];
  });
  return { ...model, operations: Object.fromEntries(operations) };
}

/** Firehose delivers to machines beside it, too, which seldom have certificates: its endpoints may be plain HTTP. */
function withPlainHttp(model: StoredModel): StoredModel {
  const shapes = Object.entries(model.shapes).map(([name, shape]) => {
    const plain = shape.type === "string" && /^https:(\/\/)?\.\*$/.test(shape.pattern ?? "");
    return [name, plain ? { ...shape, pattern: shape.pattern?.replace("https:", "https?:") } : shape];
  });
  return { ...model, shapes: Object.fromEntries(shapes) };
}

const CHANGES: Readonly<Record<string, (model: StoredModel) => StoredModel>> = {
  s3: (model) => withExpiresHeader(withBucketInPath(model)),
  firehose: withPlainHttp,
};

interface Sources {
  readonly boto: BotoDescription;
  readonly old: BotoDescription | undefined;
}

async function modelOf(name: string, { boto, old }: Sources): Promise<{ model: StoredModel; line: string }> {
  const exports = (await import(PREFIX + name)) as Record<string, unknown>;
  const known = modelFromBotocore(name, boto);
  const sdk = modelFromSdk(name, exports);
  const merged = sdk ? mergeModels(sdk, known) : { model: known, count: { matched: 0, unmatched: [] } };
  const protocols = new Set<ProtocolName>([
    ...merged.model.protocols,
    ...known.protocols,
    ...(old ? protocolsOf(old) : []),
  ]);
  const oldModel = old && modelFromBotocore(name, old);
  const xmlNamespace = merged.model.xmlNamespace ?? oldModel?.xmlNamespace;
  const model = { ...merged.model, protocols: [...protocols], ...(xmlNamespace !== undefined && { xmlNamespace }) };
  const { matched, unmatched } = merged.count;
  const line = `${name}: ${Object.keys(model.operations).length} operations, ${matched} members matched, ${unmatched.length} not`;
  return {
    model: CHANGES[name]?.(model) ?? model,
    line: [line, ...unmatched.slice(0, 20)].join("\n  "),
  };
}

async function generate(folder: string): Promise<void> {
  const names = clientNames();
  const wanted = new Set(names);
  using newest = Botocore.install(BOTOCORE_VERSION);
  using oldest = Botocore.install(BOTOCORE_VERSION_OLD);
  const descriptions = newest.descriptions(wanted);
  const oldDescriptions = oldest.descriptions(wanted);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (file.endsWith(".json")) rmSync(join(folder, file));
  const models: StoredModel[] = [];
  for (const name of names) {
    const boto = descriptions.get(name);
    if (boto === undefined) throw new Error(`botocore ${BOTOCORE_VERSION} does not know ${name}`);
    const { model, line } = await modelOf(name, { boto, old: oldDescriptions.get(name) });
    console.log(line);
    writeFileSync(join(folder, `${name}.json`), modelText(model));
    models.push(model);
  }
  writeFileSync(join(folder, "index.json"), factsText(models));
}

const { values } = parseArgs({ options: { into: { type: "string", default: "src/wire/models" } } });
await generate(values.into);
