// Operations of KMS that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const stores = "Custom key stores are not built: Forebay has no CloudHSM cluster and no external key manager.";
const encapsulation = "Key encapsulation is not built: the crypto of Node has no ML-KEM.";

export const gaps: Gaps<Sdk> = {
  ConnectCustomKeyStore: stores,
  CreateCustomKeyStore: stores,
  Decapsulate: encapsulation,
  DeleteCustomKeyStore: stores,
  DescribeCustomKeyStores: stores,
  DisconnectCustomKeyStore: stores,
  Encapsulate: encapsulation,
  UpdateCustomKeyStore: stores,
};

export const differences: readonly string[] = [];
