export {
  type Checkpoint,
  type CheckpointRefusal,
  type CheckpointToSign,
  formatCheckpoint,
  type LogPolicy,
  openCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
} from './checkpoint.ts'
export { cosignatureLine, cosignedAt, cosignedMessage } from './cosignature.ts'
export { readEntries } from './entries.ts'
export { readBundle, writeBundle } from './entry-bundle.ts'
export { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts'
export * from './limits.ts'
export {
  type Appended,
  CHECKPOINT_PATH,
  type Log,
  LogFault,
  type LogFaultCode,
  type LogOptions,
  openLog,
  tileReader,
} from './log.ts'
export { formatLogProof, type LogProof, parseLogProof, verifyLogProof } from './log-proof.ts'
export { isMalformed, type LogCode, type Malformed } from './malformed.ts'
export {
  formatKey,
  formatNote,
  formatSignature,
  isBy,
  type Note,
  type NoteKey,
  noteKey,
  parseKey,
  parseNote,
  type SignatureLine,
  type SignatureType,
  verifiesText,
} from './note.ts'
export { proveConsistency, proveInclusion, type ReadTile, rootOf, TileMissing } from './prove.ts'
export { type LogStorage, memoryStorage } from './storage.ts'
export { bundlePath, parsePath, partialsPath, type Tile, tilePath, widthIn } from './tile.ts'
export { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from './verify.ts'
