// Tests of ceph/s3-tests that are left out in groups, and those that Forebay does not meet one by one, each with the reason.
// Long because it is one list.

export interface Group {
  /** A mark of pytest. */
  readonly mark?: string;
  /** A pattern of the test's id. */
  readonly name?: string;
  readonly reason: string;
}

export const groups: readonly Group[] = [
  { mark: "cloud_transition", reason: "ceph: transitions to another S3 as a storage class" },
  { mark: "cloud_restore", reason: "ceph: restores from another S3" },
  { mark: "target_by_bucket", reason: "ceph: transitions to another S3 as a storage class" },
  { mark: "webidentity_test", reason: "needs a Keycloak that issues tokens" },
  { name: "test_s3select", reason: "S3 Select: not yet on this branch" },
  { name: "test_sns|notification", reason: "notifications to SNS topics: SNS is not built" },
  { mark: "appendobject", reason: "ceph: objects that are appended to" },
  { mark: "auth_aws2", reason: "AWS has changed: buckets made since June 2020 refuse signature version 2" },
  {
    name: "test_copy_(part_)?enc\\[.*GLACIER",
    reason: "aws: what is archived is not read or copied before it is restored; of ceph's classes the names are AWS's",
  },
  {
    name: "test_copy_part_enc\\[.*-sse-c-STANDARD",
    reason: "ceph: completions of uploads under customers' keys name the key; AWS wants it where they name checksums",
  },
  {
    name: "test_lifecycle_transition_encrypted",
    reason: "ceph: transitions that AWS has not, to STANDARD and to STANDARD_IA within 30 days",
  },
  { mark: "bucket_logging", reason: "ceph: server access logging with ceph's own formats, rolling and flush calls" },
];

/**
 * `ceph`: an extension or a trait of ceph's gateway; `aws`: AWS answers as Forebay does, and ceph otherwise; `aws has changed`: it did
 * answer so once; `the suite`: the test does not do what it means to; `ours`: AWS may well pass it.
 */
type Kind = "ceph" | "aws" | "aws has changed" | "the suite" | "ours";

interface Difference {
  readonly kind: Kind;
  readonly reason: string;
  /** Default: test_s3.py. */
  readonly file?: string;
  /** Their names, with spaces between. */
  readonly tests: string;
}

