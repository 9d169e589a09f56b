export declare const environments: Record<"current" | "boto3_1_26", { folder: string; requirements: string }>;
export declare function ensurePython(): string | undefined;
