// Names of directory buckets (S3 Express One Zone): `base--zone--x-s3`. Documented in "Directory bucket naming rules".
import { BUCKET_NAME_LENGTH_MAX, BUCKET_NAME_LENGTH_MIN } from "../limits.ts";

const SUFFIX = "--x-s3";
const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?--([a-z0-9]+(?:-[a-z0-9]+)+)--x-s3$/;

/** No general purpose bucket is called so. */
export const isDirectoryBucket = (name: string | undefined): boolean => name?.endsWith(SUFFIX) === true;

/** The zone in a sound name, e.g. `use1-az4`. */
export const zoneOf = (name: string): string | undefined =>
  name.length < BUCKET_NAME_LENGTH_MIN || name.length > BUCKET_NAME_LENGTH_MAX ? undefined : NAME.exec(name)?.[1];
