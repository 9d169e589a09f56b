// Pieces of a reserved file: `<blob>@<offset>+<size>`, so that nothing has to be looked up to find one.
import type { BlobId, ByteRange } from "./blobs.ts";

export interface Piece {
  readonly of: BlobId;
  readonly offset: number;
  readonly sizeBytes: number;
}

const PIECE = /^(.+)@(\d{1,15})\+(\d{1,15})$/;

export const pieceId = ({ of, offset, sizeBytes }: Piece): BlobId => `${of}@${offset}+${sizeBytes}`;

/** Undefined for what is not the id of a piece. */
export function pieceOf(id: BlobId): Piece | undefined {
  const [, of, offset, sizeBytes] = PIECE.exec(id) ?? [];
  return of === undefined ? undefined : { of, offset: Number(offset), sizeBytes: Number(sizeBytes) };
}

export const rangeOf = ({ offset, sizeBytes }: Piece): ByteRange => ({ start: offset, end: offset + sizeBytes - 1 });

/** The blob that the pieces fill without a gap from its beginning, and as far as they do. */
export function filled(ids: readonly BlobId[]): { readonly id: BlobId; readonly sizeBytes: number } | undefined {
  let end = 0;
  let blob: BlobId | undefined;
  for (const id of ids) {
    const piece = pieceOf(id);
    if (piece === undefined || piece.offset !== end || piece.of !== (blob ?? piece.of)) return undefined;
    blob = piece.of;
    end += piece.sizeBytes;
  }
  return blob === undefined ? undefined : { id: blob, sizeBytes: end };
}
