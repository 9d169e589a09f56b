// What a start is told: flags and environment variables, read into one checked configuration.
import { existsSync, readFileSync } from "node:fs";

/** A setting that cannot be honoured; the message is one clear sentence for the user. */
export class ConfigError extends Error {}

interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Config {
  readonly listen: readonly Address[];
  /** Undefined: a throw-away folder. */
  readonly dataFolder: string | undefined;
  /** Undefined: every service that is built. */
  readonly services: readonly string[] | undefined;
  readonly logLevel: LogLevel;
  /** Of the account 000000000000's root user; its secret is every 12-digit account's. */
  readonly credentials: RootCredentials;
  readonly initFolder: string | undefined;
  /** Files in PEM; undefined: a certificate of our own, made at the first TLS connection. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  /** Secret keys by name that do not lie in the data folder, such as the root key of KMS. */
  readonly secrets: Readonly<Record<string, Buffer>>;
  /** S3 encrypts what nobody asked it to, as AWS does. */
  readonly encryptAlways: boolean;
  /** Of the cost ledger; undefined: AWS's published prices. */
  readonly pricesFile: string | undefined;
}

interface RootCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Values of the command line, as typed. They win over the environment. */
export interface Flags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly data?: string | undefined;
  readonly logLevel?: string | undefined;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const TEST_CREDENTIALS: RootCredentials = { accessKeyId: "test", secretAccessKey: "test" };
const HOST_DEFAULT = "127.0.0.1";
const PORT_DEFAULT = 4566;
const PORT_MAX = 65_535;
const DATA_FOLDER_DEFAULT = ".forebay";
const INIT_FOLDERS = ["./init", "/etc/localstack/init"];

const OWN_VARIABLES = new Set(
  "PORT HOST DATA LOG_LEVEL ACCESS_KEY_ID SECRET_ACCESS_KEY INIT TLS_CERT TLS_KEY KMS_ROOT_KEY KMS_ROOT_KEY_FILE PRICES S3_ENCRYPT_ALWAYS"
    .split(" ")
    .map((name) => `FOREBAY_${name}`),
);

/** Errors: ConfigError. Which services there are, the platform knows. */
export function parseConfig(environment: Environment, flags: Flags = {}): Config {
  refuseUnknown(environment);
  const credentials = rootCredentials(environment);
  const listen = addresses(environment, flags);
  refuseOpenDoor(listen, credentials);
  return {
    listen,
    dataFolder: dataFolder(environment, flags),
    services: services(environment),
    logLevel: logLevel(environment, flags),
    credentials,
    initFolder: initFolder(environment),
    tls: tls(environment),
    secrets: secrets(environment),
    encryptAlways: encryptAlways(environment),
    pricesFile: valueOf(environment, "FOREBAY_PRICES"),
  };
}

function refuseUnknown(environment: Environment): void {
  const unknown = Object.keys(environment).find((name) => name.startsWith("FOREBAY_") && !OWN_VARIABLES.has(name));
  if (unknown) throw new ConfigError(`There is no setting ${unknown}: Forebay knows ${[...OWN_VARIABLES].join(", ")}.`);
}

/** An empty variable counts as unset, as docker compose files leave them. */
const valueOf = (environment: Environment, name: string): string | undefined => environment[name] || undefined;

function addresses(environment: Environment, flags: Flags): readonly Address[] {
  const gatewayListen = valueOf(environment, "GATEWAY_LISTEN");
  const host = flags.host ?? valueOf(environment, "FOREBAY_HOST");
  const portName = flags.port === undefined ? "FOREBAY_PORT" : "--port";
  const port = flags.port ?? valueOf(environment, "FOREBAY_PORT");
  if (gatewayListen === undefined || (flags.host !== undefined && flags.port !== undefined))
    return [{ host: host ?? HOST_DEFAULT, port: port === undefined ? PORT_DEFAULT : parsePort(portName, port) }];
  const listed = gatewayListen.split(",").map((text) => parseAddress(text.trim()));
  return listed.map((address) => ({
    host: host ?? address.host,
    port: port === undefined ? address.port : parsePort(portName, port),
  }));
}

function parseAddress(text: string): Address {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*))(?::(\d+))?$/.exec(text) ?? [];
  if (text === "" || (bracketed === undefined && plain === undefined))
    throw new ConfigError(`GATEWAY_LISTEN takes addresses such as 127.0.0.1:4566, not "${text}".`);
  return {
    host: bracketed ?? (plain || "0.0.0.0"),
    port: port === undefined ? PORT_DEFAULT : parsePort("GATEWAY_LISTEN", port),
  };
}

/** 0 asks for any free port. */
function parsePort(name: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > PORT_MAX)
    throw new ConfigError(`${name} takes a port from 0 to ${PORT_MAX}, not "${text}".`);
  return port;
}

function dataFolder(environment: Environment, flags: Flags): string | undefined {
  if (flags.data === "") throw new ConfigError("--data takes the path of a folder.");
  const persistence = valueOf(environment, "PERSISTENCE");
  const folder = flags.data ?? valueOf(environment, "FOREBAY_DATA");
  if (persistence !== undefined && !flag("PERSISTENCE", persistence)) return flags.data;
  return folder ?? DATA_FOLDER_DEFAULT;
}

