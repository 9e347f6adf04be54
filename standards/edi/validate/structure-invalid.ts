/**
 * A directory that cannot be: a message without an end, a tag that is none. It is thrown, as directories come from us or from a compiler that
 * has looked at them, never from a partner.
 */
export class StructureInvalid extends Error {
  readonly code = 'edi/structure-invalid'
}
