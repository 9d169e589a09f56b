// Operations on certificates, SSH keys and service-specific credentials: their part of the table of contents.
import { createServiceSpecificCredential } from "./operations/create-service-specific-credential.ts";
import { deleteServerCertificate } from "./operations/delete-server-certificate.ts";
import { deleteServiceSpecificCredential } from "./operations/delete-service-specific-credential.ts";
import { deleteSigningCertificate } from "./operations/delete-signing-certificate.ts";
import { deleteSSHPublicKey } from "./operations/delete-ssh-public-key.ts";
import { getServerCertificate } from "./operations/get-server-certificate.ts";
import { getSSHPublicKey } from "./operations/get-ssh-public-key.ts";
import { listServerCertificateTags } from "./operations/list-server-certificate-tags.ts";
import { listServerCertificates } from "./operations/list-server-certificates.ts";
import { listServiceSpecificCredentials } from "./operations/list-service-specific-credentials.ts";
import { listSigningCertificates } from "./operations/list-signing-certificates.ts";
import { listSSHPublicKeys } from "./operations/list-ssh-public-keys.ts";
import { resetServiceSpecificCredential } from "./operations/reset-service-specific-credential.ts";
import { tagServerCertificate } from "./operations/tag-server-certificate.ts";
import { untagServerCertificate } from "./operations/untag-server-certificate.ts";
import { updateServerCertificate } from "./operations/update-server-certificate.ts";
import { updateServiceSpecificCredential } from "./operations/update-service-specific-credential.ts";
import { updateSigningCertificate } from "./operations/update-signing-certificate.ts";
import { updateSSHPublicKey } from "./operations/update-ssh-public-key.ts";
import { uploadServerCertificate } from "./operations/upload-server-certificate.ts";
import { uploadSigningCertificate } from "./operations/upload-signing-certificate.ts";
import { uploadSSHPublicKey } from "./operations/upload-ssh-public-key.ts";

export const credentialOperations = {
  CreateServiceSpecificCredential: createServiceSpecificCredential,
  DeleteSSHPublicKey: deleteSSHPublicKey,
  DeleteServerCertificate: deleteServerCertificate,
  DeleteServiceSpecificCredential: deleteServiceSpecificCredential,
  DeleteSigningCertificate: deleteSigningCertificate,
  GetSSHPublicKey: getSSHPublicKey,
  GetServerCertificate: getServerCertificate,
  ListSSHPublicKeys: listSSHPublicKeys,
  ListServerCertificateTags: listServerCertificateTags,
  ListServerCertificates: listServerCertificates,
  ListServiceSpecificCredentials: listServiceSpecificCredentials,
  ListSigningCertificates: listSigningCertificates,
  ResetServiceSpecificCredential: resetServiceSpecificCredential,
  TagServerCertificate: tagServerCertificate,
  UntagServerCertificate: untagServerCertificate,
  UpdateSSHPublicKey: updateSSHPublicKey,
  UpdateServerCertificate: updateServerCertificate,
  UpdateServiceSpecificCredential: updateServiceSpecificCredential,
  UpdateSigningCertificate: updateSigningCertificate,
  UploadSSHPublicKey: uploadSSHPublicKey,
  UploadServerCertificate: uploadServerCertificate,
  UploadSigningCertificate: uploadSigningCertificate,
};
