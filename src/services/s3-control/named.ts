// Which access point a request names.
import type { AccessPointName } from "./access-point.ts";
import type { S3ControlCall } from "./context.ts";

interface Input {
  readonly AccountId?: string | undefined;
  readonly Name: string;
}

export const named = ({ AccountId, Name }: Input, { account, region }: S3ControlCall): AccessPointName => ({
  account: AccountId ?? account,
  region,
  name: Name,
});

export const accountOf = ({ AccountId }: Omit<Input, "Name">, { account }: S3ControlCall): string =>
  AccountId ?? account;
