// Who writes where in the blobs that uploads assemble. In memory: it is about writes that are under way, which a crash ends.

interface Upload {
  /** Numbers of parts that are being written to their slot. */
  readonly writing: Set<number>;
  /** Completions under way, during which no slot is given. */
  completions: number;
}

export class PartWriters {
  readonly #uploads = new Map<string, Upload>();

  /** Whether the slot is now the caller's alone, who must `release` it. */
  claim(uploadId: string, partNumber: number): boolean {
    const upload = this.#upload(uploadId);
    if (upload.completions > 0 || upload.writing.has(partNumber)) return false;
    upload.writing.add(partNumber);
    return true;
  }

  release(uploadId: string, partNumber: number): void {
    this.#upload(uploadId).writing.delete(partNumber);
    this.#tidy(uploadId);
  }

  /** Runs a completion, which is told whether nothing is being written to the upload's blob; no slot is given meanwhile. */
  async completing<Result>(uploadId: string, complete: (isSettled: boolean) => Promise<Result>): Promise<Result> {
    const upload = this.#upload(uploadId);
    upload.completions++;
    try {
      return await complete(upload.writing.size === 0);
    } finally {
      upload.completions--;
      this.#tidy(uploadId);
    }
  }

  #upload(uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId) ?? { writing: new Set(), completions: 0 };
    this.#uploads.set(uploadId, upload);
    return upload;
  }

  #tidy(uploadId: string): void {
    const { writing, completions } = this.#upload(uploadId);
    if (writing.size === 0 && completions === 0) this.#uploads.delete(uploadId);
  }
}
