// IAM's errors of identity providers and MFA devices, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import { alreadyExists, deleteConflict, invalidInput, noSuchEntity, validationError } from "./errors.ts";

export const oidcProviderExists = (url: string): AwsError => alreadyExists(`Provider with url ${url} already exists.`);

export const oidcProviderNotFound = (arn: string): AwsError =>
  noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);

export const deletedOidcProviderNotFound = (arn: string): AwsError =>
  noSuchEntity(`OpenId connect Provider ${arn} cannot be found.`);

export const invalidOidcUrl = (): AwsError => validationError("Invalid Open ID Connect Provider URL");

export const tooManyThumbprints = (): AwsError => invalidInput("Thumbprint list must contain fewer than 5 entries.");

/** Inferred. */
export const samlProviderExists = (arn: string): AwsError => alreadyExists(`SAMLProvider ${arn} already exists.`);

export const samlProviderNotFound = (arn: string): AwsError => noSuchEntity(`Manifest not found for arn ${arn}`);

/** In public issue threads. */
export const invalidMetadata = (): AwsError => invalidInput("Could not parse metadata");

/** Inferred. */
export const invalidSamlPrivateKey = (): AwsError => invalidInput("Could not parse private key");

/** Inferred. */
export const samlPrivateKeyNotFound = (id: string): AwsError => noSuchEntity(`Private key ${id} cannot be found.`);

/** Inferred. */
export const samlPrivateKeyNeeded = (): AwsError =>
  invalidInput("A private key is needed when AssertionEncryptionMode is Required.");

export const mfaDeviceExists = (): AwsError => alreadyExists("MFA device already exists.");

export const mfaDeviceInUse = (): AwsError => alreadyExists("MFA Device is already in use.");

export const mfaDeviceNotFound = (serialNumber: string): AwsError =>
  noSuchEntity(`MFA Device with serial number ${serialNumber} does not exist.`);

/** In public issue threads. */
export const mfaDeviceStillInUse = (): AwsError =>
  deleteConflict("MFA VirtualDevice is in use. Must deactivate first.");

/** In public issue threads. */
export const invalidAuthenticationCode = (): AwsError =>
  new AwsError("InvalidAuthenticationCode", "Authentication code for device is not valid.", { status: 403 });
