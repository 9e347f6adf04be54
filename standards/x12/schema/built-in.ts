import { readSchema, type Schema } from './read-schema.ts'

/** What acknowledges and wraps: the only tables of X12 that are built in. `unofficial`: typed from public knowledge. */
const ACKNOWLEDGEMENTS = `
schema 005010 unofficial
997 FA | functional acknowledgement
  ST AK1
  AK2?*>(AK2 AK3?*>(AK3 AK4?*99) AK5)
  AK9 SE
999 FA | implementation acknowledgement
  ST AK1
  AK2?*>(AK2 IK3?*>(IK3 CTX?*10 IK4?*>(IK4 CTX?*10)) IK5)
  AK9 SE
ST 143 329 1705?
SE 96 329
AK1 479 28 480?
AK2 143 329 1705?
AK3 721 719 447? 720?
AK4 C030 725? 723 724?
AK5 717 718? 718? 718? 718? 718?
AK9 715 97 123 2 716? 716? 716? 716? 716?
IK3 721 719 447? 620?
IK4 C030 725? 621 724?
IK5 717 618? 618? 618? 618? 618?
CTX C998*10 721? 719? 447? C030? C999?
C030 722 1528? 1686?
C998 9999 9998?
C999 725 725?
2 N0 1/6
28 N0 1/9
96 N0 1/10
97 N0 1/6
123 N0 1/6
143 ID 3/3
329 AN 4/9
447 AN 1/4
479 ID 2/2
480 AN 1/12
618 ID 1/3 some
  1 set not supported  2 trailer missing  3 control numbers differ  4 segment count differs  5 segments in error
  6 set identifier missing or invalid  7 control number missing or invalid  23 control number not unique
  I5 implementation segments in error  I6 implementation convention not supported
620 ID 1/3 some
  1 unrecognized segment  2 unexpected segment  3 required segment missing  4 loop too often
  5 segment too often  6 segment not in the set  7 segment out of sequence  8 elements in error
621 ID 1/3 some
  1 required element missing  2 conditional element missing  3 too many elements  4 too short  5 too long
  6 invalid character  7 invalid code  8 invalid date  9 invalid time  10 exclusion violated
  12 too many repetitions  13 too many components
715 ID 1/1 all
  A accepted  E accepted with errors  P partially accepted  R rejected  M rejected, authentication failed
  W rejected, validity tests failed  X rejected, not decrypted
716 ID 1/3 some
  1 group not supported  2 version not supported  3 trailer missing  4 control numbers differ  5 count of sets differs
  6 control number invalid
717 ID 1/1 all
  A accepted  E accepted with errors  R rejected  M rejected, authentication failed
  W rejected, validity tests failed  X rejected, not decrypted
718 ID 1/3 some
  1 set not supported  2 trailer missing  3 control numbers differ  4 segment count differs  5 segments in error
  6 set identifier missing or invalid  7 control number missing or invalid  23 control number not unique
719 N0 1/10
720 ID 1/3 some
  1 unrecognized segment  2 unexpected segment  3 mandatory segment missing  4 loop too often
  5 segment too often  6 segment not in the set  7 segment out of sequence  8 elements in error
721 ID 2/3
722 N0 1/2
723 ID 1/3 some
  1 mandatory element missing  2 conditional element missing  3 too many elements  4 too short  5 too long
  6 invalid character  7 invalid code  8 invalid date  9 invalid time  10 exclusion violated
  12 too many repetitions  13 too many components
724 AN 1/99
725 N0 1/4
1528 N0 1/2
1686 N0 1/4
1705 AN 1/35
9998 AN 1/35
9999 AN 1/35
`

/** 997 and 999, as their makers and readers need them. */
export const acknowledgementSchema: Schema = read(ACKNOWLEDGEMENTS)

/** @throws when one of our own tables is not in our own notation, which its test rules out. */
function read(text: string): Schema {
  const result = readSchema(text)
  if (!result.ok) throw new Error(`line ${result.line} of a built-in schema is not in our notation: ${result.code}`)
  return result.schema
}
