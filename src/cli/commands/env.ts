// forebay env: prints what a shell must export so that SDKs and the AWS CLI find the platform.
import { endpointOf } from "../endpoint.ts";
import { readFlags, UsageError } from "../usage.ts";
import type { Command } from "../usage.ts";

const flags = { endpoint: { type: "string" }, account: { type: "string" }, region: { type: "string" } } as const;

export const env: Command = {
  summary: "prints the exports for a shell: eval $(forebay env)",
  usage: `eval $(forebay env [--endpoint URL] [--account 12-DIGITS] [--region NAME])`,
  run(args) {
    const { endpoint, account, region = "us-east-1" } = readFlags("env", args, flags);
    if (account !== undefined && !/^\d{12}$/.test(account)) {
      throw new UsageError(`--account takes the 12 digits of an account id, not "${account}".`);
    }
    if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
      throw new UsageError(`--region takes a region such as us-east-1, not "${region}".`);
    }
    const variables = {
      AWS_ENDPOINT_URL: endpointOf(endpoint),
      AWS_ACCESS_KEY_ID: account ?? "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_DEFAULT_REGION: region,
      AWS_REGION: region,
    };
    process.stdout.write(
      `${Object.entries(variables)
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", "")}';`)
        .join("\n")}\n`,
    );
    return Promise.resolve(0);
  },
};
