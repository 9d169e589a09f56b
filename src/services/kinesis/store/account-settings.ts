// Settings of accounts in their key-value table.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { AccountSettingsRow } from "../account-settings.ts";

const settings = table<AccountSettingsRow>({ name: "kinesis.account-settings", version: 1, upgrades: {} });

interface Place {
  readonly account: string;
  readonly region: string;
}

export class AccountSettingsStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  find({ account, region }: Place): Promise<AccountSettingsRow | undefined> {
    return settings.get(this.#keyvalue, [account, region]);
  }

  /** Resolves to what the settings became. */
  async change(
    { account, region }: Place,
    change: (row: AccountSettingsRow | undefined) => AccountSettingsRow | undefined,
  ): Promise<AccountSettingsRow | undefined> {
    return this.#keyvalue.transact(async (transaction) => {
      const row = change(await settings.get(transaction, [account, region]));
      if (row) settings.put(transaction, [account, region], row);
      return row;
    });
  }
}