const listed: readonly Difference[] = [
  {
    kind: "aws",
    reason: "aws:kms without a key means the key that AWS manages for S3",
    tests: "test_sse_kms_no_key",
  },
  {
    kind: "aws",
    reason: "another key than the object's is 403",
    tests: "test_encryption_sse_c_other_key test_encryption_sse_c_multipart_bad_download",
  },
  {
    kind: "aws",
    reason: "a part that is sent again under a customer's key has another entity tag",
    tests: "test_multipart_sse_c_get_part",
  },
  {
    kind: "aws",
    reason: "a part number that is not there is 416, InvalidPartNumber",
    tests: "test_non_multipart_sse_c_get_part",
  },
  {
    kind: "aws has changed",
    reason: "buckets made since June 2020 refuse signature version 2",
    tests: `
      test_sse_s3_default_post_object_authenticated_request test_sse_kms_default_post_object_authenticated_request`,
  },
  {
    kind: "ours",
    reason: "the order of tags: kept here as it was sent",
    tests: "test_put_obj_with_tags",
  },
  {
    kind: "ours",
    reason: "AWS has retired BitTorrent: answers 501",
    tests: "test_get_object_torrent",
  },
  {
    kind: "ours",
    reason: "the root user's key is the platform's own: no further ones are made",
    file: "test_iam.py",
    tests: `
      test_account_current_user_access_key_create test_account_current_user_access_key_update
      test_account_current_user_access_key_delete`,
  },
  {
    kind: "ceph",
    reason: "usage and object counts in its own headers and operations",
    tests: `
      test_account_usage test_head_bucket_usage test_bucket_head_extended`,
  },
  {
    kind: "ceph",
    reason: "listings without an order",
    tests: `
      test_bucket_list_unordered test_bucket_listv2_unordered`,
  },
  {
    kind: "ceph",
    reason: "tenants, and buckets named tenant:bucket",
    tests: `
      test_bucket_policy_different_tenant test_bucket_policy_tenanted_bucket
      test_get_nonpublicpolicy_principal_bucket_policy_status test_block_public_policy_with_principal`,
  },
  {
    kind: "ceph",
    reason: "grants by user id",
    file: "test_iam.py",
    tests: `
      test_cross_account_bucket_acl_user_policy_grant_user_id test_cross_account_user_policy_bucket_acl_grant_user_id`,
  },
  {
    kind: "ceph",
    reason: "ARNs of users and roles without an account",
    file: "test_sts.py",
    tests: `
      test_get_session_token test_assume_role_allow test_assume_role_deny test_assume_role_creds_expiry
      test_assume_role_deny_head_nonexistent test_assume_role_allow_head_nonexistent`,
  },
  {
    kind: "ceph",
    reason: "ARNs of users and roles without an account",
    file: "test_iam.py",
    tests: "test_verify_allow_iam_actions",
  },
  {
    kind: "aws has changed",
    reason: "grants by email address are refused since October 2025",
    tests: `
      test_bucket_acl_grant_email test_bucket_acl_grant_email_not_exist`,
  },
  {
    kind: "aws has changed",
    reason: "grants by email address are refused since October 2025",
    file: "test_iam.py",
    tests: `
      test_cross_account_bucket_acl_user_policy_grant_account_email
      test_cross_account_user_policy_bucket_acl_grant_account_email
      test_cross_account_root_bucket_acl_grant_account_email`,
  },
  {
    kind: "aws has changed",
    reason: "buckets made since June 2020 refuse signature version 2",
    tests: `
      test_cors_presigned_get_object_v2 test_cors_presigned_get_object_tenant_v2 test_cors_presigned_put_object_v2
      test_cors_presigned_put_object_tenant_v2`,
  },
  {
    kind: "the suite",
    reason: "botocore asks for encoded names and does not decode the prefix of ListObjects",
    tests: "test_bucket_list_prefix_unreadable",
  },
  {
    kind: "the suite",
    reason: "takes the owner's id from the third grant of a bucket's ACL; S3 lists the owner first",
    tests: `
      test_object_acl_canned_bucketownerread test_object_acl_canned_bucketownerfullcontrol`,
  },
  {
    kind: "the suite",
    reason: "names a part twice, which S3 refuses as out of order",
    tests: "test_multipart_resend_first_finishes_last",
  },
  {
    kind: "the suite",
    reason: "expects the owner to be refused by a policy that only allows",
    tests: "test_bucket_policy_set_condition_operator_end_with_IfExists",
  },
  {
    kind: "the suite",
    reason: "the key is valid UTF-8 when it arrives",
    tests: "test_object_read_unreadable",
  },
  {
    kind: "the suite",
    reason: "its predecessor leaves a user in a group, which IAM does not delete either",
    file: "test_iam.py",
    tests: "test_account_managed_group_policy_allow",
  },
  {
    kind: "the suite",
    reason: "the provider's URL is none",
    file: "test_iam.py",
    tests: `
      test_account_oidc_provider test_verify_add_new_client_id_to_oidc test_verify_add_existing_client_id_to_oidc
      test_verify_remove_client_id_from_oidc test_verify_update_thumbprintlist_of_oidc`,
  },
  {
    kind: "the suite",
    reason: "botocore puts the header back, or signs the request after the test has removed it",
    file: "test_headers.py",
    tests: `
      test_object_create_bad_contentlength_none test_object_create_bad_authorization_empty
      test_object_create_bad_authorization_none test_bucket_create_bad_authorization_empty
      test_bucket_create_bad_authorization_none`,
  },
  {
    kind: "the suite",
    reason: "the user of these tests may do what nothing denies; on AWS a user needs an allow",
    file: "test_iam.py",
    tests: `
      test_deny_bucket_actions_in_user_policy test_deny_object_actions_in_user_policy
      test_deny_multipart_actions_in_user_policy test_deny_tagging_actions_in_user_policy
      test_verify_conflicting_user_policy_statements test_verify_conflicting_user_policies`,
  },
  {
    kind: "aws",
    reason: "S3 writes a space in encoded keys as + (recorded)",
    tests: `
      test_bucket_listv2_encoding_basic test_bucket_list_encoding_basic`,
  },
  {
    kind: "aws",
    reason: "S3 refuses an empty continuation token (recorded)",
    tests: "test_bucket_listv2_continuationtoken_empty",
  },
  {
    kind: "aws",
    reason: "S3 does not echo start-after beside a continuation token (recorded)",
    tests: "test_bucket_listv2_both_continuationtoken_startafter",
  },
  {
    kind: "aws",
    reason: "S3 refuses an expected owner that is no account number with 400 (recorded)",
    tests: "test_expected_bucket_owner",
  },
  {
    kind: "aws",
    reason: "S3 answers metadata beyond ASCII in the form of RFC 2047 (recorded)",
    tests: "test_object_set_get_unicode_metadata",
  },
  {
    kind: "aws",
    reason:
      "S3 takes If-None-Match only with * and If-Match only with an entity tag on writes, others answer 501 (recorded)",
    tests: `
      test_put_object_ifmatch_overwrite_existed_good test_put_object_ifmatch_nonexisted_failed
      test_put_object_ifnonmatch_good test_put_object_ifnonmatch_failed test_atomic_conditional_write_1mb
      test_put_object_if_match test_multipart_put_object_if_match test_put_current_object_if_none_match
      test_multipart_put_current_object_if_none_match test_put_current_object_if_match
      test_multipart_put_current_object_if_match test_put_object_current_if_match`,
  },
  {
    kind: "aws",
    reason:
      "the conditions of DeleteObject by size and time are for directory buckets; by entity tag, S3 answers 404 for objects that are not there",
    tests: `
      test_delete_object_if_match test_delete_object_current_if_match test_delete_object_version_if_match
      test_delete_object_if_match_last_modified_time test_delete_object_current_if_match_last_modified_time
      test_delete_object_version_if_match_last_modified_time test_delete_object_if_match_size
      test_delete_object_current_if_match_size test_delete_object_version_if_match_size
      test_delete_objects_current_if_match test_delete_objects_if_match_last_modified_time
      test_delete_objects_current_if_match_last_modified_time test_delete_objects_version_if_match_last_modified_time
      test_delete_objects_if_match_size test_delete_objects_current_if_match_size
      test_delete_objects_version_if_match_size`,
  },
  {
    kind: "aws",
    reason: "S3 refuses an X-Amz-Expires out of range with 400 (recorded)",
    tests: `
      test_object_raw_get_x_amz_expires_out_max_range test_object_raw_get_x_amz_expires_out_positive_range
      test_object_raw_put_authenticated_expired`,
  },
  {
    kind: "aws",
    reason: "in us-east-1 S3 answers 200 when its owner creates a bucket again (recorded)",
    tests: `
      test_bucket_recreate_overwrite_acl test_bucket_recreate_new_acl`,
  },
  {
    kind: "aws",
    reason: "objects have no WRITE permission that x-amz-grant-write could set in PutObject (documented)",
    tests: "test_object_header_acl_grants",
  },
  {
    kind: "aws",
    reason: "S3 has no list of buckets for anonymous callers",
    tests: "test_list_buckets_anonymous",
  },
  {
    kind: "aws",
    reason: "S3's code for a completion without parts is another (recorded)",
    tests: "test_multipart_upload_empty",
  },
  {
    kind: "aws",
    reason: "S3's code for a range beyond the source is InvalidArgument (recorded)",
    tests: "test_multipart_copy_invalid_range",
  },
  {
    kind: "aws",
    reason: "S3 answers 416 for a part number that is not there (recorded)",
    tests: `
      test_multipart_get_part test_multipart_single_get_part test_non_multipart_get_part`,
  },
  {
    kind: "aws",
    reason: "the root user may always read, replace and delete a bucket's policy (documented)",
    tests: "test_bucket_policy_deny_self_denied_policy_confirm_header",
  },
  {
    kind: "aws",
    reason: "S3 refuses policies whose actions and resources do not fit each other or the bucket (recorded)",
    tests: `
      test_bucket_policy_multipart test_bucket_policy_another_bucket test_bucketv2_policy_another_bucket`,
  },
  {
    kind: "aws",
    reason: "S3's code for too many tags is BadRequest (recorded)",
    tests: "test_put_excess_tags",
  },
  {
    kind: "aws",
    reason: "S3 asks for s3:PutObjectAcl or s3:PutObjectTagging, too (documented)",
    tests: `
      test_bucket_policy_put_obj_grant test_bucket_policy_put_obj_request_obj_tag`,
  },
  {
    kind: "aws",
    reason: "S3's code for a default retention of no days is InvalidArgument (recorded)",
    tests: `
      test_object_lock_put_obj_lock_invalid_days test_object_lock_put_obj_lock_invalid_years`,
  },
  {
    kind: "aws",
    reason: "S3 answers NoSuchBucketPolicy where there is none; ACLs count nothing (recorded)",
    tests: `
      test_get_bucket_policy_status test_get_public_acl_bucket_policy_status
      test_get_authpublic_acl_bucket_policy_status test_get_publicpolicy_acl_bucket_policy_status
      test_get_nonpublicpolicy_acl_bucket_policy_status`,
  },
  {
    kind: "aws",
    reason: "S3 refuses a checksum that is no checksum with InvalidRequest (recorded)",
    tests: `
      test_object_checksum_sha256 test_object_checksum_crc64nvme test_multipart_checksum_sha256`,
  },
  {
    kind: "aws",
    reason: "GetObjectAttributes answers composite checksums without the number of parts (recorded)",
    tests: `
      test_multipart_use_cksum_helper_sha256 test_multipart_use_cksum_helper_sha1`,
  },
  {
    kind: "aws",
    reason: "S3 refuses a full object's checksum in a completion that does not say its type (recorded)",
    tests: `
      test_multipart_use_cksum_helper_crc64nvme test_multipart_use_cksum_helper_crc32
      test_multipart_use_cksum_helper_crc32c`,
  },
  {
    kind: "aws",
    reason: "a form's field that the policy does not name is refused (documented)",
    tests: "test_post_object_upload_checksum",
  },
  {
    kind: "aws",
    reason: "S3 wants the parts' checksums in the completion of an upload with a composite one (recorded)",
    tests: "test_get_multipart_checksum_object_attributes",
  },
  {
    kind: "aws",
    reason: "S3 lists parts in GetObjectAttributes only of uploads with an algorithm (recorded)",
    tests: `
      test_get_multipart_object_attributes test_get_paginated_multipart_object_attributes
      test_get_single_multipart_object_attributes`,
  },
  {
    kind: "aws",
    reason: "S3 sends x-amz-delete-marker only when it is true",
    tests: `
      test_delete_marker_nonversioned test_delete_marker_expiration`,
  },
  {
    kind: "aws",
    reason: "asks for s3:ListBucket alone; S3 asks for s3:GetObject of a missing object, too (documented)",
    tests: "test_head_object_404_with_policy_prefix",
  },
  {
    kind: "aws",
    reason: "S3 takes several conditions of a lifecycle filter only in And",
    tests: `
      test_lifecycle_expiration_tags1 test_lifecycle_expiration_tags2 test_lifecycle_expiration_versioned_tags2
      test_lifecycle_expiration_noncur_tags1 test_lifecycle_expiration_size_gt test_lifecycle_expiration_size_lt`,
  },
  {
    kind: "aws",
    reason: "S3 moves nothing to STANDARD_IA before 30 days (documented)",
    tests: `
      test_lifecycle_set_noncurrent_transition test_lifecycle_transition
      test_lifecycle_transition_single_rule_multi_trans test_lifecycle_noncur_transition
      test_lifecycle_plain_null_version_current_transition`,
  },
  {
    kind: "aws",
    reason: "a user needs a policy of its own to assume another account's role (documented)",
    file: "test_iam.py",
    tests: `
      test_same_account_role_policy_allow test_cross_account_role_policy_allow
      test_account_role_policy_allow_create_bucket test_account_role_policy_allow_get_role`,
  },
  {
    kind: "aws",
    reason: "S3 answers 204 to DeleteBucketTagging and DeleteObjectTagging",
    file: "test_iam.py",
    tests: "test_allow_tagging_actions_in_user_policy",
  },
];

/** By file and the test's name. */
export const differences: Readonly<Record<string, string>> = Object.fromEntries(
  listed.flatMap(({ kind, reason, file = "test_s3.py", tests }) =>
    tests
      .trim()
      .split(/\s+/)
      .map((test) => [`${file}::${test}`, `${kind}: ${reason}`]),
  ),
);