function flag(name: string, text: string): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off)$/i.test(text)) return false;
  throw new ConfigError(`${name} takes 1 or 0, not "${text}".`);
}

function encryptAlways(environment: Environment): boolean {
  const text = valueOf(environment, "FOREBAY_S3_ENCRYPT_ALWAYS");
  return text !== undefined && flag("FOREBAY_S3_ENCRYPT_ALWAYS", text);
}

function services(environment: Environment): readonly string[] | undefined {
  const names = (valueOf(environment, "SERVICES") ?? "").split(",").map((name) => name.trim().toLowerCase());
  const given = names.filter(Boolean);
  return given.length > 0 ? given : undefined;
}

function logLevel(environment: Environment, flags: Flags): LogLevel {
  const name = flags.logLevel === undefined ? "FOREBAY_LOG_LEVEL" : "--log-level";
  const text = flags.logLevel ?? valueOf(environment, "FOREBAY_LOG_LEVEL");
  if (text !== undefined) {
    const level = LOG_LEVELS.find((each) => each === text);
    if (!level) throw new ConfigError(`${name} takes ${LOG_LEVELS.join(", ")}, not "${text}".`);
    return level;
  }
  const debug = valueOf(environment, "DEBUG");
  return debug !== undefined && isDebug(debug) ? "debug" : "info";
}

/** DEBUG also belongs to many Node libraries (`DEBUG=express:*`): only its boolean spellings are ours. */
const isDebug = (text: string): boolean => /^(1|true|yes|on)$/i.test(text);

function rootCredentials(environment: Environment): RootCredentials {
  const accessKeyId = valueOf(environment, "FOREBAY_ACCESS_KEY_ID");
  const secretAccessKey = valueOf(environment, "FOREBAY_SECRET_ACCESS_KEY");
  if (accessKeyId === undefined && secretAccessKey === undefined) return TEST_CREDENTIALS;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new ConfigError("FOREBAY_ACCESS_KEY_ID and FOREBAY_SECRET_ACCESS_KEY must be set together.");
  if (!/^[\w]{1,128}$/.test(accessKeyId))
    throw new ConfigError("FOREBAY_ACCESS_KEY_ID takes up to 128 letters, digits and underscores.");
  return { accessKeyId, secretAccessKey };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

function refuseOpenDoor(listen: readonly Address[], { secretAccessKey }: RootCredentials): void {
  const open = listen.find(({ host }) => !LOOPBACK.test(host));
  if (open && secretAccessKey === TEST_CREDENTIALS.secretAccessKey)
    throw new ConfigError(
      `Forebay would listen on ${open.host}, where others can reach it: set FOREBAY_ACCESS_KEY_ID and ` +
        "FOREBAY_SECRET_ACCESS_KEY to credentials other than test/test.",
    );
}

function initFolder(environment: Environment): string | undefined {
  const named = valueOf(environment, "FOREBAY_INIT");
  if (named === undefined) return INIT_FOLDERS.find((folder) => existsSync(folder));
  if (!existsSync(named)) throw new ConfigError(`FOREBAY_INIT names the folder ${named}, which does not exist.`);
  return named;
}

function tls(environment: Environment): Config["tls"] {
  const certificateFile = valueOf(environment, "FOREBAY_TLS_CERT");
  const keyFile = valueOf(environment, "FOREBAY_TLS_KEY");
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  if (certificateFile === undefined || keyFile === undefined)
    throw new ConfigError("FOREBAY_TLS_CERT and FOREBAY_TLS_KEY must be set together.");
  const missing = [certificateFile, keyFile].find((file) => !existsSync(file));
  if (missing) throw new ConfigError(`The TLS file ${missing} does not exist.`);
  return { certificateFile, keyFile };
}

const KMS_ROOT_KEY = /^[0-9a-fA-F]{64}$/;

function secrets(environment: Environment): Config["secrets"] {
  const given = valueOf(environment, "FOREBAY_KMS_ROOT_KEY");
  const file = valueOf(environment, "FOREBAY_KMS_ROOT_KEY_FILE");
  if (given !== undefined && file !== undefined)
    throw new ConfigError("FOREBAY_KMS_ROOT_KEY and FOREBAY_KMS_ROOT_KEY_FILE cannot both be set.");
  const text = file === undefined ? given : readSecret("FOREBAY_KMS_ROOT_KEY_FILE", file);
  if (text === undefined) return {};
  const name = file === undefined ? "FOREBAY_KMS_ROOT_KEY" : "The file of FOREBAY_KMS_ROOT_KEY_FILE";
  if (!KMS_ROOT_KEY.test(text)) throw new ConfigError(`${name} takes 64 hexadecimal digits.`);
  return { "kms-root": Buffer.from(text, "hex") };
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new ConfigError(`${name} names the file ${file}, which cannot be read: ${(error as Error).message}.`);
  }
}
