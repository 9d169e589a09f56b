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

export const differences: readonly string[] = [
  "Ciphertexts, import tokens and grant tokens are of a format of Forebay's own; AWS cannot read them, nor Forebay those of AWS.",
  "CreateKey and GenerateDataKeyPair answer 501 to SM2, ML_DSA and ML_KEM specs, which the crypto of Node does not have; SM2 exists at AWS in China only.",
  "Sign and Verify answer 501 to ED25519_PH_SHA_512, which the crypto of Node does not have.",
  "Recipient answers 501: Nitro enclaves are not attested. DryRunModifiers answer 501.",
  "Wrapping keys for imports are RSA; SM2 answers 501.",
  "Imported multi-Region keys keep the material of their first import: new material for them is refused.",
  "UpdatePrimaryRegion takes effect at once, without the state Updating; a replica is Creating for a tenth of a second.",
  "Grants take effect at once, so grant tokens add nothing; those that Forebay did not make are refused.",
  "CreateGrant answers 501 to SourceArn constraints.",
  "Principals in grants and key policies must have a form that AWS knows, but need not exist.",
  "ListAliases shows AWS managed aliases once their key exists; DescribeKey makes it.",
  "Quotas on requests a second and on keys of an account are not enforced.",
  "GetKeyLastUsage knows uses since the key was made; those of the last second may be lost in a crash.",
];
