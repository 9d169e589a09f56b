// Tests of LocalStack's IAM, STS and KMS suites whose recordings or expectations Forebay does not meet, one by one, with the reason.

const OWN_FEATURE = "LocalStack's own: tags that choose a key's id or material";
const OLDER_RECORDING =
  "the recording is older than the member that KMS answers today: CurrentKeyMaterialId, KeyMaterialId";
const ENUM_ORDER = "the order of the values in an enum's message, and values that are newer than the recording";
const SHA_256 = "encrypts with OAEP and SHA-256, and decrypts as RSAES_OAEP_SHA_1, which AWS refuses, too";
const RECIPIENT = "Recipient (Nitro enclaves) answers 501";
const ENFORCED = "assumes a role that does not exist or trusts nobody, which is refused here as on AWS";

/** By file and the end of the test's id. */
export const differences: Readonly<Record<string, string>> = {
  "test_iam.py::TestIAMIntegrations::test_role_attach_policy":
    "AWS has reworded the sentence since: ARN ... is not valid.",
  "test_iam.py::TestIAMIntegrations::test_user_attach_policy":
    "AWS has reworded the sentence since: ARN ... is not valid.",
  "test_sts.py::TestSTSIntegrations::test_assume_non_existent_role": ENFORCED,
  "test_sts.py::TestSTSIntegrations::test_assume_role_with_web_identity": ENFORCED,
  "test_sts.py::TestSTSIntegrations::test_assume_role_with_saml": ENFORCED,
  "test_sts.py::TestSTSIntegrations::test_expiration_date_format": ENFORCED,
  "test_kms.py::TestKMS::test_create_key_custom_id": OWN_FEATURE,
  "test_kms.py::TestKMS::test_create_key_custom_key_material_hmac": OWN_FEATURE,
  "test_kms.py::TestKMS::test_create_key_custom_key_material_symmetric_decrypt": OWN_FEATURE,
  "test_kms.py::TestKMS::test_create_custom_key_asymmetric": OWN_FEATURE,
  "test_kms.py::TestKMS::test_create_key_custom_key_material_rsa_2048": OWN_FEATURE,
  "test_kms.py::TestKMS::test_list_retirable_grants": "grants to the ARN of a key, which is no principal",
  "test_kms.py::TestKMS::test_re_encrypt[SYMMETRIC_DEFAULT-SYMMETRIC_DEFAULT]": OLDER_RECORDING,
  "test_kms.py::TestKMS::test_replicate_key": OLDER_RECORDING,
  "test_kms.py::TestKMSGenerateKeys::test_generate_data_key": OLDER_RECORDING,
  "test_kms.py::TestKMSGenerateKeys::test_generate_data_key_without_plaintext": OLDER_RECORDING,
  "test_kms.py::TestKMSGenerateKeys::test_generate_data_key_pair": OLDER_RECORDING,
  "test_kms.py::TestKMSGenerateKeys::test_generate_data_key_pair_without_plaintext": OLDER_RECORDING,
  "test_kms.py::TestKMS::test_symmetric_encrypt_offline_decrypt_online[RSA_2048-RSAES_OAEP_SHA_1]": SHA_256,
  "test_kms.py::TestKMS::test_symmetric_encrypt_offline_decrypt_online[RSA_3072-RSAES_OAEP_SHA_1]": SHA_256,
  "test_kms.py::TestKMS::test_symmetric_encrypt_offline_decrypt_online[RSA_4096-RSAES_OAEP_SHA_1]": SHA_256,
  "test_kms.py::TestKMS::test_import_key_material_raises_if_there_is_already_key_material_pending":
    "the suite replaces the key's ARN in the message, and leaves its id",
  "test_kms.py::TestKMS::test_hmac_create_key_invalid_operations": ENUM_ORDER,
  "test_kms.py::TestKMS::test_invalid_generate_mac[HMAC_256-INVALID]": ENUM_ORDER,
  "test_kms.py::TestKMS::test_invalid_verify_mac[HMAC_256-INVALID-some important message]": ENUM_ORDER,
  "test_kms.py::TestKMS::test_decrypt_recipient": RECIPIENT,
  "test_kms.py::TestKMS::test_decrypt_recipient_invalid_attestation": RECIPIENT,
  "test_kms.py::TestKMSMultiAccounts::test_cross_accounts_access":
    "signs as the second account with a secret that is not the platform's",
};
