import type { TokenTrust } from '@entrepot/time-stamp'
import type { Certificate, PathToFind } from '@entrepot/x509'

/** By what the signatures of a document are judged. */
export interface PdfTrust {
  /** Anchors, revocation and all that `findPath` of x509 takes; `'unchecked'` leaves the chains of the signers to the caller. */
  readonly signers: Omit<PathToFind, 'leaf' | 'certificates' | 'at'> | 'unchecked'
  /** The same for time-stamping authorities. */
  readonly timeStamps: TokenTrust | 'unchecked'
  /** The time to judge by where no time-stamp proves an earlier one, in milliseconds since 1970 UTC. */
  readonly at: number
  /** Certificates that are known besides those in the document. */
  readonly certificates?: readonly Certificate[]
  /** Refuses signatures whose time no time-stamp proves. Default: they are judged at `at`. */
  readonly requireProvenTime?: boolean
}
