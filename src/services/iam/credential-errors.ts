// IAM's errors of certificates, SSH keys and service-specific credentials, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import { alreadyExists, noSuchEntity, validationError } from "./errors.ts";

const malformed = (message: string): AwsError => new AwsError("MalformedCertificate", message, { status: 400 });

export const serverCertificateNotFound = (name: string): AwsError =>
  noSuchEntity(`The Server Certificate with name ${name} cannot be found.`);

export const serverCertificateExists = (name: string): AwsError =>
  alreadyExists(`The Server Certificate with name ${name} already exists.`);

/** In public issue threads. */
export const unparsableCertificate = (): AwsError =>
  malformed("Unable to parse certificate. Please ensure the certificate is in PEM format.");

/** Inferred. */
export const unparsablePrivateKey = (): AwsError =>
  malformed("Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.");

/** Documented: it must be valid when it is uploaded. The words are inferred. */
export const certificateNotValidNow = (): AwsError => malformed("The certificate must be valid at the time of upload.");

/** In public issue threads. `index`: of the certificate that the next one did not sign; -1 is the server's own. */
export const brokenChain = (index: number): AwsError =>
  malformed(
    "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, " +
      `followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`,
  );

/** Documented; the words are inferred. */
export const keyPairMismatch = (): AwsError =>
  new AwsError("KeyPairMismatch", "The public key certificate and the private key do not match.", { status: 400 });

export const malformedSigningCertificate = (body: string): AwsError => malformed(`Certificate ${body} is malformed.`);

export const signingCertificateNotFound = (id: string): AwsError =>
  noSuchEntity(`The Certificate with id ${id} cannot be found.`);

/** Documented; the words are inferred. */
export const duplicateCertificate = (): AwsError =>
  new AwsError("DuplicateCertificate", "The same certificate is associated with an IAM user in the account.", {
    status: 409,
  });

export const sshPublicKeyNotFound = (id: string): AwsError =>
  noSuchEntity(`The Public Key with id ${id} cannot be found.`);

/** Documented; the words are inferred. */
export const invalidPublicKey = (): AwsError =>
  new AwsError("InvalidPublicKey", "The public key is malformed or otherwise invalid.", { status: 400 });

/** Documented; the words are inferred. */
export const duplicateSshPublicKey = (): AwsError =>
  new AwsError("DuplicateSSHPublicKey", "The SSH public key is already associated with the specified IAM user.", {
    status: 400,
  });

export const serviceNotSupported = (service: string): AwsError =>
  noSuchEntity(`No such service ${service} is supported for Service Specific Credentials`);

export const serviceCredentialNotFound = (id: string): AwsError => noSuchEntity(`No such credential ${id} exists`);

/** Documented; the words are inferred. */
export const ageNotSupported = (service: string): AwsError =>
  validationError(`CredentialAgeDays is not supported for service ${service}`);

/** Documented; the words are inferred. */
export const eitherAllUsersOrOne = (): AwsError =>
  validationError("AllUsers cannot be specified together with UserName.");
