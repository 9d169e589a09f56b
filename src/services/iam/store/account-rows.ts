// What IAM keeps of an account as a whole.

export interface AccountRow {
  /** When IAM first had to know: the creation time that reports give for the root user. */
  readonly createdMs: number;
  readonly alias: string | undefined;
  readonly passwordPolicy: PasswordPolicyRow | undefined;
  /** Of session tokens that the global endpoint of STS issues. */
  readonly globalTokenVersion: 1 | 2;
  /** Tokens for services elsewhere are issued; left out: they are not. */
  readonly issuesTokens?: boolean;
}

export interface PasswordPolicyRow {
  readonly minimumLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly usersMayChange: boolean;
  readonly maxAgeDays: number | undefined;
  /** How many earlier passwords may not be used again. */
  readonly reusePrevention: number | undefined;
  readonly hardExpiry: boolean | undefined;
}

export interface CredentialReportRow {
  readonly generatedMs: number;
  /** CSV. */
  readonly content: Uint8Array;
}

/** Of a service-linked role. */
export interface RoleDeletionRow {
  readonly roleName: string;
  readonly createdMs: number;
}

/** What GenerateServiceLastAccessedDetails found. */
export interface AccessReportRow {
  readonly createdMs: number;
  readonly services: readonly AccessReportService[];
}

export interface AccessReportService {
  /** `s3` */
  readonly service: string;
  /** Those that used it. */
  readonly entities: readonly AccessReportEntity[];
}

export interface AccessReportEntity {
  readonly kind: "user" | "role";
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly atMs: number;
  readonly region: string;
}
