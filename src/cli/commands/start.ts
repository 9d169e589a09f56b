// forebay start: runs the platform in this process until SIGTERM or SIGINT.
import { readFlags, UsageError } from "../usage.ts";
import type { Command } from "../usage.ts";

const flags = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  "log-level": { type: "string" },
} as const;

export const start: Command = {
  summary: "runs the platform here; prints Ready. when it is",
  usage: `forebay start [--port 4566] [--host 127.0.0.1] [--data ./.forebay] [--log-level info]

--port 0 takes any free port. PERSISTENCE=0 uses a throw-away folder. Environment: FOREBAY_PORT, FOREBAY_HOST,
FOREBAY_DATA, FOREBAY_LOG_LEVEL, FOREBAY_ACCESS_KEY_ID, FOREBAY_SECRET_ACCESS_KEY, FOREBAY_INIT, FOREBAY_TLS_CERT,
FOREBAY_TLS_KEY, FOREBAY_KMS_ROOT_KEY, FOREBAY_KMS_ROOT_KEY_FILE, FOREBAY_PRICES, FOREBAY_S3_ENCRYPT_ALWAYS,
and LocalStack's GATEWAY_LISTEN, PERSISTENCE, SERVICES, DEBUG.`,
  async run(args) {
    const { port, host, data, "log-level": logLevel } = readFlags("start", args, flags);
    const [{ parseConfig, ConfigError }, { run }] = await Promise.all([
      import("../../config.ts"),
      import("../../main.ts"),
    ]);
    try {
      return await run(parseConfig(process.env, { port, host, data, logLevel }));
    } catch (error) {
      if (error instanceof ConfigError) throw new UsageError(error.message);
      throw error;
    }
  },
};
